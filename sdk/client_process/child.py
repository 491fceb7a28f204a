"""The process of a client: does what its parent asks, until the parent has gone."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import signal
import socket
import threading
from typing import Any

from sdk.client_process import crossing
from sdk.client_process.crossing import Call
from sdk.client_process.frames import Frames, Kind
from sdk.direct import Direct
from sdk.http.trace_context import HANDED_ON
from sdk.options import Terms

PARENT_POLL_S = 1.0
"""A process that the parent forked may hold the socket open after its death."""
END_WITHIN_S = 30.0
"""For a service that it runs, too."""


def main(file_number: int, parent: int) -> None:
    """`file_number`: of the socket. `parent`: its process id."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent cancels what was interrupted
    asyncio.run(_serve(socket.socket(fileno=file_number), parent))


async def _serve(own: socket.socket, parent: int) -> None:
    loop = asyncio.get_running_loop()
    gone = asyncio.Event()
    child = _Child(gone)
    _, frames = await loop.create_unix_connection(lambda: Frames(own, child.came, gone.set), sock=own)
    child.frames = frames
    watching = asyncio.create_task(_watch(parent, gone))
    await gone.wait()
    last = threading.Timer(END_WITHIN_S, os._exit, [1])
    last.daemon = True
    last.start()
    watching.cancel()
    await child.end()


async def _watch(parent: int, gone: asyncio.Event) -> None:
    while os.getppid() == parent:  # noqa: ASYNC110 (nothing tells of it)
        await asyncio.sleep(PARENT_POLL_S)
    gone.set()


class _Child:
    frames: Frames

    def __init__(self, gone: asyncio.Event) -> None:
        self._gone = gone
        self._scoring: Direct | None = None
        self._tasks: dict[int, asyncio.Task[None]] = {}

    def came(self, number: int, kind: Kind, body: memoryview) -> None:
        if self._scoring is None:
            self._begin(body)
        elif kind is Kind.CALL:
            self._tasks[number] = asyncio.create_task(self._answer(number, body))
            self._tasks[number].add_done_callback(lambda _: self._tasks.pop(number, None))
        elif task := self._tasks.get(number):
            task.cancel()

    async def end(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        if self._scoring is not None:
            await self._scoring.aclose()

    def _begin(self, body: memoryview) -> None:
        """With the first message: the client, and from which level on its lines are logged."""
        self._scoring, level = pickle.loads(body)  # noqa: S301 (written by the parent, which is this program)
        log = logging.getLogger("sdk")
        log.setLevel(level)
        log.propagate = False
        log.addHandler(_HandedOn(self.frames))
        self.frames.send(0, Kind.READY)

    async def _answer(self, number: int, body: memoryview) -> None:
        call = crossing.unpacked(body)
        HANDED_ON.set(call.trace)
        try:
            value = await self._done(number, call)
            self.frames.send(number, Kind.LAST, crossing.packed((value, _pinned(call))))
        except Exception as error:
            self.frames.send(number, Kind.FAILED, crossing.packed_failure(error, _pinned(call)))

    async def _done(self, number: int, call: Call) -> Any:
        scoring: Any = self._scoring
        if call.method == "score":
            return await scoring.score(*call.arguments, call.began)
        if call.method == "stream":
            async for one in scoring.stream(*call.arguments, call.began):
                self.frames.send(number, Kind.VALUE, crossing.packed((one, _pinned(call))))
            return None
        return await getattr(scoring, call.method)(*call.arguments)


def _pinned(call: Call) -> str | None:
    """The version that the call's pin has by now: its owner is the parent."""
    terms = call.arguments[1] if len(call.arguments) > 1 else None
    return terms.pin.version if isinstance(terms, Terms) and terms.pin is not None else None


class _HandedOn(logging.Handler):
    """The client's lines, for the parent to log."""

    def __init__(self, frames: Frames) -> None:
        super().__init__()
        self._frames = frames
        self._loop = asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        told = crossing.packed((record.name, record.levelno, record.getMessage()))
        self._loop.call_soon_threadsafe(self._frames.send, 0, Kind.LOG, told)
