"""A pool of warm sandboxes, each of which judges one program at a time.

SandboxPool   queues, deadlines, one retry where nothing was judged, and healing: what breaks is replaced
Place         one of the pool's places: idle, lent to a job, or being healed; the pool has as many as was asked for
Backend       what isolates: it starts runners and takes them away (`backends`)
Runner        one sandbox and the unix socket of its runner (`runner_client`)
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path
from typing import Any, cast

from reward_server.execution.run_folder import RunFolder
from reward_server.execution.sandbox import judging, running, side_by_side
from reward_server.execution.sandbox.backends.backend import Backend, BackendError
from reward_server.execution.sandbox.judging import SandboxFaultError, SandboxLostError
from reward_server.execution.sandbox.runner_client import Runner
from reward_server.jobs import Done, Failure, JsonObject, Outcome
from reward_server.rewards.programs.tests import ProgramJob

log = logging.getLogger("reward_server.containers")

CHECK_EVERY_S = 2.0
SUSPECT_AFTER_S = 3.0
"""A place that is away from the idle for so long may have a runner that is stopped; most programs take less."""
BACKEND_STARTS_WITHIN_S = 10.0
RETRY_AFTER_S = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Waits between attempts to start a sandbox; the last one repeats."""


SHARING_FORBIDDEN = (
    "these tests have to run in the program's process (isolation: shared, or auto where they need it), which this "
    "service forbids (setting: sandbox_shared): write tests that need not, or have the setting changed"
)


class Place:
    """One place of a pool. `lent`: a job holds it, and the pool gets it back when the job gives it back, once, whatever
    has happened; `whole`: its runner is fit for the next job; `taken_at`: when it left the idle, monotonic seconds."""

    def __init__(self) -> None:
        self.runner: Runner | None = None
        self.taken_at = 0.0
        self.idle = False
        self.lent = False
        self.whole = False


class SandboxPool:
    """An executor of `sandbox` jobs (see `rewards.program_tests.ProgramJob`).

    containers: how many sandboxes are kept warm, about one a core. memory_limit_mb: memory of one. socket_dir: where
    the runners' sockets lie, a fresh folder if None. may_share: whether tests may run in a program's process.
    """

    def __init__(
        self,
        backend: Backend,
        *,
        containers: int,
        memory_limit_mb: int,
        socket_dir: Path | None = None,
        may_share: bool = True,
    ) -> None:
        self._backend = backend
        self._memory_limit_mb = memory_limit_mb
        self._may_share = may_share
        self._socket_dir = socket_dir
        self._folder: RunFolder | None = None
        self._places = [Place() for _ in range(containers)]
        self._idle: asyncio.LifoQueue[Place] = asyncio.LifoQueue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble: str | None = "sandboxes are starting"
        self._lasting = False
        self._begun = time.monotonic()
        self._identity: dict[str, str] = {}
        self._closing = False
        self._replaced = 0

    async def start(self) -> None:
        if self._socket_dir is None:
            self._folder = RunFolder()
            self._socket_dir = self._folder.path / "runners"
        self._socket_dir.mkdir(parents=True, exist_ok=True)
        self._backend.open(self._socket_dir)
        await asyncio.gather(*(self._first_start(place) for place in self._places))
        self._background(self._watch_idle())
        self._background(self._watch_taken())

    @property
    def _runners(self) -> set[Runner]:
        return {place.runner for place in self._places if place.runner is not None}

    async def close(self) -> None:
        self._closing = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._backend.close()
        if self._folder is not None:
            self._folder.remove()

    def missing(self) -> list[str]:
        """Sandboxes at work and idle ones are counted; one whose runner was lost and not replaced yet is neither."""
        if self._runners:
            return []
        return [self._trouble or "no sandbox is running"]

    def stuck(self) -> bool:
        """A missing image is built by somebody; an engine may be starting, but not for ever."""
        patient = time.monotonic() - self._begun < BACKEND_STARTS_WITHIN_S
        return not self._runners and (self._lasting or not (patient or self._trouble is None))

    def identity(self) -> dict[str, str]:
        return self._identity

    def places(self) -> dict[str, int]:
        busy = sum(place.lent for place in self._places)
        idle = sum(place.runner is not None and not place.lent for place in self._places)
        return {"idle": idle, "busy": busy, "starting": len(self._places) - busy - idle}

    def restarts(self) -> dict[str, int]:
        return {"sandbox": self._replaced}

    async def is_there(self) -> bool:
        """Whether the backend has what the sandboxes are made of; asked before the pool starts, too."""
        try:
            self._identity = await self._backend.identity()
        except BackendError:
            return False
        return True

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        outcome = await self._run(cast(ProgramJob, payload), deadline)
        if isinstance(outcome, Done):
            outcome.result["sandbox"] = self._told()
        return outcome

    def _told(self) -> str:
        """What isolated a program, for who wants to know."""
        lacks = self._identity.get("sandbox/lacks")
        return self._identity.get("sandbox/backend", "") + (f", without {lacks}" if lacks else "")

    async def _run(self, job: ProgramJob, deadline: float) -> Outcome:
        if job["shared"] and not self._may_share:
            return Failure("error", SHARING_FORBIDDEN, inputs=True)
        if job["memory_limit_mb"] > self._memory_limit_mb:
            return Failure("error", f"memory_limit_mb is above a sandbox's {self._memory_limit_mb} MiB", inputs=True)
        queued_s = 0.0
        lost = ""
        for _ in range(2):  # a second time where the sandbox broke: then nothing was judged
            waiting = begun = time.monotonic()
            async with self._lent(side_by_side.parts_at_most(job), deadline) as places:
                queued_s += time.monotonic() - waiting
                if not places:
                    return self._unavailable(queued_s)
                begun = time.monotonic()
                parts = side_by_side.cut(job, len(places))
                judge = functools.partial(self._judge, deadline=deadline, queued_s=queued_s)
                try:
                    if len(parts) == 1:
                        return await judge(places[0], job)
                    return await side_by_side.run(parts, places, judge)
                except SandboxLostError as error:
                    lost = str(error)
                    log.warning("a sandbox was lost: %s", lost)
        return Failure("error", f"the sandbox broke twice: {lost}", time.monotonic() - begun, queued_s)

    @contextlib.asynccontextmanager
    async def _lent(self, most: int, deadline: float) -> AsyncIterator[list[Place]]:
        """A place as soon as one is idle, and up to `most` that nobody else wants just now; none where none is idle by
        the deadline. All of them are given back at the end, if not before."""
        first = await self._take(deadline)
        spare = 0 if first is None else min(most - 1, self._idle.qsize())
        places = [] if first is None else [first, *(_taken(self._idle.get_nowait()) for _ in range(spare))]
        for place in places:
            place.lent, place.whole = True, False
        try:
            yield places
        finally:
            for place in places:
                self._give_back(place)

    async def _take(self, deadline: float) -> Place | None:
        if not self._runners and self._trouble:
            return None
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                return _taken(await self._idle.get())
        except TimeoutError:
            return None

    def _rest(self, place: Place) -> None:
        place.idle = True
        self._idle.put_nowait(place)

    def _give_back(self, place: Place) -> None:
        if place.lent:
            place.lent = False
            if place.whole:
                self._rest(place)
            elif not self._closing:
                self._background(self._heal(place))

    def _unavailable(self, queued_s: float) -> Failure:
        if not self._runners and self._trouble:
            return Failure("error", self._trouble, 0.0, queued_s)
        return Failure("timeout", "no sandbox was free before the deadline", 0.0, queued_s)

    async def _judge(self, place: Place, job: ProgramJob, deadline: float, queued_s: float) -> Outcome:
        begun = time.monotonic()
        runner = place.runner
        assert runner is not None
        try:
            async with asyncio.timeout(max(0.0, deadline - begun)):
                results = await (running.run if job["type"] == "run" else judging.judge)(runner, job)
            place.whole = True
            return Done({"results": results}, time.monotonic() - begun, queued_s)
        except SandboxFaultError as fault:
            place.whole = True
            return Failure("error", str(fault), time.monotonic() - begun, queued_s, inputs=fault.inputs)
        except SandboxLostError as lost:
            if not await self._lost_to_memory(runner, time.monotonic() - begun):
                raise
            log.warning("a program took its sandbox's memory: %s", lost)
            return Done({"results": judging.out_of_memory(job)}, time.monotonic() - begun, queued_s)
        except TimeoutError:
            message = "the deadline passed while the program was being tested"
            return Failure("timeout", message, time.monotonic() - begun, queued_s)
        finally:
            self._give_back(place)

    async def _lost_to_memory(self, runner: Runner, within_s: float) -> bool:
        with contextlib.suppress(BackendError):
            return await self._backend.ran_out_of_memory(runner.name, within_s)
        return False

    async def _heal(self, place: Place) -> None:
        """Until it has a runner that answers; after a hang-up that may be the one it has."""
        if place.runner is not None and not await place.runner.answers():
            await self._remove(place)
        for attempt in range(1_000_000):
            if self._closing or place.runner is not None or await self._start(place):
                break
            await asyncio.sleep(RETRY_AFTER_S[min(attempt, len(RETRY_AFTER_S) - 1)])
        self._rest(place)

    async def _remove(self, place: Place) -> None:
        runner, place.runner = place.runner, None
        self._replaced += 1
        assert runner is not None
        runner.close()
        with contextlib.suppress(BackendError):
            await self._backend.remove(runner.name)

    async def _first_start(self, place: Place) -> None:
        if await self._start(place):
            self._rest(place)
        else:
            self._background(self._heal(place))

    async def _start(self, place: Place) -> bool:
        try:
            place.runner = place.runner or await self._backend.start_runner()
            self._identity = await self._backend.identity()  # only now it knows what holds
        except BackendError as error:
            self._trouble, self._lasting = str(error), error.lasting
            return False
        self._trouble, self._lasting = None, False
        return True

    async def _watch_idle(self) -> None:
        """Asks the idle whether they are still there."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            for _ in range(self._idle.qsize()):
                self._background(self._heal(_taken(self._idle.get_nowait())))

    async def _watch_taken(self) -> None:
        """A runner that is stopped answers nobody, and who asked it waits for long: it is taken away. What it was at is
        then judged by another, and its place heals."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            taken = [place for place in self._places if not place.idle]
            for place in taken:
                if place.runner is not None and time.monotonic() - place.taken_at > SUSPECT_AFTER_S:
                    await self._remove_stopped(place.runner)

    async def _remove_stopped(self, runner: Runner) -> None:
        with contextlib.suppress(BackendError):
            if await self._backend.is_stopped(runner.name):
                log.warning("the runner of %s is stopped: its sandbox is replaced", runner.name)
                await self._backend.remove(runner.name)

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _taken(place: Place) -> Place:
    place.idle, place.taken_at = False, time.monotonic()
    return place
