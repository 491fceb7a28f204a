"""Equations that name a value: x = 5, f(x) = ..., (x, y) = (1, 2)."""

from __future__ import annotations

from collections.abc import Iterator

from reward_server.symbolic.parse.normalize import words
from reward_server.symbolic.parse.tree import BRACKETS, ONE, Node, Op, Sym, Word, symbols, walk


def names_a_value(left: Node) -> bool:
    """Is this the left side of `x = 5`, `f(x) = ...`, `(x, y) = ...`, `AB = 5`, `Area = 5`?"""
    if isinstance(left, Sym | Word):
        return not (isinstance(left, Sym) and left.name in ("pi", "e", "i", "oo"))
    if not isinstance(left, Op):
        return False
    if left.head == "apply":  # f(x), and not the product x(x + 1)
        called, *places = left.args
        return not any(called == one for place in places for one in walk(place))
    if left.head in ("()", "abs", "bar", "quantity", "degree", "ratio"):
        return all(names_a_value(arg) for arg in left.args)
    if left.head in ("derivative", "partial"):
        return isinstance(left.args[0], Sym)
    if left.head == "div":
        return all(_is_segment(arg) for arg in left.args)
    if left.head == "pow":  # A^{-1}
        base = left.args[0]
        return isinstance(base, Sym) and base.name[:1].isupper() and left.args[1] == Op("neg", (ONE,))
    if left.head == "mul":
        return all(isinstance(arg, Sym) and (arg.name[:1].isupper() or _is_call(left)) for arg in left.args)
    return False


_DENIALS = words(
    "not wrong incorrect false never neither nor no none but except maybe perhaps possibly cannot unlikely"
)


def denies(text: str) -> bool:
    """wrong: 5 and anything but = 5 name no value."""
    return not _DENIALS.isdisjoint(text.lower().split())


def _is_segment(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "mul" and names_a_value(node)


def _is_call(left: Op) -> bool:
    """P(x) = ... reads as a product without its equation, and so does \\Delta x."""
    return len(left.args) == 2 and isinstance(left.args[0], Sym) and left.args[0].name[:1].isupper()


def value_of(node: Node) -> Node:
    """5 for x = 5 and for 5 = x; the last of a chain; the node itself where it names no value."""
    if not (isinstance(node, Op) and node.head == "="):
        return node
    left, right = node.args[0], node.args[-1]
    if names_a_value(left) and not symbols_named(left) & symbols(right):
        return right
    if names_a_value(right) and len(node.args) == 2 and not symbols(left):
        return left
    return node


def symbols_named(left: Node) -> frozenset[str]:
    if isinstance(left, Op) and left.head == "apply":
        return frozenset(arg.name for arg in left.args[:1] if isinstance(arg, Sym))
    if isinstance(left, Op) and left.head in ("div", "derivative", "partial"):
        return frozenset()  # dy/dx = 2x + y
    return symbols(left)


def assignments(node: Node) -> dict[str, Node] | None:
    """`x = 1, y = 2` and `(x, y) = (1, 2)` as name -> value; None where it is neither."""
    if not isinstance(node, Op):
        return None
    if node.head == "=" and len(node.args) == 2:
        left, right = node.args
        values = _in_a_row(right)
        names = [_letter(one) for one in _in_a_row(left)]
        if "" not in names and 0 < len(names) == len(values) == len(set(names)):
            return dict(zip(names, values, strict=True))
        return None
    if node.head == "=" and len(node.args) > 2:  # x = y = 2
        *letters, value = node.args
        alike = [one.name for one in letters if isinstance(one, Sym)]
        same = len(alike) == len(letters) == len(set(alike)) and not symbols(value)
        return dict.fromkeys(alike, value) if same else None
    if node.head not in ("list", "()", "set", "and") or len(node.args) < 2:
        return None
    found: dict[str, Node] = {}
    for arg in _one_by_one(node.args):
        if not (isinstance(arg, Op) and arg.head == "=" and len(arg.args) == 2):
            return None
        if not isinstance(arg.args[0], Sym | Word) and not (
            isinstance(arg.args[0], Op) and arg.args[0].head == "apply"
        ):
            return None
        name = repr(arg.args[0]) if isinstance(arg.args[0], Op) else _name(arg.args[0])
        if name in found:
            return None
        found[name] = arg.args[1]
    return found


def _in_a_row(node: Node) -> tuple[Node, ...]:
    """The entries of a tuple or of a column."""
    if not isinstance(node, Op):
        return ()
    if node.head == "matrix" and all(isinstance(row, Op) and len(row.args) == 1 for row in node.args):
        return tuple(row.args[0] for row in node.args if isinstance(row, Op))
    return node.args if node.head in BRACKETS else ()


def _letter(node: Node) -> str:
    """The x of x and of x(t)."""
    called = node.args if isinstance(node, Op) and node.head in ("apply", "mul") and len(node.args) == 2 else ()
    first = called[0] if called and called[1] in (Sym("t"), Sym("x"), Sym("n")) else node
    return first.name if isinstance(first, Sym) else ""


def _one_by_one(parts: tuple[Node, ...]) -> Iterator[Node]:
    """x = 1/2, y = 1/2 for x = y = 1/2."""
    for part in parts:
        if isinstance(part, Op) and part.head == "=" and len(part.args) > 2 and (alike := assignments(part)):
            yield from (Op("=", (Sym(name), value)) for name, value in alike.items())
        else:
            yield part


def are_roots(values: dict[str, Node]) -> bool:
    """x_1 = 1, x_2 = -3 lists the solutions of one unknown."""
    stems = {name.partition("_") for name in values}
    return len({stem for stem, _, _ in stems}) == 1 and all(below.isdigit() for _, _, below in stems)


def are_labels(values: dict[str, Node]) -> bool:
    """Minimum: 1, Maximum: 3 says which is which, and a list without names does not."""
    return all(len(name) > 2 and name.isalpha() for name in values)


def _name(node: Node) -> str:
    return node.name if isinstance(node, Sym) else node.text.casefold() if isinstance(node, Word) else ""


def in_order(values: dict[str, Node]) -> tuple[Node, ...]:
    """By name where the names are of one alphabet's run (x, y, z) or numbered (x_1, x_2), else as written."""
    names = list(values)
    if all(len(name) == 1 for name in names) and ord(max(names)) - ord(min(names)) < 2 * len(names):
        names.sort()
    elif are_roots(values):
        names.sort(key=lambda name: int(name.partition("_")[2]))
    return tuple(values[name] for name in names)
