"""One event loop in a daemon thread, for all the blocking clients of this process.

So a blocking call has the deadline, the gate and the cancellation of an asynchronous one, works from any thread, and
works where an event loop is already running.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")

END_WITHIN_S = 5.0
LAST_BYTES_S = 0.1
"""A request whose scores are there may be reading the end of its answer."""


class Portal:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ending = False
        self._left_behind: list[asyncio.AbstractEventLoop | None] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Blocks until `work` is done; interrupted, it cancels the work."""
        return self.result(self.begin(work))

    def result(self, future: Future[T]) -> T:
        """Of work that was begun."""
        try:
            return future.result()
        except BaseException:
            if self._ending and future.cancelled():  # a daemon thread in mid-call: it ends with the process, unheard
                threading.Event().wait()
            future.cancel()
            raise

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begins `work` on this loop, from any thread."""
        return asyncio.run_coroutine_threadsafe(work, self._running())

    async def on(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, done on this loop for a caller on any loop; cancelled with its caller."""
        loop = self._running()
        if loop is asyncio.get_running_loop():
            return await work
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))

    def soon(self, work: Callable[[], object]) -> None:
        """Begins `work` on this loop, from any thread."""
        self._running().call_soon_threadsafe(work)

    def forget(self) -> None:
        """In a forked child: the thread did not come along, and its lock may be held for ever.

        The parent's loop is kept, not dropped: closing it here would unregister the parent's sockets from the epoll
        set that both processes share.
        """
        self._left_behind.append(self._loop)
        self._lock = threading.Lock()
        self._loop = None

    def close(self) -> None:
        """At the end of the process: ends what is under way, closes connections that nobody closed, then the loop."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        self._ending = True
        with contextlib.suppress(TimeoutError):
            asyncio.run_coroutine_threadsafe(_ended(), loop).result(END_WITHIN_S)
            self._loop = None
            loop.call_soon_threadsafe(loop.stop)
            thread.join(END_WITHIN_S)
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                loop = asyncio.SelectorEventLoop()  # whatever the policy says: this one is nobody else's
                self._thread = threading.Thread(target=loop.run_forever, name="reward-client", daemon=True)
                self._thread.start()
                self._loop = loop  # last: an interrupt before this leaves no loop that nobody runs
            return self._loop


async def _ended() -> None:
    loop, others = asyncio.get_running_loop(), asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=LAST_BYTES_S)
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await loop.shutdown_asyncgens()
    await asyncio.sleep(0)  # sockets close in the turn after


PORTAL = Portal()
atexit.register(PORTAL.close)
os.register_at_fork(after_in_child=PORTAL.forget)
