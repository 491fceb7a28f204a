"""Members of a sequence: a_k, a_{2k+1} and x_{ij} are values of unknown functions a and x of their subscripts.

Outside a sum or product over k, a_k is a letter like any other. Under one it is another number for each k.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from reward_server.symbolic.parse.normalize import words
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Node, Op, Sym, integer, rebuild, walk

_WORDS = words("max min avg ave opt eff net tot in out end new old ref rms int ext mid obs exp")
"""Subscripts of several letters that are a word, and no places."""
_TERM = re.compile(r"([+-]?)(\d{0,9})([a-zA-Z]?)")


def under_index(body: Node, index: str) -> Node:
    """With the members that `index` counts as values of functions. Raises Unparsable for a subscript that names the
    index in a way unknown here."""

    def step(one: Node) -> Node:
        below = one.name.partition("_")[2] if isinstance(one, Sym) else ""
        return member(one.name) if isinstance(one, Sym) and index in below and below not in _WORDS else one

    return rebuild(body, step)


def families(nodes: Iterable[Node]) -> frozenset[str]:
    """The names of the functions that a sum or product takes at its index."""
    return frozenset(
        one.args[0].name
        for node in nodes
        for one in walk(node)
        if isinstance(one, Op) and one.head == "apply" and isinstance(one.args[0], Sym) and _counted(one)
    )


def spelled_out(node: Node, names: frozenset[str]) -> Node:
    """With a_1 as the value of `a` at 1 where `a` is among the names. Raises Unparsable."""

    def step(one: Node) -> Node:
        stem, _, below = one.name.partition("_") if isinstance(one, Sym) else ("", "", "")
        return member(one.name) if below and stem in names and isinstance(one, Sym) else one

    return rebuild(node, step) if names else node


def _counted(call: Op) -> bool:
    return any(isinstance(one, Sym) and one.name[0] == "#" for arg in call.args[1:] for one in walk(arg))


def member(name: str) -> Op:
    """a_{k+1} as the value of `a` at k + 1. Raises Unparsable."""
    stem, _, below = name.partition("_")
    places = list(below) if below.isalpha() and len(below) <= 3 else below.split(",")
    return Op("apply", (Sym(stem), *map(_place, places)))


def _place(text: str) -> Node:
    """k, 3, 2k, n-k+1"""
    ends = [found.start() for found in re.finditer(r"[+-]", text) if found.start()]
    terms = [_term(text[start:end]) for start, end in pairwise([0, *ends, len(text)])]
    return terms[0] if len(terms) == 1 else Op("add", tuple(terms))


def _term(text: str) -> Node:
    found = _TERM.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        raise Unparsable("a subscript")
    factors: list[Node] = [integer(int(found[2]))] if found[2] else []
    factors += [Sym(found[3])] if found[3] else []
    node = factors[0] if len(factors) == 1 else Op("mul", tuple(factors))
    return Op("neg", (node,)) if found[1] == "-" else node
