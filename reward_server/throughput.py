"""Measures how fast each kind of work is done, and estimates how long new work will take; admission decides by that.

There are three kinds of items, by their cost: a program, a question to a judge, or text alone. For each kind this
module knows how many items wait, and at which rate they have been leaving. It measures the rate only while the service
has enough to do: otherwise items leave as slowly as they come, and the rate would look too low.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reward_server.reward_specs import Specs
from sdk.schema import Item

Kind = Literal["program", "judged", "text"]
Load = Mapping[Kind, int]

WINDOW_S = 1.0
ENOUGH_TO_DO = 32
"""If at least this many items wait through a whole window, the measured rate is what the service can do."""
WEIGHT = 0.3
"""The weight of the latest window in the running mean."""
_JUDGED = frozenset({"judge", "helpfulness", "harmlessness"})


def load_of(items: Sequence[Item], specs: Sequence[Specs]) -> dict[Kind, int]:
    different = {id(asked): asked for asked in specs}  # most items of a batch share theirs
    judged = {key: any(spec.name in _JUDGED for spec in asked) for key, asked in different.items()}
    load: dict[Kind, int] = {}
    for item, asked in zip(items, specs, strict=True):
        kind: Kind = "judged" if judged[id(asked)] else "text" if item.tests is None else "program"
        load[kind] = load.get(kind, 0) + 1
    return load


@dataclass(slots=True)
class _Lane:
    """The pace of one kind. rate: items a second, None until it has been measured."""

    waiting: int = 0
    rate: float | None = None
    _since: float = 0.0
    _left: int = 0
    _least: int = 0

    def came(self, count: int, now: float) -> None:
        if self.waiting == 0:
            self._begin(now)
        self.waiting += count

    def left(self, count: int, now: float) -> None:
        self.waiting -= count
        self._left += count
        self._least = min(self._least, self.waiting)
        if now - self._since >= WINDOW_S:
            self._learn(self._left / (now - self._since))
            self._begin(now)

    def _begin(self, now: float) -> None:
        self._since, self._left, self._least = now, 0, self.waiting

    def _learn(self, seen: float) -> None:
        if self.rate is None or seen > self.rate or self._least >= ENOUGH_TO_DO:
            self.rate = seen if self.rate is None else self.rate + WEIGHT * (seen - self.rate)


@dataclass(slots=True)
class Pace:
    """How many items wait and how fast they leave. Callers pass `now`, in monotonic seconds."""

    _lanes: dict[Kind, _Lane] = field(default_factory=dict)

    def came(self, load: Load, now: float) -> None:
        for kind, count in load.items():
            self._lanes.setdefault(kind, _Lane()).came(count, now)

    def left(self, kind: Kind, count: int, now: float) -> None:
        self._lanes[kind].left(count, now)

    def gone(self, kind: Kind, count: int) -> None:
        """Items that were cancelled: they do not count for the rate."""
        self._lanes[kind].waiting -= count

    def ahead_s(self, load: Load) -> float:
        """Seconds until the work that waits before such a load is done; kinds are served side by side. 0 if unknown."""
        return max((self._seconds(kind, 0) for kind in load), default=0.0)

    def until_done_s(self, load: Load) -> float:
        """The same, the load itself included."""
        return max((self._seconds(kind, count) for kind, count in load.items()), default=0.0)

    def _seconds(self, kind: Kind, more: int) -> float:
        lane = self._lanes.get(kind)
        return 0.0 if lane is None or not lane.rate else (lane.waiting + more) / lane.rate

    def rates(self) -> dict[str, float]:
        return {kind: lane.rate for kind, lane in self._lanes.items() if lane.rate is not None}
