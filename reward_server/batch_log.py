"""What the log says of a batch that was scored: how many items, how long, which took longest, why one has no score."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Sequence

from reward_server import logs
from reward_server.keys import Key
from reward_server.scored_log import ScoredLog
from reward_server.scoring import REASON_CHARS, Scored
from reward_server.slowest import Slowest
from sdk.schema import ScoreRequest

log = logging.getLogger("reward_server.batch")

_FAULTS = ("timeout", "error")


class BatchLog:
    """One batch; `started` is monotonic seconds. `scored_log`: where each item is written, if anywhere."""

    def __init__(
        self, scored_log: ScoredLog | None, slowest: Slowest, request: ScoreRequest, key: Key, started: float
    ) -> None:
        self._scored_log = scored_log
        self._slowest_of_all = slowest
        self._request = request
        self._key = key
        self._started = started
        self._statuses: Counter[str] = Counter()
        self._slowest: tuple[float, int] | None = None
        self._null: tuple[int, str, str] | None = None
        """The first component without a score through a fault: its item, its name, the reason."""

    def note(self, ready: Sequence[tuple[int, Scored]]) -> None:
        for index, result in ready:
            for name, score in result.scores.items():
                self._statuses[score.status] += 1
                if self._null is None and score.status in _FAULTS:
                    self._null = index, name, score.reason[:REASON_CHARS]
            seconds = result.seconds
            if self._slowest is None or seconds > self._slowest[0]:
                self._slowest = seconds, index
        self._slowest_of_all.note(ready, logs.request_id.get())
        if self._scored_log is not None:
            self._scored_log.note(ready, self._request, self._key.name)

    def end(self) -> None:
        seconds, index = self._slowest or (0.0, -1)
        slowest = {} if index < 0 else {"slowest_index": index, "slowest_s": round(seconds, 4)}
        fields = {
            "items": len(self._request.items),
            "seconds": round(time.monotonic() - self._started, 4),
            "key": self._key.name,
            **slowest,
            **{f"components_{status}": count for status, count in sorted(self._statuses.items())},
        }
        if self._null is None:
            log.info("scored a batch", extra=fields)
        else:
            index, name, reason = self._null
            first = {"null_index": index, "null_component": name, "null_reason": reason}
            log.warning("scored a batch, not all of it", extra=fields | first)
