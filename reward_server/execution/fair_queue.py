"""The queue before an executor: bounded places, batches served in turn, waiting told apart from work.

Without it one batch of 4,000 programs would make every batch after it wait for all of them.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from reward_server.jobs import Executor, Failure, JsonObject, Outcome


class Turns:
    """`places` at once; when one becomes free, the batch whose turn it is sends its oldest job."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @property
    def waiting(self) -> int:
        return sum(len(line) for line in self._waiting.values())

    @asynccontextmanager
    async def place(self, batch: str, deadline: float) -> AsyncIterator[None]:
        """Hold a place. Raises TimeoutError when there is none by `deadline` (monotonic seconds)."""
        await self._enter(batch, deadline)
        try:
            yield
        finally:
            self._leave()

    async def _enter(self, batch: str, deadline: float) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(batch, deque()).append(turn)
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                await turn
        except BaseException:
            self._give_up(batch, turn)
            raise

    def _give_up(self, batch: str, turn: asyncio.Future[None]) -> None:
        if turn.done() and not turn.cancelled():
            self._leave()  # the place came at the very moment of leaving: it goes to the next
        elif batch in self._waiting and turn in self._waiting[batch]:
            self._waiting[batch].remove(turn)
            if not self._waiting[batch]:
                del self._waiting[batch]

    def _leave(self) -> None:
        while self._waiting:
            batch, line = next(iter(self._waiting.items()))
            turn = line.popleft()
            if line:
                self._waiting.move_to_end(batch)
            else:
                del self._waiting[batch]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class FairQueue:
    """An executor with turns in front of it."""

    def __init__(self, executor: Executor, places: int) -> None:
        self.executor = executor
        self.turns = Turns(places)

    async def run(self, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        """The executor's outcome, the wait for a place added to its `queued_s`."""
        started = time.monotonic()
        try:
            async with self.turns.place(batch, deadline):
                waited = time.monotonic() - started
                outcome = await self.executor.run(payload, deadline)
        except TimeoutError:
            waited = time.monotonic() - started
            return Failure("timeout", "no place in the queue became free by the batch's deadline", queued_s=waited)
        return replace(outcome, queued_s=outcome.queued_s + waited)
