"""Is a text an expression, and no sentence?"""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.expressions import parses


@pytest.mark.parametrize("text", ["7", "x+1", r"\frac12", "5 apples", "5 in", "3 square in", "(1, 2)", "x = 7"])
def test_mathematics_with_its_units_is(text: str) -> None:
    assert parses(text)


@pytest.mark.parametrize("text", ["", "apples", "Paris", "5 of them", "7 is right", "???", "so it is"])
def test_words_and_sentences_are_not(text: str) -> None:
    assert not parses(text)
