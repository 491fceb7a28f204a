"""Values by case: |x| as x for x >= 0 and -x below, in any order of the cases, wherever both say the same."""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    ZERO,
    Node,
    Num,
    Op,
    Word,
    is_scalar,
    rebuild,
    show,
    substitute,
    symbols,
)
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.real_sets import (
    NotASet,
    Piece,
    Pieces,
    holds,
    merge,
    overlap,
    pieces,
    same_pieces,
)
from reward_server.symbolic.verdict import EXACT, Rules, Same, Undecided, Verdict

Cases = list[tuple[Node, ...]]
"""The value of each case, and its condition if it says one."""
Branch = tuple[Node, Pieces]


def piecewise(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    truth, answer = value_of(truth), value_of(answer)
    piecewise = [isinstance(node, Op) and node.head == "cases" for node in (truth, answer)]
    if piecewise != [True, True]:
        return _at_each_piece(truth, answer) if any(piecewise) else None
    left = [case.args for case in getattr(truth, "args", ()) if isinstance(case, Op)]
    right = [case.args for case in getattr(answer, "args", ()) if isinstance(case, Op)]
    verdict = _case_by_case(left, right, rules, same)
    return verdict if verdict.equal else _piece_by_piece(_said(left), _said(right), rules, same) or verdict


def _case_by_case(left: Cases, right: Cases, rules: Rules, same: Same) -> Verdict:
    if sorted(map(len, left)) != sorted(map(len, right)):
        left, right = _said(left), _said(right)
    if sorted(map(len, left)) != sorted(map(len, right)):
        return Verdict(False, "different numbers of cases")
    rest = list(right)
    for case in left:
        match = next((k for k, other in enumerate(rest) if _same_case(case, other, rules, same)), None)
        if match is None:
            return Verdict(False, f"no case equals {show(case[0])}")
        del rest[match]
    return Verdict(True, f"same {len(left)} cases")


def _said(cases: Cases) -> Cases:
    """With the condition that "otherwise" stands for: the real numbers that no other case takes."""
    taken = [case[1] for case in cases if len(case) == 2]
    if len(taken) != len(cases) - 1:
        return cases
    rest = Op("setminus", (Word("set R"), *taken))
    return [case if len(case) == 2 else (*case, rest) for case in cases]


def _piece_by_piece(truth: Cases, answer: Cases, rules: Rules, same: Same) -> Verdict | None:
    """The same value wherever a case of one side meets one of the other: at a boundary that has moved, both pieces
    agree. None where the conditions are not about one letter."""
    names = frozenset[str]().union(*(symbols(case[-1]) for case in (*truth, *answer)))
    left, right = _branches(truth), _branches(answer)
    if left is None or right is None or len(names) != 1:
        return None
    whole = [merge([piece for _, region in branches for piece in region]) for branches in (left, right)]
    if not same_pieces(whole[0], whole[1], EXACT).equal:
        return None
    (name,) = names
    for value, region in left:
        for other, place in right:
            meets = [both for a in region for b in place if (both := overlap(a, b)) is not None]
            if not all(_same_within(value, other, name, both, rules, same) for both in meets):
                return Verdict(False, f"{show(value)} is not {show(other)} where both cases meet")
    return Verdict(True, f"the same value in every piece: {len(left)} and {len(right)} cases")


def _branches(cases: Cases) -> list[Branch] | None:
    try:
        return [(case[0], pieces(case[1])) for case in cases] if all(len(case) == 2 for case in cases) else None
    except (NotASet, Undecided):
        return None


def _same_within(value: Node, other: Node, name: str, piece: Piece, rules: Rules, same: Same) -> bool:
    if piece.low.value is not None and piece.low.value == piece.high.value and piece.low.node is not None:
        at = {name: piece.low.node}
        return same(substitute(value, at), substitute(other, at), rules).equal
    return same(_without_moduli(value, piece), _without_moduli(other, piece), rules).equal


def _without_moduli(node: Node, piece: Piece) -> Node:
    """x for |x| where x is above 0; a modulus stays that changes its sign within the piece."""
    return rebuild(node, lambda one: _without_sign(one, piece) if isinstance(one, Op) and one.head == "abs" else one)


def _without_sign(modulus: Op, piece: Piece) -> Node:
    (inner,) = modulus.args
    for head, value in ((">=", inner), ("<=", Op("neg", (inner,)))):
        try:
            where = pieces(Op(head, (inner, ZERO)))
        except (NotASet, Undecided):
            return modulus
        if any(overlap(piece, one) == piece for one in where):
            return value
    return modulus


_SAMPLES = tuple(Fraction(n, 7) for n in (-90, -41, -23, -15, -10, -4, -1, 1, 4, 10, 15, 23, 41, 90))
MIN_POINTS = 2
"""In each piece, and none outside of all."""


def _at_each_piece(truth: Node, answer: Node) -> Verdict | None:
    """x for x >= 0 and -x below is |x|: one expression with the value of each piece where that piece holds."""
    cases, whole = (truth, answer) if isinstance(truth, Op) and truth.head == "cases" else (answer, truth)
    names = symbols(whole)
    if not (isinstance(cases, Op) and is_scalar(whole) and len(names) == 1):
        return None
    branches = [case.args for case in cases.args if isinstance(case, Op) and len(case.args) == 2]
    try:
        regions = [pieces(condition) for _, condition in branches]
    except NotASet:
        return None
    (name,) = names
    met = [0] * len(branches)
    for point in _SAMPLES:
        inside = [k for k, region in enumerate(regions) if holds(region, point)]
        if len(inside) != 1 or len(branches) != len(cases.args):
            return None
        met[inside[0]] += 1
        value, other = (substitute(node, {name: Num(point)}) for node in (branches[inside[0]][0], whole))
        if not same_scalar(value, other, EXACT).equal:
            return Verdict(False, f"different at {name} = {point}: {show(cases)}, {show(whole)}")
    return Verdict(True, f"equal in every piece: {show(whole)}") if min(met) >= MIN_POINTS else None


def _same_case(case: tuple[Node, ...], other: tuple[Node, ...], rules: Rules, same: Same) -> bool:
    return len(case) == len(other) and all(same(a, b, rules).equal for a, b in zip(case, other, strict=True))
