"""Users' reward functions in processes of their own, which can be killed: the executor of `function` jobs.

The items of a batch that ask for one function are handed over together, a call for every `MOST_ITEMS` of them. A call
that outlives its limit, or takes its process down, is made again item by item, so that the fault stays with the item
that brings it on.
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
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reward_server.execution import children
from reward_server.functions.description import Description
from reward_server.jobs import Done, Failure, JsonObject, Outcome

log = logging.getLogger("reward_server.function_workers")

MOST_ITEMS = 64
GATHER_S = 0.003
"""So long a call waits for further items of its batch."""
DESCRIBE_WITHIN_S = 60.0
_LINE_LIMIT = 1 << 26


@dataclass(slots=True)
class _Worker:
    process: subprocess.Popen[bytes]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    calls: int = 0

    def kill(self) -> None:
        self.writer.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(slots=True)
class _Asked:
    payload: JsonObject
    deadline: float
    answer: asyncio.Future[Outcome]
    since: float


class FunctionWorkers:
    """Processes for each function of `targets` ([name=]module:function).

    python: the interpreter of the environment that they live in. count: processes of one function at once. memory_mb:
    address space of each. call_limit_s: of one call, within the deadline.
    """

    def __init__(
        self,
        targets: Sequence[str],
        *,
        count: int,
        memory_mb: int,
        call_limit_s: float,
        calls_per_worker: int = 1000,
        python: str = sys.executable,
    ) -> None:
        self._python = python
        self._targets = tuple(targets)
        self._count, self._memory_mb, self._call_limit_s = count, memory_mb, call_limit_s
        self._calls_per_worker = calls_per_worker
        self.descriptions: dict[str, Description] = {}
        self._problems: list[str] = []
        self._gathered: dict[tuple[str, str, str], list[_Asked]] = {}
        self._idle: dict[str, list[_Worker]] = {}
        self._places: dict[str, asyncio.Semaphore] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Reads off what each function takes; one that cannot be loaded keeps the service unready, and says why."""
        for target in self._targets:
            found = await asyncio.to_thread(described, target, self._python)
            if isinstance(found, str):
                self._problems.append(f"the reward function {target} cannot be used: {found}")
            elif found.name in self.descriptions:
                self._problems.append(f"two reward functions are called {found.name}: give one as NAME={target}")
            else:
                self.descriptions[found.name] = found
                self._places[found.name] = asyncio.Semaphore(self._count)
                self._idle[found.name] = []

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in [one for idle in self._idle.values() for one in idle]:
            worker.kill()
        self._idle.clear()

    def missing(self) -> list[str]:
        return self._problems

    def stuck(self) -> bool:
        return bool(self._problems)

    def identity(self) -> dict[str, str]:
        return {name: one.digest for name, one in self.descriptions.items()}

    async def run(self, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        """Payload: `name` of the function, `item`, `options`. Done: `score` with `reason`, `none`, or `failed`."""
        loop = asyncio.get_running_loop()
        asked = _Asked(payload["item"], deadline, loop.create_future(), time.monotonic())
        together = payload["name"], json.dumps(payload["options"], sort_keys=True), batch
        line = self._gathered.setdefault(together, [])
        line.append(asked)
        if len(line) == MOST_ITEMS:
            self._send(together)
        elif len(line) == 1:
            loop.call_later(GATHER_S, self._send, together)
        return await asked.answer

    def _send(self, together: tuple[str, str, str]) -> None:
        if line := self._gathered.pop(together, None):
            task = asyncio.get_running_loop().create_task(self._answer(together[0], json.loads(together[1]), line))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, name: str, options: JsonObject, line: Sequence[_Asked]) -> None:
        """One call for all of them where the function takes a batch, else one for each."""
        calls = [line] if self.descriptions[name].is_batch else [[one] for one in line]
        await asyncio.gather(*(self._one_call(name, options, one) for one in calls))

    async def _one_call(self, name: str, options: JsonObject, line: Sequence[_Asked]) -> None:
        try:
            outcomes = await self._called(name, options, line)
        except Exception as error:
            log.exception("calling %s failed", name)
            outcomes = [Failure("error", f"internal error in calling {name}: {type(error).__name__}")] * len(line)
        if len(line) > 1 and any(_is_lost(one) for one in outcomes):
            for one in line:
                await self._one_call(name, options, [one])
            return
        for one, outcome in zip(line, outcomes, strict=True):
            if not one.answer.done():
                one.answer.set_result(outcome)

    async def _called(self, name: str, options: JsonObject, line: Sequence[_Asked]) -> Sequence[Outcome]:
        deadline = min(one.deadline for one in line)
        try:
            async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
                await self._places[name].acquire()
        except TimeoutError:
            return [Failure("timeout", f"no process for {name} was free by the deadline")] * len(line)
        try:
            began = time.monotonic()
            found = await self._on_a_worker(
                name, {"items": [one.payload for one in line], "options": options}, deadline
            )
        finally:
            self._places[name].release()
        seconds = (time.monotonic() - began) / len(line)
        if isinstance(found, Failure):
            return [Failure(found.kind, found.message, seconds, began - one.since) for one in line]
        return [Done(result, seconds, began - one.since) for result, one in zip(found, line, strict=True)]

    async def _on_a_worker(self, name: str, request: JsonObject, deadline: float) -> Sequence[JsonObject] | Failure:
        left = deadline - time.monotonic()
        limit = min(left, self._call_limit_s)
        worker: _Worker | None = None
        keep = False
        try:
            async with asyncio.timeout(max(0.0, limit)):
                worker = self._idle[name].pop() if self._idle[name] else await self._started(name)
                worker.writer.write(json.dumps(request).encode() + b"\n")
                await worker.writer.drain()
                answer = await worker.reader.readline()
            if not answer:
                return Failure("error", f"the function {name} took its process down ({_end_of(worker)})")
            worker.calls += 1
            keep = worker.calls < self._calls_per_worker
            results: list[JsonObject] = json.loads(answer)["results"]
            return results
        except TimeoutError:
            if limit < left:
                return Failure("error", f"the function {name} took over {self._call_limit_s:g} s (function_limit_s)")
            return Failure("timeout", f"the function {name} was killed at the deadline")
        except (OSError, ValueError, LookupError) as error:
            return Failure("error", f"the function {name} gave no answer: {type(error).__name__}")
        finally:
            if worker is not None and keep and name in self._idle:
                self._idle[name].append(worker)
            elif worker is not None:
                worker.kill()

    async def _started(self, name: str) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            arguments = self.descriptions[name].target, str(theirs.fileno()), str(self._memory_mb)
            process = await asyncio.to_thread(_launched, self._python, arguments, theirs.fileno())
        reader, writer = await asyncio.open_connection(sock=ours, limit=_LINE_LIMIT)
        return _Worker(process, reader, writer)


def entry_points() -> list[str]:
    """Functions that installed packages offer as rewards, in their entry point group `assay.rewards`."""
    return [f"{one.name}={one.value}" for one in importlib.metadata.entry_points(group="assay.rewards")]


def _launched(python: str, arguments: Sequence[str], handle: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        children.command("reward_server.functions.worker", *arguments, python=python),
        env=children.environment(_without_secrets(os.environ)),
        pass_fds=[handle],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _is_lost(outcome: Outcome) -> bool:
    """With all the others of its call, and perhaps for one of them."""
    if isinstance(outcome, Failure):
        return outcome.kind == "error"
    return outcome.result.get("failed") in ("exception", "answer", "input")


def _end_of(worker: _Worker) -> str:
    try:
        status = worker.process.wait(1.0)
    except subprocess.TimeoutExpired:
        return "it hung up"
    return f"signal {-status}" if status < 0 else f"exit code {status}"


def described(target: str, python: str = sys.executable) -> Description | str:
    """What a function takes, read off in a process of its own; a text that says why it cannot be used."""
    command = children.command("reward_server.functions.worker", "--describe", target, python=python)
    environment = children.environment(_without_secrets(os.environ))
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=DESCRIBE_WITHIN_S
        )
    except OSError as error:
        return f"its interpreter {python} cannot be started: {error.strerror}"
    except subprocess.TimeoutExpired:
        return f"importing it takes over {DESCRIBE_WITHIN_S:g} s"
    try:
        said = json.loads(done.stdout)
    except ValueError:
        return f"importing it ended its process with exit code {done.returncode}"
    return str(said["failed"]) if "failed" in said else Description.from_json(done.stdout.decode())


def _without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the service's own settings: its token and its judge's key are in them."""
    return {name: value for name, value in environment.items() if not name.startswith("REWARD_SERVER_")}
