"""Entries of a table of the grammar, each with a text that it reads and one that it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tokens import Unparsable
from reward_server.symbolic.parse.tree import show

NOTHING = "no tree"
Cases = dict[str, tuple[str, str, str, str]]
"""Entry -> a text, its tree as it is shown, a text beside it that the entry does not read so, what that is instead."""


def reading(text: str) -> str:
    try:
        return show(parse(text))
    except Unparsable:
        return NOTHING


def accepting_and_refusing(table: Iterable[str], cases: Cases) -> Callable[[str], None]:
    """A test of each entry of the table: one without a case fails, and so does a case without an entry."""
    known = set(table)

    @pytest.mark.parametrize("entry", sorted(known | cases.keys()))
    def test(entry: str) -> None:
        assert entry in known, "a case of nothing"
        accepted, tree, refused, other = cases[entry]
        assert reading(accepted) == tree
        assert reading(refused) == other != tree

    return test
