"""Sessions: a program is handed over once, then case after case is run, each under its limits and reported at once."""

from __future__ import annotations

import errno
import json
import marshal
import math
import os
import re
import signal
import socket
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from sandbox_runner import jail, network
from sandbox_runner.building import PYTHON, Built, Outcome, Way, build, payload_of, sealed
from sandbox_runner.client import Client
from sandbox_runner.kept_suites import KeptSuites, empty, key_of
from sandbox_runner.load import Load
from sandbox_runner.watch import (
    GRACE,
    NOT_COMPILED,
    NOT_INSTALLED,
    PRELUDE_FAILED,
    STARTED,
    STDERR_TAIL,
    Budget,
    Memory,
    Meter,
    Process,
    Pump,
)

ROOM_FOR_USERS = 1_000_000
MEMORY_ERROR = re.compile(r"^(\w+\.)*\w*MemoryError\b[^\n]*\s*\Z", re.MULTILINE)
SIGKILL_STATUS = -9
CHECKER_LIMIT_S, CHECKER_MEMORY_MB = 10.0, 512
REJECTS, FAILED = ("exit code 1", "exit code 2"), "exit code 3"
"""What a checker says by its exit, as testlib has it; 0 accepts."""
LAST_WORDS_S = 1.0
"""For a program whose end the tests noticed before its parent did."""
DECIDED = ("passed", "answered", "wrong_answer")
SURVIVED = (*DECIDED, "runtime_error")
REPORTED = ("passed", "wrong_answer", "runtime_error", "fault")
EVENT = {"status": str, "detail": str, "stderr": str, "gone": bool, "used": bool, "undecided": bool}
BROKEN: dict[str, Any] = {"status": "runtime_error", "detail": "the program broke the protocol"}


class FaultError(Exception):
    """Ours: the item gets no score."""

    inputs = False


class InputsError(FaultError):
    """The caller's: a prelude or a checker that fails."""

    inputs = True


class Zygotes(NamedTuple):
    """The channels to the zygote and to the one whose processes can make no socket, and both their process ids."""

    any: socket.socket
    quiet: socket.socket
    pids: tuple[int, int]


class Life(NamedTuple):
    """What a process is started for. fds: descriptors by the name of their place; memory: see `Process`."""

    role: str
    limits: jail.Limits
    fds: dict[str, int]
    memory: Memory | None = None


class Spawner:
    """Asks the zygotes for processes. load: what runs in the container beside supervisor and zygotes."""

    def __init__(self, zygotes: Zygotes, first_uid: int, load: Load) -> None:
        self.load = load
        self._zygotes = zygotes
        self._first_uid = first_uid
        self._count = 0

    def spawn(self, lives: list[Life], *, network: bool) -> list[Process]:
        """Processes in fresh namespaces, each with a user id of its own; their `fds` stay open here. network: whether
        they may make sockets. Raises FaultError, and then there is none of them."""
        channel = self._zygotes.any if network else self._zygotes.quiet
        fds = list(dict.fromkeys(fd for life in lives for fd in life.fds.values()))
        numbers = {fd: number for number, fd in enumerate(fds)}
        request = [
            [life.role, jail.fate(self._uid(), life.limits), {name: numbers[fd] for name, fd in life.fds.items()}]
            for life in lives
        ]
        socket.send_fds(channel, [marshal.dumps(request)], fds)
        pids = [int(pid) for pid in channel.recv(64).split()] or [-errno.ECHILD]
        processes = [Process(pid, life.memory) for pid, life in zip(pids, lives, strict=False) if pid > 0]
        if len(processes) < len(lives):
            for process in processes:
                process.kill()
            raise FaultError(f"no process could be started: {os.strerror(-min(pids))}")
        return processes

    def _uid(self) -> int:
        self._count = (self._count + 1) % ROOM_FOR_USERS
        return self._first_uid and self._first_uid + self._count  # 0: there is no other


class Session:
    """What every type of test shares: the budget, the order of cases, one more run of a borderline one."""

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        self.job = job
        self._spawner = spawner
        self._client = client
        self._cpu_left: float = job["total_time_limit_s"]
        self._wall_left: float = job.get("total_wall_limit_s", 2 * self._cpu_left + 1)
        self._wall_limit: float = job.get("wall_limit_s", 2 * job["time_limit_s"] + 1)
        self.budget = Budget(job.get("budget_s", math.inf))
        self._brief_s = 0.0
        self._network = network.may_be_wanted(job)

    def run(self) -> None:
        count = self.count()
        for index in range(count):
            # If every case were this short, their wall clocks, charged whole, would be half of what is left.
            self._brief_s = self._wall_left / (2 * (count - index))
            if self._cpu_left <= 0 or self._wall_left <= 0 or self.budget.left_s <= 0:
                self._client.report(
                    {"case": index, "status": "time_limit", "seconds": 0.0, "detail": "total time limit"}
                )
                continue
            outcome = self.attempt(index)
            if outcome.pop("borderline", False):
                self._wall_left -= outcome["wall_s"]
                outcome = self.attempt(index)
                outcome.pop("borderline")
            self._cpu_left -= outcome["seconds"]
            self._wall_left -= outcome["wall_s"]
            output = outcome.pop("output", b"")
            self._client.report({"case": index, **outcome}, output)
            if outcome["status"] == "fault" or (self.job["stop"] and outcome["status"] not in ("passed", "answered")):
                return

    def count(self) -> int:
        raise NotImplementedError

    def attempt(self, index: int) -> Outcome:
        """`status`, `seconds`, `wall_s`, `borderline`, and what belongs to the status."""
        raise NotImplementedError

    def close(self) -> None:
        """Kills what still runs."""

    def meter(self, *processes: Process) -> Meter:
        cpu: float = min(self.job["time_limit_s"], self._cpu_left)
        return self.meter_of(list(processes), cpu, min(self._wall_limit, self._wall_left))

    def meter_of(self, processes: list[Process], cpu_s: float, wall_s: float) -> Meter:
        return Meter(self._spawner.load, processes, cpu_s, wall_s, self.budget, self._brief_s)

    def limits(self, cases: int = 1) -> jail.Limits:
        cpu = min(self.job["time_limit_s"] * cases, self._cpu_left) * GRACE
        return jail.Limits(math.ceil(cpu) + 1, math.ceil(self.job["memory_limit_mb"]), "language" in self.job)

    def run_script(
        self,
        payload: int,
        stdin: int,
        meter_of: Callable[[Process], Meter],
        limits: jail.Limits,
        way: Way = PYTHON,
    ) -> Outcome:
        pump = Pump(self._client)
        output = bytearray()
        out, out_in = os.pipe2(os.O_CLOEXEC)
        pump.add(out, output.extend)
        process = None
        try:
            fds = {"stdin": stdin, "stdout": out_in, "payload": payload, **way.fds}
            [process] = self.start([Life(way.role, limits, fds, way.memory)], pump)
            os.close(out_in)
            meter = meter_of(process)
            try:
                return self._until_end(process, meter, pump, output)
            finally:
                process.kill()
                meter.settle()
        finally:
            if process is None:
                os.close(out_in)
            pump.close()

    def _until_end(self, process: Process, meter: Meter, pump: Pump, output: bytearray) -> Outcome:
        limit = self.job["output_limit"]
        while not process.ended() and not meter.exceeded() and len(output) <= limit:
            pump.turn(meter.check_in_s())
        if not process.ended() and len(output) <= limit:
            status = "memory_limit" if meter.out_of_memory else "time_limit"
            return meter.used() | {"status": status, "stderr": process.stderr()}
        process.kill()
        if len(output) <= limit:
            pump.drain()
        if len(output) > limit:
            return meter.used() | {"status": "output_limit", "stderr": process.stderr()}
        failed = failure(process, meter)
        return failed or meter.used() | {"status": "answered", "output": bytes(output), "stderr": process.stderr()}

    def start(self, lives: list[Life], pump: Pump) -> list[Process]:
        """Processes whose ends are noticed and whose stderr is read by the pump."""
        pipes = [os.pipe2(os.O_CLOEXEC) for _ in lives]
        told = [life._replace(fds={**life.fds, "stderr": pipe[1]}) for life, pipe in zip(lives, pipes, strict=True)]
        try:
            processes = self._spawner.spawn(told, network=self._network)
        except FaultError:
            for errors, _ in pipes:
                os.close(errors)
            raise
        finally:
            for _, errors_in in pipes:
                os.close(errors_in)
        for process, (errors, _) in zip(processes, pipes, strict=True):
            pump.add(errors, process.listen)
            pump.notice_end_of(process)
        return processes


def failure(process: Process, meter: Meter) -> Outcome | None:
    """How a process that has ended failed by itself; None when it ended as a program should. Raises FaultError."""
    told = process.told
    if not told.startswith(STARTED):
        raise FaultError("the sandbox could not be set up: " + (told[1:].decode("utf-8", "replace") or "it died"))
    if told.startswith(PRELUDE_FAILED):
        raise InputsError("the prelude fails: " + told[len(PRELUDE_FAILED) :].decode("utf-8", "replace"))
    if told.startswith(NOT_INSTALLED):
        raise FaultError("this sandbox has no " + told[len(NOT_INSTALLED) :].decode("utf-8", "replace"))
    found = meter.used() | {"stderr": process.stderr()}
    if told.startswith(NOT_COMPILED):
        detail = told[len(NOT_COMPILED) :].decode("utf-8", "replace")
        return found | {"status": "compile_error", "detail": detail, "stderr": detail, "borderline": False}
    if meter.over():
        return found | {"status": "time_limit"}
    if process.outgrew():
        return found | {"status": "memory_limit"}
    if process.status == 0:
        return None
    if process.status == SIGKILL_STATUS or MEMORY_ERROR.search(process.stderr()):
        return found | {"status": "memory_limit"}
    return found | {"status": "runtime_error", "detail": f"exit code {process.status}{_signal(process.status)}"}


def _signal(status: int | None) -> str:
    """The name of the signal that ended a process, which crashes of compiled programs are told by."""
    try:
        return f" ({signal.Signals(-(status or 0)).name})"
    except ValueError:
        return ""


class ScriptSession(Session):
    """stdio: a process for each case; the input in a memory file, the output through a pipe with a bound."""

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        super().__init__(job, spawner, client)
        names = ("language", "files") if "language" in job else ("source", "files", "prelude")
        payload = {name: job[name] for name in names if name in job}
        self._payload = payload_of(payload)
        self._checker = Checker(self, job["checker"]) if job.get("checker") else None

    def count(self) -> int:
        return len(self.job["inputs"])

    def close(self) -> None:
        os.close(self._payload)
        if self._checker is not None:
            self._checker.close()
        super().close()

    def attempt(self, index: int) -> Outcome:
        stdin = sealed(self.job["inputs"][index].encode("utf-8", "surrogatepass"))
        try:
            outcome = self.run_program(stdin)
        finally:
            os.close(stdin)
        if self._checker is not None and outcome["status"] == "answered":
            outcome |= self._checker.judge(index, outcome.pop("output"))
        return outcome

    def run_program(self, stdin: int) -> Outcome:
        return self.run_script(self._payload, stdin, self.meter, self.limits())


class Checker:
    """A program of the caller's that compares: run in a third process, with three files, after the program's end."""

    def __init__(self, session: ScriptSession, checker: dict[str, Any]) -> None:
        self._session = session
        self._source = checker["code"]
        self._expected = checker["outputs"]
        self._language: dict[str, Any] | None = checker.get("language")
        self._native: Built | None = None
        self._cpu_left: float = session.job.get("checkers_limit_s", CHECKER_LIMIT_S)

    def judge(self, index: int, output: bytes) -> Outcome:
        """Exit 0 accepts, 1 and 2 reject. Any other end is tried once on the expected output: where the checker comes
        to a verdict there, the program's output was to blame. Raises FaultError where the checker is."""
        found = self._run(index, output, self._cpu_left)
        if found == FAILED:
            raise InputsError("the checker says that it cannot judge (exit code 3)")
        if found not in (None, *REJECTS):
            again = self._run(index, self._expected[index].encode("utf-8", "surrogatepass"), CHECKER_LIMIT_S)
            if again not in (None, *REJECTS) and self._session.budget.left_s > 0:
                raise InputsError(
                    f"the checker ended with {again} on the expected output, and on this one with {found}"
                )
            detail = f"the checker ended with {found} on this output, and not on the expected one"
            return {"status": "wrong_answer", "detail": detail, "undecided": True}
        return (
            {"status": "passed"} if found is None else {"status": "wrong_answer", "detail": "rejected by the checker"}
        )

    def _compile(self) -> None:
        if self._language is None or self._native is not None:
            return
        made = build(self._session, self._language, self._source, {})
        if not isinstance(made, Built):
            raise InputsError("the checker does not compile: " + (made.get("detail") or made["status"]))
        self._native = made

    def close(self) -> None:
        if self._native is not None:
            os.close(self._native.fd)

    def _run(self, index: int, output: bytes, cpu_left: float) -> str | None:
        """How it ended; None where it accepted."""
        if cpu_left <= 0 or self._session.budget.left_s <= 0:
            return "the total limit of its runs"
        files = {
            "input.txt": self._session.job["inputs"][index],
            "expected.txt": self._expected[index],
            "output.txt": output.decode("utf-8", "surrogateescape"),
        }
        self._compile()
        what = {"source": self._source} if self._native is None else {"language": self._native.language}
        payload = payload_of({**what, "files": files, "arguments": list(files)})
        stdin = sealed(b"")
        cpu = min(CHECKER_LIMIT_S, cpu_left)
        limits = jail.Limits(math.ceil(cpu * GRACE) + 1, CHECKER_MEMORY_MB, self._native is not None)
        way = PYTHON if self._native is None else self._native.way(CHECKER_MEMORY_MB)
        try:
            ended = self._session.run_script(
                payload, stdin, lambda process: self._session.meter_of([process], cpu, 2 * cpu + 1), limits, way
            )
        finally:
            os.close(payload)
            os.close(stdin)
        self._cpu_left -= ended["seconds"]
        return None if ended["status"] == "answered" else ended.get("detail") or ended["status"]


class Wanted(NamedTuple):
    """A process of a `Wired` session: its role, its payload, and its descriptors beside the standard ones."""

    role: str
    payload: dict[str, Any]
    fds: dict[str, int]


class Wired(Session):
    """A process that lives through several cases, and answers over a socket; started again where a case killed it."""

    memory: Memory | None = None

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        super().__init__(job, spawner, client)
        self._reset()

    def _reset(self) -> None:
        self.pump = Pump(self._client)
        self.processes: list[Process] = []
        """The program's first."""
        self.inbox = bytearray()
        self.wire: socket.socket | None = None

    def launch(self, index: int) -> None:
        """Starts what is needed to run the cases from `index` on, and sets `wire`."""
        raise NotImplementedError

    def answer(self, index: int) -> Outcome | None:
        """The outcome, once the inbox holds it."""
        raise NotImplementedError

    def attempt(self, index: int) -> Outcome:
        if not self.processes:
            self.launch(index)
        meter = self.meter(*self.processes)
        try:
            outcome = self._watch(index, meter)
        finally:
            meter.settle()
        broken = outcome.pop("gone", False) or outcome["status"] not in SURVIVED
        if broken or any(process.is_gone() for process in self.processes):
            self.kill()
        return outcome

    def _watch(self, index: int, meter: Meter) -> Outcome:
        self._go_on()
        while not any(process.ended() for process in self.processes):
            found = self.answer(index)
            if found is not None:
                return self._gone(meter, found) if found.get("gone") else self._within(meter, found)
            if meter.exceeded():
                status = "memory_limit" if meter.out_of_memory else "time_limit"
                return meter.used() | {"status": status, "stderr": self.processes[0].stderr()}
            if len(self.inbox) > self.job["output_limit"]:
                return meter.used() | {"status": "output_limit"}
            self.pump.turn(meter.check_in_s())
        return self._ended(index, meter)

    def _go_on(self) -> None:
        assert self.wire is not None
        try:
            self.wire.send(b"\n")
        except OSError:
            return  # it has ended already, which `_watch` sees

    def _within(self, meter: Meter, found: Outcome) -> Outcome:
        """An answer that came too late is none."""
        used = meter.used() | {"stderr": self.processes[0].stderr()}
        return used | {"status": "time_limit"} if meter.over() else used | found

    def _gone(self, meter: Meter, found: Outcome) -> Outcome:
        """The tests lost the program: how it ended says more than they can."""
        program, until = self.processes[0], time.monotonic() + LAST_WORDS_S
        while not program.ended() and time.monotonic() < until:
            self.pump.turn(until - time.monotonic())
        self.pump.drain()
        failed = failure(program, meter) if program.ended() else None
        return meter.used() | {"stderr": program.stderr()} | (failed or found)

    def _ended(self, index: int, meter: Meter) -> Outcome:
        self.pump.drain()
        found = self.answer(index)
        if found is not None and not found.get("gone"):
            return self._within(meter, found)  # the tests had ended, and then the program, which lost them
        failures = [failure(process, meter) for process in self.processes if process.ended()]
        worst = next((one for one in failures if one), None) or found
        return meter.used() | (worst or {"status": "runtime_error", "detail": "the program ended before its test did"})

    def kill(self) -> None:
        for process in self.processes:
            process.kill()
        self.pump.close()
        if self.wire is not None:
            self.wire.close()
        self._reset()

    def close(self) -> None:
        self.kill()

    def start_wired(self, wanted: list[Wanted], cases: int) -> None:
        lives, own = [], []
        try:
            for role, payload, fds in wanted:
                data = payload_of(payload)
                null = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)  # a shared one's flags and locks would stay
                own += [data, null]
                base = {"stdin": null, "stdout": null, "payload": data}
                lives.append(Life(role, self.limits(cases), {**base, **fds}, self.memory))
            self.processes += self.start(lives, self.pump)
        finally:
            for fd in own:
                os.close(fd)

    def own_wire(self, ours: socket.socket) -> None:
        self.wire = ours
        self.pump.add(os.dup(ours.fileno()), self.inbox.extend)


class CallSession(Wired):
    """call: the program gets arguments and gives back data, which the manager compares."""

    role, cases = "calls", "cases"

    def count(self) -> int:
        return len(self.job[self.cases])

    def launch(self, index: int) -> None:
        ours, theirs = socket.socketpair()
        payload = {key: self.job.get(key, "") for key in ("prelude", "source", "files", "entry_point")}
        payload["cases"] = self.job[self.cases][index:]
        self.own_wire(ours)
        with theirs:
            self.start_wired([Wanted(self.role, payload, {"wire": theirs.fileno()})], self.count() - index)

    def answer(self, index: int) -> Outcome | None:
        if len(self.inbox) < 4:
            return None
        end = 4 + int.from_bytes(self.inbox[:4], "big")
        if len(self.inbox) < end:
            return None
        frame = bytes(self.inbox[4:end])
        del self.inbox[:end]
        return {"status": "answered", "output": frame}


class QuestionSession(CallSession):
    """assert, where the manager could read the tests: the program answers their calls, and sees no more of them."""

    role, cases = "questions", "questions"


_suites = KeptSuites()


class JudgedSession(Wired):
    """assert: the program in one process, the tests in another; their line to the supervisor carries the verdicts."""

    def count(self) -> int:
        return len(self.job["tests"])

    def launch(self, index: int) -> None:
        ours, line = socket.socketpair()
        self.own_wire(ours)
        left, right = socket.socketpair()
        with line, left, right:
            program = self.program({"wire": left.fileno()})
            tests = self.tests({"wire": right.fileno(), "line": line.fileno()}, index)
            self.start_wired([program, tests], self.count() - index)

    def program(self, fds: dict[str, int]) -> Wanted:
        raise NotImplementedError

    def tests(self, fds: dict[str, int], index: int) -> Wanted:
        """From the test `index` on."""
        raise NotImplementedError

    def answer(self, index: int) -> Outcome | None:
        end = self.inbox.find(b"\n")
        if end < 0:
            return None
        line = bytes(self.inbox[:end])
        del self.inbox[: end + 1]
        return read_event(line)


class AssertSession(JudgedSession):
    """The same for programs in Python."""

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        super().__init__(job, spawner, client)
        self._key = key_of(job)
        self._compiling: int | None = None

    def program(self, fds: dict[str, int]) -> Wanted:
        return Wanted("served", {key: self.job.get(key, "") for key in ("prelude", "source", "files")}, fds)

    def tests(self, fds: dict[str, int], index: int) -> Wanted:
        tests, compiled = self._tests()
        return Wanted("judge", {**tests, "first": index}, {**fds, "built": compiled})

    def _tests(self) -> tuple[dict[str, Any], int]:
        """What the tests' process is told of its tests, and the file where it finds them, or leaves them compiled."""
        self._keep_suite()
        tests: dict[str, Any] = {key: self.job[key] for key in ("entry_point", "files")}
        known = _suites.find(self._key)
        if known is not None:
            return tests, known
        self._compiling = empty()
        return tests | {key: self.job[key] for key in ("setup", "tests")}, self._compiling

    def _keep_suite(self) -> None:
        if self._compiling is not None:
            _suites.keep(self._key, self._compiling)
            self._compiling = None

    def close(self) -> None:
        super().close()
        self._keep_suite()


def read_event(line: bytes) -> Outcome:
    """What `judge.Line` reports. Any bytes are read."""
    try:
        event = json.loads(line)
        found = {key: event[key] for key, kind in EVENT.items() if key in event and type(event[key]) is kind}
    except (ValueError, TypeError, LookupError, RecursionError):
        return dict(BROKEN)
    if found.get("status") not in REPORTED:
        return dict(BROKEN)
    return {key: value[-STDERR_TAIL:] if type(value) is str else value for key, value in found.items()}
