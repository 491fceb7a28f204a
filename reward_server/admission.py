"""Admission with limits: a batch is admitted whole or answered 429. If no item would fit, or the declared size is too
large, it is refused before it costs anything."""

from __future__ import annotations

import math
import time
from typing import Self

from reward_server import metrics
from reward_server.keys import EVERYBODY, Key
from reward_server.quota import Quota
from reward_server.throughput import Kind, Load, Pace

DONE_WITHIN = 0.6
"""The share of its deadline within which a batch must be done: the rate is a mean, and a batch may hold slower work."""
LONGEST_RETRY_S = 30


class QueueFull(Exception):
    """No room now. `retry_after_s`: when there should be room, estimated from the rate at which items have been
    leaving."""

    def __init__(self, retry_after_s: int, why: str = "the queue is full") -> None:
        super().__init__(f"{why}; try again in {retry_after_s} s")
        self.retry_after_s = retry_after_s


class Admission:
    """Counts items and bytes admitted and not yet answered, and knows how fast they are done.

    A batch that cannot be done by its deadline, by the measured rate and after all admitted work, is refused at once:
    its caller can try again, whereas nulls at the deadline would cost the work and bring nothing. An empty queue
    refuses nothing, because the rate may have been measured on another kind of work.

    One batch counts for at most half of the room: however large it is, it leaves room for small batches, and an empty
    queue admits it.
    """

    def __init__(self, max_items: int, max_bytes: int, queue_target_s: float | None = None, processes: int = 1) -> None:
        self._processes = processes
        self._quotas: dict[Key, Quota] = {}
        self._queue_target_s = queue_target_s
        self.pace = Pace()
        self._max_items = max_items
        self._max_bytes = max_bytes
        self.items = 0
        self.bytes = 0

    def room(self, key: Key = EVERYBODY) -> Room:
        """The room of one request, which holds nothing yet. Raises QueueFull if not a single item would fit."""
        quota = self._quotas.get(key)
        if quota is None:
            quota = self._quotas[key] = Quota(key, self._max_items, self._processes)
        if self.items >= self._max_items:
            raise QueueFull(self._retry_after())
        self.within(quota, 1)
        return Room(self, quota)

    def within(self, quota: Quota, count: int) -> None:
        """Raises QueueFull if a key is over its own limits."""
        wait_s = quota.wait_s(count, time.monotonic())
        if wait_s:
            raise QueueFull(_whole_seconds(wait_s), f"the key {quota.key.name} has used up its rate or its share")

    def admit_bytes(self, total: int, held: int) -> int:
        """Makes room for `total` bytes of a request that holds `held`; gives what the request holds now. Raises
        QueueFull."""
        more = min(total, max(1, self._max_bytes // 2)) - held
        if more > 0 and self.bytes + more > self._max_bytes:
            raise QueueFull(self._retry_after())
        self._count(0, max(0, more))
        return held + max(0, more)

    def admit_items(self, count: int) -> int:
        """Makes room for a batch once its number of items is known; gives what the batch holds. Raises QueueFull."""
        count = min(count, max(1, self._max_items // 2))
        if count and self.items + count > self._max_items:
            raise QueueFull(self._retry_after())
        self._count(count, 0)
        return count

    def admit_load(self, load: Load, deadline_s: float) -> None:
        """Raises QueueFull if the load would not be done within DONE_WITHIN of its deadline, or would wait longer than
        the target."""
        ahead_s, done_s = self.pace.ahead_s(load), self.pace.until_done_s(load)
        late_s = done_s - DONE_WITHIN * deadline_s
        if self._queue_target_s is not None:
            late_s = max(late_s, ahead_s - self._queue_target_s)
        if late_s > 0 and ahead_s > 0:
            raise QueueFull(_whole_seconds(min(late_s, ahead_s)))
        self.pace.came(load, time.monotonic())

    def release(self, items: int, size: int) -> None:
        self._count(-items, -size)

    def _count(self, items: int, size: int) -> None:
        self.items += items
        self.bytes += size
        metrics.ADMITTED_ITEMS.inc(items)
        metrics.ADMITTED_BYTES.inc(size)

    def _retry_after(self) -> int:
        """Half of what waits is done by then."""
        return _whole_seconds(self.pace.ahead_s({"program": 0, "judged": 0, "text": 0}) / 2)


def _whole_seconds(seconds: float) -> int:
    return min(LONGEST_RETRY_S, max(1, math.ceil(seconds)))


class Room:
    """The room that one request holds; leaving the context gives all of it back."""

    def __init__(self, door: Admission, quota: Quota) -> None:
        self._door = door
        self._quota = quota
        self._charged = 0
        self._items = 0
        self._bytes = 0
        self._load: dict[Kind, int] = {}

    def check_bytes(self, total: int) -> None:
        """Raises QueueFull if this many bytes would not fit now. A declared size holds no room, because the caller may
        stay silent for as long as a body may take."""
        self._door.release(0, self._door.admit_bytes(total, self._bytes) - self._bytes)

    def hold_bytes(self, total: int) -> None:
        """Holds `total` bytes: all that have arrived so far, decompressed. Raises QueueFull."""
        self._bytes = self._door.admit_bytes(total, self._bytes)

    def hold_items(self, count: int) -> None:
        """Called once, with the number of items. Raises QueueFull."""
        self._door.within(self._quota, count)
        self._items = self._door.admit_items(count)
        metrics.KEY_ITEMS.labels(self._quota.key.name).inc(count)
        self._quota.enter(count)
        self._charged = count

    def hold_load(self, load: Load, deadline_s: float) -> None:
        """Called once, with the cost of the items and the seconds that they have. Raises QueueFull."""
        self._door.admit_load(load, deadline_s)
        self._load = dict(load)

    def done(self, load: Load) -> None:
        """This part of the load has its scores."""
        now = time.monotonic()
        for kind, count in load.items():
            self._load[kind] -= count
            self._door.pace.left(kind, count, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for kind, count in self._load.items():  # of a caller that left, or a batch that failed
            self._door.pace.gone(kind, count)
        self._load = {}
        self._quota.leave(self._charged)
        self._charged = 0
        self._door.release(self._items, self._bytes)
        self._items = self._bytes = 0
