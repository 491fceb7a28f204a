# ruff: noqa: E501  (a pattern is one way of saying it)
"""Maps of the plane in words: a quarter turn anticlockwise about the origin is a rotation by pi/2 about (0, 0), and a
reflection in the line y = x is one across x - y = 0.

Each side becomes a matrix and a shift, compared entry by entry. Only to accept; angles say their unit, and turn
anticlockwise unless it is said.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.styles import STYLE_WITH_NAMES
from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Num, Op, Sym, integer, minus, symbols
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.geometry.constructed import line_of
from reward_server.symbolic.structures.geometry.linear import rational_form
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict

MAX_CHARS = 160
_MAY_BE = re.compile(
    r"mapsto|rotat|reflect|mirror|translat|shift|turn|dilat|enlarge|homothe|scal|identity", re.IGNORECASE
)
_ARTICLE = r"(?:(?:an?|the|it is an?)\s+)?"
_WAY = r"(?P<{0}>clockwise|counter-?clockwise|anti-?clockwise|in the (?:positive|negative) (?:direction|sense))"
_ANGLE = r"(?:by|through|of)\s+(?:an\s+angle\s+(?:of\s+)?)?(?P<angle>.{1,40}?)"
_ABOUT = r"(?:about|around|at|with\s+cent(?:re|er)|cent(?:re|er)(?:ed)?(?:\s+at)?)\s+(?:the\s+)?(?:point\s+)?(?P<centre>.{1,40}?)"
_ROTATION = (
    re.compile(rf"{_ARTICLE}(?:{_WAY.format('lead')}\s+)?(?:rotation|turn)\s+(?:{_WAY.format('before')}\s+)?{_ANGLE}(?:\s+{_WAY.format('after')})?,?\s+{_ABOUT}(?:,?\s+{_WAY.format('last')})?", re.I),
    re.compile(rf"{_ARTICLE}(?:{_WAY.format('before')}\s+)?(?:rotation|turn)\s+(?:{_WAY.format('after')}\s+)?{_ABOUT},?\s+{_ANGLE}(?:\s+{_WAY.format('last')})?", re.I),
    re.compile(rf"{_ARTICLE}(?P<angle>[^ ]{{1,20}}(?:\s(?:degrees?|radians?))?)\s+(?:{_WAY.format('before')}\s+)?rotation\s+(?:{_WAY.format('after')}\s+)?{_ABOUT}(?:,?\s+{_WAY.format('last')})?", re.I),
)  # fmt: skip
_TURNS = re.compile(
    rf"{_ARTICLE}(?P<part>half|quarter)[\s-]turn\s+(?:{_WAY.format('before')}\s+)?{_ABOUT}(?:,?\s+{_WAY.format('last')})?",
    re.I,
)
_REFLECTION = re.compile(
    rf"{_ARTICLE}(?:(?P<point>point)\s+)?reflection\s+(?:in|across|over|about|through|along|with\s+respect\s+to)\s+(?:the\s+)?(?:(?:straight\s+)?line\s+)?(?P<mirror>.{{1,40}}?)",
    re.I,
)
_TRANSLATION = re.compile(
    rf"{_ARTICLE}(?:translation|shift)\s+(?:by|of|through|along)\s+(?:the\s+)?(?:vector\s+)?(?P<vector>.{{1,60}}?)",
    re.I,
)
_DILATION = (
    re.compile(rf"{_ARTICLE}(?:dilat(?:at)?ion|enlargement|homothety|scaling)\s+(?:(?:with|by)\s+)?(?:an?\s+)?(?:(?:scale\s+)?factor\s+|ratio\s+)?(?:of\s+|k\s*=\s*)?(?P<factor>(?!with|about|cent)[^ ]{{1,20}}),?\s+(?:and\s+)?{_ABOUT}", re.I),
    re.compile(rf"{_ARTICLE}(?:dilat(?:at)?ion|enlargement|homothety|scaling)\s+{_ABOUT},?\s+(?:and\s+)?(?:(?:with|by)\s+)?(?:an?\s+)?(?:scale\s+)?(?:factor|ratio)\s+(?:of\s+|k\s*=\s*)?(?P<factor>[^ ]{{1,20}})", re.I),
)  # fmt: skip
_STEPS = re.compile(
    r"(?P<by>\d{1,4}(?:\.\d{1,4})?)\s*(?:units?\s+)?(?:to\s+the\s+)?(?P<where>left|right|up(?:wards?)?|down(?:wards?)?)\s*(?:and|,)?\s*",
    re.I,
)
_DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, 1), "down": (0, -1)}
_UNITS = re.compile(r"\s*(?:\^\s*\{?\s*\\circ\s*\}?|°|degrees?)$")
Pair = tuple[Node, Node]


class _Map(NamedTuple):
    """(x, y) -> (a x + b y + p, c x + d y + q)"""

    first: Pair
    second: Pair
    shift: Pair


def same_transformations(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only; a formula that the question has describes nothing."""
    if "mapsto" in answer and "mapsto" in prompt:
        return None
    if max(len(truth), len(answer)) > MAX_CHARS or not (_MAY_BE.search(truth) and _MAY_BE.search(answer)):
        return None
    left, right = _map(truth), _map(answer)
    if left is None or right is None:
        return None
    spend(200)
    with suppress(Undecided):
        pairs = [pair for one, other in zip(left, right, strict=True) for pair in zip(one, other, strict=True)]
        if all(same_scalar(one, other, EXACT).equal for one, other in pairs):
            return Verdict(True, f"the same map of the plane: {truth[:40]}, {answer[:40]}", "transformations")
    return None


def _map(text: str) -> _Map | None:
    plain = " ".join(STYLE_WITH_NAMES.sub(r" \1 ", text).split()).strip(" .")
    for reader in (_formula, _rotation, _reflection, _translation, _dilation):
        if (found := reader(plain)) is not None:
            return found
    return None


_FORMULA = re.compile(r"(?:[A-Z]\s*:\s*)?\(\s*x\s*,\s*y\s*\)\s*(?:\\mapsto|\\to|→|↦)\s*(?P<image>\(.{1,80}\))")


def _formula(plain: str) -> _Map | None:
    """(x, y) -> (x - 2, y + 1)"""
    found = _FORMULA.fullmatch(plain)
    node = read(found["image"])[1] if found is not None else None
    if not (isinstance(node, Op) and node.head == "()" and len(node.args) == 2):
        return None
    rows = [rational_form(one, ["x", "y"]) for one in node.args]
    if rows[0] is None or rows[1] is None:
        return None
    (p, (a, b)), (q, (c, d)) = rows[0], rows[1]
    return _Map((Num(a), Num(b)), (Num(c), Num(d)), (Num(p), Num(q)))


def _rotation(plain: str) -> _Map | None:
    if (turn := _TURNS.fullmatch(plain)) is not None:
        part, centre, way = turn["part"].lower(), _point(turn["centre"]), turn["before"] or turn["last"]
        if centre is None or (part == "quarter" and way is None):
            return None
        return _turned(Op("degree", (integer(180 if part == "half" else 90),)), centre, _sign(way))
    for pattern in _ROTATION:
        if (found := pattern.fullmatch(plain)) is None:
            continue
        said = found.groupdict()
        ways = {_sign(said[name]) for name in ("lead", "before", "after", "last") if said.get(name)}
        angle, centre = _angle(found["angle"]), _point(found["centre"])
        if angle is not None and centre is not None and len(ways) < 2:
            return _turned(angle, centre, *(ways or {1}))
    return None


def _sign(way: str | None) -> int:
    return -1 if way is not None and way.lower().startswith(("clock", "in the neg")) else 1


def _turned(angle: Node, centre: Pair, sign: int) -> _Map:
    cos, sin = Op("cos", (angle,)), Op("sin", (angle,))
    up: Node = sin if sign > 0 else Op("neg", (sin,))
    return _about((cos, Op("neg", (up,))), (up, cos), centre)


def _about(first: Pair, second: Pair, centre: Pair) -> _Map:
    """The linear map, with the centre where it was."""
    images = [
        Op("add", tuple(Op("mul", (factor, at)) for factor, at in zip(row, centre, strict=True)))
        for row in (first, second)
    ]
    return _Map(first, second, (minus(centre[0], images[0]), minus(centre[1], images[1])))


def _reflection(plain: str) -> _Map | None:
    found = _REFLECTION.fullmatch(plain)
    if found is None:
        return None
    if (centre := _point(found["mirror"])) is not None:
        return _about((integer(-1), ZERO), (ZERO, integer(-1)), centre)
    line = None if found["point"] else line_of(found["mirror"])
    if line is None:
        return None
    start, (a, b) = line
    size = a * a + b * b
    entries = [
        [Num(int(j == k) - 2 * one * other / size) for k, other in enumerate((a, b))] for j, one in enumerate((a, b))
    ]
    return _Map(
        (entries[0][0], entries[0][1]),
        (entries[1][0], entries[1][1]),
        (Num(-2 * start * a / size), Num(-2 * start * b / size)),
    )


def _translation(plain: str) -> _Map | None:
    found = _TRANSLATION.fullmatch(plain)
    vector = None if found is None else _steps(found["vector"]) or _pair(read(found["vector"])[1])
    return None if vector is None else _Map((ONE, ZERO), (ZERO, ONE), vector)


def _steps(text: str) -> Pair | None:
    """3 units to the right and 2 down."""
    at, moved = 0, list[Node]((ZERO, ZERO))
    while step := _STEPS.match(text, at):
        at = step.end()
        where = next(one for name, one in _DIRECTIONS.items() if step["where"].lower().startswith(name))
        by = read(step["by"])[1]
        for place in (0, 1):
            if by is not None and where[place]:
                moved[place] = Op("add", (moved[place], by if where[place] > 0 else Op("neg", (by,))))
    return (moved[0], moved[1]) if at == len(text) and at else None


def _dilation(plain: str) -> _Map | None:
    found = next((one for one in (pattern.fullmatch(plain) for pattern in _DILATION) if one is not None), None)
    if found is None or (centre := _point(found["centre"])) is None:
        return None
    factor = read(found["factor"])[1]
    return None if factor is None or symbols(factor) else _about((factor, ZERO), (ZERO, factor), centre)


def _angle(text: str) -> Node | None:
    """In degrees or with pi; a number alone has no unit."""
    bare = _UNITS.sub("", text.strip(" $"))
    node = read(bare.removesuffix("radians").removesuffix("rad").strip())[1]
    if node is None or not symbols(node) <= {"theta", "alpha", "phi"}:
        return None
    if bare != text.strip(" $"):
        return Op("degree", (node,))
    return node if "pi" in bare or symbols(node) or bare.endswith(("rad", "radians")) else None


def _point(text: str) -> Pair | None:
    bare = text.strip()
    if bare.lower() in ("origin", "the origin") or bare in ("O", "0"):
        return ZERO, ZERO
    if (
        unnamed := re.fullmatch(r"(?:(?:that|this|same|given|fixed)\s+(?:point|centre|center)|(?P<name>[A-Z]))", bare)
    ) is not None:
        name = unnamed["name"] or "that"
        return Sym(f"{name}_1"), Sym(f"{name}_2")
    return _pair(read(bare)[1])


def _pair(node: Node | None) -> Pair | None:
    if isinstance(node, Op) and node.head == "matrix":
        entries = [one for row in node.args if isinstance(row, Op) for one in row.args]
    else:
        entries = list(node.args) if isinstance(node, Op) and node.head == "()" else []
    return (entries[0], entries[1]) if len(entries) == 2 and not any(map(symbols, entries)) else None
