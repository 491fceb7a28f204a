"""Vectors of which the question asks for any: another basis of the same space, another multiple of an eigenvector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from reward_server.symbolic.parse.assignments import value_of
from reward_server.symbolic.parse.tree import Node, Op, show
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.matrices import rows
from reward_server.symbolic.verdict import Verdict

MAX_ENTRIES = 64
MAX_PROMPT = 4000
_ANY_BASIS = re.compile(r"\b(?:a|any|some)\s+(?:\w+\s+)?bas[ie]s\b", re.IGNORECASE)
_ANY_EIGENVECTOR = re.compile(r"\b(?:an|any|some|a\s+corresponding)\s+eigenvector\b", re.IGNORECASE)
_OF_A_KIND = re.compile(
    r"ortho|unit|norm|standard|reduced|echelon|integer|positive|polynomial|length|magnitude|entr(?:y|ies)|component|coordinate",
    re.IGNORECASE,
)
"""What narrows the choice."""
Vector = list[Fraction]


def same_span(truth: Node, answer: Node, prompt: str) -> Verdict | None:
    """Accepts only, where the question asks for a basis, or for an eigenvector, and for none of a kind."""
    prompt = prompt[-MAX_PROMPT:]
    if "bas" not in prompt and "igenvector" not in prompt:  # seldom, and the patterns are dear
        return None
    basis = _ANY_BASIS.search(prompt) is not None
    if not (basis or _ANY_EIGENVECTOR.search(prompt)) or _OF_A_KIND.search(prompt):
        return None
    left, right = _vectors(truth), _vectors(answer)
    if left is None or right is None or len(left) != len(right) or not (basis or len(left) == 1):
        return None
    if len({len(one) for one in (*left, *right)}) != 1:
        return None
    if _rank(left) == _rank(right) == _rank([*left, *right]) == len(left):
        return Verdict(True, f"vectors of the same space: {show(truth)}")
    return None


def _vectors(node: Node) -> list[Vector] | None:
    """Of one vector, or of a set or list of them."""
    node = value_of(node)
    if not isinstance(node, Op):
        return None
    parts = node.args if node.head in ("set", "list") else (node,)
    found = [vector for part in parts if (vector := _vector(part)) is not None]
    return found if found and len(found) == len(parts) and len(found) * len(found[0]) <= MAX_ENTRIES else None


def _vector(node: Node) -> Vector | None:
    node = value_of(node)
    if not isinstance(node, Op):
        return None
    entries: Sequence[Node] = node.args if node.head in ("()", "[]") else ()
    if node.head == "matrix":
        lines = rows(node)
        entries = lines[0] if len(lines) == 1 else [row[0] for row in lines if len(row) == 1 == len(lines[0])]
    try:
        return [rational(entry) for entry in entries] if len(entries) > 1 else None
    except (Inexact, TooLarge, Undefined):
        return None


def _rank(vectors: list[Vector]) -> int:
    left, rank = [list(one) for one in vectors], 0
    for place in range(len(vectors[0])):
        pivot = next((row for row in range(rank, len(left)) if left[row][place]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for row in range(rank + 1, len(left)):
            factor = left[row][place] / left[rank][place]
            left[row] = [a - factor * b for a, b in zip(left[row], left[rank], strict=True)]
        rank += 1
    return rank
