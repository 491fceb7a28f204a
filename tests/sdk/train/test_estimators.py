"""What is concluded from samples, against numbers worked out by hand."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from sdk.train.estimators import consensus, estimate, gain, pass_at_k


@pytest.mark.parametrize(
    ("samples", "right", "k", "expected"),
    [(4, 2, 2, 5 / 6), (5, 1, 1, 0.2), (5, 1, 5, 1.0), (3, 0, 2, 0.0), (3, 3, 2, 1.0), (10, 3, 4, 1 - 35 / 210)],
)
def test_pass_at_k_by_hand(samples: int, right: int, k: int, expected: float) -> None:
    assert pass_at_k(samples, right, k) == pytest.approx(expected)


def test_pass_at_k_is_the_mean_over_all_choices() -> None:
    scores = [1, 0, 0, 1, 0, 0, 0]
    for k in range(1, 8):
        chosen = [max(one) for one in combinations(scores, k)]
        assert pass_at_k(7, 2, k) == pytest.approx(sum(chosen) / len(chosen))


def test_pass_at_more_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="pass@5 of 4"):
        pass_at_k(4, 2, 5)


@pytest.mark.parametrize(
    ("votes", "scores", "expected"),
    [
        ([7, 7, 3], [1, 1, 0], 1.0),
        ([7, 3, 3], [1, 0, 0], 0.0),
        ([7, 3], [1, 0], 0.5),  # a tie: either at random
        ([7, 3, 5], [0, 0, 0], 0.0),
        ([None, None, 7], [0, 0, 1], 1.0),  # no answer is no vote
        ([None, None], [0, 0], 0.0),
        ([], [], 0.0),
    ],
)
def test_the_answer_that_most_gave(votes: list[int | None], scores: list[float], expected: float) -> None:
    assert consensus(votes, scores) == expected


def test_an_interval_is_of_questions() -> None:
    """Of 100 questions half are right: Wilson's interval is .404 to .596."""
    found = estimate([0.0, 1.0] * 50)
    assert found is not None
    assert (found.value, found.questions) == (0.5, 100)
    assert [found.low, found.high] == pytest.approx([0.4038, 0.5962], abs=1e-4)


def test_at_the_edges_an_interval_is_no_point() -> None:
    """None of 12, and all of 12: Wilson's intervals are 0 to .242 and .758 to 1."""
    none, every = estimate([0.0] * 12), estimate([1.0] * 12)
    assert none is not None
    assert every is not None
    assert [none.low, none.high] == pytest.approx([0.0, 0.2425], abs=1e-4)
    assert [every.low, every.high] == pytest.approx([0.7575, 1.0], abs=1e-4)


@pytest.mark.parametrize("p", [0.05, 0.3, 0.5, 0.8, 0.95])
def test_an_interval_holds_the_truth_about_as_often_as_it_says(p: float) -> None:
    """Of 30 questions, each outcome by its exact probability."""
    covered = 0.0
    for right in range(31):
        found = estimate([1.0] * right + [0.0] * (30 - right))
        assert found is not None
        covered += math.comb(30, right) * p**right * (1 - p) ** (30 - right) * (found.low <= p <= found.high)
    assert 0.92 <= covered <= 0.99


def test_more_samples_of_the_same_questions_do_not_narrow_what_differs_between_questions() -> None:
    """Means that are 0 or 1 are worth one yes or no each; means that hardly differ are worth more."""
    alike, apart = estimate([0.4, 0.5, 0.6, 0.5] * 5), estimate([0.0, 1.0, 0.0, 1.0] * 5)
    assert alike is not None
    assert apart is not None
    assert apart.high - apart.low > 0.4
    assert alike.high - alike.low < 0.1


def test_without_questions_there_is_no_mean() -> None:
    assert estimate([]) is None


def test_a_gain_has_the_interval_of_pairs() -> None:
    """Of 100 questions 20 became right and 5 wrong: Agresti and Min's interval for pairs, by hand."""
    before = {str(one): float(one < 50) for one in range(100)}
    after = {str(one): float(5 <= one < 70) for one in range(100)} | {"of the second alone": 1.0}
    found = gain(before | {"of the first alone": 0.0}, after)
    assert found is not None
    assert found.questions == 100
    half = 1.959964 * math.sqrt((26 - 15**2 / 102) / 102**2)
    assert (found.value, found.low, found.high) == pytest.approx((0.15, 15 / 102 - half, 15 / 102 + half))


@pytest.mark.parametrize("change", [0.0, 1.0])
def test_a_gain_of_questions_that_all_changed_alike_is_no_point(change: float) -> None:
    found = gain(dict.fromkeys("abcd", 0.0), dict.fromkeys("abcd", change))
    assert found is not None
    assert found.low < change <= found.high <= 1
    assert gain({"a": 0.0}, {"b": 1.0}) is None
