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
from functools import partial

from reward_server.jobs import Executor, Failure, JsonObject, Outcome

LOOK_EVERY_S = 0.05
LOOKING_SHARE = 0.01
"""Of the time looks may take: with thousands of batches in the queue each takes a few milliseconds."""
RATE_WINDOW_S = 1.0


class Turns:
    """`places` at once; when one becomes free, the batch whose turn it is sends its oldest job.

    A batch that would miss its deadline if all went on in turn is served before the others, the earliest deadline
    first: what was let in is answered, whatever comes after it.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._deadlines: dict[str, float] = {}
        self._pressed: list[str] = []
        """Batches that would be late, as of the last look; the most pressing last."""
        self._look_at = 0.0
        self._rate: float | None = None
        self._counted, self._counting_since = 0, time.monotonic()
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
        self._deadlines[batch] = deadline
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
                self._forget(batch)

    def _forget(self, batch: str) -> None:
        del self._waiting[batch], self._deadlines[batch]

    def _next(self) -> str:
        now = time.monotonic()
        if now >= self._look_at:
            late = filter(partial(self._is_late, now, self.waiting), self._waiting)
            self._pressed = sorted(late, key=self._deadlines.__getitem__, reverse=True)
            looked_s = time.monotonic() - now
            self._look_at = now + max(LOOK_EVERY_S, looked_s / LOOKING_SHARE)
        while self._pressed and self._pressed[-1] not in self._waiting:
            self._pressed.pop()
        return self._pressed[-1] if self._pressed else next(iter(self._waiting))

    def _is_late(self, now: float, all_waiting: int, batch: str) -> bool:
        """In turn, each of its jobs waits for one of every other batch, and for no more than there are."""
        if self._rate is None:
            return False
        before = min(len(self._waiting[batch]) * len(self._waiting), all_waiting)
        return self._deadlines[batch] - now < 1.2 * before / self._rate

    def _count(self) -> None:
        """How fast places come free while somebody waits for them."""
        now = time.monotonic()
        if not self._waiting:
            self._counted, self._counting_since = 0, now
            return
        self._counted += 1
        if now - self._counting_since >= RATE_WINDOW_S:
            self._rate = self._counted / (now - self._counting_since)
            self._counted, self._counting_since = 0, now

    def _leave(self) -> None:
        self._count()
        while self._waiting:
            batch = self._next()
            line = self._waiting[batch]
            turn = line.popleft()
            if line:
                self._waiting.move_to_end(batch)
            else:
                self._forget(batch)
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
