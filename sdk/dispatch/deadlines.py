"""The timers of ten thousand calls: those that end within the same hundredth of a second share one."""

from __future__ import annotations

import asyncio
import contextvars
import math
from collections.abc import Callable

from sdk.dispatch.calls import Call

TICK_S = 0.01


class Deadlines:
    """Tells of each call that was not removed by its deadline, on one event loop."""

    def __init__(self, expire: Callable[[Call], None]) -> None:
        self._expire = expire
        self._ticks: dict[int, tuple[asyncio.TimerHandle, set[Call]]] = {}
        self._context = contextvars.copy_context()  # one for all timers, not a copy for each

    def add(self, call: Call) -> None:
        tick = math.ceil(call.deadline / TICK_S)
        if tick not in self._ticks:
            loop = asyncio.get_running_loop()
            self._ticks[tick] = (loop.call_at(tick * TICK_S, self._due, tick, context=self._context), set())
        self._ticks[tick][1].add(call)

    def remove(self, call: Call) -> None:
        tick = math.ceil(call.deadline / TICK_S)
        if tick in self._ticks:
            timer, calls = self._ticks[tick]
            calls.discard(call)
            if not calls:
                timer.cancel()
                del self._ticks[tick]

    def move(self, call: Call, deadline: float) -> None:
        self.remove(call)
        call.deadline = deadline
        self.add(call)

    def _due(self, tick: int) -> None:
        for call in self._ticks.pop(tick)[1]:
            self._expire(call)
