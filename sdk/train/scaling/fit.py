"""How accuracy on unseen questions depends on each factor: a linear model of its logit, fitted by least squares.

    logit(accuracy) = a + b_1 log2(parameters) + b_2 log2(questions) + b_3 log2(samples) + b_4 log2(steps)

with every logarithm less its mean, so that `a` is the logit in the middle of the grid and each b what a doubling
brings. Accuracy is (right + 1/2) / (asked + 1), which is never 0 or 1 (the empirical logit: Cox and Snell 1989, section
2.1). Intervals are of the bootstrap that draws whole groups of measurements again (Cameron, Gelbach and Miller 2008,
section 3): runs from one base go together, for they share its luck, and a run's numbers of steps are no independent
runs. A bootstrap of few groups is too narrow, so the draws' distances from the estimate are widened as a Student's t
interval of as many groups is against a normal one.

Left out: saturation and interactions, such as that of questions with steps. The residuals show what that costs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from sdk.train.errors import DataError
from sdk.train.scaling.results import Measured

FACTORS = ("parameters", "questions", "samples", "steps")
TRADED = (("questions", "samples"), ("parameters", "steps"))
"""Which of two should be doubled; a doubling of the latter two costs the same FLOPs."""
DRAWS = 2000
LEVEL = 0.95
FEWEST = 3
"""Groups: two can agree by chance, and their bootstrap would then be sure of itself."""
Floats = NDArray[np.float64]
Grouped = Callable[[Measured], Hashable]


@dataclass(frozen=True)
class Interval:
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        held = f"{self.low:+.3f} to {self.high:+.3f}" if math.isfinite(self.low) else "interval unknown"
        return f"{self.value:+.3f} ({held})"


@dataclass(frozen=True)
class Fit:
    factors: tuple[str, ...]
    """Those that vary in the results."""
    doublings: dict[str, Interval]
    """Factor -> what a doubling adds to the logit."""
    differences: dict[tuple[str, str], Interval]
    """(one, other) -> what a doubling of the one adds beyond a doubling of the other."""
    groups: int
    """Whole ones that the bootstrap draws from."""
    fitted_N: Floats
    """Accuracy that the model gives to each measurement."""
    residuals_N: Floats
    """Logits that were measured less those fitted."""
    r_squared: float
    out_of_group_error: float
    """Root mean square error of accuracy, each group by a fit to all others; NaN where that cannot be fitted."""


def fit(measured: Sequence[Measured], grouped: Grouped, seed: int = 0) -> Fit:
    """Raises DataError where the results are too few for the factors that vary."""
    factors = tuple(name for name in FACTORS if len({getattr(one, name) for one in measured}) > 1)
    design_N_K, logits_N = design(measured, factors), logits(measured)
    if np.linalg.matrix_rank(design_N_K) < len(factors) + 1 or len(measured) < len(factors) + 2:
        raise DataError(f"{len(measured)} results are too few to tell {', '.join(factors) or 'factors'} apart")
    coefficients_K = solve(design_N_K, logits_N)
    members = list(by_group(measured, grouped).values())
    drawn_D_K = bootstrap(design_N_K, logits_N, members, seed)
    fitted_N = design_N_K @ coefficients_K
    residuals_N = logits_N - fitted_N
    count = len(members)
    doublings = {name: interval(coefficients_K[at], drawn_D_K[:, at], count) for at, name in enumerate(factors, 1)}
    places = {name: at for at, name in enumerate(factors, 1)}
    differences = {
        (one, other): interval(
            coefficients_K[places[one]] - coefficients_K[places[other]],
            drawn_D_K[:, places[one]] - drawn_D_K[:, places[other]],
            count,
        )
        for one, other in TRADED
        if one in places and other in places
    }
    spread = float(((logits_N - logits_N.mean()) ** 2).sum())
    return Fit(
        factors,
        doublings,
        differences,
        count,
        sigmoid(fitted_N),
        residuals_N,
        1 - float((residuals_N**2).sum()) / spread if spread else float("nan"),
        out_of_group_error(design_N_K, logits_N, members),
    )


def design(measured: Sequence[Measured], factors: Sequence[str]) -> Floats:
    """N_K: a column of ones, then log2 of each factor less its mean."""
    columns = [np.log2([float(getattr(one, name)) for one in measured]) for name in factors]
    return np.column_stack([np.ones(len(measured)), *(one - one.mean() for one in columns)])


def logits(measured: Sequence[Measured]) -> Floats:
    asked_N = np.array([one.evaluated for one in measured], dtype=float)
    right_N = np.array([one.accuracy for one in measured]) * asked_N
    return np.asarray(np.log((right_N + 0.5) / (asked_N - right_N + 0.5)))


def sigmoid(logits_N: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits_N)))


def solve(design_N_K: Floats, logits_N: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(design_N_K, logits_N, rcond=None)[0])


def by_group(measured: Sequence[Measured], grouped: Grouped) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for number, one in enumerate(measured):
        found.setdefault(grouped(one), []).append(number)
    return found


def bootstrap(design_N_K: Floats, logits_N: Floats, members: Sequence[Sequence[int]], seed: int) -> Floats:
    """D_K: the coefficients of each draw of as many groups as there are; NaN where a draw cannot tell factors apart."""
    random, width = np.random.default_rng(seed), design_N_K.shape[1]
    found = np.full((DRAWS, width), np.nan)
    for draw in range(DRAWS):
        rows = drawn(members, random)
        if np.linalg.matrix_rank(design_N_K[rows]) == width:
            found[draw] = solve(design_N_K[rows], logits_N[rows])
    return found


def drawn(members: Sequence[Sequence[int]], random: np.random.Generator) -> list[int]:
    return [row for group in random.integers(len(members), size=len(members)) for row in members[group]]


def interval(value: float, drawn_D: Floats, groups: int) -> Interval:
    """The percentiles of the draws, widened for few groups; of fewer than `FEWEST`, and without draws, it is open."""
    known = drawn_D[~np.isnan(drawn_D)]
    if not len(known) or groups < FEWEST:
        return Interval(float(value), float("-inf"), float("inf"))
    low, high = value + widening(groups) * (np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]) - value)
    return Interval(float(value), float(low), float(high))


def widening(groups: int) -> float:
    """sqrt(n / (n - 1)) times Student's quantile over the normal one, by the series of Fisher and Cornish (1960)."""
    z, freedom = NormalDist().inv_cdf((1 + LEVEL) / 2), groups - 1
    t = z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
    return math.sqrt(groups / freedom) * t / z


def mean_interval(values: Sequence[float], groups: Sequence[Hashable], seed: int = 0) -> Interval:
    """A mean, with the bootstrap that draws whole groups again."""
    members: dict[Hashable, list[float]] = {}
    for value, group in zip(values, groups, strict=True):
        members.setdefault(group, []).append(value)
    sums_M = np.array([math.fsum(one) for one in members.values()], dtype=np.float64)
    sizes_M = np.array([len(one) for one in members.values()], dtype=np.float64)
    drawn_D_M = np.random.default_rng(seed).integers(len(members), size=(DRAWS, len(members)))
    draws = sums_M[drawn_D_M].sum(1) / sizes_M[drawn_D_M].sum(1)
    return interval(float(sums_M.sum() / sizes_M.sum()), draws, len(members))


def out_of_group_error(design_N_K: Floats, logits_N: Floats, members: Sequence[Sequence[int]]) -> float:
    errors = np.full(len(logits_N), np.nan)
    for own in members:
        others = np.setdiff1d(np.arange(len(logits_N)), own)
        if np.linalg.matrix_rank(design_N_K[others]) == design_N_K.shape[1]:
            foreseen = design_N_K[own] @ solve(design_N_K[others], logits_N[others])
            errors[own] = sigmoid(foreseen) - sigmoid(logits_N[own])
    return float(np.sqrt((errors**2).mean()))
