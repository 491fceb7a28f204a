"""The fit finds the rule by which results were made, and its intervals hold it."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from sdk.train.errors import DataError
from sdk.train.scaling.fit import FACTORS, fit, mean_interval, widening
from sdk.train.scaling.results import Measured
from tests.sdk.train.scaling.made import measured, results, sigmoid

RULE = {"parameters": 0.3, "questions": 0.5, "samples": -0.2, "steps": 0.4}


def by_rule(parameters: int, questions: int, samples: int, steps: int, seed: int) -> float:
    levels = (parameters, questions, samples, steps)
    return sigmoid(-6 + sum(b * math.log2(one) for b, one in zip(RULE.values(), levels, strict=True)))


def by_base(one: Measured) -> tuple[str, int]:
    return one.model, one.seed


def test_a_rule_without_noise_is_found_as_it_is() -> None:
    found = fit(results(by_rule), by_base)
    assert found.factors == FACTORS
    assert {name: one.value for name, one in found.doublings.items()} == pytest.approx(RULE, abs=1e-4)
    assert found.differences["parameters", "steps"].value == pytest.approx(-0.1, abs=1e-4)
    assert found.r_squared == pytest.approx(1)
    assert np.abs(found.residuals_N).max() < 1e-4
    assert found.out_of_group_error < 1e-4
    assert found.groups == 6


def test_intervals_hold_the_rule_and_widen_with_the_luck_of_bases() -> None:
    source = random.Random(0)
    luck = {(parameters, seed): source.gauss(0, 0.4) for parameters in (1000, 4000) for seed in range(3)}

    def noisy(parameters: int, questions: int, samples: int, steps: int, seed: int) -> float:
        base = by_rule(parameters, questions, samples, steps, seed)
        return sigmoid(math.log(base / (1 - base)) + luck[parameters, seed] + source.gauss(0, 0.1))

    made = results(noisy)
    by_bases, by_runs = fit(made, by_base), fit(made, lambda one: one.run)
    for name in ("questions", "samples", "steps"):
        one = by_bases.doublings[name]
        assert one.low < RULE[name] < one.high
    widths = [one.doublings["parameters"].high - one.doublings["parameters"].low for one in (by_bases, by_runs)]
    assert widths[0] > 1.5 * widths[1], "bases differ, and there are few of them"


def test_the_same_results_give_the_same_intervals() -> None:
    made = results(lambda p, q, s, t, seed: min(0.9, by_rule(p, q, s, t, seed) + seed / 20))
    assert fit(made, by_base).doublings == fit(made, by_base).doublings


def test_accuracy_of_0_and_1_can_be_fitted() -> None:
    found = fit(results(lambda p, q, s, t, seed: float(q > 4), evaluated=400), by_base)
    assert np.isfinite(found.residuals_N).all()


def test_a_factor_that_does_not_vary_is_left_out() -> None:
    found = fit([one for one in results(by_rule) if one.samples == 4], by_base)
    assert found.factors == ("parameters", "questions", "steps")


def test_too_few_results_are_told() -> None:
    few = [measured("small", 4, 4, 0, 10, 0.2), measured("large", 16, 4, 0, 10, 0.3)]
    with pytest.raises(DataError, match="2 results are too few to tell parameters, questions apart"):
        fit(few, by_base)


def test_a_mean_s_interval_is_over_groups_and_not_over_their_members() -> None:
    narrow = mean_interval([0.1, 0.3] * 50, list(range(100)))
    wide = mean_interval([0.1, 0.3] * 50 + [0.1, 0.3], [number % 4 for number in range(102)])
    assert [narrow.value, wide.value] == pytest.approx([0.2, 0.2])
    assert wide.high - wide.low > 0.2
    assert narrow.high - narrow.low < 0.06
    assert mean_interval([0.1, 0.3, 0.1], [0, 0, 1]).high == math.inf, "two groups may agree by chance"


def test_few_groups_make_wider_intervals() -> None:
    """Student's quantiles: 2.571 with 5 degrees of freedom, 2.262 with 9."""
    assert widening(6) == pytest.approx(math.sqrt(6 / 5) * 2.571 / 1.960, rel=0.02)
    assert widening(10) == pytest.approx(math.sqrt(10 / 9) * 2.262 / 1.960, rel=0.005)
    assert widening(10_000) == pytest.approx(1, rel=0.001)
