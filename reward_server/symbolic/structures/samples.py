"""Formulas of a sample, whatever the data: sum (x_i - mean)^2 is sum x_i^2 - n mean^2.

Both sides are written out for samples of two, three and four members, whose members are letters: what is the same there
is taken for the same. Extremes of the members are order statistics, and a sum over their number is a mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from reward_server.symbolic.parse.tree import (
    DOTS,
    ONE,
    Node,
    Op,
    Sym,
    data_of,
    heads,
    integer,
    is_scalar,
    rebuild,
    rename,
    substitute,
    symbols,
    walk,
)

SIZES = (2, 3, 4)
_FOLDS = {"sum": "add", "prod": "mul"}
MAX_NODES = 160
Lengths = dict[str, str]
"""The letter of the data -> the letter of how many there are."""


def written_out(truth: Node, answer: Node) -> tuple[Node, Node] | None:
    """Both sides for each size, as tuples; None where no side sums data."""
    sides = truth, answer
    known = heads(truth) | heads(answer)
    if not known & {"sum", "bar", "prod"} or sum(1 for one in sides for _ in walk(one)) > MAX_NODES:
        return None
    named = [_name(one) for one in sides]
    if None not in named and named[0] != named[1]:
        return None
    sides = _with_sums(_value(truth)), _with_sums(_value(answer))
    if not all(map(is_scalar, sides)):
        return None
    lengths = {name: size for one in sides for name, size in _data(one)}
    if not lengths:
        return None
    if known & _OF_POSITIVE:
        sides = (_squared(sides[0], lengths), _squared(sides[1], lengths))
    pairs = [tuple(_of_size(one, lengths, size) for one in sides) for size in SIZES]
    return Op("()", tuple(one for one, _ in pairs)), Op("()", tuple(one for _, one in pairs))


_OF_POSITIVE = frozenset({"ln", "log", "logb", "root"})


def _squared(node: Node, lengths: Lengths) -> Node:
    """With the squares of other letters for the data, whose logarithms are taken: they are positive."""

    def step(one: Node) -> Node:
        called = isinstance(one, Op) and one.head == "apply" and getattr(one.args[0], "name", "") in lengths
        return Op("pow", (one, integer(2))) if called else one

    return rebuild(node, step)


def _value(node: Node) -> Node:
    return node.args[1] if isinstance(node, Op) and _name(node) is not None else node


def _name(node: Node) -> Node | None:
    """The left side of an estimator's equation: sigma^2 = ..."""
    if not (isinstance(node, Op) and node.head == "=" and len(node.args) == 2):
        return None
    left = node.args[0]
    base = left.args[0] if isinstance(left, Op) and left.head == "pow" else left
    return left if isinstance(base, Sym) else None


def _with_sums(node: Node) -> Node:
    """The sum over k of x_k for x_1 + ... + x_n."""
    return rebuild(node, lambda one: _summed(one) if isinstance(one, Op) and one.head == "add" else one)


def _summed(node: Op) -> Node:
    if DOTS not in node.args or len(node.args) < 3 or node.args[-2] != DOTS:
        return node
    first, *more, last = (one for one in node.args if one != DOTS)
    firsts = {name for name in symbols(first) if name.endswith("_1")}
    lasts = {name.rpartition("_")[2] for name in symbols(last) - symbols(first)}
    if not firsts or len(lasts) != 1 or not (length := lasts.pop()).isalpha():
        return node
    stems = sorted(name[:-2] for name in firsts)
    for place, one in enumerate(more, 2):
        if one != rename(first, {f"{stem}_1": f"{stem}_{place}" for stem in stems}):
            return node
    if last != rename(first, {f"{stem}_1": f"{stem}_{length}" for stem in stems}):
        return node
    index = Sym("#data")
    body = substitute(first, {f"{stem}_1": Op("apply", (Sym(stem), index)) for stem in stems})
    return Op("sum", (index, ONE, Sym(length), body))


def _data(node: Node) -> Iterator[tuple[str, str]]:
    """Each letter whose members are summed, with the letter of how many."""
    for one in walk(node):
        if not (isinstance(one, Op) and one.head in _FOLDS and len(one.args) == 4 and one.args[1] == ONE):
            continue
        index, _, length, body = one.args
        if isinstance(length, Sym):
            for called in walk(body):
                if isinstance(called, Op) and called.head == "apply" and called.args[1:] == (index,):
                    yield getattr(called.args[0], "name", ""), length.name


def _of_size(node: Node, lengths: Lengths, size: int) -> Node:
    sizes = {name: size + place for place, name in enumerate(sorted(set(lengths.values())))}

    def step(one: Node) -> Node:
        if not isinstance(one, Op):
            return integer(sizes[one.name]) if isinstance(one, Sym) and one.name in sizes else one
        if one.head in _FOLDS and len(one.args) == 4 and one.args[1] == ONE:
            return _terms(one, {integer(many): many for many in sizes.values()})
        if one.head == "bar" and isinstance(one.args[0], Sym) and one.args[0].name in lengths:
            many = sizes[lengths[one.args[0].name]]
            names = tuple(Sym(f"{one.args[0].name}_{k}") for k in range(1, many + 1))
            return Op("div", (Op("add", names), integer(many)))
        return one

    return rebuild(node, step)


def _terms(node: Op, sizes: dict[Node, int]) -> Node:
    index, _, length, body = node.args
    if length not in sizes or not isinstance(index, Sym):
        return node

    def at(place: int) -> Node:
        return rebuild(body, lambda one: _member(one, index, place))

    return Op(_FOLDS[node.head], tuple(at(place) for place in range(1, sizes[length] + 1)))


def _member(node: Node, index: Sym, place: int) -> Node:
    if node == index:
        return integer(place)
    called = isinstance(node, Op) and node.head == "apply" and node.args[1:] == (integer(place),)
    return Sym(f"{getattr(node.args[0], 'name', '')}_{place}") if called and isinstance(node, Op) else node


EXTREMES = frozenset({"max", "min"})
_FROM_FIRST = ("1", "2", "3")


def order_statistic(node: Node) -> Node:
    """The X_(n) of max(X_1, ..., X_n) and of max X_i, and the X_(1) of their minimum."""
    if not (isinstance(node, Op) and node.head in EXTREMES):
        return node
    names = [one.name for one in node.args if isinstance(one, Sym)]
    stems, places = {name.partition("_")[0] for name in names}, [name.partition("_")[2] for name in names]
    if len(stems) != 1 or not all(places):
        return node
    (stem,), last = stems, places[-1]
    if len(node.args) == 1 and last in ("i", "j", "k"):
        last = "n"
    elif (
        node.args[-2:-1] != (DOTS,)
        or len(names) != len(node.args) - 1
        or tuple(places[:-1]) != _FROM_FIRST[: len(places) - 1]
    ):
        return node
    return Sym(f"{stem}_({'1' if node.head == 'min' else last})")


def with_means(node: Node, other: Node) -> Node:
    """The mean of X as the sum of X_1, ..., X_n over n, where the other side has that sum."""
    sums = [one for one in walk(other) if isinstance(one, Op) and is_of_data(one) and one.args[1] == ONE]
    means: dict[Node, Node] = {
        Op("bar", (one.args[3].args[0],)): Op("div", (one, one.args[2]))
        for one in sums
        if isinstance(one.args[3], Op) and one.args[3].head == "apply"
    }
    return rebuild(node, lambda one: means.get(one, one)) if means else node


def is_of_data(node: Node) -> bool:
    """A sum of terms that have only names: x_1 y_1 + ... + x_n y_n."""
    return isinstance(node, Op) and node.head == "sum" and len(node.args) == 4 and bool(data_of(node))
