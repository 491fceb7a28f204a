"""Permutations are what they do, not how they are written."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.algebra.permutations import same_permutations
from reward_server.symbolic.verdict import Undecided

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


IN_ONE_LINE_AND_IN_TWO = [
    ("Give the permutation in one-line notation.", "23154", "[2,3,1,5,4]", True),
    ("Give the permutation in one-line notation.", "23154", "(2,3,1,5,4)", True),
    ("Give the permutation in one-line notation.", "23154", r"2\ 3\ 1\ 5\ 4", True),
    ("Give the permutation in one-line notation.", "23154", r"\sigma = 23154", True),
    ("Give the permutation in one-line notation.", "23154", r"\begin{pmatrix}1&2&3&4&5\\2&3&1&5&4\end{pmatrix}", True),
    ("Give the permutation in one-line notation.", "23154", "[3,1,2,5,4]", False),
    ("Give the permutation in one-line notation.", "23154", "(1 2 3)(4 5)", False),
    ("Give the permutation in one-line notation.", "23154", "2315", False),
    ("Write the product as a permutation in two-line notation.", r"\begin{pmatrix}1&2&3\\3&1&2\end{pmatrix}", r"\begin{pmatrix}2&1&3\\1&3&2\end{pmatrix}", True),
    ("Write the product as a permutation in two-line notation.", r"\begin{pmatrix}1&2&3\\3&1&2\end{pmatrix}", r"\begin{pmatrix}1&2&3\\2&3&1\end{pmatrix}", False),
    ("Write as a product of disjoint cycles the permutation.", r"(1\,3\,4)(2\,5)", "(52)(413)", True),
    ("Write as a product of disjoint cycles the permutation.", r"(1\,3\,4)(2\,5)", "(5,2)(4,3,1)", False),
    ("How many permutations of 5 letters begin with 2?", "24", "[2,4]", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), IN_ONE_LINE_AND_IN_TWO)
def test_in_one_line_and_in_two(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


PRODUCTS_OF_TRANSPOSITIONS = [
    (r"Write $(1\,2\,3\,4)$ as a product of transpositions.", r"(1\,4)(1\,3)(1\,2)", r"(1\,2)(2\,3)(3\,4)", True),
    (r"Write $(1\,2\,3\,4)$ as a product of transpositions.", r"(1\,4)(1\,3)(1\,2)", r"(1\,2)(3\,4)", False),
    (r"Write $(1\,2\,3\,4)$ as a product of transpositions.", r"(1\,4)(1\,3)(1\,2)", r"(1\,2\,3\,4)", False),
    (r"Write $(1\,2\,3\,4)$ as a product of transpositions.", r"(1\,4)(1\,3)(1\,2)", r"(3\,4)(2\,3)(1\,2)", False),
    (r"Write $(1\,2\,3\,4)$ as a product of transpositions.", r"(1\,4)(1\,3)(1\,2)", r"(1\,2)(1\,4)(1\,3)", False),
    ("For which real $x$?", r"x\le4", "x=1,2,3,4", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), PRODUCTS_OF_TRANSPOSITIONS)
def test_products_of_transpositions(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal


SETS_OF_PERMUTATIONS = [
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{(1\,2),(2\,3),(1\,3)\},\ \{(1\,3\,2),(1\,2\,3)\},\ \{e\}", True),
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{\{1\},\{(1\ 2),(1\ 3),(2\ 3)\},\{(1\ 2\ 3),(1\ 3\ 2)\}\}", True),
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{e\},\{(12),(13),(23)\},\{(123)\},\{(132)\}", False),
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{e\},\{(12),(13)\},\{(123),(132)\}", False),
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{(12),(13),(23)\},\{(123),(132)\}", False),
    ("What are the conjugacy classes of $S_3$?", r"\{e\},\{(12),(13),(23)\},\{(123),(132)\}", r"\{e\},\{(12),(13),(32)\},\{(123),(231)\}", False),
    ("Find the elements of the subgroup of $S_4$.", r"\{e,(12)(34),(13)(24),(14)(23)\}", r"\{(1),(1\,4)(2\,3),(1\,2)(3\,4),(1\,3)(2\,4)\}", True),
    ("Find the elements of the subgroup of $S_4$.", r"\{e,(12)(34),(13)(24),(14)(23)\}", r"\{(1),(1\,4),(1\,2)(3\,4),(1\,3)(2\,4)\}", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), SETS_OF_PERMUTATIONS)
def test_sets_of_permutations(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
