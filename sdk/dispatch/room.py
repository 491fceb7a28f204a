"""How many requests of one process may be under way at once."""

from __future__ import annotations

import threading


class Room:
    """Counts the requests that event loops wait for, and those that were deferred: written, their answers not yet read.

    At most half are deferred, because these stay under way until somebody reads their answers, and the others must not
    wait for that. Each event loop keeps to `most` by itself.
    """

    def __init__(self, most: int) -> None:
        self.deferred = 0
        self._most = most
        self._dispatched = 0
        self._lock = threading.Lock()

    def defers(self) -> bool:
        """Takes the place of one more deferred request, if there is one."""
        with self._lock:
            fits = self.deferred < self._most // 2 and self.deferred + self._dispatched < self._most
            self.deferred += fits
            return fits

    def read(self) -> None:
        """A deferred request has ended."""
        with self._lock:
            self.deferred -= 1

    def dispatched(self, more: int) -> None:
        with self._lock:
            self._dispatched += more
