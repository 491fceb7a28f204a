"""SandboxFusion's `/run_code`: verl's `reward.sandbox_fusion.url=http://HOST:PORT/run_code` (source read: 469de08).

It only runs: the caller compares what was printed, or asserts within the program, which a program can lie to. verl's
client turns 429 and 503 into a reward of 0 at once, and asks again after a 504, 3 times in all: requests wait here in a
line of their own, and what has not ended in time is a 504.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Call, Door, described, field, json_response, seconds
from reward_server.jobs import Failure
from reward_server.rewards.programs.runs import Run, from_base64, run_job
from reward_server.rewards.programs.tests import DEFAULT_MEMORY_LIMIT_MB, MalformedError

ROOM_S = 8.0
"""Beyond its two time limits a request is answered within so long; verl's client waits 10 s beyond them."""
DEFAULT_LIMIT_S = 10.0
KILLED = 137
"""The exit code of a program that our limits ended: what a shell says of SIGKILL."""


class Asked(BaseModel):
    code: str
    language: str = "python"
    stdin: str | None = None
    files: dict[str, str | None] = {}
    """Name -> content in base 64."""
    compile_timeout: float = DEFAULT_LIMIT_S
    run_timeout: float = DEFAULT_LIMIT_S
    memory_limit_MB: int = -1
    fetch_files: list[str] = []
    """Should be empty: no file is given back."""


class Ended(BaseModel):
    status: Literal["Finished", "TimeLimitExceeded"]
    execution_time: float
    return_code: int | None
    stdout: str
    stderr: str
    """Its last 2,000 bytes."""


class Ran(BaseModel):
    status: Literal["Success", "Failed"]
    message: str
    compile_result: None = None
    run_result: Ended
    executor_pod_name: str | None = None
    files: dict[str, str] = {}


def add(app: FastAPI, door: Door) -> None:
    line = asyncio.Semaphore(door.programs_at_once)

    @app.post("/run_code", response_model=Ran, openapi_extra=described(Asked), tags=["dialects"])
    async def run_code(request: Request) -> Response:
        """SandboxFusion: one program and its input; comparing is the caller's."""
        async with door.enter_patiently(request, ROOM_S) as (body, call):
            hold_s = ROOM_S + sum(seconds(body, name, DEFAULT_LIMIT_S) for name in ("compile_timeout", "run_timeout"))
            return json_response(await _ran(_run(body, door.sandbox_memory_mb), call, line, hold_s))


def _run(body: Mapping[str, Any], most_mb: float) -> Run:
    if body.get("fetch_files"):
        raise BadRequest(422, "invalid_request", "fetch_files: this server gives no files back; print what is needed")
    memory = body.get("memory_limit_MB", -1)
    if isinstance(memory, bool) or not isinstance(memory, int | float):
        raise BadRequest(422, "invalid_request", "memory_limit_MB: should be a number, -1 for the usual")
    try:
        return Run(
            code=field(body, "code", str),
            stdin=body.get("stdin") or "",
            files=from_base64(field({"files": {}, **body}, "files", dict)),
            language=str(body.get("language", "python")),
            limit_s=seconds(body, "run_timeout", DEFAULT_LIMIT_S),
            memory_limit_mb=min(memory, most_mb) if memory > 0 else DEFAULT_MEMORY_LIMIT_MB,
        )
    except MalformedError as error:
        raise BadRequest(422, "invalid_request", str(error)) from None


async def _ran(run: Run, call: Call, line: asyncio.Semaphore, hold_s: float) -> dict[str, Any]:
    try:
        job = run_job(run)
    except MalformedError as error:
        raise BadRequest(422, "invalid_request", str(error).replace("tests.", "")) from None
    outcome = await call.run_program(job, line, hold_s)
    if isinstance(outcome, Failure):
        raise BadRequest(504, "not_run", f"the program was not run to its end, so nothing is known: {outcome.message}")
    return _told(outcome.result["results"][0])


def _told(result: Mapping[str, Any]) -> dict[str, Any]:
    well, late = result["status"] == "answered", result["status"] == "time_limit"
    code = None if late else result["exit_code"] if result["exit_code"] is not None else KILLED
    ended = {
        "status": "TimeLimitExceeded" if late else "Finished",
        "execution_time": result["seconds"],
        "return_code": code,
        "stdout": result["stdout"],
        "stderr": result["stderr"],
    }
    told = {"status": "Success" if well else "Failed", "message": "" if well else result["status"]}
    return {**told, "compile_result": None, "run_result": ended, "executor_pod_name": None, "files": {}}
