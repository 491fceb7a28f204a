"""The bounded door: a batch is let in whole or answered 429; before it costs anything where no item would fit, or where
its size tells."""

from __future__ import annotations

import math
import time
from typing import Self

from reward_server import metrics


class QueueFull(Exception):
    """No room now. `retry_after_s`: when there should be, from the rate at which items have been leaving."""

    def __init__(self, retry_after_s: int) -> None:
        super().__init__(f"the queue is full; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s


class Admission:
    """Counts items and bytes admitted and not yet answered.

    One batch counts for half of the room at most: however huge, it leaves room for small ones, and an empty queue lets
    it in.
    """

    def __init__(self, max_items: int, max_bytes: int) -> None:
        self._max_items = max_items
        self._max_bytes = max_bytes
        self.items = 0
        self.bytes = 0
        self._rate = 100.0  # items a second, a running mean
        self._left_at = time.monotonic()

    def room(self) -> Room:
        """What one request will hold; nothing yet. Raises QueueFull where no item would fit, read or not."""
        if self.items >= self._max_items:
            raise QueueFull(self._retry_after())
        return Room(self)

    def admit_bytes(self, total: int, held: int) -> int:
        """Room for `total` bytes of a request that holds `held`; what it holds now. Raises QueueFull."""
        more = min(total, max(1, self._max_bytes // 2)) - held
        if more > 0 and self.bytes + more > self._max_bytes:
            raise QueueFull(self._retry_after())
        self._count(0, max(0, more))
        return held + max(0, more)

    def admit_items(self, count: int) -> int:
        """Room for a batch, once it is known how many items it has; what it holds. Raises QueueFull."""
        count = min(count, max(1, self._max_items // 2))
        if count and self.items + count > self._max_items:
            raise QueueFull(self._retry_after())
        self._count(count, 0)
        return count

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


class Room:
    """What one request holds of the door's room; leaving the context gives all of it back."""

    def __init__(self, door: Admission) -> None:
        self._door = door
        self._items = 0
        self._bytes = 0

    def hold_bytes(self, total: int) -> None:
        """`total` bytes in all: as declared, then as many as did come, inflated. Raises QueueFull."""
        self._bytes = self._door.admit_bytes(total, self._bytes)

    def hold_items(self, count: int) -> None:
        """Once. Raises QueueFull."""
        self._items = self._door.admit_items(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._door.release(self._items, self._bytes)
        self._items = self._bytes = 0
