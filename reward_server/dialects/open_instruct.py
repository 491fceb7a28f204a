"""open-instruct's code verifier: `--code_api_url http://HOST:PORT/test_program` (the other path follows from it).

It sends the program and gets a 0 or 1 for each test. Any answer but 200 becomes a reward of 0 there, after 3 tries:
a null is held, then answered with 503, and the safe way is a verifier that uses `sdk.RewardClient`.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Call, Door, described, field, json_response, seconds, unscored
from sdk.columns import ColumnError, read_tests
from sdk.schema import Item

HOLD_S = 27.0
"""Its client waits 30 s at least."""
REWARDS: dict[str, Any] = {"accuracy": {"weight": 1.0, "partial": True, "detail": "summary"}}
"""Partial, because every test is to be run."""


class Asked(BaseModel):
    program: str
    tests: Any
    """A list, JSON text, or JSON compressed with zlib in base 64: assertions, or objects with input and output."""
    max_execution_time: float = 1.0
    """Seconds for each test."""


class Told(BaseModel):
    results: list[int]
    runtimes: list[float]


def add(app: FastAPI, door: Door) -> None:
    @app.post("/test_program", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def test_program(request: Request) -> Response:
        """open-instruct: a program and its assertions."""
        async with door.enter(request) as (body, call):
            return json_response(await _tested(body, call))

    @app.post("/test_program_stdio", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def test_program_stdio(request: Request) -> Response:
        """open-instruct: a program that reads and prints."""
        async with door.enter(request) as (body, call):
            return json_response(await _tested(body, call))


async def _tested(body: dict[str, Any], call: Call) -> dict[str, Any]:
    program, limit_s = field(body, "program", str), seconds(body, "max_execution_time", 1.0)
    try:
        tests = read_tests(body.get("tests"))
    except ColumnError as error:
        raise BadRequest(422, "invalid_request", f"tests: {error}") from None
    if tests is None:
        return {"results": [], "runtimes": []}
    # A fence longer than any in the program: it is to be taken as it is.
    fence = "`" * (max([3, *(len(run) + 1 for run in program.split() if set(run) == {"`"})]))
    completion = f"{fence}python\n{program}\n{fence}"
    item = Item(completion=completion, tests={**tests, "time_limit_s": limit_s}, rewards=REWARDS)
    [result] = await call.score([item], HOLD_S)
    if result["reward"] is None:
        raise unscored([result])
    ran = result["components"]["accuracy"]["tests"]["results"]
    count = len(tests.get("cases") or tests["code"])
    passed = [int(one["status"] == "passed") for one in ran] + [0] * (count - len(ran))
    return {"results": passed, "runtimes": [one["seconds"] for one in ran] + [limit_s] * (count - len(ran))}
