"""A tree in the form that is compared: values freed of what only names or restates them, structures made explicit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from reward_server.symbolic.extract.text_answers import says_no_solution
from reward_server.symbolic.parse.tree import (
    DOTS,
    STRUCTURES,
    Contents,
    Node,
    Op,
    Sym,
    Word,
    contents,
    heads,
    is_scalar,
    rebuild,
    symbols,
    walk,
)
from reward_server.symbolic.structures.families.indexed import at_each_index
from reward_server.symbolic.structures.matrices import matrix_step
from reward_server.symbolic.structures.members import spelled_out


def prepare(node: Node) -> Node:
    """Plus-minus written out, matrices made of nested lists, scaled and transposed vectors, empty sets."""
    if isinstance(node, Word):
        return Op("set") if node.text.casefold() == "none" or says_no_solution(node.text) else node
    if not isinstance(node, Op):
        return node
    node = at_each_index(node)
    _, found, words = contents(node) if isinstance(node, Op) else _NOTHING
    if isinstance(node, Op) and node.head in _LISTS and DOTS in node.args:
        node = spelled_out(node)
    if "add" in found and (words or not found.isdisjoint(_SET_HEADS)):
        node = rebuild(node, _set_difference)
    if found & {"pm", "mp"}:
        node = _signs(node)
    if "[]" in found or not (found.isdisjoint(_TABLES) or found.isdisjoint(_ARITHMETIC)):
        node = rebuild(node, matrix_step)
    if isinstance(node, Op) and node.head == "such_that" and _names_a_point(*node.args):
        return node.args[1]
    if isinstance(node, Op) and node.head == "in" and _is_named(node.args[0]) and _is_listed(node.args[1]):
        return node.args[1]
    if isinstance(node, Op) and node.head in ("list", "or") and any(map(_is_exclusion, node.args[:1])):
        return Op("list", tuple(_excluded(node.args[0], arg) for arg in node.args))
    if isinstance(node, Op) and node.head == "list" and len(node.args) == 1:
        return node.args[0]
    return node


_TABLES, _ARITHMETIC = frozenset({"matrix", "()", "det"}), frozenset({"add", "mul", "neg", "div", "pow", "det"})
_NOTHING = Contents(frozenset(), frozenset(), words=False)
_MAY_HOLD_POINTS = frozenset({"()", "=", "list", "or", "set"})
MAX_SIGNS = 4
_LISTS = frozenset({"list", "set", "()", "or"})

_SET_HEADS = frozenset({"set", "such_that", "cup", "cap", "[)", "(]"})


def _is_set_of_reals(node: Node) -> bool:
    return node == Word("set R") or (isinstance(node, Op) and node.head in _SET_HEADS)


def _may_lose_points(node: Node) -> bool:
    interval = isinstance(node, Op) and node.head in ("[]", "()") and len(node.args) == 2
    return interval or _is_set_of_reals(node)


def _set_difference(node: Node) -> Node:
    """R - {1} is R without 1, and [0, 2] - {1} the interval without it."""
    if not (isinstance(node, Op) and node.head == "add" and _may_lose_points(node.args[0])):
        return node
    removed = [arg.args[0] for arg in node.args[1:] if isinstance(arg, Op) and arg.head == "neg"]
    if len(removed) != len(node.args) - 1 or not all(map(_is_set_of_reals, removed)):
        return node
    return Op("setminus", (node.args[0], *removed))


def _names_a_point(variables: Node, condition: Node) -> bool:
    """{(x, y) | x + y = 1} is the line."""
    return _is_named(variables) and isinstance(condition, Op) and condition.head == "="


def _is_named(node: Node) -> bool:
    """(x, y)"""
    return isinstance(node, Op) and node.head == "()" and all(isinstance(arg, Sym) for arg in node.args)


def _is_listed(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "set"


def _is_exclusion(node: Node) -> bool:
    return isinstance(node, Op) and node.head == "!="


def _excluded(first: Node, arg: Node) -> Node:
    """x != 1, 2 leaves out both."""
    return arg if not isinstance(first, Op) or not is_scalar(arg) else Op("!=", (first.args[0], arg))


def signs_apart(node: Node) -> Node:
    """(±1, ±2) has four readings where its signs need not go together."""
    if not (isinstance(node, Op) and node.head in _MAY_HOLD_POINTS and "pm" in heads(node)):
        return node
    return rebuild(node, _point_signs)


def _point_signs(node: Node) -> Node:
    if not (isinstance(node, Op) and node.head == "()"):
        return node
    entries = [(_choose(arg, True), _choose(arg, False)) if "pm" in heads(arg) else (arg,) for arg in node.args]
    signed = sum(len(entry) > 1 for entry in entries)
    if not 1 < signed <= MAX_SIGNS or "mp" in heads(node):
        return node
    return Op("or", tuple(Op("()", point) for point in product(*entries)))


def _signs(node: Node) -> Node:
    """a ± b stands for both; several signs in one formula go together, and in one number do not, unless one of them is
    turned (∓). A condition x != ±1 leaves both out."""
    if isinstance(node, Op) and node.head == "such_that":
        node = rebuild(node, _both_excluded)
    if isinstance(node, Op) and node.head in ("setminus", "cup"):  # ℝ without ±1 lacks both
        node = Op(node.head, tuple(_signs(arg) if _is_listed(arg) else arg for arg in node.args))
    if _go_together(node):
        return Op("or", (_choose(node, True), _choose(node, False)))
    if isinstance(node, Op) and node.head in ("list", "or", "set", "=", "in"):
        args: list[Node] = []
        for arg in node.args:
            spread = _signs(arg) if heads(arg) & {"pm", "mp"} else arg
            members = spread.args if isinstance(spread, Op) and spread.head == "or" and node.head != "=" else (spread,)
            args.extend(members)
        return Op(node.head, tuple(args))
    found = heads(node)
    if not found & {"pm", "mp"}:
        return node
    signs = sum(isinstance(one, Op) and one.head == "pm" for one in walk(node))
    if "mp" not in found and not found & (STRUCTURES - {"pm"}) and not symbols(node) and 1 < signs <= MAX_SIGNS:
        return Op("or", tuple(_with_signs(node, iter(signs)) for signs in product((True, False), repeat=signs)))
    return Op("or", (_choose(node, True), _choose(node, False)))


def _go_together(node: Node) -> bool:
    """x = ±1, y = ∓2 are two points."""
    if not (isinstance(node, Op) and node.head == "list" and "mp" in heads(node)):
        return False
    named = [one.args[0] for one in node.args if isinstance(one, Op) and one.head == "="]
    return len(named) == len(node.args) == len(set(named)) and all(isinstance(one, Sym) for one in named)


def _with_signs(node: Node, signs: Iterator[bool]) -> Node:
    """One sign after the other."""
    return rebuild(node, lambda one: _choose(one, next(signs)) if isinstance(one, Op) and one.head == "pm" else one)


def _both_excluded(node: Node) -> Node:
    if not (_is_exclusion(node) and heads(node) & {"pm", "mp"}):
        return node
    return Op("and", (_choose(node, True), _choose(node, False)))


def _choose(node: Node, upper: bool) -> Node:
    def step(one: Node) -> Node:
        if isinstance(one, Op) and one.head in ("pm", "mp"):
            return one.args[0] if (one.head == "pm") == upper else Op("neg", one.args)
        return one

    return rebuild(node, step)
