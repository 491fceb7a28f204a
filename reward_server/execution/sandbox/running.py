"""A program run as it is: what it printed and how it ended, for callers that compare elsewhere (`programs.runs`)."""

from __future__ import annotations

from reward_server.execution.sandbox.judging import Report, Sandbox, SandboxLostError, request
from reward_server.rewards.programs.tests import CaseResult, ProgramJob


async def run(sandbox: Sandbox, job: ProgramJob) -> list[CaseResult]:
    """One result, of status `answered` where the program ended well. Raises as `Sandbox.session` does."""
    async with sandbox.session(request(job)) as reports:
        async for report in reports:
            return [_result(report)]
    raise SandboxLostError("the run was not reported")


def _result(report: Report) -> CaseResult:
    return {
        "status": report.status,
        "seconds": report.seconds,
        "wall_s": report.wall_s,
        "stderr": report.stderr,
        "detail": report.detail,
        "stdout": report.output.decode("utf-8", "replace"),
        "exit_code": 1 if report.status == "compile_error" else report.exit_code,
    }
