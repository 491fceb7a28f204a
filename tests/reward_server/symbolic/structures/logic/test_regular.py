"""Regular expressions by the words that they match."""

from __future__ import annotations

from itertools import product

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.logic.regular import (
    MAX_CHARS,
    MAX_DEPTH,
    _after,
    _matches_nothing_more,
    _read,
    same_regular,
)

PROMPT = r"Give a regular expression for the words over $\{a,b\}$ that end in $ab$."
ENDS, NO_TWO, EVEN = "(a|b)^*ab", r"(0+10)^*(1+\varepsilon)", "(b^*ab^*a)^*b^*"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (ENDS, "(a+b)^*ab", True), (ENDS, "(a^*b^*)^*ab", True), (ENDS, "b^*a(a+bb^*a)^*b", True), (ENDS, r"(b\mid a)^{*}ab", True), (ENDS, r"(a\cup b)^*\,a\,b", True),
        (ENDS, "(a|b)^*a^*b", False), (ENDS, "(b^*a)^*a^*ab", False), (ENDS, "(a|b)^*ba", False), (ENDS, "ab(a|b)^*", False), (ENDS, "(a|b)^+ab", False),
        (NO_TWO, r"(1+\epsilon)(0+01)^*", True), (NO_TWO, r"0^*(10^+)^*(1\mid\varepsilon)", True), (NO_TWO, r"(0\cup10)^*(1\cup\lambda)", True), (NO_TWO, "(0|10)*1?", True),
        (NO_TWO, "(0+10)^*", False), (NO_TWO, r"(0+01)^*(1+\varepsilon)(1+\varepsilon)", False), (NO_TWO, r"(0+1)^*(1+\varepsilon)", False),
        (EVEN, "b^*(ab^*ab^*)^*", True), (EVEN, "(b|ab^*a)^*", True), (EVEN, "(b^*ab^*ab^*)^*", False), (EVEN, "(ab^*a)^*b^*", False), (EVEN, "(aa|b)^*", False),
        ("a^2b", "aab", True), ("ab", "ba", False), ("a^*b^*", "b^*a^*", False),
    ],
)  # fmt: skip
def test_expressions_are_equal_that_match_the_same_words(truth: str, answer: str, right: bool) -> None:
    """However union, repetition and the empty word are written."""
    assert compare(truth, answer, prompt=PROMPT).equal is right
    assert compare(answer, truth, prompt=PROMPT).equal is right


@pytest.mark.parametrize(
    ("text", "matched"), [(ENDS, 16), (NO_TWO, 1 + 2 + 3 + 5 + 8 + 13), (EVEN, 1 + 1 + 2 + 4 + 8 + 16)]
)
def test_derivatives_match_the_words_of_the_language(text: str, matched: int) -> None:
    """All words of up to five letters, counted."""
    expression, count = _read(text), 0
    assert expression is not None
    letters = "01" if "0" in text else "ab"
    for size in range(6):
        for word in product(letters, repeat=size):
            left = expression
            for letter in word:
                left = _after(left, letter)
            count += _matches_nothing_more(left)
    assert count == matched - (text == ENDS)


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        (ENDS, "Which words end in ab?"), ("x^y", PROMPT), ("", PROMPT), ("(a", PROMPT), ("a)", PROMPT), ("a" * (MAX_CHARS + 1), PROMPT),
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), PROMPT), ("a^9", PROMPT), ("*a", PROMPT), ("A", PROMPT), ("a||b", PROMPT),
    ],
)  # fmt: skip
def test_what_is_no_certain_expression_is_left_to_others(text: str, prompt: str) -> None:
    assert same_regular(text, text, prompt) is None


def test_many_derivatives_are_given_up() -> None:
    """(a|b)*a(a|b)^12 has more than eight thousand."""
    assert same_regular("(a|b)^*a(a|b)^6(a|b)^6", "(a^*b^*)^*a(b|a)^6(a|b)^6", PROMPT) is None
