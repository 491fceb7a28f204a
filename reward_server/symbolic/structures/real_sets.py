"""Sets of real numbers: intervals, inequalities, unions, complements, set-builder notation, as sorted pieces."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from reward_server.symbolic.parse.tree import (
    BRACKETS,
    Node,
    Num,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    rebuild,
    show,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.numeric import Unknown, approximate
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import Rules, Undecided, Verdict


@dataclass(frozen=True, slots=True)
class End:
    """An end of a piece: its value (None: infinite), the expression it was written as, and whether it belongs."""

    value: Fraction | None
    closed: bool
    node: Node | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    low: End
    high: End


Pieces = tuple[Piece, ...]
OPEN = End(None, False)
LINE: Pieces = (Piece(OPEN, OPEN),)

MAX_MEMBERS = 200
_MIRROR = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
_WHOLE_LINE = frozenset(
    {"set R", "all real numbers", "all reals", "all real", "R", "real numbers", "全体实数", "实数集"}
)


class NotASet(Exception):
    """The tree denotes no set of real numbers that this rung can write as pieces."""


def pieces(node: Node) -> Pieces:
    """Raises NotASet; Undecided for relations that are not linear."""
    if isinstance(node, Word) and node.text in _WHOLE_LINE:
        return LINE
    if not isinstance(node, Op):
        raise NotASet(show(node))
    if is_interval(node):
        return _interval(node)
    if node.head == "set":
        return merge([_point(arg) for arg in node.args])
    if node.head in _COMBINED:
        return _COMBINED[node.head](node)
    if node.head in _MIRROR:
        return _relation(node)
    raise NotASet(node.head)


def is_interval(node: Node) -> bool:
    return isinstance(node, Op) and node.head in BRACKETS and len(node.args) == 2


def _interval(node: Op) -> Pieces:
    low = _end(node.args[0], node.head[0] == "[", -1)
    high = _end(node.args[1], node.head[1] == "]", 1)
    if low.value is not None and high.value is not None and low.value > high.value:
        raise NotASet("empty interval")
    return (Piece(low, high),)


def _end(node: Node, closed: bool, side: int) -> End:
    infinite = Sym("oo") if side > 0 else Op("neg", (Sym("oo"),))
    if node == infinite:
        return OPEN
    return End(_value(node), closed, node)


def _value(node: Node) -> Fraction:
    if not is_scalar(node) or symbols(node):
        raise NotASet("not a number")
    try:
        return rational(node)
    except (Inexact, Undefined):
        pass
    except TooLarge as guard:
        raise Undecided(str(guard)) from None
    try:
        return approximate(node)
    except (Unknown, Undefined):
        raise NotASet("no real value") from None
    except TooLarge as guard:
        raise Undecided(str(guard)) from None


def _point(node: Node) -> Piece:
    end = End(_value(node), True, node)
    return Piece(end, end)


def _union(node: Op) -> Pieces:
    return merge([piece for arg in node.args for piece in pieces(arg)])


def _intersection(node: Op) -> Pieces:
    left, *others = [pieces(arg) for arg in node.args]
    for right in others:
        left = merge([both for a in left for b in right if (both := overlap(a, b)) is not None])
    return left


def _difference(node: Op) -> Pieces:
    left, *others = node.args
    result = pieces(left)
    for other in others:
        outside = complement(pieces(other))
        result = merge([both for a in result for b in outside if (both := overlap(a, b)) is not None])
    return result


def _member(node: Op) -> Pieces:
    return pieces(node.args[1])


def _outside(node: Op) -> Pieces:
    return complement(pieces(node.args[1]))


def _such_that(node: Op) -> Pieces:
    variable, condition = node.args
    if isinstance(variable, Op) and variable.head == "in" and isinstance(variable.args[0], Sym):
        if variable.args[1] == Word("set Z"):
            return _integers(pieces(condition))
        if variable.args[1] == Word("set N"):
            return _integers(_intersection(Op("and", (condition, Op(">=", (variable.args[0], integer(0)))))))
        return _intersection(Op("and", (variable.args[1], condition)))
    if not isinstance(variable, Sym):
        raise NotASet("set builder")
    return pieces(condition)


def _integers(found: Pieces) -> Pieces:
    members: list[Piece] = []
    for piece in found:
        if piece.low.value is None or piece.high.value is None or piece.high.value - piece.low.value > MAX_MEMBERS:
            raise NotASet("infinitely many integers")
        first = -((-piece.low.value) // 1) if piece.low.closed else piece.low.value // 1 + 1
        last = piece.high.value // 1 if piece.high.closed else -((-piece.high.value) // 1) - 1
        members += [_point(integer(k)) for k in range(int(first), int(last) + 1)]
    return merge(members)


_COMBINED = {
    "cup": _union, "or": _union, "cap": _intersection, "and": _intersection, "list": _intersection,
    "setminus": _difference, "in": _member, "notin": _outside, "such_that": _such_that,
}  # fmt: skip


def _relation(node: Op) -> Pieces:
    """A relation in one variable, linear in it. Raises Undecided where it is not linear."""
    if len(node.args) != 2:
        raise NotASet("chain")
    left, right = map(with_calls_as_letters, node.args)
    if not (is_scalar(left) and is_scalar(right)):
        raise NotASet("not numbers")
    if _is_variable(left) and not symbols(right):
        return _bounded(node.head, right)
    if _is_variable(right) and not symbols(left):
        return _bounded(_MIRROR[node.head], left)
    if isinstance(left, Op) and left.head == "abs" and not symbols(right):
        return _distance(node.head, left.args[0], right)
    if isinstance(right, Op) and right.head == "abs" and not symbols(left):
        return _distance(_MIRROR[node.head], right.args[0], left)
    return _polynomial(node.head, left, right)


def with_calls_as_letters(node: Node) -> Node:
    """The f(x) of f(x) > 0 is one number."""
    return rebuild(node, lambda one: Sym(repr(one)) if isinstance(one, Op) and one.head == "apply" else one)


def _is_variable(node: Node) -> bool:
    """x, not pi or infinity."""
    return isinstance(node, Sym) and bool(symbols(node))


def _bounded(sign: str, bound: Node) -> Pieces:
    """Every number lies between the infinities, and none beyond them."""
    if not _infinite(bound):
        return _half_line(sign, End(_value(bound), False, bound))
    if sign == "=" or sign[0] == (">" if bound == Sym("oo") else "<"):
        raise NotASet("beyond infinity")
    return LINE


def _infinite(node: Node) -> bool:
    return node == Sym("oo") or (isinstance(node, Op) and node.head == "neg" and node.args[0] == Sym("oo"))


def _distance(sign: str, inner: Node, bound: Node) -> Pieces:
    """|u| < c is -c < u and u < c; |u| > c is u < -c or u > c."""
    if _value(bound) < 0:
        return () if sign in ("<", "<=", "=") else LINE
    opposite = Op("neg", (bound,))
    below, above = Op(_MIRROR[sign], (inner, opposite)), Op(sign, (inner, bound))
    return pieces(Op("and" if sign in ("<", "<=", "!=") else "or", (below, above)))


_SAMPLES = (0, 1, 2, 7, -5)


def _polynomial(sign: str, left: Node, right: Node) -> Pieces:
    """A relation of degree one or two in one variable, known by its values. Raises Undecided for others."""
    names = symbols(left) | symbols(right)
    if len(names) != 1:
        raise NotASet("not one variable")
    (name,) = names
    try:
        at = [rational(left, {name: Fraction(x)}) - rational(right, {name: Fraction(x)}) for x in _SAMPLES]
    except (Inexact, Undefined):
        raise Undecided("a relation that is not a polynomial's") from None
    except TooLarge as guard:
        raise Undecided(str(guard)) from None
    square = (at[2] - 2 * at[1] + at[0]) / 2
    slope, start = at[1] - at[0] - square, at[0]
    if any(value != square * x * x + slope * x + start for value, x in zip(at, _SAMPLES, strict=True)):
        raise Undecided("a relation of higher degree")
    if not _is_polynomial(left) or not _is_polynomial(right):
        raise Undecided("a relation that is not a polynomial's")
    if square == 0:
        return _linear(sign, slope, start)
    return _quadratic(sign if square > 0 else _MIRROR[sign], slope / square, start / square)


def _is_polynomial(node: Node) -> bool:
    """Of small degree, so that the samples tell all: no division by a variable, no power above two."""
    if not isinstance(node, Op):
        return True
    if node.head == "div" and symbols(node.args[1]):
        return False
    if node.head == "pow" and symbols(node):
        return node.args[1] in (integer(1), integer(2)) and _is_polynomial(node.args[0])
    allowed = not symbols(node) or node.head in ("add", "mul", "neg", "div", "pow", "percent")
    return allowed and all(map(_is_polynomial, node.args))


def _linear(sign: str, slope: Fraction, start: Fraction) -> Pieces:
    if slope == 0:
        raise Undecided("a relation without its variable")
    root = -start / slope
    return _half_line(sign if slope > 0 else _MIRROR[sign], End(root, False, Num(root)))


def _quadratic(sign: str, slope: Fraction, start: Fraction) -> Pieces:
    """x^2 + slope x + start against zero."""
    discriminant = slope * slope - 4 * start
    if discriminant < 0:
        return () if sign in ("<", "<=", "=") else LINE
    root = Op("root", (Num(discriminant), integer(2)))
    low, high = (Op("div", (Op("add", (Num(-slope), part)), integer(2))) for part in (Op("neg", (root,)), root))
    inside, variable = sign in ("<", "<="), Sym("x")
    if sign == "=":
        return merge([_point(low), _point(high)])
    relations = (Op(">" if inside else "<", (variable, low)), Op("<" if inside else ">", (variable, high)))
    if sign == "!=":
        return _intersection(Op("and", tuple(Op("!=", (variable, end)) for end in (low, high))))
    if "=" in sign:
        relations = tuple(Op(one.head + "=", one.args) for one in relations)  # type: ignore[assignment]
    return pieces(Op("and" if inside else "or", relations))


def _half_line(sign: str, end: End) -> Pieces:
    closed = End(end.value, True, end.node)
    if sign == "=":
        return (Piece(closed, closed),)
    if sign == "!=":
        return (Piece(OPEN, end), Piece(end, OPEN))
    edge = closed if "=" in sign else end
    return (Piece(OPEN, edge),) if sign[0] == "<" else (Piece(edge, OPEN),)


# -- the algebra of sorted pieces of the real line ---------------------------------------------------------------------


def _before(a: Piece, b: Piece) -> int:
    if a.low.value == b.low.value:
        return b.low.closed - a.low.closed
    if a.low.value is None or (b.low.value is not None and a.low.value < b.low.value):
        return -1
    return 1


def merge(found: list[Piece]) -> Pieces:
    merged: list[Piece] = []
    for piece in sorted(found, key=cmp_to_key(_before)):
        if merged and _touches(merged[-1].high, piece.low):
            merged[-1] = Piece(merged[-1].low, _later(merged[-1].high, piece.high))
        else:
            merged.append(piece)
    return tuple(merged)


def _touches(high: End, low: End) -> bool:
    if high.value is None or low.value is None:
        return True
    return low.value < high.value or (low.value == high.value and (low.closed or high.closed))


def _later(a: End, b: End) -> End:
    if a.value is None or b.value is None:
        return OPEN
    if a.value == b.value:
        return a if a.closed else b
    return a if a.value > b.value else b


def overlap(a: Piece, b: Piece) -> Piece | None:
    low = a.low if _before(b, a) <= 0 else b.low
    high = b.high if _later(a.high, b.high) == a.high and a.high != b.high else a.high
    if _is_empty(low, high):
        return None
    return Piece(low, high)


def _is_empty(low: End, high: End) -> bool:
    if low.value is None or high.value is None:
        return False
    return low.value > high.value or (low.value == high.value and not (low.closed and high.closed))


def holds(found: Pieces, point: Fraction) -> bool:
    """Does the point lie in one of the pieces?"""
    here = Piece(End(point, True), End(point, True))
    return any(overlap(piece, here) is not None for piece in found)


def complement(found: Pieces) -> Pieces:
    result: list[Piece] = []
    low = OPEN
    started = False
    for piece in found:
        if piece.low.value is not None:
            result.append(Piece(low, End(piece.low.value, not piece.low.closed, piece.low.node)))
        started = True
        if piece.high.value is None:
            return tuple(result)
        low = End(piece.high.value, not piece.high.closed, piece.high.node)
    return (*result, Piece(low, OPEN)) if started else LINE


def same_pieces(truth: Pieces, answer: Pieces, rules: Rules) -> Verdict:
    reason = f"sets of reals: {show_pieces(truth)}, {show_pieces(answer)}"
    if len(truth) != len(answer):
        return Verdict(False, f"different {reason}")
    for a, b in zip(truth, answer, strict=True):
        if not (_same_end(a.low, b.low, rules) and _same_end(a.high, b.high, rules)):
            return Verdict(False, f"different {reason}")
    return Verdict(True, f"equal {reason}")


def _same_end(a: End, b: End, rules: Rules) -> bool:
    if a.closed != b.closed or (a.value is None) != (b.value is None):
        return False
    if a.node is None or b.node is None:
        return a.value == b.value
    return same_scalar(a.node, b.node, rules).equal


def show_pieces(found: Pieces) -> str:
    parts = []
    for piece in found[:4]:
        low = "-oo" if piece.low.node is None else show(piece.low.node)
        high = "oo" if piece.high.node is None else show(piece.high.node)
        parts.append(f"{'[' if piece.low.closed else '('}{low}, {high}{']' if piece.high.closed else ')'}")
    return " u ".join(parts) or "empty"
