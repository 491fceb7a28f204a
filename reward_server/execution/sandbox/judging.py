"""Programs in sandboxes: the seam between a pool that judges and whatever isolates.

A sandbox is opened for one program as a session: the program goes in once, then a report comes out for each test as
soon as it has run. Closing a session early kills whatever it still runs.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol, cast

from reward_server.jobs import JsonObject
from reward_server.rewards.programs import asserts, languages
from reward_server.rewards.programs.asserts import Question
from reward_server.rewards.programs.comparison import output_difference, result_difference
from reward_server.rewards.programs.tagged_values import UnclearError
from reward_server.rewards.programs.tests import CaseResult, ProgramJob

COMPARED_AT_ONCE = 64 * 1024
"""Bytes of an output that are compared on the event loop; more go to a thread."""
CHECKER_MEMORY_MB = 512
BUILD_LIMIT_S = 20
"""The runner's own limit of a compiler."""
Decide = Callable[["Report"], CaseResult]
ALIVE_EVERY_S = 5.0
"""A runner that is at work says so that often, however slow the machine is; silence means that it hangs."""
NOT_RUN: CaseResult = {"status": "not_run", "seconds": 0.0, "stderr": "", "detail": ""}


class SandboxLostError(Exception):
    """The sandbox broke; what it was running was not judged."""


class SandboxFaultError(Exception):
    """Nothing was judged, and trying again would not help: the tests, or the sandbox as it is set up, are unfit."""

    def __init__(self, message: str, *, inputs: bool) -> None:
        """inputs: whether the tests are to blame, and not the sandbox."""
        super().__init__(message)
        self.inputs = inputs


@dataclass(frozen=True, slots=True)
class Report:
    """One test as the sandbox saw it. status `answered`: `output` is still to be compared with what was expected."""

    index: int
    status: str
    seconds: float
    stderr: str
    detail: str
    used: bool
    """Whether an assert test used the program."""
    output: bytes
    wall_s: float = 0.0
    undecided: bool = False
    exit_code: int | None = None
    """The exit code of a program that was only run, without tests."""


class Sandbox(Protocol):
    """Holds one session at a time."""

    def session(self, request: JsonObject) -> AbstractAsyncContextManager[AsyncIterator[Report]]:
        """Reports in the order of the tests. Raises SandboxLostError and SandboxFaultError, on entry or from the
        iterator; leaving it kills what still runs."""


def request(job: ProgramJob) -> JsonObject:
    """What enters a sandbox: never an expected output, but for a checker, who gets it in a process of its own."""
    sent: JsonObject = {name: job[name] for name in _SENT if name in job}  # type: ignore[literal-required]
    sent["alive_every_s"] = ALIVE_EVERY_S
    if job["language"] != "python":
        language = languages.known[job["language"]]
        sent["language"] = language.runner_part(job["memory_limit_mb"], job["type"], job.get("entry_point"))
    if job["type"] in ("stdio", "run"):
        sent["inputs"] = [case["input"] for case in job["cases"]]
        if "checker" in job:
            sent["checker"] = {"code": job["checker"], "outputs": [case["output"] for case in job["cases"]]}
            if job["checker_language"] != "python":
                checker = languages.known[job["checker_language"]]
                sent["checker"]["language"] = checker.runner_part(CHECKER_MEMORY_MB)
    elif job["type"] == "call":
        sent["cases"] = [{"args": case["args"], "kwargs": case["kwargs"]} for case in job["cases"]]
    return sent


_SENT = (
    "type", "prelude", "source", "files", "time_limit_s", "total_time_limit_s", "wall_limit_s", "total_wall_limit_s",
    "checkers_limit_s", "budget_s", "memory_limit_mb", "output_limit", "stop", "shared", "entry_point", "setup",
    "tests",
)  # fmt: skip


def count(job: ProgramJob) -> int:
    return len(job["tests"] if job["type"] == "assert" else job["cases"])


def longest_silence_s(job: JsonObject) -> float:
    """Seconds after which a working sandbox must have reported the next test: two runs at their wall clock's end, a
    checker's two, a compiler's, and as much again for a machine that is busy."""
    beside = (60 if "checker" in job else 10) + (BUILD_LIMIT_S if "language" in job else 0)
    return 2 * (2 * (2 * float(job["time_limit_s"]) + 1) + beside)


def out_of_memory(job: ProgramJob) -> list[CaseResult]:
    """The results of a program that took all of its sandbox's memory, and the sandbox with it."""
    detail = "the program took the memory of its whole sandbox"
    first: CaseResult = {"status": "memory_limit", "seconds": 0.0, "stderr": "", "detail": detail}
    return [first] + [NOT_RUN] * (count(job) - 1)


async def judge(sandbox: Sandbox, job: ProgramJob) -> list[CaseResult]:
    """Runs every test, or up to the first failure where the job says so. Raises as `Sandbox.session` does."""
    questions = _questions(job)
    if questions is not None:
        with contextlib.suppress(UnclearError):
            return await _results(sandbox, job, _asking(job, questions), functools.partial(decide_answers, questions))
    return await _results(sandbox, job, request(job), functools.partial(decide, job))


def _questions(job: ProgramJob) -> tuple[Question, ...] | None:
    if job["type"] != "assert" or job["shared"] or job["language"] != "python":
        return None
    return asserts.read(job["setup"], tuple(job["tests"]), job["entry_point"])


def _asking(job: ProgramJob, questions: tuple[Question, ...]) -> JsonObject:
    """The request for tests that were read: no line of them enters the sandbox."""
    asked = {name: value for name, value in request(job).items() if name not in ("setup", "tests")}
    return {**asked, "questions": [question.calls for question in questions]}


async def _results(sandbox: Sandbox, job: ProgramJob, sent: JsonObject, decided: Decide) -> list[CaseResult]:
    results: list[CaseResult] = []
    used = job["type"] != "assert" or "questions" in sent
    async with sandbox.session(sent) as reports:
        async for report in reports:
            if report.status == "fault":
                raise SandboxFaultError(f"the tests cannot judge: {report.detail}", inputs=True)
            large = len(report.output) > COMPARED_AT_ONCE
            results.append(await asyncio.to_thread(decided, report) if large else decided(report))
            used = used or report.used
            if job["stop"] and results[-1]["status"] != "passed":
                break  # leaving the session kills what it still runs
    if results and not used and all(one["status"] == "passed" for one in results):
        raise SandboxFaultError("the tests cannot judge: they pass without using the program", inputs=True)
    missing = count(job) - len(results)
    if missing and all(one["status"] == "passed" for one in results):
        raise SandboxLostError(f"{missing} tests were not reported")  # a missing test never counts as passed
    return results + [NOT_RUN] * missing


def decide(job: ProgramJob, report: Report) -> CaseResult:
    """The verdict on one report; where the program answered, by comparing with what was expected."""
    if report.status != "answered":
        return _result(report, {})
    return _result(report, _compare(job, job["cases"][report.index]["output"], report.output))


def decide_answers(questions: tuple[Question, ...], report: Report) -> CaseResult:
    """The same for tests that were read. Raises UnclearError."""
    if report.status == "output_limit":
        raise UnclearError  # a test may well take the length of a result that is larger than what crosses to us
    if report.status != "answered":
        return _result(report, {})
    return _result(report, asserts.verdict(questions[report.index], report.output))


def _result(report: Report, decided: dict[str, Any]) -> CaseResult:
    seen: dict[str, Any] = {
        "status": report.status,
        "seconds": report.seconds,
        "stderr": report.stderr,
        "detail": report.detail,
    }
    seen["wall_s"] = report.wall_s
    if report.undecided:
        seen["undecided"] = True
    return cast(CaseResult, {**seen, **decided})


def _compare(job: ProgramJob, expected: Any, output: bytes) -> dict[str, Any]:
    """The fields that the comparison decides."""
    if job["type"] == "stdio":
        difference = output_difference(expected, output, job["tolerance"])
        return {"status": "passed"} if difference is None else {"status": "wrong_answer", "detail": difference}
    failure = result_difference(expected, output, job["tolerance"])
    if failure is None:
        return {"status": "passed"}
    status, text = failure
    last_line = text.strip().rpartition("\n")[2]
    trace = {"stderr": text} if status == "runtime_error" else {}
    return {"status": status, "detail": last_line, **trace}
