"""Continued fractions by their partial quotients."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.continued_fractions import MAX_CHARS, same_continued_fractions
from reward_server.symbolic.verdict import Undecided

SEVEN = r"[2;\overline{1,1,1,4}]"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SEVEN, r"[2;1,\overline{1,1,4,1}]", True), (SEVEN, r"[2; 1, 1, 1, 4, 1, 1, 1, 4, \ldots]", True), (SEVEN, r"\sqrt7=[2;\overline{1,1,1,4,1,1,1,4}]", True),
        (SEVEN, r"[2;1,1,1,\overline{4,1,1,1}]", True), (SEVEN, r"\left[2;\bar{1,1,1,4}\right]", True), (SEVEN, r"[2;(1,1,1,4)]", True),
        (SEVEN, r"[2;1,\overline{1,4,1,1}]", False), (SEVEN, r"[2;\overline{1,1,4,1}]", False), (SEVEN, r"[2;\overline{1,1,1,4,1}]", False),
        (SEVEN, r"[2;1,1,1,4,\ldots]", False), (SEVEN, r"[2;1,1,1,4,1,1,4,1,\ldots]", False), (SEVEN, r"[1;\overline{1,1,1,4}]", False), (SEVEN, "[2;1,1,1,4]", False),
        (r"[1;\overline{1}]", r"[1;1,\overline{1,1}]", True), (r"[1;\overline{2}]", r"[1;2,\overline{2}]", True), (r"[1;\overline{2}]", r"[2;\overline{2}]", False),
        ("[0;3,2]", "[0;3,1,1]", True), ("[0;3,2]", "[0;3,1,2]", False), ("[0;3,2]", "[0;2,3]", False), ("[3;7,15,1]", "[3;7,16]", True),
    ],
)  # fmt: skip
def test_continued_fractions_are_equal_by_their_quotients(truth: str, answer: str, right: bool) -> None:
    """Wherever the period begins, and however often it is written; dots need two periods before them."""
    assert compare(truth, answer).equal is right
    assert compare(answer, truth).equal is right


@pytest.mark.parametrize(
    "text", ["[1,2]", "[2]", "[2;0,1]", r"[2;x,\overline{1}]", "[2;", "[2;1]" + " " * MAX_CHARS, "[", "(2;1)"]
)
def test_what_is_no_continued_fraction_is_left_to_others(text: str) -> None:
    assert same_continued_fractions(text, text, "") is None


NESTED_AS_WRITTEN = [
    (r"Find the continued fraction of $\frac{43}{19}$.", "[2;3,1,4]", r"2+\cfrac{1}{3+\cfrac{1}{1+\cfrac14}}", True),
    (r"Find the continued fraction of $\frac{43}{19}$.", "[2;3,1,4]", r"2+\frac{1}{3+\frac{1}{1+\frac{1}{4}}}", True),
    (r"Find the continued fraction of $\frac{43}{19}$.", "[2;3,1,4]", r"2+\cfrac{1}{3+\cfrac{1}{4+\cfrac11}}", False),
    (r"Find the continued fraction of $\frac{43}{19}$.", "[2;3,1,4]", r"2+\cfrac{1}{3+\cfrac{4}{5}}", False),
    (r"Find the continued fraction of $\frac{43}{19}$.", "[2;3,1,4]", "[2;3,1,3,1]", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), NESTED_AS_WRITTEN)
def test_nested_as_written(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
