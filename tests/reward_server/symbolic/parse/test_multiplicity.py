"""How often a value counts."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.multiplicity import MAY_COUNT, counted_out

WITH = "Find the eigenvalues of A, with algebraic multiplicity."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (WITH, "2, 5, 5", "5, 2, 5", True),
        (WITH, "2, 5, 5", r"\{5, 2, 5\}", True),
        (WITH, "2, 5, 5", "2, 2, 5", False),
        (WITH, "2, 5, 5", "2, 5", False),
        (WITH, "3, 3", "3", False),
        (WITH, r"\{1,1,2\}", r"\{1,2,2\}", False),
        (WITH, "2, -1, -1", r"\lambda=-1 \text{ (with multiplicity } 2),\ \lambda=2", True),
        (WITH, "2, -1, -1", r"\lambda=-1 \text{ (with multiplicity } 3),\ \lambda=2", False),
        (WITH, "2, -1, -1", r"2, -1 \text{ (double)}", True),
        (WITH, "2, -1, -1", r"2 \text{ (twice)}, -1", False),
        (WITH, r"\lambda=2 (multiplicity 2), \lambda=5 (multiplicity 1)", r"\lambda_1=\lambda_2=2,\ \lambda_3=5", True),
        (WITH, r"\frac12, \frac12, 3", r"\frac{1}{2}\text{ (Vielfachheit 2)},\ 3", True),
        ("", "1, 1, 4", r"1 \text{ with multiplicity } 2 \text{ and } 4 \text{ with multiplicity } 1", True),
        ("", r"\lambda_1=2, \lambda_2=5, \lambda_3=5", "2, 2, 5", False),
        ("", r"\lambda_1=2, \lambda_2=5, \lambda_3=5", "5, 5, 2", True),
        ("", r"\lambda_1=2, \lambda_2=5, \lambda_3=5", r"\lambda_1=5, \lambda_2=2, \lambda_3=5", True),
        ("", r"\lambda_1=2, \lambda_2=5, \lambda_3=5", r"\lambda_1=\lambda_2=2, \lambda_3=5", False),
        ("", r"x_1=x_2=1, x_3=2", "x_1=1, x_2=2, x_3=2", False),
        ("", "a_1=1, a_2=3", "a_1=3, a_2=1", False),
        ("", "-1, -1, 3", "-1, 3", True),
        ("", "2, 2, 3", "2, 3, 3", False),
        ("", r"\{1,1,2\}", r"\{1,2,2\}", True),
    ],
)
def test_values_count_as_often_as_they_are_written_where_that_is_asked_or_both_sides_repeat_some(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    """A set without repetition says nothing of how often its members count."""
    assert compare(truth, answer, prompt=prompt).equal is right


@pytest.mark.parametrize("text", ["(multiplicity 2)", "x^2", "double", "1, (double)"])
def test_a_mention_without_a_value_stays(text: str) -> None:
    assert counted_out(text) == text


def test_every_mention_holds_a_word_that_is_looked_for_first() -> None:
    for noun in ("multiplicity", "molteplicità", "Vielfachheit", "krotność", "násobnost", "кратность", "кратності"):
        assert counted_out(f"3 ({noun} 2)") == " 3, 3"
        assert MAY_COUNT.search(noun)


@pytest.mark.parametrize("piece", ["1 (multiplicity 2), ", " ", "~", r"\text{", "(", "with ", "(double)"])
def test_hostile_repetitions_take_linear_time(piece: str) -> None:
    began = time.perf_counter()
    counted_out(piece * (20_000 // len(piece)))
    assert time.perf_counter() - began < 0.5
