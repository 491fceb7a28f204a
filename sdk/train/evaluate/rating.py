"""A rating as Codeforces gives them, from problems' ratings and whether they were solved, by maximum likelihood.

A model of rating r solves a problem of rating d with probability 1 / (1 + 10^((d - r) / 400)), the definition of a
problem's rating there (Elo 1978, section 8.4): the rating is the r under which the results are likeliest. Several
samples of one problem are not independent; they count together as one result between 0 and 1.

Left out: penalties for wrong attempts, time, and hidden differences between contests, which a person's rating reflects.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError

SCALE = 400 / math.log(10)
"""Points by which odds grow e-fold."""
HALF_CHI_SQUARE_95 = 1.920729410347062
"""Half the 95 % quantile of chi-square with one degree of freedom: by so much the log-likelihood may be lower."""
FURTHEST = 20_000.0
"""Points from the problems' ratings within which a bound is looked for."""
Results = Sequence[tuple[float, float]]
"""(the problem's rating, the share of its samples that were right)"""


@dataclass(frozen=True)
class Rating:
    value: float | None
    """None where all or none was solved: then no rating is likeliest."""
    low: float | None
    high: float | None
    """The 95 % interval, of likelihood ratios; None: it is open on this side."""
    problems: int


def rating(results: Results) -> Rating | None:
    """None without results."""
    if not results:
        return None
    ratings, solved = [one for one, _ in results], sum(share for _, share in results)
    bottom, top = min(ratings) - FURTHEST, max(ratings) + FURTHEST
    if solved in (0, len(results)):
        best, value = (bottom if solved == 0 else top), None
    else:
        best = value = _root(lambda at: solved - sum(_chance(one, at) for one in ratings), bottom, top)
    most = _log_likelihood(results, best)

    def above(at: float) -> float:
        return _log_likelihood(results, at) - most + HALF_CHI_SQUARE_95

    low = None if solved == 0 else _root(lambda at: -above(at), bottom, best)
    high = None if solved == len(results) else _root(above, best, top)
    return Rating(value, low, high, len(results))


def percentile(table: Sequence[tuple[float, float]], at: float) -> float:
    """From 0 to 100, between the table's lines by a straight line, outside of them that of the nearest."""
    if at <= table[0][0]:
        return table[0][1]
    for (left, before), (right, after) in pairwise(table):
        if at <= right:
            return before + (after - before) * (at - left) / (right - left)
    return table[-1][1]


def read_percentiles(source: str) -> list[tuple[float, float]]:
    """Rows with `rating` and `percentile`, the share of people below it in percent; by rating. Raises DataError."""
    found = [_line(row, f"{source}:{number}") for number, row in enumerate(load_rows(source), 1)]
    found.sort()
    if len(found) < 2:
        raise DataError(f"{source} should hold two lines of rating and percentile at least")
    for (left, before), (right, after) in pairwise(found):
        if left == right or before > after:
            raise DataError(f"{source}: percentiles should rise with the ratings, and not from {left:g} to {right:g}")
    return found


def _line(row: Any, where: str) -> tuple[float, float]:
    try:
        at, share = float(row["rating"]), float(row["percentile"])
    except (KeyError, TypeError, ValueError):
        raise DataError(f"{where} should have the numbers `rating` and `percentile`") from None
    if not (math.isfinite(at) and 0 <= share <= 100):
        raise DataError(f"{where}: a percentile is from 0 to 100, and not {share:g} at the rating {at:g}")
    return at, share


def _chance(problem: float, at: float) -> float:
    return 1 / (1 + math.exp(min(700.0, (problem - at) / SCALE)))


def _log_likelihood(results: Results, at: float) -> float:
    return -sum(
        share * _softplus((problem - at) / SCALE) + (1 - share) * _softplus((at - problem) / SCALE)
        for problem, share in results
    )


def _softplus(x: float) -> float:
    """log(1 + e^x), for any x."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a function that falls from above 0 to below comes to 0."""
    while high - low > 1e-6:
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2
