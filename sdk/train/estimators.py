"""What is concluded from samples: pass@k, consensus, means with their intervals. Numbers in, numbers out."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Z = statistics.NormalDist().inv_cdf(0.975)
"""The interval is one of 95 %."""


@dataclass(frozen=True)
class Estimate:
    value: float
    low: float
    high: float
    """The 95 % interval."""
    questions: int


def pass_at_k(samples: int, right: int, k: int) -> float:
    """The chance that of `k` out of these samples at least one is right: 1 - C(n-c, k) / C(n, k).

    Unbiased, unlike 1 - (1 - c/n)^k (Chen et al. 2021, arXiv 2107.03374, equation 1). Raises ValueError for k > n.
    """
    if k > samples:
        raise ValueError(f"pass@{k} of {samples} samples")
    return 1.0 - math.comb(samples - right, k) / math.comb(samples, k)


def consensus(votes: Sequence[Hashable | None], scores: Sequence[float]) -> float:
    """The score of the answer that most samples gave; equal votes mean equal answers, None is no answer and no vote.

    Where several answers lead, the mean of their scores: what a choice among them at random would give. No votes: 0.
    """
    counts = Counter(one for one in votes if one is not None)
    most = max(counts.values(), default=0)
    leading = {vote for vote, count in counts.items() if count == most}
    chosen = [score for vote, score in zip(votes, scores, strict=True) if vote in leading]
    return statistics.fmean(chosen) if chosen else 0.0


def estimate(values: Sequence[float]) -> Estimate | None:
    """The mean over questions of values from 0 to 1, and its Wilson interval; None without values.

    Samples of one question are not independent: the interval is that of as many yes-or-no questions as vary like these
    means (the effective number; Wilson 1927 and Franco et al. 2019 for clustered samples). For means that are 0 or 1 it
    is Wilson's own, which is no point at the edges either.
    """
    if not values:
        return None
    count, mean = len(values), statistics.fmean(values)
    spread = statistics.pvariance(values, mean)
    effective = max(count, mean * (1 - mean) / spread * count) if spread > 0 else count
    centre = (mean + Z**2 / (2 * effective)) / (1 + Z**2 / effective)
    half = math.sqrt(mean * (1 - mean) / effective + Z**2 / (4 * effective**2)) * Z / (1 + Z**2 / effective)
    return Estimate(mean, min(mean, max(0.0, centre - half)), max(mean, min(1.0, centre + half)), count)


def gain(before: Mapping[str, float], after: Mapping[str, float]) -> Estimate | None:
    """How much better the same questions are answered: the mean of `after` minus `before`, from 0 to 1 by question.

    Questions in one of the two alone are left out; None where nothing is left. The interval is that of pairs: two more
    questions are counted, which changed by half each way (Agresti and Min 2005, Statistics in Medicine 24, p. 729; for
    yes or no it is theirs), so it is no point where no question changed.
    """
    gains = [after[one] - value for one, value in before.items() if one in after]
    if not gains:
        return None
    count, total, value = len(gains) + 2, math.fsum(gains), statistics.fmean(gains)
    centre = total / count
    half = Z * math.sqrt(((math.fsum(one**2 for one in gains) + 1) / count - centre**2) / count)
    return Estimate(value, max(-1.0, min(value, centre - half)), min(1.0, max(value, centre + half)), len(gains))
