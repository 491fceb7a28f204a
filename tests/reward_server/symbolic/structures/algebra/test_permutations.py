"""Permutations are what they do, not how they are written."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.structures.algebra.permutations import same_permutations

PROMPT = "Compute the product in $S_4$."


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"(1\,2\,4\,3)", r"(2\ 4\ 3\ 1)", True), ("(1 2)(3 4)", "(4 3)(2 1)", True), ("(1243)", "(1 2 4 3)", True),
        ("(1 2)", r"\sigma = (1\ 2)(3)", True), (r"(1\,2\,4\,3)", "(1 3 4 2)", False), ("(1 2 3)", "(1 2)", False),
        ("(1 2)(2 3)", "(1 2 3)", None), ("(1 1)", "(1)", None), ("(a b)", "(b a)", None),
    ],
)  # fmt: skip
def test_permutations_are_what_they_do(truth: str, answer: str, equal: bool | None) -> None:
    """Cycles that share a number depend on the order in which they are read: nothing is said of these."""
    verdict = same_permutations(truth, answer, PROMPT)
    assert (verdict and verdict.equal) == equal


def test_pairs_are_permutations_only_where_the_prompt_says_so() -> None:
    assert same_permutations("(1,2)", "(2,1)", "Where do the lines meet?") is None


@pytest.mark.parametrize("text", ["(" + "1" * 390, "(1 " * 120, "((((" * 90])
def test_long_texts_are_read_as_fast_as_short_ones(text: str) -> None:
    start = time.perf_counter()
    same_permutations(text, text, PROMPT)
    assert time.perf_counter() - start < 1
