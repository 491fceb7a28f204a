"""One event loop in a daemon thread, for all the blocking clients of this process.

So a blocking call has the deadline, the gate and the cancellation of an asynchronous one, works from any thread, and
works where an event loop is already running.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class Portal:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._left_behind: list[asyncio.AbstractEventLoop | None] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Blocks until `work` is done; interrupted, it cancels the work."""
        future = asyncio.run_coroutine_threadsafe(work, self._running())
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def forget(self) -> None:
        """In a forked child: the thread did not come along, and its lock may be held for ever.

        The parent's loop is kept, not dropped: closing it here would unregister the parent's sockets from the epoll
        set that both processes share.
        """
        self._left_behind.append(self._loop)
        self._lock = threading.Lock()
        self._loop = None

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                loop = asyncio.new_event_loop()
                threading.Thread(target=loop.run_forever, name="reward-client", daemon=True).start()
                self._loop = loop  # last: an interrupt before this leaves no loop that nobody runs
            return self._loop


PORTAL = Portal()
os.register_at_fork(after_in_child=PORTAL.forget)
