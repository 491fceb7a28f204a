# ruff: noqa: E501  (a pattern is one way of saying it)
"""Lines and conics by what makes them, as relations of x and y: the perpendicular bisector of the segment from (1, 2) to
(3, 6) is x + 2y = 10, the circle with diameter from (0, 0) to (2, 0) is x^2 + y^2 = 2x, the parabola with focus (0, 2) and
directrix y = -2 is x^2 = 8y.
"""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, integer, minus, symbols
from reward_server.symbolic.structures.geometry.linear import rational_form

_X, _Y = Sym("x"), Sym("y")
_POINT = r"(?P<{0}>(?:(?-i:[A-Z])\s?=?\s?)?\([^()]{{1,30}}\)|(?-i:[A-Z](?![a-z]))|the\s+origin)"
_PAIR = rf"(?:(?:the\s+)?(?:line\s+)?segment\s+)?(?:(?:joining|connecting|from|between|with\s+endpoints?)\s+)?(?:the\s+)?(?:points?\s+)?(?:{_POINT.format('first')}\s*(?:and|to|,)?\s*{_POINT.format('second')})"
_LEAD = r"(?:the\s+|an?\s+)?(?:straight\s+)?"
_SLOPE = r"(?:with|of)\s+(?:slope|gradient)\s+(?:of\s+)?(?:m\s*=\s*)?(?P<slope>[^ ]{1,20})"
_FORMS = {
    "bisector": (re.compile(rf"{_LEAD}perpendicular\s+bisector\s+of\s+(?:the\s+)?{_PAIR}", re.I),),
    "line": (
        re.compile(
            rf"{_LEAD}line\s+(?:(?:passing\s+|going\s+)?through|joining|connecting|that\s+passes\s+through)\s+(?:the\s+)?(?:points?\s+)?{_PAIR}",
            re.I,
        ),
    ),
    "diameter": (
        re.compile(rf"{_LEAD}circle\s+(?:with|on|having)\s+(?:as\s+)?(?:its\s+)?(?:the\s+)?diameter\s+{_PAIR}", re.I),
        re.compile(rf"{_LEAD}circle\s+(?:with|having|on)\s+(?:the\s+)?{_PAIR}\s+as\s+(?:its\s+|a\s+)?diameter", re.I),
    ),
    "slope": (
        re.compile(
            rf"{_LEAD}line\s+{_SLOPE},?\s+(?:(?:passing\s+|going\s+)?through|that\s+passes\s+through)\s+(?:the\s+)?(?:point\s+)?{_POINT.format('first')}",
            re.I,
        ),
        re.compile(
            rf"{_LEAD}line\s+(?:passing\s+|going\s+)?through\s+(?:the\s+)?(?:point\s+)?{_POINT.format('first')},?\s+(?:and\s+)?{_SLOPE}",
            re.I,
        ),
    ),
    "parabola": (
        re.compile(
            rf"{_LEAD}parabola\s+with\s+(?:its\s+)?focus\s+(?:at\s+)?(?:the\s+)?(?:point\s+)?{_POINT.format('first')},?\s+(?:and\s+)?(?:its\s+)?directrix\s+(?:the\s+)?(?:line\s+)?(?P<line>.{{3,40}}?)",
            re.I,
        ),
        re.compile(
            rf"{_LEAD}parabola\s+with\s+(?:its\s+)?directrix\s+(?:the\s+)?(?:line\s+)?(?P<line>.{{3,40}}?),?\s+(?:and\s+)?(?:its\s+)?focus\s+(?:at\s+)?(?:the\s+)?(?:point\s+)?{_POINT.format('first')}",
            re.I,
        ),
    ),
    "parallel": (
        re.compile(
            rf"{_LEAD}line\s+(?:passing\s+|going\s+)?through\s+(?:the\s+)?(?:point\s+)?{_POINT.format('first')},?\s+(?:and\s+)?(?P<how>parallel|perpendicular)\s+to\s+(?:the\s+)?(?:line\s+)?(?P<line>.{{3,40}}?)",
            re.I,
        ),
        re.compile(
            rf"{_LEAD}line\s+(?P<how>parallel|perpendicular)\s+to\s+(?:the\s+)?(?:line\s+)?(?P<line>.{{3,40}}?),?\s+(?:and\s+)?(?:passing\s+|going\s+)?through\s+(?:the\s+)?(?:point\s+)?{_POINT.format('first')}",
            re.I,
        ),
    ),
    "ellipse": (
        re.compile(
            rf"{_LEAD}ellipse\s+with\s+(?:its\s+)?foci\s+(?:at\s+)?{_PAIR},?\s+(?:and\s+)?(?:with\s+)?(?:a\s+)?major\s+axis\s+(?:of\s+)?(?:length\s+)?(?:of\s+)?(?P<length>[^ ]{{1,20}})",
            re.I,
        ),
    ),
}
_MAY_BE = re.compile(r"bisector|\bline\b|circle|parabola|ellipse", re.I)
_ALREADY = {
    "bisector": "bisector", "line": "line|equation", "diameter": "diameter", "slope": "slope|gradient|equation", "parabola": "directrix",
    "parallel": "parallel|perpendicular", "ellipse": "foci",
}  # fmt: skip
"""Words of a question that such an answer only repeats."""
_POINTS = re.compile(r"(?<![A-Za-z\\])([A-Z])\s*(?:=|\\left)?\s*\(\s*([^(),]{1,20}),\s*([^(),]{1,20})\)")


def constructed(text: str, prompt: str) -> tuple[Node, str] | None:
    """The relation, and what makes it."""
    if not _MAY_BE.search(text):
        return None
    for name, patterns in _FORMS.items():
        for pattern in patterns:
            if (found := pattern.fullmatch(text)) is not None and (node := _relation(name, found, prompt)) is not None:
                return node, name
    return None


def repeats(made: str, prompt: str) -> bool:
    """Does the question say it in the same words, or ask for an equation?"""
    return re.search(rf"\b(?:equation|{_ALREADY[made]})", prompt[-MAX_PROMPT:], re.IGNORECASE) is not None


def _relation(name: str, found: re.Match[str], prompt: str) -> Node | None:
    said = found.groupdict()
    points = [_point(said[place], prompt) for place in ("first", "second") if said.get(place)]
    known = [one for one in points if one is not None]
    if len(known) != len(points) or (len(known) == 2 and known[0] == known[1]):
        return None
    if name == "bisector":
        return Op("=", (_squared(known[0]), _squared(known[1])))
    if name == "diameter":
        parts = tuple(Op("mul", tuple(minus(letter, one[k]) for one in known)) for k, letter in enumerate((_X, _Y)))
        return Op("=", (Op("add", parts), integer(0)))
    if name == "line":
        (left, low), (right, high) = known
        sides = (minus(_X, left), minus(high, low)), (minus(_Y, low), minus(right, left))
        return Op("=", (Op("mul", sides[0]), Op("mul", sides[1])))
    if name == "slope":
        factor = read(said["slope"])[1]
        rise = None if factor is None or symbols(factor) else Op("mul", (factor, minus(_X, known[0][0])))
        return None if rise is None else Op("=", (minus(_Y, known[0][1]), rise))
    if name == "ellipse":
        return _ellipse(known, said["length"])
    line = line_of(said["line"])
    if line is None:
        return None
    start, (a, b) = line
    if name == "parabola":
        square = Op("pow", (_linear(start, a, b), integer(2)))
        return Op("=", (Op("mul", (Num(a * a + b * b), _squared(known[0]))), square))
    a, b = (a, b) if said["how"].lower() == "parallel" else (-b, a)
    shift = (minus(letter, at) for letter, at in zip((_X, _Y), known[0], strict=True))
    terms = tuple(Op("mul", (Num(k), one)) for k, one in zip((a, b), shift, strict=True) if k)
    return Op("=", (Op("add", terms), integer(0))) if len(terms) > 1 else Op("=", (terms[0], integer(0)))


def _ellipse(foci: list[tuple[Node, Node]], length: str) -> Node | None:
    """(s^2 + d1^2 - d2^2)^2 = 4 s^2 d1^2 where the distances d1 and d2 add up to s."""
    total = read(length)[1]
    if total is None or symbols(total):
        return None
    square = Op("pow", (total, integer(2)))
    first, second = map(_squared, foci)
    inner = Op("add", (square, minus(first, second)))
    return Op("=", (Op("pow", (inner, integer(2))), Op("mul", (integer(4), square, first))))


def _squared(point: tuple[Node, Node]) -> Node:
    return Op(
        "add", tuple(Op("pow", (minus(letter, at), integer(2))) for letter, at in zip((_X, _Y), point, strict=True))
    )


def _linear(start: Fraction, a: Fraction, b: Fraction) -> Node:
    return Op("add", (Op("mul", (Num(a), _X)), Op("mul", (Num(b), _Y)), Num(start)))


def line_of(text: str) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """What a x + b y + c = 0 says."""
    axis = re.fullmatch(r"(x|y|real|imaginary)[\s-]+axis", text.strip())
    node = read("y = 0" if axis and axis[1] in ("x", "real") else "x = 0" if axis else text)[1]
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2 and symbols(node) <= {"x", "y"}):
        return None
    row = rational_form(minus(*node.args), ["x", "y"])
    return row if row is not None and any(row[1]) else None


def _point(text: str, prompt: str) -> tuple[Node, Node] | None:
    """As it is written, or as the prompt names it, if it names it once."""
    bare = text.strip()
    if bare.lower().endswith("origin"):
        return integer(0), integer(0)
    if len(bare) == 1:
        said = {(x, y) for name, x, y in _POINTS.findall(prompt[-MAX_PROMPT:]) if name == bare}
        bare = f"({','.join(said.pop())})" if len(said) == 1 else ""
    node = read(bare[bare.find("(") :])[1] if "(" in bare else None
    if not (isinstance(node, Op) and node.head == "()" and len(node.args) == 2) or symbols(node):
        return None
    return node.args[0], node.args[1]
