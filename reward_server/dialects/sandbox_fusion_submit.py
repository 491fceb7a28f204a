"""SandboxFusion's `/submit`: a completion and its row, in `config.provided_data`; this server holds no data sets.

Unlike `/run_code` it judges, as `/v1/score` does. A null is held, then 504.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Door, described, field, item_of, json_response, seconds, unscored
from reward_server.rewards.programs.source import extract
from sdk.columns import read_tests
from sdk.schema import Item

HOLD_S = 100.0
REWARDS: dict[str, Any] = {"accuracy": {"weight": 1.0, "partial": True, "detail": "full"}}
"""Partial, because every test is to be run."""


class Asked(BaseModel):
    dataset: str = ""
    id: int | str
    completion: str
    config: dict[str, Any]
    """`provided_data`: the row, with tests as docs/columns.md lists them, or SandboxFusion's own `test`; `run_timeout`
    (seconds of a test) and `extra` beside it."""


class Told(BaseModel):
    id: int | str
    accepted: bool
    extracted_code: str
    tests: list[dict[str, Any]]
    """`passed` and `exec_info` of each."""
    full_code: str | None = None
    test_code: str | None = None
    extracted_type: str | None = None
    extra: dict[str, Any] | None = None


def add(app: FastAPI, door: Door) -> None:
    @app.post("/submit", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def submit(request: Request) -> Response:
        """SandboxFusion: a completion, judged by its row's tests."""
        async with door.enter_patiently(request, HOLD_S / 2) as (body, call):
            asked = _item(field(body, "config", dict), field(body, "completion", str))
            [result] = await call.score([asked], HOLD_S)
        if result["reward"] is None:
            raise unscored([result], 504)
        ran = result["components"]["accuracy"].get("tests", {}).get("results", [])
        told = {"id": body.get("id"), "accepted": result["reward"] == 1.0, "tests": [_test(one) for one in ran]}
        code = extract(field(body, "completion", str), "python")
        return json_response({**told, "extracted_code": code, "full_code": None, "test_code": None, "extra": None})


def _item(config: Mapping[str, Any], completion: str) -> Item:
    row = dict(field(config, "provided_data", dict))
    if isinstance(row.get("test"), list):
        row["tests"] = read_tests([_case(one) for one in row.pop("test")])
    asked = item_of(row, completion, rewards=REWARDS)
    if asked.tests is None:
        raise BadRequest(
            422, "invalid_request", "config.provided_data: holds no tests; docs/columns.md lists the shapes"
        )
    if "run_timeout" in config:
        limits = {"time_limit_s": min(seconds(config, "run_timeout", 10.0), 0.35 * HOLD_S)}
        return asked.model_copy(update={"tests": {**asked.tests, **limits}})
    return asked


def _case(case: Any) -> dict[str, Any]:
    """`{"input": {"stdin": ..}, "output": {"stdout": ..}}` as plain texts."""
    try:
        return {"input": case["input"]["stdin"], "output": case["output"]["stdout"]}
    except (TypeError, LookupError):
        raise BadRequest(
            422, "invalid_request", "config.provided_data.test: cases should have stdin and stdout"
        ) from None


def _test(result: Mapping[str, Any]) -> dict[str, Any]:
    passed, late = result["status"] == "passed", result["status"] == "time_limit"
    ended = {
        "status": "TimeLimitExceeded" if late else "Finished",
        "execution_time": result["seconds"],
        "return_code": None if late else int(result["status"] not in ("passed", "wrong_answer")),
        "stdout": "",
        "stderr": result.get("stderr", ""),
    }
    info = {"status": "Success" if passed else "Failed", "message": result["status"], "run_result": ended}
    return {"passed": passed, "exec_info": {**info, "compile_result": None, "files": {}}, "test_info": None}
