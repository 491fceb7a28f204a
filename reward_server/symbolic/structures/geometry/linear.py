"""Linear algebra: expressions that are linear in some letters, and rows of rational numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reward_server.symbolic.parse.tree import ONE, ZERO, Node, Num, Op, Sym, minus, substitute, symbols, walk
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.scalars.same import same_scalar
from reward_server.symbolic.verdict import EXACT, Undecided

_HEADS = frozenset({"add", "mul", "neg", "div", "percent"})


def form(node: Node, letters: Sequence[str]) -> tuple[Node, list[Node]] | None:
    """What stands without the letters, and the factor of each; None where it is not linear in them."""
    if (known := rational_form(node, letters)) is not None:
        return Num(known[0]), list(map(Num, known[1]))
    nothing: dict[str, Node] = dict.fromkeys(letters, ZERO)
    if any(isinstance(one, Op) and one.head not in _HEADS and symbols(one) & {*letters} for one in walk(node)):
        return None
    start = substitute(node, nothing)
    factors = [minus(substitute(node, {**nothing, letter: ONE}), start) for letter in letters]
    whole = Op("add", (start, *(Op("mul", (factor, Sym(one))) for factor, one in zip(factors, letters, strict=True))))
    try:
        return (start, factors) if same_scalar(node, whole, EXACT).equal else None
    except Undecided:
        return None


def rational_form(node: Node, letters: Sequence[str]) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """The same in rational numbers, read off term by term; None for others."""
    try:
        start, *factors = _row(node, {letter: place for place, letter in enumerate(letters, 1)})
    except (Inexact, Undefined, TooLarge):
        return None
    return start, tuple(factors)


def _row(node: Node, places: dict[str, int]) -> list[Fraction]:
    """Raises Inexact where it is not linear."""
    row = [Fraction(0)] * (1 + len(places))
    if isinstance(node, Sym) and node.name in places:
        row[places[node.name]] = Fraction(1)
        return row
    if not isinstance(node, Op) or node.head not in _HEADS:
        row[0] = rational(node)
        return row
    rows = [_row(arg, places) for arg in node.args]
    if node.head == "add":
        return [sum(column, Fraction(0)) for column in zip(*rows, strict=True)]
    moving = [k for k, one in enumerate(rows) if any(one[1:])]
    if moving[1:] or (node.head == "div" and moving == [1]):
        raise Inexact("not linear")
    factor = rational(Op(node.head, tuple(ONE if k in moving else Num(one[0]) for k, one in enumerate(rows))))
    return [factor * entry for entry in rows[moving[0]]] if moving else [factor, *row[1:]]


def reduced(rows: Sequence[Sequence[Fraction]]) -> tuple[list[list[Fraction]], list[int]]:
    """In reduced echelon form, without rows of zeros; and the places of the ones that lead them."""
    rest, pivots = [list(row) for row in rows], list[int]()
    done = list[list[Fraction]]()
    for place in range(len(rest[0]) if rest else 0):
        found = next((row for row in rest if row[place]), None)
        if found is None:
            continue
        rest.remove(found)
        found = [one / found[place] for one in found]
        rest, done = (
            [[a - row[place] * b for a, b in zip(row, found, strict=True)] for row in part] for part in (rest, done)
        )
        done.append(found)
        pivots.append(place)
    return done, pivots


def independent(rows: Sequence[Sequence[Fraction]]) -> bool:
    return len(reduced(rows)[0]) == len(rows)
