"""Workers that compare mathematics with sympy, and can be killed.

A fork server (one child process, sympy imported once) forks the workers; each takes one job at a time over a socket of
its own. The kernel ends a worker that is over its CPU budget or its memory; the caller's deadline is kept from here
with SIGKILL, so a worker that is stopped, or stuck in C, holds nobody up. Over the budget is the answer's fault
(undecided, score 0); a worker that dies of anything else is ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib.metadata
import json
import logging
import os
import signal
import socket
import subprocess
import time
from typing import Any

from reward_server.execution.math_workers.processes import ForkServer, NotStartedError, Worker, launch
from reward_server.execution.process_state import is_stopped
from reward_server.jobs import Done, Failure, JsonObject, Outcome
from reward_server.users import User

log = logging.getLogger("reward_server.math_workers")

_LINE_LIMIT = 1 << 22
_RESTART_PAUSES_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
"""Waits before the fork server is started again, by how often in a row it failed; the last one repeats."""
_STEADY_AFTER_S = 5.0
"""A fork server that served so long did not fail."""
_LASTING_AFTER = 4
"""Failures in a row, after which waiting is thought to be of no use."""
_EXIT_REPORT_S = 1.0
_SPAWNS_WITHIN_S = 10.0
_LOOK_EVERY_S = 1.0


class MathWorkers:
    """Executor of `math` jobs.

    cpu_budget_s: CPU seconds of one job, enforced by the kernel; past it the result is undecided.
    memory_limit_mb: address space of one worker, its imports included.
    jobs_per_worker: after so many a worker is replaced, so that nothing piles up in it.
    user: under which they run; None: this process's.
    """

    def __init__(
        self,
        *,
        count: int,
        cpu_budget_s: float,
        memory_limit_mb: int,
        jobs_per_worker: int = 500,
        user: User | None = None,
    ) -> None:
        self._user = user
        self.count = count
        self.cpu_budget_s = cpu_budget_s
        self.memory_limit_mb = memory_limit_mb
        self.jobs_per_worker = jobs_per_worker
        self._server: ForkServer | None = None
        self._idle: asyncio.Queue[Worker | None] = asyncio.Queue()
        self._waiting = 0
        self._alive: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._supervisor: asyncio.Task[None] | None = None
        self._problem = "the workers for mathematics are starting"
        self._failures = 0
        self._lasting = False
        self._restarts = {"math_fork_server": 0, "math_worker": 0}

    # -- Executor --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        self._supervisor = asyncio.create_task(self._supervise())

    async def close(self) -> None:
        tasks = [task for task in (self._supervisor, *self._tasks) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._supervisor = None
        await self._stop_server()
        self._problem = "closed"

    def missing(self) -> list[str]:
        return [self._problem] if self._problem else []

    def stuck(self) -> bool:
        return self._lasting

    def identity(self) -> dict[str, str]:
        versions = {name: importlib.metadata.version(name) for name in ("sympy", "latex2sympy2", "mpmath")}
        return versions | {
            "math_cpu_budget_s": str(self.cpu_budget_s),
            "math_memory_limit_mb": str(self.memory_limit_mb),
        }

    def places(self) -> dict[str, int]:
        idle = min(self._idle.qsize(), len(self._alive))
        return {"idle": idle, "busy": len(self._alive) - idle, "starting": max(0, self.count - len(self._alive))}

    def restarts(self) -> dict[str, int]:
        return dict(self._restarts)

    def worker_pids(self) -> list[int]:
        return [worker.pid for worker in self._alive]

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        asked = time.monotonic()
        if asked >= deadline:
            return Failure("timeout", "the deadline had passed before the comparison began")
        try:
            async with asyncio.timeout_at(_loop_time(deadline)):
                worker = await self._take()
        except TimeoutError:
            why = self._problem or "no worker for mathematics was free"
            return Failure("timeout", f"{why} by the deadline", queued_s=time.monotonic() - asked)
        if worker is None:
            return Failure("error", self._problem, queued_s=time.monotonic() - asked)
        began = time.monotonic()
        outcome = await self._run_on(worker, payload, deadline)
        seconds, queued_s = time.monotonic() - began, began - asked
        if isinstance(outcome, Failure):
            return Failure(outcome.kind, outcome.message, seconds, queued_s)
        return Done(outcome, seconds, queued_s)

    # -- one job ---------------------------------------------------------------------------------------------------

    async def _take(self) -> Worker | None:
        """A worker, or None where there will be none."""
        self._waiting += 1
        try:
            while not self._lasting:
                if worker := await self._idle.get():
                    return worker
        finally:
            self._waiting -= 1
        return None

    def _turn_away(self) -> None:
        """Those who wait learn that there will be no worker."""
        if self._lasting:
            for _ in range(self._waiting):
                self._idle.put_nowait(None)

    async def _run_on(self, worker: Worker, payload: JsonObject, deadline: float) -> JsonObject | Failure:
        keep = False
        try:
            async with asyncio.timeout_at(_loop_time(deadline)):
                line = await _ask(worker, payload)
            if line:
                result: JsonObject = json.loads(line)
                if "failed" in result:
                    return Failure("error", f"mathematics cannot be compared on this server: {result['failed']}")
                keep = True
                return result
            return await self._post_mortem(worker)
        except TimeoutError:
            return Failure("timeout", "the comparison was killed at the deadline")
        finally:
            if keep:
                self._give_back(worker)
            else:
                self._restarts["math_worker"] += 1
                self._replace(worker)

    def _give_back(self, worker: Worker) -> None:
        worker.jobs_done += 1
        if worker.jobs_done < self.jobs_per_worker and worker in self._alive:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    async def _post_mortem(self, worker: Worker) -> JsonObject | Failure:
        """Why a worker hung up: the budget's signal is the answer's fault, all else is ours."""
        if self._server is None:
            return Failure("error", "the fork server died")
        try:
            end = await asyncio.wait_for(asyncio.shield(self._server.end_of(worker.pid)), _EXIT_REPORT_S)
        except TimeoutError:
            return Failure("error", "a worker died, and nobody knows of what")
        if end.get("signal") == signal.SIGPROF:
            return {"equal": None, "reason": f"not decided within {self.cpu_budget_s:g} s of CPU time"}
        if end.get("signal") == signal.SIGSEGV:  # a C stack that overflows on nested input is the input's work
            return {"equal": None, "reason": "the comparison overflowed its stack"}
        return Failure("error", f"a worker died: {end}")

    def _replace(self, worker: Worker) -> None:
        self._bury(worker)
        task = asyncio.get_running_loop().create_task(self._add_worker())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _bury(self, worker: Worker) -> None:
        if worker in self._alive:
            self._alive.discard(worker)
            worker.close()
        if self._server is not None:
            self._server.ends.pop(worker.pid, None)

    # -- the fork server -------------------------------------------------------------------------------------------

    async def _supervise(self) -> None:
        """Starts the fork server, listens to it, and starts another when it dies: at once where it had served for a
        while, else after longer and longer pauses."""
        while True:
            try:
                await self._start_server()
                await self._serve()
            except (OSError, ValueError, asyncio.IncompleteReadError, NotStartedError) as error:
                self._note_failure(error)
            await self._stop_server()
            self._turn_away()
            await asyncio.sleep(_RESTART_PAUSES_S[min(self._failures, len(_RESTART_PAUSES_S) - 1)])

    async def _serve(self) -> None:
        began, self._lasting = time.monotonic(), False
        watching = asyncio.create_task(self._watch_stopped())
        try:
            await self._listen()
        finally:
            watching.cancel()
        self._problem = "the fork server for mathematics died and is being restarted"
        log.error(self._problem)
        self._restarts["math_fork_server"] += 1
        self._failures = 0 if time.monotonic() - began > _STEADY_AFTER_S else self._failures + 1

    async def _watch_stopped(self) -> None:
        """What is stopped does not die, and would be waited for until each deadline: it is killed, and replaced."""
        seen: set[int] = set()
        while self._server is not None:
            await asyncio.sleep(_LOOK_EVERY_S)
            pids = [self._server.process.pid, *self.worker_pids()] if self._server is not None else []
            stopped = {pid for pid in pids if is_stopped(pid)}
            for pid in stopped & seen:
                log.error("process %d for mathematics is stopped: killing it", pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            seen = stopped

    def _note_failure(self, error: Exception) -> None:
        problem = f"the fork server for mathematics does not start: {error}"
        if problem != self._problem:  # the same cause again and again is logged once
            log.error("%s%s", problem, error.trace if isinstance(error, NotStartedError) else "")
        self._problem = problem
        self._failures += 1
        lasting = isinstance(error, NotStartedError) and error.lasting
        self._lasting = lasting or self._failures >= _LASTING_AFTER

    async def _start_server(self) -> None:
        process, ours = launch(self.cpu_budget_s, self.memory_limit_mb, self._user)
        reader, writer = await asyncio.open_connection(sock=ours)
        self._server = ForkServer(process, ours, reader, writer)
        said = json.loads(await reader.readline() or b"{}")
        if not said.get("ready"):
            cause = said.get("failed") or "it ended without a word; the log of its manager may say more"
            raise NotStartedError(cause, lasting=bool(said.get("lasting")), trace=said.get("trace", ""))

    async def _listen(self) -> None:
        server = self._server
        assert server is not None
        adding = [asyncio.create_task(self._add_worker()) for _ in range(self.count)]
        self._tasks.update(adding)
        for task in adding:
            task.add_done_callback(self._tasks.discard)
        while line := await server.reader.readline():
            message: dict[str, Any] = json.loads(line)
            if "spawned" in message:
                server.spawned.put_nowait(message["spawned"])
                continue
            end = server.end_of(message["pid"])
            if not end.done():
                end.set_result(message)
            self._forget_idle(message["pid"])

    def _forget_idle(self, pid: int) -> None:
        """A worker that died with no job on it is replaced at once."""
        waiting = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        for worker in waiting:
            if worker is not None and worker.pid == pid:
                self._restarts["math_worker"] += 1
                self._replace(worker)
            else:
                self._idle.put_nowait(worker)

    async def _add_worker(self) -> None:
        server = self._server
        if server is None:
            return
        ours, theirs = socket.socketpair()
        async with server.spawning:
            with theirs:
                socket.send_fds(server.control, [b"s"], [theirs.fileno()])
            try:
                pid = await asyncio.wait_for(server.spawned.get(), _SPAWNS_WITHIN_S)
            except TimeoutError:
                log.error("the fork server for mathematics does not answer: killing it")
                server.process.kill()
                ours.close()
                return
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            ours.close()
            return
        reader, writer = await asyncio.open_connection(sock=ours, limit=_LINE_LIMIT)
        worker = Worker(pid, handle, reader, writer)
        self._alive.add(worker)
        self._idle.put_nowait(worker)
        self._problem = ""

    async def _stop_server(self) -> None:
        for task in self._tasks:  # they wait for answers of a server that will give none
            task.cancel()
        while not self._idle.empty():
            self._idle.get_nowait()
        for worker in list(self._alive):
            self._bury(worker)
        server, self._server = self._server, None
        if server is None:
            return
        server.writer.close()
        try:
            await asyncio.to_thread(server.process.wait, 2)
        except subprocess.TimeoutExpired:
            server.process.kill()
            await asyncio.to_thread(server.process.wait)


async def _ask(worker: Worker, payload: JsonObject) -> bytes:
    """The worker's line; empty where it hung up."""
    try:
        worker.writer.write(json.dumps(payload).encode() + b"\n")
        await worker.writer.drain()
        return await worker.reader.readline()
    except (ConnectionError, ValueError):
        return b""


def _loop_time(deadline: float) -> float:
    """A deadline of `time.monotonic()` on the running loop's clock."""
    return asyncio.get_running_loop().time() + deadline - time.monotonic()
