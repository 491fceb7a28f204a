"""What is concluded from samples: pass@k, consensus, means with bootstrap intervals. Numbers in, numbers out."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import torch

RESAMPLES = 2000
TAIL = 0.025
"""On each side of the interval: it is one of 95 %."""


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


def estimate(values: Sequence[float], seed: int = 0) -> Estimate | None:
    """The mean over questions, and its percentile bootstrap interval; None without values.

    What is drawn again is questions, each with all of its samples (a cluster): samples of one question are not
    independent, and an interval that took them for it would be too narrow.
    """
    if not values:
        return None
    values_Q = torch.tensor(values, dtype=torch.float64)
    random = torch.Generator().manual_seed(seed)
    drawn = [values_Q[torch.randint(len(values), (len(values),), generator=random)].mean() for _ in range(RESAMPLES)]
    ends = torch.quantile(torch.stack(drawn), torch.tensor([TAIL, 1 - TAIL], dtype=torch.float64))
    return Estimate(float(values_Q.mean()), float(ends[0]), float(ends[1]), len(values))
