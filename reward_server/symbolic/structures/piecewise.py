"""Values by case: |x| as x for x >= 0 and -x below, in any order of the cases, wherever both say the same."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import (
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    integer,
    is_scalar,
    rebuild,
    rename,
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
    answer = _in_its_letter(truth, answer)
    truth, answer = value_of(truth), value_of(answer)
    if (verdict := _by_parity(truth, answer)) is not None:
        return verdict
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
    branches = [case for case in _said([one.args for one in cases.args if isinstance(one, Op)]) if len(case) == 2]
    try:
        regions = [pieces(condition) for _, condition in branches]
    except (NotASet, Undecided):
        return None
    if len(branches) != len(cases.args) or symbols(Op("list", tuple(case[1] for case in branches))) - names:
        return None
    (name,) = names
    alone = [_point_of(region) for region in regions]
    met = [0 if one is None else MIN_POINTS for one in alone]
    for point in (*_SAMPLES, *(one for one in alone if one is not None), *chain(*map(_within, regions))):
        inside = [k for k, region in enumerate(regions) if holds(region, point)]
        if len(inside) != 1:
            return None
        met[inside[0]] += 1
        value, other = (substitute(node, {name: Num(point)}) for node in (branches[inside[0]][0], whole))
        if not same_scalar(value, other, EXACT).equal:
            return Verdict(False, f"different at {name} = {point}: {show(cases)}, {show(whole)}")
    return Verdict(True, f"equal in every piece: {show(whole)}") if min(met) >= MIN_POINTS else None


def _point_of(region: Pieces) -> Fraction | None:
    """The 0 of x = 0."""
    low, high = region[0].low, region[0].high
    return low.value if len(region) == 1 and low.node is not None and low.value == high.value else None


def _within(region: Pieces) -> list[Fraction]:
    """Two points of each piece that has two ends."""
    ends = [(one.low.value, one.high.value) for one in region]
    return [
        low + (high - low) * part
        for low, high in ends
        if low is not None and high is not None and low < high
        for part in (Fraction(2, 7), Fraction(5, 7))
    ]


def _in_its_letter(truth: Node, answer: Node) -> Node:
    """F(t) beside F(x)."""
    places = [one.args[0] for one in (truth, answer) if isinstance(one, Op) and one.head == "=" and len(one.args) == 2]
    letters = [one.args[1] for one in places if isinstance(one, Op) and one.head == "apply" and len(one.args) == 2]
    if len(letters) != 2 or not all(isinstance(one, Sym) for one in letters) or letters[0] == letters[1]:
        return answer
    new, old = (one.name for one in letters if isinstance(one, Sym))
    return answer if new in symbols(answer) else rename(answer, {old: new})


# -- odd and even ------------------------------------------------------------------------------------------------------

_PLACES = (*range(1, 11), 23, 24)
MIN_PLACES = 8


def _by_parity(truth: Node, answer: Node) -> Verdict | None:
    """0 for even n and -4/n^2 for odd n is 2((-1)^n - 1)/n^2."""
    left, right = _parities(truth), _parities(answer)
    name = left[0] if left else right[0] if right else ""
    if not name or (left and right and left[0] != right[0]):
        return None
    met = 0
    for place in _PLACES:
        values = [
            substitute(branches[1][place % 2] if branches else node, {name: integer(place)})
            for node, branches in ((truth, left), (answer, right))
        ]
        if not all(map(is_scalar, values)):
            return None
        try:
            if not same_scalar(values[0], values[1], EXACT).equal:
                return Verdict(False, f"different at {name} = {place}: {show(truth)}, {show(answer)}")
        except Undecided:
            continue
        met += 1
    return Verdict(True, f"equal for odd and for even {name}") if met >= MIN_PLACES else None


def _parities(node: Node) -> tuple[str, dict[int, Node]] | None:
    """The letter, and the value for each remainder by two."""
    if not (isinstance(node, Op) and node.head == "cases" and len(node.args) == 2):
        return None
    found: dict[int, Node] = {}
    names: set[str] = set()
    for case in node.args:
        value, *condition = case.args if isinstance(case, Op) else ()
        said = condition[0] if condition else None
        if said is None or isinstance(said, Word):
            if len(found) != 1 or (isinstance(said, Word) and said.text not in ("otherwise", "else")):
                return None
            found[1 - next(iter(found))] = value
        elif isinstance(said, Op) and said.head == "quantity" and said.args[1] in (Word("odd"), Word("even")):
            names |= symbols(said.args[0])
            found[int(said.args[1] == Word("odd"))] = value
        else:
            return None
    return (names.pop(), found) if len(found) == 2 and len(names) == 1 else None


def _same_case(case: tuple[Node, ...], other: tuple[Node, ...], rules: Rules, same: Same) -> bool:
    return len(case) == len(other) and all(same(a, b, rules).equal for a, b in zip(case, other, strict=True))
