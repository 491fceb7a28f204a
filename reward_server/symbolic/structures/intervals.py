"""The algebra of sorted pieces of the real line: union, intersection, complement, equality."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from reward_server.symbolic.parse.tree import Node, show
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import Rules, Verdict


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
    if a.high.value is not None and a.high.value == b.high.value:
        high = a.high if not a.high.closed else b.high
    if _is_empty(low, high):
        return None
    return Piece(low, high)


def _is_empty(low: End, high: End) -> bool:
    if low.value is None or high.value is None:
        return False
    return low.value > high.value or (low.value == high.value and not (low.closed and high.closed))


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
    reason = f"sets of reals: {_show(truth)}, {_show(answer)}"
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


def _show(found: Pieces) -> str:
    parts = []
    for piece in found[:4]:
        low = "-oo" if piece.low.node is None else show(piece.low.node)
        high = "oo" if piece.high.node is None else show(piece.high.node)
        parts.append(f"{'[' if piece.low.closed else '('}{low}, {high}{']' if piece.high.closed else ')'}")
    return " u ".join(parts) or "empty"
