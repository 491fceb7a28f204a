"""Is a text an expression, and no sentence?"""

from __future__ import annotations

import re

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import Node, Word, walk
from reward_server.symbolic.parse.units import STOP_WORDS


def parses(text: str) -> bool:
    """Is the text an expression, and no sentence?"""
    try:
        tree = parse(text)
    except Unparsable:
        return False
    return not isinstance(tree, Word) and not mostly_words(tree)


_INCH = re.compile(r"(?:square |cubic )?in(?: \^\d)?")


def mostly_words(tree: Node) -> bool:
    """A sentence that the grammar read as a noun phrase or as a product."""
    said = [one.text.lower() for one in walk(tree) if isinstance(one, Word)]
    return any(STOP_WORDS.intersection(text.split()) for text in said if not _INCH.fullmatch(text))
