"""The small learner's policy: one categorical distribution a slot, trained by REINFORCE."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from random import Random


class Policy:
    """Chooses a fragment for each slot independently of the others.

    Williams, 1992: the logits follow (return - baseline) times the gradient of the log-probability, with the mean
    return of the batch as the baseline; returns are divided by their standard deviation, as in GRPO.
    """

    def __init__(
        self, sizes: Sequence[int], start: Sequence[int], start_share: float, learning_rate: float, random: Random
    ) -> None:
        """`start`: the fragment of each slot that it takes with the probability `start_share` at first."""
        self._rate, self._random = learning_rate, random
        self._logits = [[0.0] * size for size in sizes]
        for logits, at in zip(self._logits, start, strict=True):
            others = len(logits) - 1
            logits[at] = math.log(start_share / (1 - start_share) * others) if others else 0.0

    def sample(self, count: int) -> list[tuple[int, ...]]:
        drawn = [self._random.choices(range(len(one)), softmax(one), k=count) for one in self._logits]
        return list(zip(*drawn, strict=True))

    def learn(self, episodes: Sequence[tuple[int, ...]], returns: Sequence[float]) -> None:
        mean, spread = statistics.fmean(returns), statistics.pstdev(returns)
        if spread == 0:
            return
        scale = self._rate / (spread * len(returns))
        advantages = [(one - mean) * scale for one in returns]
        for slot, logits in enumerate(self._logits):
            expected = sum(advantages)
            probabilities = softmax(logits)
            for at, probability in enumerate(probabilities):
                logits[at] -= expected * probability
            for episode, advantage in zip(episodes, advantages, strict=True):
                logits[episode[slot]] += advantage


def softmax(logits: Sequence[float]) -> list[float]:
    highest = max(logits)
    weights = [math.exp(one - highest) for one in logits]
    total = math.fsum(weights)
    return [one / total for one in weights]
