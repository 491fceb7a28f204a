"""The limits of one key: items a second, and a share of the queue."""

from __future__ import annotations

import math

from reward_server.keys import Key

BURST_S = 5.0
"""After a pause, items worth this many seconds of the rate may come at once."""


class Quota:
    """The quota of one key in one HTTP process. rate: items a second, None for no limit; most: items in the queue.

    A batch of any size is admitted while the key is not in debt; a large batch then puts the key into debt for a while.
    A batch larger than the share is admitted if the key holds nothing.
    """

    def __init__(self, key: Key, max_items: int, processes: int) -> None:
        self.key = key
        self._rate = None if key.items_per_s is None else key.items_per_s / processes
        self._most = math.inf if key.queue_share == 1 else key.queue_share * max_items
        self._saved = 0.0 if self._rate is None else self._rate * BURST_S
        self._seen: float | None = None
        self.held = 0

    def wait_s(self, count: int, now: float) -> int:
        """Seconds to wait before the next try; 0: admitted. `now` is monotonic seconds."""
        if self.held and self.held + count > self._most:
            return 1
        self._save_up(now)
        if self._rate is None or self._saved > 0 or count == 0:
            return 0
        return max(1, math.ceil(-self._saved / self._rate))

    def enter(self, count: int) -> None:
        self.held += count
        self._saved -= count

    def leave(self, count: int) -> None:
        self.held -= count

    def _save_up(self, now: float) -> None:
        if self._rate is not None and self._seen is not None:
            self._saved = min(self._rate * BURST_S, self._saved + (now - self._seen) * self._rate)
        self._seen = now
