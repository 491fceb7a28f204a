"""The bounded door: a batch is let in whole or answered 429, before it costs anything where its size tells."""

from __future__ import annotations

import math
import time

from reward_server import metrics


class QueueFull(Exception):
    """No room now. `retry_after_s`: when there should be, from the rate at which items have been leaving."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"the queue is full; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s


class Admission:
    """Counts items and bytes admitted and not yet answered. An empty queue lets any batch in."""

    def __init__(self, max_items: int, max_bytes: int) -> None:
        self._max = (max_items, max_bytes)
        self.items = 0
        self.bytes = 0
        self._rate = 100.0  # items a second, a running mean
        self._left_at = time.monotonic()

    def admit_bytes(self, count: int) -> None:
        """Reserve room for a body, before it is read. Raises QueueFull."""
        if self.bytes and self.bytes + count > self._max[1]:
            raise QueueFull(self._retry_after())
        self._count(0, count)

    def admit_items(self, count: int) -> None:
        """Reserve room for a batch, once it is known how many items it has. Raises QueueFull."""
        if self.items and self.items + count > self._max[0]:
            raise QueueFull(self._retry_after())
        self._count(count, 0)

    def release(self, items: int, size: int) -> None:
        self._count(-items, -size)
        if items:
            now = time.monotonic()
            rate = items / max(now - self._left_at, 1e-3)
            self._rate += 0.2 * (rate - self._rate)
            self._left_at = now

    def _count(self, items: int, size: int) -> None:
        self.items += items
        self.bytes += size
        metrics.ADMITTED_ITEMS.inc(items)
        metrics.ADMITTED_BYTES.inc(size)

    def _retry_after(self) -> int:
        return min(30, max(1, math.ceil(self.items / max(self._rate, 1.0) / 2)))
