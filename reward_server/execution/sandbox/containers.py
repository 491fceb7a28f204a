"""A pool of warm, hardened containers, each a sandbox that judges one program at a time.

SandboxPool   queues, deadlines, one retry where nothing was judged, and healing: what breaks is replaced
Engine        the few things asked of Docker (`docker_engine`)
Container     one container and the unix socket of its runner (`runner_client`)
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, cast

from reward_server.execution.run_folder import RunFolder
from reward_server.execution.sandbox import judging, side_by_side
from reward_server.execution.sandbox.docker_engine import Engine, EngineError, Hardening
from reward_server.execution.sandbox.judging import SandboxFaultError, SandboxLostError
from reward_server.execution.sandbox.runner_client import Runner
from reward_server.jobs import Done, Failure, JsonObject, Outcome
from reward_server.rewards.programs.tests import ProgramJob

log = logging.getLogger("reward_server.containers")

CHECK_EVERY_S = 2.0
ENGINE_STARTS_WITHIN_S = 10.0
RETRY_AFTER_S = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Waits between attempts to start a container; the last one repeats."""


class SandboxPool:
    """An executor of `sandbox` jobs (see `rewards.program_tests.ProgramJob`).

    image: the Python sandbox image. containers: how many are kept warm, about one a core. memory_limit_mb: memory of
    one container. runtime: an OCI runtime such as `runsc`; apparmor: a profile, such as `unconfined`. socket_dir: where
    the runners' sockets lie, a fresh folder if None; volume: the Docker volume that is mounted there, where this
    process itself runs in a container.
    """

    def __init__(
        self,
        *,
        image: str,
        containers: int = 1,
        memory_limit_mb: int = 2048,
        runtime: str | None = None,
        apparmor: str | None = None,
        volume: str | None = None,
        socket_dir: Path | None = None,
    ) -> None:
        self._hardening = Hardening(image, memory_limit_mb, runtime, apparmor)
        self._size = containers
        self._volume = volume
        self._socket_dir = socket_dir
        self._folder: RunFolder | None = None
        self._engine: Engine | None = None
        self._runners: set[Runner] = set()
        self._idle: asyncio.LifoQueue[Runner] = asyncio.LifoQueue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._trouble: str | None = "sandboxes are starting"
        self._lasting = False
        self._begun = time.monotonic()
        self._image_id = ""
        self._closing = False

    async def start(self) -> None:
        if self._socket_dir is None:
            self._folder = RunFolder()
            self._socket_dir = self._folder.path / "runners"
        self._socket_dir.mkdir(parents=True, exist_ok=True)
        if self._volume is None:
            self._socket_dir.chmod(0o777)  # the runner is a root without rights over others' files
        self._engine = Engine(self._hardening, self._socket_dir, self._volume)
        await asyncio.gather(*(self._start_one() for _ in range(self._size)))
        self._background(self._watch())

    async def close(self) -> None:
        self._closing = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._engine is not None:
            with contextlib.suppress(EngineError):
                await self._engine.remove_all()
            await self._engine.close()
        if self._folder is not None:
            self._folder.remove()

    def missing(self) -> list[str]:
        if self._runners:
            return []
        return [self._trouble or "no sandbox is running"]

    def stuck(self) -> bool:
        """A missing image is built by somebody; an engine may be starting, but not for ever."""
        patient = time.monotonic() - self._begun < ENGINE_STARTS_WITHIN_S
        return not self._runners and (self._lasting or not (patient or self._trouble is None))

    def identity(self) -> dict[str, str]:
        return {"sandbox/python": self._image_id}

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        job = cast(ProgramJob, payload)
        if job["memory_limit_mb"] > self._hardening.memory_limit_mb:
            return Failure("error", f"memory_limit_mb is above a sandbox's {self._hardening.memory_limit_mb} MiB")
        queued_s = 0.0
        lost = ""
        for _ in range(2):  # a second time where the sandbox broke: then nothing was judged
            waiting = time.monotonic()
            runner = await self._take(deadline)
            queued_s += time.monotonic() - waiting
            if runner is None:
                return self._unavailable(queued_s)
            begun = time.monotonic()
            runners = [runner, *self._spare(side_by_side.parts_at_most(job) - 1)]
            parts = side_by_side.cut(job, len(runners))
            judge = functools.partial(self._judge, deadline=deadline, queued_s=queued_s)
            try:
                if len(parts) == 1:
                    return await judge(runner, job)
                return await side_by_side.run(parts, runners, judge)
            except SandboxLostError as error:
                lost = str(error)
                log.warning("a sandbox was lost: %s", lost)
        return Failure("error", f"the sandbox broke twice: {lost}", time.monotonic() - begun, queued_s)

    async def _take(self, deadline: float) -> Runner | None:
        if not self._runners and self._trouble:
            return None
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                return await self._idle.get()
        except TimeoutError:
            return None

    def _spare(self, most: int) -> list[Runner]:
        """Runners that nobody wants just now."""
        return [self._idle.get_nowait() for _ in range(min(most, self._idle.qsize()))]

    def _unavailable(self, queued_s: float) -> Failure:
        if not self._runners and self._trouble:
            return Failure("error", self._trouble, 0.0, queued_s)
        return Failure("timeout", "no sandbox was free before the deadline", 0.0, queued_s)

    async def _judge(self, runner: Runner, job: ProgramJob, deadline: float, queued_s: float) -> Outcome:
        begun = time.monotonic()
        healthy = False
        try:
            async with asyncio.timeout(max(0.0, deadline - begun)):
                results = await judging.judge(runner, job)
            healthy = True
            return Done({"results": results}, time.monotonic() - begun, queued_s)
        except SandboxFaultError as fault:
            healthy = True
            return Failure("error", str(fault), time.monotonic() - begun, queued_s)
        except TimeoutError:
            message = "the deadline passed while the program was being tested"
            return Failure("timeout", message, time.monotonic() - begun, queued_s)
        finally:
            if healthy:
                self._idle.put_nowait(runner)
            else:
                self._background(self._recover(runner))

    async def _recover(self, runner: Runner) -> None:
        """After a hang-up the runner is free again once it answers; else it is replaced."""
        if await runner.answers():
            self._idle.put_nowait(runner)
        else:
            await self._replace(runner)

    async def _replace(self, runner: Runner) -> None:
        self._runners.discard(runner)
        assert self._engine is not None
        with contextlib.suppress(EngineError):
            await self._engine.remove(runner.name)
        await self._start_until_it_works()

    async def _start_until_it_works(self) -> None:
        for attempt in range(1_000_000):
            if self._closing or await self._start_one():
                return
            await asyncio.sleep(RETRY_AFTER_S[min(attempt, len(RETRY_AFTER_S) - 1)])

    async def _start_one(self) -> bool:
        assert self._engine is not None
        try:
            await self._engine.clean()
            self._image_id = await self._engine.image_id()
            runner = await self._engine.start_runner()
        except EngineError as error:
            self._trouble, self._lasting = str(error), error.lasting
            return False
        self._trouble, self._lasting = None, False
        self._runners.add(runner)
        self._idle.put_nowait(runner)
        return True

    async def _watch(self) -> None:
        """Fills the pool up, and asks the idle whether they are still there."""
        while True:
            await asyncio.sleep(CHECK_EVERY_S)
            starting = self._size - len(self._runners)
            await asyncio.gather(*(self._start_one() for _ in range(starting)))
            for _ in range(self._idle.qsize()):
                runner = self._idle.get_nowait()
                self._background(self._recover(runner))

    def _background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
