"""Loci in words and in complex numbers, as relations of x and y: the circle with centre 2i and radius 3 is |z - 2i| = 3
is x^2 + (y - 2)^2 = 9."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import (
    ONE,
    RELATIONS,
    ZERO,
    Node,
    Op,
    Sym,
    Word,
    integer,
    minus,
    rebuild,
    rename,
    symbols,
)
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.geometry.constructed import constructed, repeats
from reward_server.symbolic.structures.geometry.linear import form
from reward_server.symbolic.verdict import EXACT, Rules, Same, Undecided, Verdict

MAX_CHARS = 200
_SPEAKS_OF = re.compile(
    r"axis|bisector|circle|dis[ck]|sphere|ball|mathbf|\\vec|\bline\b|plane|parabola|ellipse|hyperbola|where|\bz\b|z\||\\mathbb\s?\{?\s?C",
    re.IGNORECASE,
)
_CURVE = re.compile(r"\b(?:line|plane|circle|curve|parabola|ellipse|hyperbola|sphere)\b", re.IGNORECASE)
_STYLED = re.compile(r"\\(?:text|mathrm|textbf|mathbf)\s?\{([^{}]*)\}")
_WHERE = re.compile(
    r"(?:\W*(?:where|with|for)\s+|,[\s\\]*)(?:z\s?=\s?x\s?\+\s?(?:i\s?y|y\s?i)|(?P<image>w\s?=\s?u\s?\+\s?(?:i\s?v|v\s?i)))\W*$"
)
_NAMED = re.compile(
    r"(?:the\s+|an?\s+)?(?:(open|closed)\s+|straight\s+)?(?:unit\s+|upper\s+|lower\s+|right\s+|left\s+)?"
    r"(line|half[\s-]?plane|dis[ck]|circle|parabola|ellipse|hyperbola|plane|sphere)"
    r"(?:\s+(?:with|given\s+by|defined\s+by|of|has)?\s*(?:the\s+)?equation|\s+(?:given|defined|described)\s+by)?[\s:]+(.+)",
    re.IGNORECASE,
)
_ROUND = r"(?:the\s+|an?\s+)?(?:(open|closed)\s+)?(circle|dis[ck]|sphere|ball)\s+"
_CENTRE = (
    r"(?:(?:with|of)\s+)?(?:its\s+)?cent(?:re|er)(?:e?d)?\s+(?:at\s+|in\s+|is\s+|on\s+)?(?:the\s+)?(?:point\s+)?"
    r"(?:[A-Z]\s?=?\s?(?=\())?(?P<centre>.{1,40}?)"
)
_RADIUS = r"(?:(?:with|of)\s+)?(?:a\s+)?radius\s+(?:of\s+|is\s+)?(?:r\s?=\s?)?(?P<radius>.{1,30}?)"
_THROUGH = r"(?:(?:passing|going|that passes|which passes)\s+)?through\s+(?:the\s+)?(?:point\s+)?(?P<through>.{1,40}?)"
_BY_POINT = re.compile(rf"{_ROUND}{_CENTRE}\s?,?\s(?:and\s+)?{_THROUGH}", re.IGNORECASE)
_AROUND = re.compile(r"\s(?:around|about)\s", re.IGNORECASE)
_BY_CENTRE = re.compile(rf"{_ROUND}{_CENTRE}\s?,?\s(?:and\s+)?{_RADIUS}", re.IGNORECASE)
_BY_RADIUS = re.compile(rf"{_ROUND}{_RADIUS}\s?,?\s(?:and\s+)?{_CENTRE}", re.IGNORECASE)
_KNOWN = re.compile(
    r"(?:the\s+)?(?:(unit\s+circle)|(?:(open|closed)\s+)?(upper|lower|right|left)\s+half[\s-]?plane"
    r"|(x|y|real|imaginary)[\s-]+axis|(?:(open|closed)\s+)?unit\s+dis[ck])",
    re.IGNORECASE,
)
_X, _Y, _Z = Sym("x"), Sym("y"), Sym("z")


def names_a_locus(text: str) -> bool:
    """The line x + y = 0 has no value 0."""
    return _CURVE.search(text) is not None


def same_loci(truth: str, answer: str, rules: Rules, same: Same, prompt: str = "") -> Verdict | None:
    """Accepts only, and only where a side is in words or of a complex number."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_SPEAKS_OF.search(truth) or _SPEAKS_OF.search(answer)):
        return None
    left, right = _locus(truth, prompt), _locus(answer, prompt, given=True)
    if left is None or right is None or not (left[1] or right[1]) or symbols(left[0]) != symbols(right[0]):
        return None
    try:
        verdict = same(left[0], right[0], rules)
    except Undecided:
        return None
    return verdict if verdict.equal else None


def _locus(text: str, prompt: str, *, given: bool = False) -> tuple[Node, bool] | None:
    """A relation of x and y, and whether it had to be made one; of an answer that does not repeat the question."""
    plain = " ".join(_STYLED.sub(r" \1 ", text.replace("$", " ")).replace("\\,", " ").replace("~", " ").split()).rstrip(
        " ."
    )
    bare = _WHERE.sub("", plain)
    if (known := _known(bare) or _round(bare)) is not None:
        return known, True
    if (made := constructed(bare, prompt)) is not None:
        return None if given and repeats(made[1], prompt) else (made[0], True)
    named = _NAMED.fullmatch(bare)
    node = _parsed(named[3] if named is not None else bare)
    if isinstance(node, Op) and node.head == "such_that":
        node = node.args[1]
    if node is None or (named is not None and not _is_called_so(node, named[2], named[1])):
        return None
    if not (isinstance(node, Op) and node.head in RELATIONS and len(node.args) == 2):
        return None
    if (said := _WHERE.search(plain)) is not None and said["image"]:
        node = rename(node, {"u": "x", "v": "y"})
    if symbols(node) == {"w"} or (symbols(node) <= _OF_SPECTRA and (named is not None or "mathbb" in text)):
        node = rename(node, dict.fromkeys(symbols(node), "z"))
    flat = _of_x_and_y(node) if isinstance(node, Op) else None
    return None if flat is None else (flat, named is not None or flat != node or bare != plain)


_OF_SPECTRA = frozenset({"lambda", "zeta", "mu"})


def _is_called_so(node: Node, noun: str, kind: str | None) -> bool:
    """A line is an equation, a half-plane an inequality, an open one a strict one."""
    if not isinstance(node, Op):
        return False
    if noun.lower().startswith(("half", "dis")):
        return node.head in _SIGNS[(kind or "").lower()]
    return node.head == "=" and kind is None


_SIGNS = {"open": {"<", ">"}, "closed": {"<=", ">="}, "": {"<", ">", "<=", ">="}}


def _parsed(text: str) -> Node | None:
    try:
        return read(text)[1]
    except (Unparsable, LookupError, ValueError, RecursionError):
        return None


def _known(text: str) -> Node | None:
    """The unit circle, the axes and the half-planes beside them, which are open if nothing is said."""
    found = _KNOWN.fullmatch(text)
    if found is None:
        return None
    if found[1]:
        return Op("=", (_squares((ZERO, ZERO)), ONE))
    if found[4]:
        return Op("=", (_Y if found[4].lower() in ("x", "real") else _X, ZERO))
    if not found[3]:
        return Op("<=" if (found[5] or "").lower() == "closed" else "<", (_squares((ZERO, ZERO)), ONE))
    side, edge = found[3].lower(), "=" if (found[2] or "").lower() == "closed" else ""
    letter = _Y if side in ("upper", "lower") else _X
    return Op((">" if side in ("upper", "right") else "<") + edge, (letter, ZERO))


def _round(text: str) -> Node | None:
    """From its words; a disc must say whether its edge belongs to it."""
    text = _AROUND.sub(" with centre ", text)
    found = _BY_CENTRE.fullmatch(text) or _BY_RADIUS.fullmatch(text) or _BY_POINT.fullmatch(text)
    if found is None:
        return None
    kind, noun = (found[1] or "").lower(), found[2].lower()
    filled = noun not in ("circle", "sphere")
    centre = _place(found["centre"])
    square = _squared_radius(found, centre) if centre is not None else None
    if centre is None or square is None or filled is not bool(kind):
        return None
    if (len(centre) == 3) is not (noun in ("sphere", "ball")):
        return None
    return Op("=" if not filled else "<" if kind == "open" else "<=", (_squares(centre), square))


def _place(text: str) -> tuple[Node, ...] | None:
    return (ZERO, ZERO) if text.lower() == "origin" else _point(_parsed(text))


def _squared_radius(found: re.Match[str], centre: tuple[Node, ...]) -> Node | None:
    """As it is said, or by a point of the circle."""
    said = found.groupdict()
    if radius := said.get("radius"):
        node = _parsed(radius)
        return _square(node) if node is not None and _is_positive(node) else None
    point = _place(said.get("through") or "")
    if point is None or len(point) != len(centre):
        return None
    square = Op("add", tuple(_square(minus(one, at)) for one, at in zip(point, centre, strict=True)))
    return square if _is_positive(square) else None


def _point(node: Node | None) -> tuple[Node, ...] | None:
    """(4, 0), and 2i as (0, 2)."""
    if isinstance(node, Op) and node.head == "()":
        return node.args if 2 <= len(node.args) <= 3 and not symbols(node) else None
    parts = form(node, ["i"]) if node is not None and not isinstance(node, Word) and not symbols(node) else None
    return None if parts is None else (parts[0], *parts[1])


def _squares(centre: tuple[Node, ...]) -> Node:
    return Op("add", tuple(_square(minus(letter, at)) for letter, at in zip((_X, _Y, _Z), centre, strict=False)))


def _is_positive(node: Node) -> bool:
    try:
        return not symbols(node) and approximate(node) > 0
    except (Unknown, Undefined, TooLarge):
        return False


def _square(node: Node) -> Node:
    return Op("pow", (node, integer(2)))


def _of_x_and_y(node: Op) -> Op | None:
    """|z - w| < r, and a relation of Re z and Im z; the node itself where it has no z."""
    if symbols(node) != {"z"}:
        return _of_distance(node) or node
    for turned, (side, bound) in ((False, node.args), (True, node.args[::-1])):
        if isinstance(side, Op) and side.head == "abs" and not symbols(bound):
            parts = form(side.args[0], ["z"])
            centre = _point(Op("neg", (parts[0],))) if parts is not None and _is_one(parts[1][0]) else None
            if centre is None or not _is_positive(bound):
                return None
            pair = (_squares(centre), _square(bound))
            return Op(node.head, pair[::-1] if turned else pair)
    split = rebuild(node, lambda one: _PARTS.get(one, one) if isinstance(one, Op) else one)
    return split if isinstance(split, Op) and "z" not in symbols(split) else None


def _of_distance(node: Op) -> Op | None:
    """(x - 1)^2 + y^2 + (z + 2)^2 = 5 for |r - (1, 0, -2)|^2 = 5."""
    for side, bound in (node.args, node.args[::-1]):
        squared = isinstance(side, Op) and side.head == "pow" and side.args[1] == integer(2)
        inner = side.args[0] if squared and isinstance(side, Op) else side
        away = inner.args[0] if isinstance(inner, Op) and inner.head == "abs" else None
        if not (isinstance(away, Op) and away.head == "add" and len(away.args) == 2 and away.args[0] in _POSITIONS):
            continue
        place = away.args[1].args[0] if isinstance(away.args[1], Op) and away.args[1].head == "neg" else None
        if not (isinstance(place, Op) and place.head == "()" and 2 <= len(place.args) <= 3) or not _is_positive(bound):
            return None
        pair = (_squares(place.args), bound if squared else _square(bound))
        return Op(node.head, pair if side is node.args[0] else pair[::-1])
    return None


_POSITIONS = (Sym("r"), Sym("x"), Sym("X"))
_PARTS: dict[Op, Node] = {Op("Re", (_Z,)): _X, Op("Im", (_Z,)): _Y}


def _is_one(node: Node) -> bool:
    try:
        return same_scalar(node, ONE, EXACT).equal
    except Undecided:
        return False
