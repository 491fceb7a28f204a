"""Equality of two trees, part by part: which kinds of object they are decides how their parts are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeGuard

from reward_server.symbolic import forms, real_sets
from reward_server.symbolic.equations import congruences, equations, inequalities, ratios, with_constant
from reward_server.symbolic.families import families
from reward_server.symbolic.scalars import same_scalar
from reward_server.symbolic.tree import BRACKETS, RELATIONS, Node, Num, Op, Sym, Word, heads, is_scalar, show, symbols
from reward_server.symbolic.units import unit
from reward_server.symbolic.verdict import Rules, Undecided, Verdict
from reward_server.symbolic.work import spend


def same(truth: Node, answer: Node, rules: Rules) -> Verdict:
    """Raises Undecided."""
    if truth == answer:
        return Verdict(True, f"same expression: {show(truth)}")
    if isinstance(truth, Num) and isinstance(answer, Num):  # no rule but the last has anything to say of these
        return same_scalar(truth, answer, rules)
    spend(50)
    truth, answer = forms.prepare(truth), forms.prepare(answer)
    for rule in _RULES:
        verdict = rule(truth, answer, rules)
        if verdict is not None:
            return verdict
    return Verdict(False, f"different kinds: {show(truth)}, {show(answer)}")


Rule = Callable[[Node, Node, Rules], Verdict | None]


def _identical(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    return Verdict(True, f"same expression: {show(truth)}") if truth == answer else None


# -- units ---------------------------------------------------------------------------------------------------------


def _quantities(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """A unit falls away when only one side has it, and must agree when both do."""
    left, right = forms.measured(truth), forms.measured(answer)
    if left is None and right is None:
        return _letters_as_units(truth, answer, rules)
    if left is None or right is None:
        return _one_unit(truth, answer, left or right, right is None, rules)
    true_unit, given = unit(left[1]), unit(right[1])
    if true_unit.powers != given.powers:
        if not true_unit.powers or not given.powers:
            return same(_times(left[0], true_unit.factor), _times(right[0], given.factor), rules)
        return Verdict(False, f"different units: {left[1]}, {right[1]}")
    if true_unit.factor == given.factor:
        return same(left[0], right[0], rules)
    return same(left[0], _times(right[0], given.factor / true_unit.factor), rules)


def _times(node: Node, factor: Fraction) -> Node:
    if factor == 1:
        return node
    if isinstance(node, Num):
        places = (
            node.places - (len(str(factor)) - 1) if factor.denominator == 1 and str(factor).strip("0") == "1" else 0
        )
        return Num(node.value * factor, node.decimals if places else None, places)
    return Op("mul", (node, Num(factor)))


def _one_unit(
    truth: Node, answer: Node, found: tuple[Node, str] | None, on_truth: bool, rules: Rules
) -> Verdict | None:
    assert found is not None
    bare = answer if on_truth else truth
    if not (is_scalar(forms.value_of(bare)) or forms.measured(forms.value_of(bare)) is not None):
        return None
    meaning = unit(found[1])
    value = _times(found[0], meaning.factor) if not meaning.powers else found[0]
    if dict(meaning.powers) == {"degree": 1}:
        value = Op("degree", (value,))
    if (lettered := forms.unit_letter(bare)) is not None and meaning.powers:
        return same(truth, lettered, rules) if on_truth else same(lettered, answer, rules)
    return same(value, bare, rules) if on_truth else same(bare, value, rules)


def _letters_as_units(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    if isinstance(truth, Num) or (is_scalar(truth) and not symbols(truth)):
        lettered = forms.unit_letter(answer)
        return same(truth, lettered, rules) if lettered is not None else None
    lettered = forms.unit_letter(truth)
    if lettered is not None and is_scalar(answer) and not symbols(answer):
        return same(lettered, answer, rules)
    return None


def _percent(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """50 % is 1/2 either way; a bare 50 only where the ground truth has the sign."""
    if not (isinstance(truth, Op) and truth.head == "percent" and is_scalar(answer)) or "percent" in heads(answer):
        return None
    verdict = same_scalar(truth, answer, rules)
    return verdict if verdict.equal else same_scalar(truth.args[0], answer, rules)


def _degrees(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """An angle with a degree sign equals its bare number and its value in radians."""
    left, right = (isinstance(node, Op) and node.head == "degree" for node in (truth, answer))
    if not (is_scalar(truth) and is_scalar(answer)) or left == right:
        return None
    verdict = same_scalar(truth, answer, rules)
    if verdict.equal:
        return verdict
    bare = [node.args[0] if isinstance(node, Op) and node.head == "degree" else node for node in (truth, answer)]
    return same_scalar(bare[0], bare[1], rules)


def _given(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """y = 2x, x > 0: a value and where it holds."""
    left, right = _conditioned(truth), _conditioned(answer)
    if left is None or right is None:
        return None
    return _each(left, right, rules, "value and domain")


def _conditioned(node: Node) -> tuple[Node, ...] | None:
    if not (isinstance(node, Op) and node.head == "list" and len(node.args) == 2):
        return None
    value, condition = node.args
    stated = is_scalar(value) or (isinstance(value, Op) and value.head == "=")
    domain = _is_inequality(condition) or (isinstance(condition, Op) and condition.head == "in")
    return node.args if stated and domain and symbols(condition) & symbols(value) else None


# -- several values ------------------------------------------------------------------------------------------------


def _assigned(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """x = 1, y = 2 is (x, y) = (1, 2) is (1, 2)."""
    left, right = forms.assignments(truth), forms.assignments(answer)
    if left is None and right is None:
        return None
    if left is not None and right is not None:
        if left.keys() != right.keys():
            return Verdict(False, f"different names: {', '.join(left)}, {', '.join(right)}")
        return _each(tuple(left.values()), tuple(right[name] for name in left), rules, "values by name")
    if forms.are_roots(left or right or {}) and _is_bare_list(answer if left is not None else truth):
        return None  # as a collection
    if left is not None:
        return _against_tuple(forms.in_order(left), answer, rules, flipped=False)
    return _against_tuple(forms.in_order(right or {}), truth, rules, flipped=True)


def _against_tuple(values: tuple[Node, ...], other: Node, rules: Rules, flipped: bool) -> Verdict | None:
    parts = _ordered(other)
    if parts is None and isinstance(other, Op) and other.head == "list":
        parts = other.args
    if parts is None:
        return None
    return _each(parts, values, rules, "values") if flipped else _each(values, parts, rules, "values")


def _each(truth: Sequence[Node], answer: Sequence[Node], rules: Rules, what: str) -> Verdict:
    """In order, all of them; an undecided part decides nothing unless another part differs."""
    if len(truth) != len(answer):
        return Verdict(False, f"{what}: {len(truth)} against {len(answer)}")
    undecided: Undecided | None = None
    for left, right in zip(truth, answer, strict=True):
        try:
            verdict = same(left, right, rules)
        except Undecided as reason:
            undecided = reason
            continue
        if not verdict.equal:
            return Verdict(False, f"{what}: {verdict.reason}")
    if undecided is not None:
        raise undecided
    return Verdict(True, f"{what} equal part by part ({len(truth)})")


def _ordered(node: Node) -> tuple[Node, ...] | None:
    """The entries of a tuple, or of a row or column vector."""
    if not isinstance(node, Op):
        return None
    if node.head in ("()", "[]") and len(node.args) > 1:
        return node.args
    if node.head == "matrix":
        entries = forms.rows(node)
        if all(len(row) == 1 for row in entries):
            return tuple(row[0] for row in entries)
        if len(entries) == 1:
            return entries[0]
    if node.head == "=" and len(node.args) == 2 and forms.names_a_value(node.args[0]):
        return _ordered(node.args[1])
    return None


def _matrices(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    truth, answer = forms.value_of(truth), forms.value_of(answer)
    if not all(isinstance(node, Op) and node.head == "matrix" for node in (truth, answer)):
        return None
    left, right = forms.rows(truth), forms.rows(answer)
    if [len(row) for row in left] != [len(row) for row in right]:
        return Verdict(False, "matrices of different shapes")
    return _each([entry for row in left for entry in row], [entry for row in right for entry in row], rules, "matrices")


def _tuples(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    left, right = _ordered(truth), _ordered(answer)
    if left is not None and right is not None:
        if len(left) == 2 and _shape(truth) != _shape(answer) and "" not in (_shape(truth), _shape(answer)):
            return Verdict(False, f"open is not closed: {show(truth)}, {show(answer)}")
        return _each(left, right, rules, "tuples")
    if left is not None and _is_bare_list(answer):
        return _each(left, answer.args, rules, "tuples")
    if right is not None and _is_bare_list(truth):
        return _each(truth.args, right, rules, "tuples")
    return None


def _is_bare_list(node: Node) -> TypeGuard[Op]:
    """1, 2 without brackets; x > 1, x < 2 is no list of entries."""
    return isinstance(node, Op) and node.head == "list" and not any(_is_inequality(arg) for arg in node.args)


def _is_inequality(node: Node) -> bool:
    return isinstance(node, Op) and (node.head == "and" or (node.head in RELATIONS and node.head != "="))


def _shape(node: Node) -> str:
    return node.head if isinstance(node, Op) and node.head in BRACKETS else ""


def _collections(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """Sets and lists of solutions: the same members in any order, each once."""
    left, right = forms.members(truth), forms.members(answer)
    if left is None and right is None:
        return None
    if (left is None and _is_structure(truth)) or (right is None and _is_structure(answer)):
        return None
    left = left if left is not None else (forms.value_of(truth),)
    right = right if right is not None else (forms.value_of(answer),)
    return _same_members(_distinct(left, rules), _distinct(right, rules), rules)


def _is_structure(node: Node) -> bool:
    node = forms.value_of(node)
    return isinstance(node, Op) and (node.head in BRACKETS or node.head in ("cup", "and", "such_that", "in", "matrix"))


def _distinct(found: Sequence[Node], rules: Rules) -> list[Node]:
    kept: list[Node] = []
    for node in found:
        if not any(node == other or _surely_same(node, other) for other in kept):
            kept.append(node)
    return kept


def _surely_same(left: Node, right: Node) -> bool:
    try:
        return same(left, right, Rules()).equal and same(right, left, Rules()).equal
    except Undecided:
        return False


def _same_members(truth: list[Node], answer: list[Node], rules: Rules) -> Verdict:
    if len(truth) != len(answer):
        return Verdict(False, f"collections of {len(truth)} and {len(answer)} members")
    left, undecided = list(answer), None
    for member in truth:
        try:
            match = _first_match(member, left, rules)
        except Undecided as reason:
            undecided = reason
            continue
        if match is None:
            return Verdict(False, f"no member equals {show(member)}")
        del left[match]
    if undecided is None:
        return Verdict(True, f"same {len(truth)} members in any order")
    for other in left:
        if all(_surely_different(member, other, rules) for member in truth):
            return Verdict(False, f"no member equals {show(other)}")
    raise undecided


def _surely_different(member: Node, other: Node, rules: Rules) -> bool:
    try:
        return not same(member, other, rules).equal
    except Undecided:
        return False


def _is_set(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "set"


def _first_match(member: Node, others: list[Node], rules: Rules) -> int | None:
    undecided: Undecided | None = None
    for k, other in enumerate(others):
        if _is_set(member) != _is_set(other):
            continue
        try:
            if same(member, other, rules).equal:
                return k
        except Undecided as reason:
            undecided = reason
    if undecided is not None:
        raise undecided
    return None


# -- sets of reals, piecewise values, scalars, words ---------------------------------------------------------------


_TURNED = {">": "<", ">=": "<="}


def _side_by_side(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """Relations, and chains of them, with equal sides; accepts only, for there are other ways to be the same."""
    left, right = _steps(truth), _steps(answer)
    if left is None or right is None or [step.head for step in left] != [step.head for step in right]:
        return None
    pairs = [pair for a, b in zip(left, right, strict=True) for pair in zip(a.args, b.args, strict=True)]
    if any(isinstance(one, Word) for pair in pairs for one in pair) or not all(_surely_same(*pair) for pair in pairs):
        return None
    return Verdict(True, f"same relations: {show(truth)}")


def _steps(node: Node) -> list[Op] | None:
    """The relations of a chain, each from the smaller side to the larger, from the left to the right."""
    steps = node.args if isinstance(node, Op) and node.head == "and" else (node,)
    if not all(isinstance(step, Op) and step.head in RELATIONS and step.head != "=" for step in steps):
        return None
    found = [step for step in steps if isinstance(step, Op) and len(step.args) == 2]
    turned = [Op(_TURNED[step.head], step.args[::-1]) if step.head in _TURNED else step for step in found]
    return turned[::-1] if found and found[0].head in _TURNED else turned


def _sets_of_reals(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    if not (_may_be_reals(truth) and _may_be_reals(answer)):
        return None
    try:
        return real_sets.same_pieces(real_sets.pieces(truth), real_sets.pieces(answer), rules)
    except real_sets.NotASet:
        return None


_REAL_HEADS = frozenset({"cup", "cap", "setminus", "in", "notin", "and", "or", "such_that", "set", "list"})


def _may_be_reals(node: Node) -> bool:
    if isinstance(node, Word):
        return True
    if not isinstance(node, Op):
        return False
    if node.head in ("list", "or", "and"):
        others = [arg for arg in node.args if not _is_point(arg)]
        return bool(others) and all(map(_may_be_reals, others))
    return node.head in _REAL_HEADS or node.head in BRACKETS or (node.head in RELATIONS and node.head != "=")


def _is_point(node: Node) -> bool:
    """x = 3, as one of the parts of a set."""
    return isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Sym)


def _piecewise(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    truth, answer = forms.value_of(truth), forms.value_of(answer)
    if not all(isinstance(node, Op) and node.head == "cases" for node in (truth, answer)):
        return None
    left = [case.args for case in getattr(truth, "args", ()) if isinstance(case, Op)]
    right = [case.args for case in getattr(answer, "args", ()) if isinstance(case, Op)]
    if sorted(map(len, left)) != sorted(map(len, right)):
        return Verdict(False, "different numbers of cases")
    for case in left:
        match = next((k for k, other in enumerate(right) if _same_case(case, other, rules)), None)
        if match is None:
            return Verdict(False, f"no case equals {show(case[0])}")
        del right[match]
    return Verdict(True, f"same {len(left)} cases")


def _same_case(case: tuple[Node, ...], other: tuple[Node, ...], rules: Rules) -> bool:
    return len(case) == len(other) and all(same(a, b, rules).equal for a, b in zip(case, other, strict=True))


def _scalars(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    left, right = _singleton(forms.value_of(truth)), _singleton(forms.value_of(answer))
    if (left, right) != (truth, answer):
        return same(left, right, rules)
    if not (is_scalar(left) and is_scalar(right)):
        return None
    return same_scalar(left, right, rules)


def _singleton(node: Node) -> Node:
    if isinstance(node, Op) and node.head in ("set", "list", "or") and len(node.args) == 1:
        return node.args[0]
    return node


def _words(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    if (
        not (isinstance(truth, Word) and isinstance(answer, Word))
        or truth.text[:4] == "set "
        or answer.text[:4] == "set "
    ):
        return None
    equal = truth.text.casefold() == answer.text.casefold()
    return Verdict(equal, f"{'same' if equal else 'different'} words: {truth.text[:30]!r}, {answer.text[:30]!r}")


_RULES: tuple[Rule, ...] = (
    _identical, _words,
    lambda truth, answer, rules: families(truth, answer),
    _given, _quantities, _percent, _degrees, _assigned, _matrices, _tuples, _piecewise,
    _side_by_side, _sets_of_reals, _collections,
    lambda truth, answer, rules: congruences(truth, answer, rules),
    lambda truth, answer, rules: ratios(truth, answer, rules),
    lambda truth, answer, rules: inequalities(truth, answer),
    lambda truth, answer, rules: equations(truth, answer, rules, same),
    lambda truth, answer, rules: with_constant(truth, answer),
    _scalars,
)  # fmt: skip
