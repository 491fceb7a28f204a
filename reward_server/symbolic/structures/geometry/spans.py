"""Spans as what they hold: span{(1, 1, 0), (0, 1, 1)} is s(1, 1, 0) + t(0, 1, 1), s, t ∈ R."""

from __future__ import annotations

import re
from collections.abc import Callable

from reward_server.symbolic.parse.grammar import read
from reward_server.symbolic.parse.tree import Node, Op, Sym, Word, is_scalar

MAX_CHARS = 400
MAX_VECTORS = 4
_STYLED = r"\\(?:operatorname|text|mathrm)\s*\{[a-zA-Z ]{1,12}\}"
_SPAN = re.compile(
    rf"[\s$]*(?:(?:[A-Za-z]+(?:_\{{?[\w\\]{{1,8}}\}}?)?|(?:\\ker|{_STYLED})\s*\(?[A-Z]?\)?)\s*=\s*)?"
    r"\\?(?:(?:operatorname|text|mathrm|textrm)\s*\{\s*)?(?:[Ss]pan|lin)(?![a-z])\s*\}?"
    r"(?:_\s*\{?\s*\\mathbb\s*\{?\s*R\s*\}?\s*\}?)?\s*(?:of\s*)?"
    r"(?:\\left|\\[bB]igg?l?)?\s*(?:\\\{|\(|\\langle)(?P<body>.{1,350}?)(?:\\right|\\[bB]igg?r?)?\s*(?:\\\}|\)|\\rangle)[\s$.]*",
    re.DOTALL,
)
Entries = Callable[[Node], tuple[Node, ...] | None]


def span(text: str, entries: Entries) -> Node | None:
    """A sum of the vectors, or functions, with real numbers before them; None where it is no span."""
    if "pan" not in text and "lin" not in text:
        return None
    found = _SPAN.fullmatch(text) if len(text) <= MAX_CHARS else None
    listed = read(found["body"])[1] if found is not None else None
    if listed is None:
        return None
    several = isinstance(listed, Op) and listed.head == "list"
    parts = listed.args if isinstance(listed, Op) and several else (listed,)
    if len(parts) > MAX_VECTORS:
        return None
    letters = [Sym(f"C_{k}") for k in range(1, len(parts) + 1)]
    vectors = [entries(part) for part in parts]
    known = [one for one in vectors if one is not None]
    if len(known) == len(parts) and len({len(one) for one in known}) == 1:
        sums = [
            _sum([Op("mul", (letter, vector[k])) for letter, vector in zip(letters, known, strict=True)])
            for k in range(len(known[0]))
        ]
        value: Node = Op("()", tuple(sums))
    elif all(map(is_scalar, parts)):
        value = _sum([Op("mul", (letter, part)) for letter, part in zip(letters, parts, strict=True)])
    else:
        return None
    return Op("list", (value, *letters[:-1], Op("in", (letters[-1], Word("set R")))))


def _sum(terms: list[Node]) -> Node:
    return terms[0] if len(terms) == 1 else Op("add", tuple(terms))
