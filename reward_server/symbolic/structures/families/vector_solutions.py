"""General solutions of systems: (x, y) = c_1 e^{3t}(1, 1) + c_2 e^{-t}(1, -1), by its coordinates or by other vectors.

The coordinates are made one function, with a letter that tells them apart, so that the same constants stand in all.
"""

from __future__ import annotations

from reward_server.symbolic.budget import spend
from reward_server.symbolic.parse.assignments import assignments, in_order
from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Op, Sym, integer, is_scalar, stated, symbols
from reward_server.symbolic.structures.families.general_solutions import asks_for_functions, same_solutions
from reward_server.symbolic.structures.forms import prepare
from reward_server.symbolic.structures.freedom import in_entries
from reward_server.symbolic.structures.rules import same
from reward_server.symbolic.verdict import EXACT, Undecided, Verdict, by

MAX_CHARS = 500
MAX_DIMENSION = 3
_APART = Sym("coordinate")


def same_vector_solutions(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if (
        max(len(truth), len(answer)) > MAX_CHARS
        or not ("^" in truth or "\\" in truth)
        or not asks_for_functions(prompt)
    ):
        return None
    left = _coordinates(truth)
    right = _coordinates(answer) if left else ()
    if not left or len(left) != len(right):
        return None
    spend(100)
    try:
        verdict = same_solutions(_joined(left), _joined(right), prompt, EXACT, same)
    except Undecided:
        return None
    return by("general_solution", verdict) if verdict is not None and verdict.equal else None


def _coordinates(text: str) -> tuple[Node, ...]:
    """Of x = ..., y = ..., of a vector, and of r(t) = a vector; none of anything else."""
    node = read(text)[1]
    if node is None:
        return ()
    named = assignments(node)
    if named is not None:
        found = in_order({name.partition("name='")[2].partition("'")[0] or name: one for name, one in named.items()})
    else:
        bare = prepare(stated(node))
        found = in_entries(bare) or ()
    functions = 2 <= len(found) <= MAX_DIMENSION and all(map(is_scalar, found))
    return tuple(found) if functions and any(map(symbols, found)) else ()


def _joined(entries: tuple[Node, ...]) -> Node:
    """f + s g + s^2 h"""
    terms = [Op("mul", (Op("pow", (_APART, integer(k))), one)) if k else one for k, one in enumerate(entries)]
    return Op("add", tuple(terms))
