"""Integrals that are to be set up and not evaluated: in another order, in other coordinates, by shells for washers.

Both are right if they have the same value: by quadrature, with a function that is like no other in place of one that
the question leaves open. Only to accept, and only where the prompt asks for an integral.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from functools import cache

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, is_scalar, symbols, walk
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 500
MAX_DEPTH = 3
MAX_INTEGRALS = 4
POINTS = {1: 40, 2: 20, 3: 12}
"""On each axis, by the depth of the integral."""
NOISE = {1: 1e-10, 2: 1e-9, 3: 1e-7}
_ABOUT = re.compile(
    r"\bset(?:ting)?[ -]?up|\bexpress\b|\bwrite\b.{0,80}\bintegral|(?:do not|don't|without) evaluat|\biterated"
    r"|\border of integration|\brewrite|integral (?:for|that|represent|which)|aufstell|plant(?:ee|ear)|poser|запишите",
    re.IGNORECASE | re.DOTALL,
)
_IN_A_FORM = re.compile(
    r"polar|cylindrical|spherical|rectangular|cartesian|order|with respect to|shell|washer|disk|disc method"
    r"|d[xyz]\s*d[xyz]|zylinder|kugel|cilíndric|esféric|ordre|orden|порядок|полярн",
    re.IGNORECASE,
)
"""Asks for one of the ways; the variables of the answer must be those of the ground truth, in its order."""
_DIFFERENTIAL = re.compile(
    r"(?<![A-Za-z\\])(?:\\mathrm\s*\{\s*d\s*\}|\\mathrm\s*d|d)\s*"
    r"\\?(?P<letter>[a-z](?![a-z])|theta|phi|varphi|rho)"
)


def same_setups(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if "\\int" not in truth and "\\iint" not in truth and "\\iiint" not in truth:
        return None
    if max(len(truth), len(answer)) > MAX_CHARS or "int" not in answer or _ABOUT.search(prompt[-MAX_PROMPT:]) is None:
        return None
    if _IN_A_FORM.search(prompt[-MAX_PROMPT:]) and _variables(truth) != _variables(answer):
        return None
    one, other = _integral(truth), _integral(answer)
    if one is None or other is None or symbols(one) != symbols(other):
        return None
    depth = max(_depth(one), _depth(other))
    if depth > MAX_DEPTH or not _depth(one) or not _depth(other):
        return None
    try:
        left, right = _value(one, depth), _value(other, depth)
    except (ArithmeticError, ValueError, TypeError, LookupError):
        return None
    close = abs(left - right) <= NOISE[depth] * max(abs(left), abs(right))
    return Verdict(True, f"integrals of the same value: {left:.10g}", "setups") if close and abs(left) > 1e-3 else None


def _variables(text: str) -> list[str]:
    return [found["letter"].replace("var", "") for found in _DIFFERENTIAL.finditer(text)]


_GLUED = re.compile(r"(?<![A-Za-z\\])d([xyzrstuv])d([xyzrstuv])(?![a-z])")


def _integral(text: str) -> Node | None:
    node = read(_GLUED.sub(r"d\1 d\2", text))[1]
    if node is None:
        return None
    value = value_of(node)
    several = sum(isinstance(one, Op) and one.head == "int" for one in walk(value))
    known = is_scalar(value) and several <= MAX_DEPTH * MAX_INTEGRALS
    bounded = all(len(one.args) == 4 for one in walk(value) if isinstance(one, Op) and one.head == "int")
    called = {
        one.args[0].name
        for one in walk(value)
        if isinstance(one, Op) and one.head == "apply" and isinstance(one.args[0], Sym)
    }
    return value if known and bounded and symbols(value) <= called else None


def _depth(node: Node) -> int:
    """Of integrals in integrals."""
    if not isinstance(node, Op):
        return 0
    return max(map(_depth, node.args), default=0) + (node.head == "int")


# -- values -----------------------------------------------------------------------------------------------------------

Place = dict[str, float]
Function = Callable[[Place], float]


def _value(node: Node, depth: int) -> float:
    """Raises what an undefined value raises."""
    spend(POINTS[depth] ** depth // 2)
    value = _compiled(node, POINTS[depth])({})
    if not math.isfinite(value):
        raise ArithmeticError("no value")
    return value


@cache
def _nodes(size: int) -> tuple[tuple[float, float], ...]:
    """Of Gauss and Legendre, on [-1, 1], drawn to its ends by a sine: roots at the ends of an interval are smooth."""
    found = []
    for k in range(size):
        x = math.cos(math.pi * (k + 0.75) / (size + 0.5))
        for _ in range(50):
            below, value = 1.0, x
            for n in range(2, size + 1):
                below, value = value, ((2 * n - 1) * x * value - (n - 1) * below) / n
            slope = size * (x * value - below) / (x * x - 1)
            x -= value / slope
        weight = 2 / ((1 - x * x) * slope * slope)
        found.append((math.sin(math.pi * x / 2), weight * math.pi / 2 * math.cos(math.pi * x / 2)))
    return tuple(found)


_HEADS: Mapping[str, Callable[..., float]] = {
    "add": lambda *terms: math.fsum(terms), "mul": lambda *factors: math.prod(factors), "neg": lambda one: -one,
    "div": lambda top, below: top / below, "pow": math.pow, "root": lambda one, degree: math.pow(one, 1 / degree),
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "sec": lambda one: 1 / math.cos(one),
    "csc": lambda one: 1 / math.sin(one),
    "ln": math.log, "exp": math.exp, "abs": abs, "arctan": math.atan, "arcsin": math.asin, "arccos": math.acos,
    "sinh": math.sinh, "cosh": math.cosh,
}  # fmt: skip
_CONSTANTS = {"pi": math.pi, "e": math.e}


def _compiled(node: Node, size: int) -> Function:
    """Raises LookupError for what has no value here."""
    if isinstance(node, Num):
        number = float(node.value)
        return lambda place: number
    if isinstance(node, Sym):
        name = node.name
        if name in _CONSTANTS:
            constant = _CONSTANTS[name]
            return lambda place: constant
        return lambda place: place[name]
    if not isinstance(node, Op):
        raise LookupError("a word")
    if node.head == "int":
        return _integrated(node, size)
    if node.head == "apply":
        arguments = [_compiled(arg, size) for arg in node.args[1:]]
        return lambda place: _unlike_any(*(one(place) for one in arguments))
    combine, parts = _HEADS[node.head], [_compiled(arg, size) for arg in node.args]
    return lambda place: combine(*(one(place) for one in parts))


def _unlike_any(*values: float) -> float:
    """Stands for the function that a question leaves open."""
    turned = sum((0.61 + 0.37 * k) * value for k, value in enumerate(values))
    return math.cos(turned + 0.3) + sum(0.2 * (k + 1) * value * value for k, value in enumerate(values)) + 0.7


def _integrated(node: Op, size: int) -> Function:
    index, low, high, body = node.args
    if not isinstance(index, Sym):
        raise LookupError("no variable")
    name, below, above, inner = index.name, *(_compiled(one, size) for one in (low, high, body))

    def integral(place: Place) -> float:
        start, end = below(place), above(place)
        half, middle = (end - start) / 2, (end + start) / 2
        return half * math.fsum(
            weight * inner({**place, name: middle + half * point}) for point, weight in _nodes(size)
        )

    return integral
