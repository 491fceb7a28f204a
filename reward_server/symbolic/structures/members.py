"""Sets and lists of solutions: the same members in any order, each once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from reward_server.symbolic.parse.assignments import are_labels, assignments, names_a_value, value_of
from reward_server.symbolic.parse.tree import (
    BRACKETS,
    DOTS,
    ONE,
    RELATIONS,
    ZERO,
    Node,
    Num,
    Op,
    Sym,
    Word,
    is_scalar,
    minus,
    show,
    symbols,
)
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Rules, Same, Undecided, Verdict

MAX_MEMBERS = 64
MAX_SHOWN = 12
"""Members written out in a list with dots."""


def members(node: Node) -> tuple[Node, ...] | None:
    """The alternatives of `1, 2`, `{1, 2}`, `x = 1 or x = 2`, `x = ±1`, `x in {1, 2}`; None for anything else."""
    if not isinstance(node, Op):
        return None
    if node.head == "in" and _is_unknown(node.args[0]) and isinstance(node.args[1], Op):
        return members(node.args[1]) if node.args[1].head == "set" else None
    if node.head == "=" and len(node.args) == 2 and names_a_value(node.args[0]):
        return members(node.args[1])
    if _is_of_several(node):
        return (node.args[-1],) * (len(node.args) - 1)
    if node.head not in ("list", "or", "set"):
        return None
    found: list[Node] = []
    for arg in node.args:
        whole = (assignments(arg) is not None and not _is_of_several(arg)) or _is_set(arg)
        inner = None if whole else members(arg)
        found.extend(inner if inner is not None else (arg,))
    if len(found) > MAX_MEMBERS:
        raise Undecided("too many members")
    return tuple(_grouped(found) or _without_name(found))


def _is_unknown(node: Node) -> bool:
    """x, and (x, y)"""
    letters = node.args if isinstance(node, Op) and node.head == "()" else (node,)
    return bool(letters) and all(isinstance(one, Sym) for one in letters)


def _is_of_several(node: Node) -> bool:
    """x_1 = x_2 = 5"""
    if not (isinstance(node, Op) and node.head == "="):
        return False
    names = node.args[:-1]
    named = len(set(names)) == len(names) > 1 and all(map(_is_numbered, names))
    return named and len(set(map(_stem, names))) == 1


def _is_numbered(node: Node) -> bool:
    return isinstance(node, Sym) and node.name.partition("_")[2].isdigit()


def _grouped(found: list[Node]) -> list[Node]:
    """p = 5, q = 2, p = 7, q = 2 are the points (5, 2) and (7, 2)."""
    named = [arg for arg in found if isinstance(arg, Op) and arg.head == "=" and isinstance(arg.args[0], Sym)]
    names = [arg.args[0] for arg in named if len(arg.args) == 2]
    size = len(set(names))
    if (
        not 1 < size < len(names)
        or len(names) != len(found)
        or len(names) % size
        or names != names[:size] * (len(names) // size)
    ):
        return []
    values = [arg.args[1] for arg in named]
    return [Op("()", tuple(values[k : k + size])) for k in range(0, len(values), size)]


def _without_name(found: list[Node]) -> list[Node]:
    """x = 1, x = 2 -> 1, 2; also `x = 1, 2`; other equations stay what they are."""
    names = {
        _stem(arg.args[0]) for arg in found if isinstance(arg, Op) and arg.head == "=" and names_a_value(arg.args[0])
    }
    equations = sum(isinstance(arg, Op) and arg.head == "=" for arg in found)
    if equations == len(found) > 1 and are_labels(assignments(Op("list", tuple(found))) or {"": ZERO}):
        return [value_of(arg) for arg in found]
    if len(names) == 1 and (equations == len(found) or (equations == 1 and _is_equation(found[0]))):
        return [value_of(arg) for arg in found]
    return found


def _stem(node: Node) -> str:
    """x for x, x_1 and x_2."""
    stem, _, below = node.name.partition("_") if isinstance(node, Sym) else ("", "", "")
    return f"Sym {stem}" if below.isdigit() or (stem and not below) else repr(node)


def _is_equation(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "="


# -- comparison ----------------------------------------------------------------------------------------------------


def collections(truth: Node, answer: Node, rules: Rules, same: Same) -> Verdict | None:
    """Sets and lists of solutions: the same members in any order, each once.

    They count as often as they are written if the question asks for that, or if both sides write some twice.
    """
    left, right = _in_words(members(truth), members(answer))
    if left is None and right is None:
        return None
    if (left is None and _is_structure(truth)) or (right is None and _is_structure(answer)):
        return None
    if left is not None and right is not None and _either_or(truth) != _either_or(answer):
        return Verdict(False, f"one of them against both: {show(truth)}, {show(answer)}")
    left = left if left is not None else (value_of(truth),)
    right = right if right is not None else (value_of(answer),)
    kept, others = _distinct(left, same), _distinct(right, same)
    if rules.counted or (
        len(kept) < len(left) and len(others) < len(right) and not (_is_set(truth) and _is_set(answer))
    ):
        return _same_members([*left], [*right], rules, same)
    return _same_members(kept, others, rules, same)


def _either_or(node: Node) -> bool:
    """x = 3 or y = -1, of which one holds."""
    if not (isinstance(node, Op) and node.head == "or"):
        return False
    equations = [one for one in node.args if isinstance(one, Op) and one.head == "="]
    named = [one.args[0] for one in equations if isinstance(one.args[0], Sym)]
    return len(named) == len(node.args) > 1 and len(set(named)) == len(named)


Members = tuple[Node, ...] | None


def _in_words(left: Members, right: Members) -> tuple[Members, Members]:
    """HT and TH as words, beside HH or each other: no product is twice in a list, and H times H is a square."""
    sides = [[_word(one) for one in side or ()] for side in (left, right)]
    if None in (known := [*sides[0], *sides[1]]) or not known:
        return left, right
    words = [[one for one in side if one is not None] for side in sides]
    twice = any(len({*one}) < len(one) for side in words for one in side)
    if not twice and not any(len({*side}) > len({"".join(sorted(one)) for one in side}) for side in words):
        return left, right
    first, second = (tuple(map(Word, side)) if side else None for side in words)
    return first, second


def _word(node: Node) -> str | None:
    """The HT of H times T, and of the pair (H, T)."""
    letters = node.args if isinstance(node, Op) and node.head in ("mul", "()") else ()
    names = [one.name for one in letters if isinstance(one, Sym) and one.name.isupper() and len(one.name) == 1]
    return "".join(names) if 1 < len(names) == len(letters) else None


def _is_structure(node: Node) -> bool:
    node = value_of(node)
    return isinstance(node, Op) and (node.head in BRACKETS or node.head in ("cup", "and", "such_that", "in", "matrix"))


def _distinct(found: Sequence[Node], same: Same) -> list[Node]:
    kept: list[Node] = []
    for node in found:
        if not any(node == other or (_bound_alike(node, other) and surely_same(node, other, same)) for other in kept):
            kept.append(node)
    return kept


def _bound_alike(left: Node, right: Node) -> bool:
    """x > 0 and y > 0 are no conditions on the same letter."""
    conditions = all(isinstance(node, Op) and node.head in _CONDITIONS for node in (left, right))
    return not conditions or symbols(left) == symbols(right)


_CONDITIONS = RELATIONS - {"="} | {"and"}


def surely_same(left: Node, right: Node, same: Same) -> bool:
    try:
        return same(left, right, Rules()).equal and same(right, left, Rules()).equal
    except Undecided:
        return False


def _same_members(truth: list[Node], answer: list[Node], rules: Rules, same: Same) -> Verdict:
    if len(truth) != len(answer):
        return Verdict(False, f"collections of {len(truth)} and {len(answer)} members")
    left, undecided = list(answer), None
    for member in truth:
        try:
            match = _first_match(member, left, rules, same)
        except Undecided as reason:
            undecided = reason
            continue
        if match is None:
            return Verdict(False, f"no member equals {show(member)}")
        del left[match]
    if undecided is None:
        return Verdict(True, f"same {len(truth)} members in any order")
    for other in left:
        if all(_surely_different(member, other, rules, same) for member in truth):
            return Verdict(False, f"no member equals {show(other)}")
    raise undecided


def _surely_different(member: Node, other: Node, rules: Rules, same: Same) -> bool:
    try:
        return not same(member, other, rules).equal
    except Undecided:
        return False


def _is_set(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "set"


def _first_match(member: Node, others: list[Node], rules: Rules, same: Same) -> int | None:
    undecided: Undecided | None = None
    for k, other in enumerate(others):
        if _is_set(member) != _is_set(other) or not _bound_alike(member, other):
            continue
        try:
            if same(member, other, rules).equal:
                return k
        except Undecided as reason:
            undecided = reason
    if undecided is not None:
        raise undecided
    return None


# -- lists with dots: 1, 2, ..., n goes on as its first members say ---------------------------------------------------


def spelled_out(node: Op) -> Op:
    """The members where they are numbers and few, else (first, step, last), however many of them are written; the
    node itself where its members do not go on evenly."""
    cut = node.args.index(DOTS)
    shown, rest = node.args[:cut], node.args[cut + 1 :]
    if not shown or len(node.args) > MAX_SHOWN or not all(map(is_scalar, (*shown, *rest))):
        return node
    step = minus(shown[1], shown[0]) if len(shown) > 1 else ONE
    if not _goes_on(shown, step) or not _goes_on(rest, step):
        return node
    numbers = _numbers(shown[0], step, rest[-1]) if rest else None
    if numbers is not None:
        return Op(node.head, numbers)
    return Op(node.head, (Op("()", (DOTS, shown[0], step, *rest[-1:])),))


def _goes_on(shown: tuple[Node, ...], step: Node) -> bool:
    try:
        return all(same_scalar(minus(b, a), step, EXACT).equal for a, b in pairwise(shown))
    except Undecided:
        return False


def _numbers(first: Node, step: Node, last: Node) -> tuple[Node, ...] | None:
    """None where they are no numbers, too many, or the last is not among them."""
    try:
        start, by, end = (rational(node) for node in (first, step, last))
    except (Inexact, TooLarge, Undefined):
        return None
    count = (end - start) / by if by else Fraction(-1)
    if count.denominator != 1 or not 0 < count < MAX_MEMBERS:
        return None
    return tuple(Num(start + k * by) for k in range(int(count) + 1))
