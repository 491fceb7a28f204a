"""Programs by their tests: the job that a completion's program makes, and the score of what came back.

The score is 1 where every test passed, else 0; with `partial`, the share that passed. What the program did wrong is a
status of its test; what the tests or we did wrong is a fault, and no number.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import Field

from reward_server.jobs import Failure, Job, Outcome
from reward_server.rewards.programs import tests as program_tests
from reward_server.rewards.programs.source import extract
from reward_server.rewards.programs.tests import CaseResult, MalformedError, NeedsSharingError, ProgramJob
from reward_server.rewards.reward import Options, Pending, Sample, Score, failed, fault
from sdk.schema import Isolation, TestReport, TestResult, TestStatus

SUMMARY_STDERR = 400
FULL_STDERR = 2000
"""Characters of a test's stderr that are reported, from its end."""


class CodeOptions(Options):
    partial: bool = False
    """Score the share of tests that passed; all are run."""
    max_cases: Annotated[int, Field(ge=1)] | None = None
    """Only the first so many tests count."""
    detail: Literal["none", "summary", "full"] = "summary"


def plan(sample: Sample, options: CodeOptions) -> Score | Pending:
    """`sample.tests` must not be None. Total: any text of the model, and any JSON as tests, gives a value."""
    try:
        job = program_tests.parse(
            sample.tests or {}, options.max_cases, stop=not options.partial, timeout_s=sample.timeout_s
        )
    except NeedsSharingError as error:
        return fault(str(error))
    except MalformedError as error:
        return fault(f"malformed tests: {error}")
    answer = sample.transcript.answer
    if answer is None:
        return Score(0.0, f"no program: {sample.transcript.no_answer or 'no answer'}", rule="no_answer")
    job["source"] = extract(answer, job["language"], job.get("entry_point"))
    return Pending(Job("sandbox", cast(dict[str, Any], job)), lambda outcome: score(job, options, outcome))


def score(job: ProgramJob, options: CodeOptions, outcome: Outcome) -> Score:
    if isinstance(outcome, Failure):
        return failed(outcome)
    results: list[CaseResult] = outcome.result["results"]
    total, passed = len(results), sum(result["status"] == "passed" for result in results)
    points = passed / total if options.partial else float(passed == total)
    return Score(
        points,
        _reason(job, results, passed) + _isolation(job, options, outcome.result.get("sandbox")),
        undecided=any(result.get("undecided", False) for result in results),
        tests=_report(job, results, passed, options.detail),
        rule="tests",
    )


def _reason(job: ProgramJob, results: list[CaseResult], passed: int) -> str:
    text = f"{passed} of {len(results)} tests passed"
    failed = next(((index, one) for index, one in enumerate(results, 1) if one["status"] != "passed"), None)
    if failed is not None:
        index, result = failed
        why = result["detail"] or result["stderr"].strip().rpartition("\n")[2]
        text += f"; test {index}: {result['status']}" + (f": {why[:200]}" if why else "")
        if result["status"] == "time_limit" and job["lowered"]:
            text += f" ({job['lowered']})"
    return text + (" (lower trust: the tests shared the program's process)" if job["shared"] else "")


def _isolation(job: ProgramJob, options: CodeOptions, sandbox: str | None) -> str:
    """How the program was kept apart, where all detail was asked for."""
    if options.detail != "full" or not sandbox:
        return ""
    return f"; isolation: {'shared' if job['shared'] else 'separate'}, sandbox: {sandbox}"


def _report(job: ProgramJob, results: list[CaseResult], passed: int, detail: str) -> TestReport:
    room = FULL_STDERR if detail == "full" else SUMMARY_STDERR
    shown = [] if detail == "none" else [_result(one, room) for one in results]
    isolation: Isolation = "shared" if job["shared"] else "separate"
    return TestReport(passed=passed, total=len(results), results=shown, isolation=isolation)


def _result(result: CaseResult, room: int) -> TestResult:
    return TestResult(
        status=cast(TestStatus, result["status"]),
        seconds=round(result["seconds"], 6),
        stderr=result["stderr"][-room:],
        detail=result["detail"][:room] or None,
    )
