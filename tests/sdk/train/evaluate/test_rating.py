"""A rating by maximum likelihood, its interval, and what is said where there is none."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path
from typing import Any

import pytest

from sdk.train.errors import DataError
from sdk.train.evaluate.rating import percentile, rating, read_percentiles


def test_half_of_equal_problems_is_their_own_rating() -> None:
    found = rating([(1500.0, 1.0), (1500.0, 0.0)])
    assert found is not None
    assert found.value == pytest.approx(1500)
    assert found.problems == 2


def test_ten_of_eleven_is_four_hundred_points_above() -> None:
    """By the definition odds of ten to one are 400 points."""
    found = rating([(1200.0, 1.0)] * 10 + [(1200.0, 0.0)])
    assert found is not None
    assert found.value == pytest.approx(1600)


def test_the_interval_is_where_the_likelihood_has_fallen_by_half_a_chi_square() -> None:
    """One problem of two samples, one right: 2 x (log 1/2 - (log p + log(1 - p)) / 2) = 3.841 by hand at p = .0054."""
    found = rating([(1000.0, 0.5)])
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    chance = 1 / (1 + 10 ** ((1000 - found.high) / 400))
    fallen = math.log(0.5) - 0.5 * (math.log(chance) + math.log(1 - chance))
    assert fallen == pytest.approx(3.841458820694124 / 2, abs=1e-6)
    assert found.high - 1000 == pytest.approx(1000 - found.low, abs=1e-3)


def test_samples_of_one_problem_count_as_one_result() -> None:
    few, many = rating([(1000.0, 0.5), (1400.0, 0.25)]), rating([(1000.0, 0.5)] * 8 + [(1400.0, 0.25)] * 8)
    assert few is not None
    assert many is not None
    assert few.value == pytest.approx(many.value)
    assert few.high is not None
    assert many.high is not None
    assert few.high > many.high, "more problems say more"


@pytest.mark.parametrize(("share", "open_side"), [(1.0, "high"), (0.0, "low")])
def test_where_all_or_none_is_solved_one_side_is_open_and_no_rating_is_named(share: float, open_side: str) -> None:
    """All of three at 1000: e^(-1.92) is the chance of that at the bound."""
    found = rating([(1000.0, share)] * 3)
    assert found is not None
    assert found.value is None
    assert getattr(found, open_side) is None
    bound = found.low if share else found.high
    assert bound is not None
    chance = 1 / (1 + 10 ** ((1000 - bound) / 400))
    assert 3 * math.log(chance if share else 1 - chance) == pytest.approx(-3.841458820694124 / 2, abs=1e-6)


def test_a_known_rating_lies_in_its_interval_as_often_as_it_says() -> None:
    """Of 300 models of rating 1400 on 60 problems; with 95 % fewer than 270 are of a chance below one in a million."""
    source, covered = random.Random(0), 0
    for _ in range(300):
        problems = [source.uniform(800, 2200) for _ in range(60)]
        found = rating([(one, float(source.random() < 1 / (1 + 10 ** ((one - 1400) / 400)))) for one in problems])
        assert found is not None
        covered += (found.low or -math.inf) <= 1400 <= (found.high or math.inf)
    assert 270 <= covered <= 299


def test_without_results_there_is_none() -> None:
    assert rating([]) is None


def test_a_percentile_lies_between_the_lines_of_the_table() -> None:
    table = [(800.0, 10.0), (1200.0, 50.0), (2000.0, 90.0)]
    told = [percentile(table, at) for at in (0, 800, 1000, 1200, 1600, 2000, 9999)]
    assert told == [10, 10, 30, 50, 70, 90, 90]


def test_a_table_is_read_from_a_file_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("rating,percentile\n1200,50\n800,10\n")
    assert read_percentiles(str(tmp_path / "table.csv")) == [(800.0, 10.0), (1200.0, 50.0)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"rating": 800, "percentile": 1}], "two lines of rating and percentile at least"),
        ([{"rating": 800, "share": 1}], "table.jsonl:1 should have the numbers `rating` and `percentile`"),
        ([[800, 1]], "should have the numbers"),
        ([{"rating": 800, "percentile": 101}], "a percentile is from 0 to 100"),
        ([{"rating": 800, "percentile": 5}, {"rating": 900, "percentile": 4}], "should rise with the ratings"),
        ([{"rating": 800, "percentile": 5}, {"rating": 800, "percentile": 6}], "not from 800 to 800"),
    ],
)
def test_a_table_that_is_none_is_told(tmp_path: Path, rows: list[Any], message: str) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    with pytest.raises(DataError, match=message):
        read_percentiles(str(path))
