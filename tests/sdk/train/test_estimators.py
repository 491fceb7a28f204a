"""What is concluded from samples, against numbers worked out by hand."""

from __future__ import annotations

from itertools import combinations

import pytest

from sdk.train.estimators import consensus, estimate, pass_at_k


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
    """Of 100 questions half are right: the normal approximation gives .5 +- .098."""
    found = estimate([0.0, 1.0] * 50)
    assert found is not None
    assert (found.value, found.questions) == (0.5, 100)
    assert found.low == pytest.approx(0.402, abs=0.015)
    assert found.high == pytest.approx(0.598, abs=0.015)
    assert estimate([0.0, 1.0] * 50) == found, "the same seed, the same interval"


def test_more_samples_of_the_same_questions_do_not_narrow_what_differs_between_questions() -> None:
    """Four questions, whatever the number of samples behind each of their means."""
    found = estimate([0.0, 0.0, 1.0, 1.0])
    assert found is not None
    assert (found.low, found.high) == (0.0, 1.0)


def test_equal_questions_have_no_interval_and_none_no_mean() -> None:
    found = estimate([0.25, 0.25, 0.25])
    assert found is not None
    assert (found.value, found.low, found.high) == (0.25, 0.25, 0.25)
    assert estimate([]) is None
