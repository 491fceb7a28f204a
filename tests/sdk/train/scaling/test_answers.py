"""Comparisons of runs that are alike but for one thing."""

from __future__ import annotations

import math
from itertools import product

import pytest

from sdk.train.scaling.answers import fresh_questions, larger_model, longer_training, more_samples, read_between
from sdk.train.scaling.results import Measured
from tests.sdk.train.scaling.made import measured, results


def by_run(one: Measured) -> object:
    return one.run


def test_samples_are_compared_where_all_else_is_alike() -> None:
    made = results(lambda p, q, s, t, seed: 0.5 + (s == 16) * q / 640 + seed / 100)
    found = more_samples(made, by_run)
    assert [one.difference.value for one in found] == pytest.approx([4 / 640, 16 / 640, 64 / 640])
    assert all(one.pairs == 2 * 3 * 3 for one in found)
    assert found[0].about == {"distinct questions": "4", "samples of each": "16 less 4"}


def test_a_larger_model_is_compared_at_equal_flops_alone() -> None:
    """The large one costs four times as much a step: its 10 steps are 40 of the small one's, its 20 are past them."""
    made = results(lambda p, q, s, t, seed: 0.1 * math.log10(t) + (p == 4000) * 0.25)
    [found] = larger_model(made, by_run)
    assert found.about["larger model"] == "large, 10 steps"
    assert found.difference.value == pytest.approx(0.1 + 0.25 - 0.1 * math.log10(40))


def test_repeated_questions_are_compared_with_the_most_that_there_are() -> None:
    made = results(lambda p, q, s, t, seed: 0.5 - 0.1 * (q == 4))
    found = fresh_questions(made, by_run)
    assert [(one.about["distinct questions"], one.about["steps"]) for one in found] == [
        (questions, steps) for questions, steps in product(("4", "16"), ("10", "20", "40"))
    ]
    assert found[0].about["times each was asked"] == "10 to 40", "4 questions in a step, or 16"
    assert [one.difference.value for one in found] == pytest.approx([-0.1] * 3 + [0.0] * 3)


def test_longer_training_is_compared_with_shorter_of_the_same_run() -> None:
    found = longer_training(results(lambda p, q, s, t, seed: t / 100 + seed / 10), by_run)
    assert [one.difference.value for one in found[:2]] == pytest.approx([0.1, 0.2])


def test_what_has_no_counterpart_is_not_compared() -> None:
    alone = [measured("small", 4, 4, 0, 10, 0.2)]
    assert more_samples(alone, by_run) == larger_model(alone, by_run) == fresh_questions(alone, by_run) == []
    assert longer_training(alone, by_run) == []


def test_a_curve_is_read_between_its_points_alone() -> None:
    curve = [(100.0, 0.4), (1.0, 0.0), (10.0, 0.2)]
    assert read_between(curve, 10 * math.sqrt(10)) == pytest.approx(0.3)
    assert read_between(curve, 100.0) == pytest.approx(0.4)
    assert (read_between(curve, 0.9), read_between(curve, 101.0), read_between([], 1.0)) == (None, None, None)
