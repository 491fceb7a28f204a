"""Plain numbers at sight: the tree of the grammar, or none."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse_clean
from reward_server.symbolic.parse.normalize import clean
from reward_server.symbolic.parse.numerals import numeral


@pytest.mark.parametrize(
    "text", ["7", "-7", "0.50", " 12 ", "-0.5", r"\frac12", r"\frac{3}{4}", r"-\dfrac{10}7", "6/8", "007"]
)
def test_a_numeral_is_the_tree_that_the_grammar_makes(text: str) -> None:
    assert numeral(text) == parse_clean(clean(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "1,234",
        "1.",
        ".5",
        "1e5",
        "x",
        "1/0",
        r"\frac{1}{00}",
        r"\frac123",
        "١٢",
        "1 2",
        "1/2/3",
        "5%",
        "9" * 41,
    ],
)
def test_anything_else_is_left_to_the_grammar(text: str) -> None:
    assert numeral(text) is None
