"""What a person should be told while a run goes on: so far, that its groups have no signal, and what to do."""

from __future__ import annotations

from collections import deque

from sdk.train.metrics import Record

STEPS = 20
"""Looked back on."""
TOO_MANY = 0.9
"""Share of groups without signal."""
EASY = 0.5
"""Success rate that tells too easy from too hard."""


class SignalWatch:
    """Says so once a stage when hardly any group of the last steps could teach anything."""

    def __init__(self, group_size: int) -> None:
        self._group_size = group_size
        self._shares: deque[float] = deque(maxlen=STEPS)
        self._rates: deque[float] = deque(maxlen=STEPS)
        self._said = False

    def look(self, record: Record) -> str | None:
        """The warning, when it is time for it. `record` is that of a step; one without groups is none of ours."""
        if "no_signal_share" not in record:
            return None
        self._shares.append(record["no_signal_share"])
        if record.get("reward/accuracy") is not None:
            self._rates.append(record["reward/accuracy"])
        if self._said or len(self._shares) < STEPS or _mean(self._shares) < TOO_MANY:
            return None
        self._said = True
        return self._warning()

    def _warning(self) -> str:
        size = self._group_size
        start = f"warning: {_mean(self._shares):.0%} of the last {STEPS} steps' groups had no signal, all rewards equal"
        if not self._rates:
            return f"{start}: see samples.jsonl for the reasons, and choose rewards in which completions differ"
        rate = _mean(self._rates)
        alike = no_signal(rate, size)
        kind, wanted = ("easy", "harder") if rate >= EASY else ("hard", "easier")
        return (
            f"{start}. Accuracy is {rate:.2f}: where every question is as hard, p^G + (1-p)^G = {alike:.0%} of groups "
            f"of {size} succeed or fail as one. The questions are too {kind}: take {wanted} ones, a larger "
            f"rollout.group_size ({no_signal(rate, 4 * size):.0%} with {4 * size}), or grpo.resample, which asks on"
        )


def no_signal(success_rate: float, group_size: int) -> float:
    """The probability that all completions of a group get the same reward, when each succeeds by this rate alone."""
    return float(success_rate**group_size + (1 - success_rate) ** group_size)


def _mean(values: deque[float]) -> float:
    return sum(values) / len(values)
