"""The tree that the grammar makes of an expression: three kinds of node, immutable, compared by value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Num:
    """A number as it was written. For a decimal, `decimals` counts the digits after its point and `places` says
    where the last one stands (0.25: 2; 1.5e3: -2); an exact number has neither."""

    value: Fraction
    decimals: int | None = None
    places: int = 0
    open_ended: bool = False
    """Written with dots after it (3.14159...): digits were left out."""


@dataclass(frozen=True, slots=True)
class Sym:
    """A variable or a constant (`pi`, `e`, `i`, `oo`)."""

    name: str


@dataclass(frozen=True, slots=True)
class Word:
    """Text, folded; also the unit of a `quantity`."""

    text: str


@dataclass(frozen=True, slots=True)
class Op:
    """`head` names the operation, or the structure: `tuple`, `set`, `list`, `=`, `matrix`..."""

    head: str
    args: tuple[Node, ...] = ()
    _contents: Contents | None = field(default=None, init=False, repr=False, compare=False)


Node = Num | Sym | Word | Op


class Contents(NamedTuple):
    """What a tree is made of: its free variables, its operations and structures, and whether text stands in it."""

    symbols: frozenset[str]
    heads: frozenset[str]
    words: bool


CONSTANTS = frozenset({"pi", "e", "i", "oo"})
BOUND = frozenset({"sum", "prod", "int", "lim", "lim+", "lim-"})
"""A limit from one side has the side in its name."""
RELATIONS = frozenset({"=", "<", "<=", ">", ">=", "!="})
BRACKETS = frozenset({"()", "[]", "[)", "(]", "<>"})
STRUCTURES = (
    RELATIONS
    | BRACKETS
    | {"list", "and", "or", "set", "in", "cup", "cap", "setminus", "such_that", "matrix", "row", "cases", "case"}
    | {"cong", "ratio", "pm", "mp", "quantity", "field"}
)


def integer(value: int) -> Num:
    return Num(Fraction(value))


DOTS = Word("...")
"""Stands in a list for the members, and in a sum for the terms, that the first and last ones imply."""
ZERO, ONE = integer(0), integer(1)


def walk(node: Node) -> Iterator[Node]:
    """Every node, parents first; iterative, because depth is the text's choice."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Op):
            stack.extend(reversed(node.args))


def contents(node: Op) -> Contents:
    """Kept with the tree, because nearly every rule asks. The grammar bounds the depth."""
    if (known := node._contents) is not None:
        return known
    names, found, words = set[str](), {node.head}, False
    for arg in node.args:
        if isinstance(arg, Op):
            inner = contents(arg)
            names |= inner.symbols
            found |= inner.heads
            words |= inner.words
        elif isinstance(arg, Sym):
            names |= symbols(arg)
        elif isinstance(arg, Word):
            words = True
    known = Contents(frozenset(names), frozenset(found), words)
    object.__setattr__(node, "_contents", known)
    return known


def symbols(node: Node) -> frozenset[str]:
    """The free variables: neither constants nor indices of sums (their names begin with #)."""
    if isinstance(node, Op):
        return contents(node).symbols
    if isinstance(node, Sym) and node.name not in CONSTANTS and node.name[0] != "#":
        return frozenset((node.name,))
    return frozenset()


def heads(node: Node) -> frozenset[str]:
    return contents(node).heads if isinstance(node, Op) else frozenset()


def data_of(node: Op) -> frozenset[Node]:
    """The terms of a sum or product that have only a name: the X_i of X_1 + ... + X_n, which nobody can add up."""
    index = node.args[0]
    return frozenset(
        one for one in walk(node.args[-1]) if isinstance(one, Op) and one.head == "apply" and index in one.args
    )


def has_dots(node: Node) -> bool:
    """Is there a sum in it with dots for some of its terms: 1 + 2 + ... + n?"""
    return any(
        isinstance(one, Op) and one.head == "add" and any(arg in (DOTS, Op("neg", (DOTS,))) for arg in one.args)
        for one in walk(node)
    )


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with `change` applied to each node, children first. The grammar bounds the depth."""
    if isinstance(node, Op):
        args = tuple(rebuild(arg, change) for arg in node.args)
        node = node if args == node.args else Op(node.head, args)
    return change(node)


def rename(node: Node, names: dict[str, str]) -> Node:
    return rebuild(node, lambda one: Sym(names.get(one.name, one.name)) if isinstance(one, Sym) else one)


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """The tree with values in place of the variables that have one."""
    return rebuild(node, lambda one: values.get(one.name, one) if isinstance(one, Sym) else one)


def minus(left: Node, right: Node) -> Node:
    return Op("add", (left, Op("neg", (right,))))


def stated(node: Node) -> Node:
    """The last side of an equation or of a chain; the node itself elsewhere."""
    return node.args[-1] if isinstance(node, Op) and node.head == "=" else node


def is_scalar(node: Node) -> bool:
    """An expression with a value, not a structure of several."""
    if not isinstance(node, Op):
        return not isinstance(node, Word)
    known = contents(node)
    return not known.words and known.heads.isdisjoint(STRUCTURES)


def show(node: Node) -> str:
    """Short enough to read in a log; not meant to be parsed again."""
    text = _show(node, 0)
    return text if len(text) <= 60 else text[:57] + "..."


_INFIX = {"add": " + ", "mul": "*", "div": "/", "pow": "^", "list": ", ", "and": " and ", "or": " or ", "ratio": ":"}


def _show(node: Node, depth: int) -> str:
    if isinstance(node, Num):
        bits = node.value.numerator.bit_length() + node.value.denominator.bit_length()
        return str(node.value) if bits < 200 else f"<{bits} bits>"
    if not isinstance(node, Op):
        return node.name if isinstance(node, Sym) else node.text
    if depth > 12:
        return "..."
    parts = [_show(arg, depth + 1) for arg in node.args[:8]]
    if node.head in BRACKETS:
        return node.head[0] + ", ".join(parts) + node.head[1]
    if node.head in _INFIX or node.head in RELATIONS:
        inner = _INFIX.get(node.head, f" {node.head} ").join(parts).replace(" + -", " - ")
        return f"({inner})" if depth and node.head in ("add", "mul", "div", "pow") else inner
    if node.head == "neg":
        return f"-{parts[0]}"
    if node.head == "root" and parts[1] == "2":
        return f"sqrt({parts[0]})"
    return f"{node.head}({', '.join(parts)})"
