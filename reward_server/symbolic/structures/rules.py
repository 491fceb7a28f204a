"""Equality of two trees, part by part: which kinds of object they are decides how their parts are compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeGuard, get_args

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.assignments import (
    are_labels,
    are_roots,
    assignments,
    in_order,
    names_a_value,
    value_of,
)
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    ONE,
    RELATIONS,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    heads,
    is_scalar,
    rebuild,
    show,
    symbols,
    walk,
)
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.structures.algebra.fields import fields
from reward_server.symbolic.structures.domains import conditioned, is_inequality, says_its_domain
from reward_server.symbolic.structures.dotted_sums import dotted_sums
from reward_server.symbolic.structures.endless_sums import endless_sums, same_but_for_zeros
from reward_server.symbolic.structures.equations import (
    at_other_places,
    congruences,
    equations,
    inequalities,
    ratios,
    same_name,
    with_constant,
)
from reward_server.symbolic.structures.families.integer_families import families
from reward_server.symbolic.structures.forms import prepare, signs_apart
from reward_server.symbolic.structures.geometry.flats import lines
from reward_server.symbolic.structures.geometry.loci import loci
from reward_server.symbolic.structures.geometry.regions import box, regions
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.structures.members import collections, surely_same
from reward_server.symbolic.structures.piecewise import piecewise
from reward_server.symbolic.structures.quantities import degrees, percent, quantities
from reward_server.symbolic.structures.real_sets import NotASet, pieces, same_pieces, with_calls_as_letters
from reward_server.symbolic.structures.series import series
from reward_server.symbolic.verdict import Rules, Undecided, Verdict, by


def same(truth: Node, answer: Node, rules: Rules) -> Verdict:
    """Raises Undecided."""
    if truth == answer:
        return Verdict(True, f"same expression: {show(truth)}", "same_expression")
    if isinstance(truth, Num) and isinstance(answer, Num):  # no rule but the last has anything to say of these
        return same_scalar(truth, answer, rules)
    spend(50)
    verdict = _by_kind(prepare(truth), prepare(answer), rules)
    if verdict.equal or (spread := (signs_apart(truth), signs_apart(answer))) == (truth, answer):
        return verdict
    return _by_kind(prepare(spread[0]), prepare(spread[1]), rules)


def _by_kind(truth: Node, answer: Node, rules: Rules) -> Verdict:
    if truth == answer:
        return Verdict(True, f"same expression: {show(truth)}", "same_expression")
    for row in rules_for(kind(truth), kind(answer)):
        verdict = row.rule(truth, answer, rules)
        if verdict is not None:
            return by(row.name, verdict)
    return Verdict(False, f"different kinds: {show(truth)}, {show(answer)}", "different_kinds")


Kind = Literal[
    "number", "value", "word", "collection", "tuple", "matrix", "cases", "equation", "relation", "reals", "congruence",
    "ratio", "quantity", "other",
]  # fmt: skip
KINDS: frozenset[Kind] = frozenset(get_args(Kind))
_KIND_OF_HEAD: dict[str, Kind] = {
    "=": "equation", "list": "collection", "or": "collection", "set": "collection", "matrix": "matrix",
    "cases": "cases", "cong": "congruence", "ratio": "ratio", "quantity": "quantity", "and": "relation",
    **dict.fromkeys(RELATIONS - {"="}, "relation"), **dict.fromkeys(BRACKETS, "tuple"),
    **dict.fromkeys(("cup", "cap", "setminus", "in", "notin", "such_that"), "reals"),
}  # fmt: skip
_PLAIN_HEADS = frozenset({"add", "mul", "neg", "div", "pow", "root", "fact", "binom", "abs", "floor", "ceil"})


def kind(node: Node) -> Kind:
    """What a tree denotes, as far as its comparison depends on it. A `number` is a scalar without variables, signs of
    measure or a modulus."""
    if isinstance(node, Word):
        return "word"
    if is_scalar(node):
        return "number" if heads(node) <= _PLAIN_HEADS and not symbols(node) else "value"
    return _KIND_OF_HEAD.get(node.head, "other") if isinstance(node, Op) else "other"


Rule = Callable[[Node, Node, Rules], Verdict | None]


def _given(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """y = 2x, x > 0: a value and where it holds."""
    left, right = conditioned(truth), conditioned(answer)
    if left is None and right is not None and (is_scalar(truth) or _is_equation(truth)) and says_its_domain(*right):
        return same(truth, right[0], rules)
    if left is None or right is None:
        return None
    return _each(left, right, rules, "value and domain")


# -- several values ------------------------------------------------------------------------------------------------


def _assigned(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """x = 1, y = 2 is (x, y) = (1, 2) is (1, 2)."""
    left, right = assignments(truth), assignments(answer)
    if left is None and right is None:
        return None
    if left is not None and right is not None:
        if left.keys() != right.keys():
            return Verdict(False, f"different names: {', '.join(left)}, {', '.join(right)}")
        if are_roots(left) and all(name.startswith("lambda_") for name in left):
            return None  # eigenvalues, whose numbers are nobody's
        return _each(tuple(left.values()), tuple(right[name] for name in left), rules, "values by name")
    named, other = (left, answer) if left is not None else (right or {}, truth)
    if (are_roots(named) or are_labels(named)) and _is_bare_list(other):
        return None  # as a collection
    if (
        len(named) > 1
        and isinstance(other, Op)
        and other.head == "="
        and other.args[0] in [Sym(name) for name in named]
    ):
        return Verdict(False, f"a value of one name alone: {show(other)}")
    if len(named) > 1 and not are_roots(named) and all(len(name) == 1 for name in named) and _is_a_set(other):
        return Verdict(False, f"values of {', '.join(named)} against a set, which does not say which is which")
    if left is not None:
        return _against_tuple(in_order(left), answer, rules, flipped=False)
    return _against_tuple(in_order(right or {}), truth, rules, flipped=True)


def _is_a_set(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "set"


def _against_tuple(values: tuple[Node, ...], other: Node, rules: Rules, flipped: bool) -> Verdict | None:
    parts = ordered(other)
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


def ordered(node: Node) -> tuple[Node, ...] | None:
    """The entries of a tuple, or of a row or column vector."""
    if not isinstance(node, Op):
        return None
    if node.head in ("()", "[]") and len(node.args) > 1:
        return node.args
    if node.head == "matrix":
        entries = rows(node)
        if all(len(row) == 1 for row in entries):
            return tuple(row[0] for row in entries)
        if len(entries) == 1:
            return entries[0]
    if node.head == "=" and len(node.args) == 2 and names_a_value(node.args[0]):
        return ordered(node.args[1])
    return None


def _matrices(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    truth, answer = value_of(truth), value_of(answer)
    if not all(isinstance(node, Op) and node.head == "matrix" for node in (truth, answer)):
        return None
    left, right = rows(truth), rows(answer)
    if [len(row) for row in left] != [len(row) for row in right]:
        return Verdict(False, "matrices of different shapes")
    return _each([entry for row in left for entry in row], [entry for row in right for entry in row], rules, "matrices")


def _tuples(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    if _is_call(truth) and _is_call(answer):
        if at_other_places(truth.args[0], answer.args[0]):
            return Verdict(False, f"values at different places: {show(truth)}, {show(answer)}")
        answer = same_name(truth, answer) or answer  # (a, b) -> (b, a) for (x, y) -> (y, x)
    left, right = ordered(truth), ordered(answer)
    if left is None and right is not None:
        left = along_axes(value_of(truth), len(right))
    elif right is None and left is not None:
        right = along_axes(value_of(answer), len(left))
    if left is not None and right is not None:
        if len(left) == 2 and _shape(truth) != _shape(answer) and "" not in (_shape(truth), _shape(answer)):
            return Verdict(False, f"open is not closed: {show(truth)}, {show(answer)}")
        return _each(left, right, rules, "tuples")
    if left is not None and _is_bare_list(answer):
        return _each(left, answer.args, rules, "tuples")
    if right is not None and _is_bare_list(truth):
        return _each(truth.args, right, rules, "tuples")
    return None


def _is_call(node: Node) -> TypeGuard[Op]:
    """f(x, y) = ..."""
    left = node.args[0] if isinstance(node, Op) and node.head == "=" and len(node.args) == 2 else node
    return left is not node and isinstance(left, Op) and left.head == "apply"


_AXES = (Sym("i"), Sym("j"), Sym("k"))


def along_axes(node: Node, size: int) -> tuple[Node, ...] | None:
    """The entries of 2i + 3j beside a vector of that size; None for what is no sum of multiples of unit vectors."""
    axes = _AXES[:size]
    found = set(walk(node)) & set(_AXES)
    if not is_scalar(node) or not 2 <= size <= 3 or not found or not found <= set(axes):
        return None
    entries = tuple(_at_axis(node, axis) for axis in axes)
    fresh = {axis: Sym(f"axis {axis.name}") for axis in axes}
    whole = Op("add", tuple(Op("mul", (entry, fresh[axis])) for entry, axis in zip(entries, axes, strict=True)))
    named = rebuild(node, lambda one: fresh[one] if isinstance(one, Sym) and one in fresh else one)
    return entries if surely_same(named, whole, same) else None


def _at_axis(node: Node, axis: Sym) -> Node:
    return rebuild(node, lambda one: (ONE if one == axis else ZERO) if isinstance(one, Sym) and one in _AXES else one)


def _is_bare_list(node: Node) -> TypeGuard[Op]:
    """1, 2 without brackets; x > 1, x < 2 is no list of entries."""
    return isinstance(node, Op) and node.head == "list" and not any(is_inequality(arg) for arg in node.args)


def _is_equation(node: Node) -> TypeGuard[Op]:
    return isinstance(node, Op) and node.head == "="


_SETS_OF_SOLUTIONS = frozenset(map(Sym, ("L", "S", "D", "I", "D_f", "R_f", "W_f")))


def _names_a_set(left: Node) -> bool:
    """S, range, and the f(A) and \\sigma(M) of a set and an operator; r(t) = [cos t, sin t] is a vector."""
    if isinstance(left, Op) and left.head == "apply":
        return all(isinstance(place, Sym) and place.name[:1].isupper() for place in left.args[1:])
    return left in _SETS_OF_SOLUTIONS or isinstance(left, Word)


def _shape(node: Node) -> str:
    """Of a tuple, or of the interval that a letter or a word names."""
    if _is_equation(node) and _names_a_set(node.args[0]):
        return _shape(node.args[-1])
    return node.head if isinstance(node, Op) and node.head in BRACKETS else ""


# -- sets of reals, piecewise values, scalars, words ---------------------------------------------------------------


_TURNED = {">": "<", ">=": "<="}


def _side_by_side(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """Relations, and chains of them, with equal sides; accepts only, for there are other ways to be the same."""
    left, right = _steps(truth), _steps(answer)
    if left is None or right is None or [step.head for step in left] != [step.head for step in right]:
        return None
    pairs = [pair for a, b in zip(left, right, strict=True) for pair in zip(a.args, b.args, strict=True)]
    if any(isinstance(one, Word) for pair in pairs for one in pair):
        return None
    if not all(surely_same(a, b, same) for a, b in pairs):
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
    if any(
        len(symbols(with_calls_as_letters(node))) > 1 for node in (truth, answer)
    ):  # x > 1, y > 2: no set of numbers
        return None
    if rules.counted and all(isinstance(node, Op) and node.head == "set" for node in (truth, answer)):
        return None  # as a collection
    if _lists_sets(truth) and _lists_sets(answer):
        return None  # classes, each of which counts
    listed = [_lists_brackets(node) for node in (truth, answer)]
    if any(listed) and all(two or _shape(node) for two, node in zip(listed, (truth, answer), strict=True)):
        return None  # points, or intervals one by one: a collection
    truth, answer = (
        Op("cup", node.args) if two and isinstance(node, Op) else node
        for two, node in zip(listed, (truth, answer), strict=True)
    )
    try:
        return same_pieces(pieces(truth), pieces(answer), rules)
    except NotASet:
        return _taken_out(truth, answer, rules)


def _taken_out(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """C without -2i and 2i, in any order: no set of reals."""
    for node in (truth, answer):
        if not (isinstance(node, Op) and node.head == "setminus" and len(node.args) == 2 and _is_a_set(node.args[1])):
            return None
    (whole, points), (other, taken) = (node.args for node in (truth, answer) if isinstance(node, Op))
    return same(points, taken, rules) if whole == other and isinstance(whole, Word) else None


def _lists_sets(node: Node) -> bool:
    """{1, 4}, {2, 5}, {3, 6}"""
    members = node.args if isinstance(node, Op) and node.head in ("list", "set") else ()
    return len(members) > 1 and all(isinstance(one, Op) and one.head == "set" for one in members)


def _lists_brackets(node: Node) -> bool:
    """(1, 2), (3, 4): beside a union its parts, beside another list two points."""
    return isinstance(node, Op) and node.head in ("list", "or") and all(map(_shape, node.args))


_REAL_HEADS = frozenset({"cup", "cap", "setminus", "in", "notin", "and", "or", "such_that", "set", "list"})


def _may_be_reals(node: Node) -> bool:
    if isinstance(node, Word):
        return True
    if not isinstance(node, Op):
        return False
    if node.head in ("list", "or", "and"):
        others = [arg for arg in node.args if not _is_point(arg)]
        if node.head == "list" and len(others) < len(node.args) and any(map(_shape, others)):
            return False  # R = 3 beside an interval of another letter
        return bool(others) and all(map(_may_be_reals, others))
    return node.head in _REAL_HEADS or node.head in BRACKETS or (node.head in RELATIONS and node.head != "=")


def _is_point(node: Node) -> bool:
    """x = 3, as one of the parts of a set."""
    return isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Sym)


def _scalars(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    left, right = _singleton(value_of(truth)), _singleton(value_of(answer))
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


def _boxes(truth: Node, answer: Node, rules: Rules) -> Verdict | None:
    """[0, 1] x [0, 2] and 0 <= x <= 1, 0 <= y <= 2."""
    left, right = box(truth, answer), box(answer, truth)
    return same(left or truth, right or answer, rules) if left is not None or right is not None else None


# -- the table -------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A rule with its stable name, and the pairs of kinds that it may speak of: both in `both`, and one at least in
    `either`."""

    name: str
    rule: Rule
    both: frozenset[Kind] = KINDS
    either: frozenset[Kind] = KINDS


_SCALARS: frozenset[Kind] = frozenset({"number", "value"})
_TABLE: tuple[Row, ...] = (
    Row("words", _words, both=frozenset({"word"})),
    Row("cases", lambda truth, answer, rules: piecewise(truth, answer, rules, same),
        both=frozenset({"cases", "equation", "number", "value"}),
        either=frozenset({"cases", "equation"})),
    Row("families", lambda truth, answer, rules: families(truth, answer), either=KINDS - {"number"}),
    Row("fields", lambda truth, answer, rules: fields(truth, answer), both=frozenset({"other", "equation"}),
        either=frozenset({"other"})),
    Row("lines", lambda truth, answer, rules: lines(truth, answer, ordered),
        both=KINDS - {"number", "value", "word"}, either=frozenset({"collection", "equation", "tuple", "reals"})),
    Row("loci", lambda truth, answer, rules: loci(truth, answer, rules, same),
        both=frozenset({"equation", "relation"})),
    Row("value_and_domain", _given, both=frozenset({"collection", "equation", "value"}),
        either=frozenset({"collection"})),
    Row("quantities", lambda truth, answer, rules: quantities(truth, answer, rules, same),
        either=frozenset({"quantity", "collection", "value", "other"})),
    Row("percent", percent, both=_SCALARS, either=frozenset({"value"})),
    Row("degrees", degrees, both=_SCALARS, either=frozenset({"value"})),
    Row("named_values", _assigned, either=frozenset({"equation", "collection", "tuple", "relation"})),
    Row("matrices", _matrices, both=frozenset({"matrix", "equation"})),
    Row("tuples", _tuples, both=frozenset({"tuple", "matrix", "equation", "collection", "value"})),
    Row("boxes", _boxes, both=frozenset({"relation", "collection", "reals", "other", "equation"}),
        either=frozenset({"other", "equation"})),
    Row("regions", regions, both=frozenset({"relation", "collection", "reals"})),
    Row("relations", _side_by_side, both=frozenset({"relation"})),
    Row("sets_of_reals", _sets_of_reals, both=frozenset({"word", "collection", "relation", "reals", "tuple"})),
    Row("collections", lambda truth, answer, rules: collections(truth, answer, rules, same),
        either=frozenset({"reals", "equation", "collection"})),
    Row("congruences", lambda truth, answer, rules: congruences(truth, answer, rules),
        either=frozenset({"congruence", "equation", "value"})),
    Row("ratios", lambda truth, answer, rules: ratios(truth, answer, rules), either=frozenset({"ratio"})),
    Row("inequalities", lambda truth, answer, rules: inequalities(truth, answer), both=frozenset({"relation"})),
    Row("equations", lambda truth, answer, rules: equations(truth, answer, rules, same),
        either=frozenset({"equation"})),
    Row("dotted_sums", lambda truth, answer, rules: dotted_sums(truth, answer) or endless_sums(truth, answer),
        either=frozenset({"other"})),
    Row("series", lambda truth, answer, rules: series(truth, answer) or same_but_for_zeros(truth, answer),
        both=_SCALARS, either=frozenset({"value"})),
    Row("constant_of_integration", lambda truth, answer, rules: with_constant(truth, answer), both=_SCALARS,
        either=frozenset({"value"})),
    Row("scalars", _scalars),
)  # fmt: skip


@lru_cache(maxsize=len(KINDS) ** 2)
def rules_for(truth: Kind, answer: Kind) -> tuple[Row, ...]:
    """In the order of the table: the first that gives a verdict decides."""
    return tuple(row for row in _TABLE if {truth, answer} <= row.both and row.either & {truth, answer})
