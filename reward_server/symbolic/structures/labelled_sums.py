"""Sums of numbers times labels in order, as kets and differentials are: 2 dx dy, |0><1| - |1><0|."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import product

from reward_server.symbolic.parse.tree import ONE, Node, Op, Sym, is_scalar, symbols
from reward_server.symbolic.structures.matrices import matrix_step

MAX_TERMS = 16
Labels = tuple[str, ...]
LabelledSum = dict[Labels, Node]
OfEntries = Callable[[Op], LabelledSum | None]


def labelled_sum(node: Node, names: Mapping[str, str], of_entries: OfEntries | None = None) -> LabelledSum | None:
    """`names`: the label of each letter that stands for one. `of_entries`: what a matrix or a tuple says."""
    if isinstance(node, Sym) and node.name in names:
        return {(names[node.name],): ONE}
    if is_scalar(node) and not symbols(node) & names.keys():
        return {(): node}
    node = matrix_step(node) if isinstance(node, Op) and node.head == "pow" else node
    if not isinstance(node, Op):
        return None
    if node.head in ("matrix", "()"):
        return of_entries(node) if of_entries is not None else None
    parts = [labelled_sum(arg, names, of_entries) for arg in node.args]
    known = [one for one in parts if one is not None]
    return _joined(node.head, known) if known and len(known) == len(parts) else None


def _joined(head: str, parts: list[LabelledSum]) -> LabelledSum | None:
    if head == "neg":
        return {labels: Op("neg", (value,)) for labels, value in parts[0].items()}
    if head == "add":
        return added(parts)
    if head == "mul":
        total = parts[0]
        for one in parts[1:]:
            if len(total) * len(one) > MAX_TERMS:
                return None
            total = times(total, one)
        return total
    if head == "div" and parts[1].keys() == {()}:
        return {labels: Op("div", (value, parts[1][()])) for labels, value in parts[0].items()}
    return None


def added(parts: Iterable[LabelledSum]) -> LabelledSum:
    total: LabelledSum = {}
    for one in parts:
        for labels, value in one.items():
            total[labels] = Op("add", (total[labels], value)) if labels in total else value
    return total


def times(left: LabelledSum, right: LabelledSum) -> LabelledSum:
    """The labels of the left one before those of the right one."""
    return added(
        {first + second: Op("mul", (a, b))} for (first, a), (second, b) in product(left.items(), right.items())
    )
