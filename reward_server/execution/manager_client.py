"""The HTTP worker's side of the manager's socket: one connection, many jobs in flight."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reward_server.execution import frames
from reward_server.jobs import Failure, JsonObject, Outcome
from reward_server.tracing import headers

log = logging.getLogger("reward_server.manager_client")

STATUS_EVERY_S = 1.0
RECONNECT_EVERY_S = 0.1
GRACE_S = 2.0
"""What a manager gets beyond a job's deadline before its silence is taken for a fault."""


class ManagerGone(Exception):
    """The connection ended while an answer was due."""


@dataclass(frozen=True, slots=True)
class ManagerStatus:
    missing: dict[str, list[str]]
    identity: dict[str, dict[str, str]]
    waiting: dict[str, int]
    """Jobs in each executor's queue."""
    places: dict[str, dict[str, int]] = field(default_factory=dict)
    """How many of each executor's workers are idle, busy, starting."""
    restarts: dict[str, int] = field(default_factory=dict)
    """How often each part was replaced."""
    stuck: list[str] = field(default_factory=list)
    """Executors of which what is missing comes only when somebody acts."""


class ManagerClient:
    """Keeps a connection to the manager on `socket_path`, reconnecting for as long as it is open."""

    def __init__(self, socket_path: Path) -> None:
        self._socket_path = socket_path
        self._numbers = itertools.count()
        self._waiting: dict[int, asyncio.Future[JsonObject]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._connected = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.status: ManagerStatus | None = None

    async def start(self) -> None:
        self._tasks = [asyncio.create_task(self._keep_connected()), asyncio.create_task(self._keep_status())]

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._disconnect()

    def missing(self) -> dict[str, list[str]]:
        """Executor -> what it lacks, one line each; the manager itself stands among them as long as it is silent."""
        if not self._connected.is_set() or self.status is None:
            return {"manager": [f"the manager does not answer on {self._socket_path}"]}
        return {name: lines for name, lines in self.status.missing.items() if lines}

    def stuck(self) -> list[str]:
        """Executors of which what is missing comes only when somebody acts."""
        return self.status.stuck if self._connected.is_set() and self.status is not None else []

    def identity(self) -> dict[str, dict[str, str]]:
        return self.status.identity if self.status else {}

    async def run(self, executor: str, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        """The outcome of one job. A manager that dies under it is waited for and asked once more."""
        started = time.monotonic()
        frame = {"executor": executor, "payload": payload, "deadline": deadline, "batch": batch, **headers()}
        outcome: Outcome = Failure("error", "the manager died twice under this job")
        for _ in range(2):
            try:
                async with asyncio.timeout_at(self._loop_time(deadline + GRACE_S)):
                    await self._connected_by(deadline)
                    outcome = frames.load_outcome(await self._ask(frame))
                    break
            except ManagerGone:
                continue
            except TimeoutError:
                outcome = Failure("timeout", "the manager did not answer by the deadline")
                break
        unaccounted = time.monotonic() - started - outcome.seconds - outcome.queued_s
        return replace(outcome, queued_s=outcome.queued_s + max(0.0, unaccounted))

    def _loop_time(self, monotonic: float) -> float:
        return asyncio.get_running_loop().time() + monotonic - time.monotonic()

    async def _connected_by(self, deadline: float) -> None:
        async with asyncio.timeout_at(self._loop_time(deadline)):
            await self._connected.wait()

    async def _ask(self, frame: dict[str, Any]) -> JsonObject:
        writer = self._writer
        if writer is None:
            raise ManagerGone
        number = next(self._numbers)
        answer: asyncio.Future[JsonObject] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            frames.write(writer, {"id": number, **frame})
            await writer.drain()
            return await answer
        except ConnectionError:
            raise ManagerGone from None
        except asyncio.CancelledError:
            self._cancel(number)
            raise
        finally:
            self._waiting.pop(number, None)

    def _cancel(self, number: int) -> None:
        if self._writer is not None and not self._writer.is_closing():
            with contextlib.suppress(ConnectionError):  # whoever is gone does nothing for it any more
                frames.write(self._writer, {"id": number, "cancel": True})

    async def _keep_connected(self) -> None:
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, ValueError):
                reader, self._writer = await asyncio.open_unix_connection(self._socket_path)
                self._connected.set()
                while True:
                    self._deliver(await frames.read(reader))
            self._disconnect()
            await asyncio.sleep(RECONNECT_EVERY_S)

    def _deliver(self, frame: dict[str, Any]) -> None:
        answer = self._waiting.get(frame["id"])
        if answer is not None and not answer.done():
            answer.set_result(frame["answer"])

    def _disconnect(self) -> None:
        self._connected.clear()
        if self._writer is not None:
            self._writer.close()
        self._writer = None
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ManagerGone())

    async def _keep_status(self) -> None:
        while True:
            await self._connected.wait()
            with contextlib.suppress(ManagerGone):
                answer = await self._ask({})
                self.status = ManagerStatus(**answer)
            ready = self.status is not None and not any(self.status.missing.values())
            await asyncio.sleep(STATUS_EVERY_S if ready else RECONNECT_EVERY_S)
