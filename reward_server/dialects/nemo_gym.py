"""NeMo-Gym's resources server: `POST /verify` answers with what it was sent and the reward; `GET /reverify_mode`.

`reward` must be a number there, so a null carries `mask_sample: true`, by which the trainer leaves the sample out, and
`_ng_failure_class`, by which the collection of rollouts files it among the failures. The number beside them is unused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Door, Wire, components, described, field, item_of, json_response, why_null

HOLD_S = 240.0


class Asked(BaseModel):
    """Other fields are the row's: `expected_answer`, `verifier_metadata`, or any that docs/columns.md lists."""

    model_config = ConfigDict(extra="allow")
    responses_create_params: dict[str, Any]
    response: dict[str, Any]


class Told(Asked):
    reward: float
    reward_components: dict[str, float]
    mask_sample: bool = False
    failure_kind: str | None = None
    failure_reason: str | None = None


def add(app: FastAPI, door: Door) -> None:
    @app.post("/verify", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def verify(request: Request) -> Response:
        """NeMo-Gym: a resources server at `http://HOST:PORT`."""
        async with door.enter(request) as (body, call):
            asked = field(body, "responses_create_params", dict).get("input")
            output = field(field(body, "response", dict), "output", list)
            row = {name: one for name, one in body.items() if name not in ("responses_create_params", "response")}
            results = await call.score([item_of({**row, "prompt": _prompt(asked)}, _completion(output))], HOLD_S)
        return json_response({**body, **_told(results[0])})

    @app.post("/seed_session", tags=["dialects"])
    async def seed_session() -> Response:
        """NeMo-Gym: a session needs nothing here."""
        return json_response({})

    @app.get("/reverify_mode", response_model=str, tags=["dialects"])
    async def reverify_mode() -> Response:
        """NeMo-Gym: stored rollouts can be verified again at any time."""
        return json_response("stateless")


def _told(result: Wire) -> dict[str, Any]:
    known = {name: score for name, score in components(result).items() if score is not None}
    if result["reward"] is not None:
        return {"reward": result["reward"], "reward_components": known, "mask_sample": False}
    statuses = [one["status"] for one in result["components"].values() if one["score"] is None]
    reason = why_null([result])
    masked = {"mask_sample": True, "failure_kind": next(iter(statuses), "error"), "failure_reason": reason}
    failed = {"_ng_failure_class": "judge_failed", "_ng_failure_judge_error": reason}
    return {"reward": 0.0, "reward_components": known, **masked, **failed}


def _completion(output: Iterable[Any]) -> list[dict[str, Any]]:
    """The last message of the assistant, with the reasoning that stands before it."""
    reasoning: list[str] = []
    found: dict[str, Any] | None = None
    for one in output:
        kind = one.get("type") if isinstance(one, Mapping) else None
        if kind == "reasoning":
            reasoning += _texts(one.get("content")) or _texts(one.get("summary"))
        elif kind == "message" and one.get("role") == "assistant":
            found = {"role": "assistant", "content": "".join(_texts(one.get("content")))}
            if reasoning:
                found["reasoning_content"] = "\n".join(reasoning)
                reasoning = []
    if found is None:
        found = {"role": "assistant", "content": ""}  # it ended in a tool's call, or was cut off: no answer
    return [found]


def _prompt(asked: Any) -> Any:
    if not isinstance(asked, list):
        return asked
    messages = [one for one in asked if isinstance(one, Mapping) and "role" in one]
    return [{"role": one["role"], "content": "".join(_texts(one.get("content")))} for one in messages] or None


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    if not isinstance(content, list):
        return []
    parts = [one.get("text", "") if isinstance(one, Mapping) else "" for one in content]
    if not all(isinstance(one, str) for one in parts):
        raise BadRequest(422, "invalid_request", "response.output: a content's text should be a string")
    return parts
