"""OpenAI's graders: `OpenAI(base_url="http://HOST:PORT/v1").fine_tuning.alpha.graders.run(...)` and `.validate(...)`.

The `grader` is echoed; what is judged are the columns of `item`, by this service's rewards. A null is `reward: null`
beside `other_error: true`.
"""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict

from reward_server.dialects.door import Door, Wire, components, described, field, item_of, json_response, why_null

HOLD_S = 100.0
ERRORS = (
    "formula_parse_error", "sample_parse_error", "truncated_observation_error", "unresponsive_reward_error",
    "invalid_variable_error", "other_error", "python_grader_server_error", "python_grader_runtime_error",
    "model_grader_server_error", "model_grader_refusal_error", "model_grader_parse_error",
)  # fmt: skip


class Asked(BaseModel):
    model_config = ConfigDict(protected_namespaces=())  # the names are OpenAI's

    grader: dict[str, Any]
    model_sample: str
    item: dict[str, Any] = {}
    """The row: `ground_truth`, `tests`, or any columns that docs/columns.md lists."""


class Checked(BaseModel):
    grader: dict[str, Any]


class Told(BaseModel):
    model_config = ConfigDict(protected_namespaces=())

    reward: float | None
    sub_rewards: dict[str, float | None]
    metadata: dict[str, Any]
    model_grader_token_usage_per_model: dict[str, Any] = {}


def add(app: FastAPI, door: Door) -> None:
    @app.post(
        "/v1/fine_tuning/alpha/graders/run", response_model=Told, openapi_extra=described(Asked), tags=["dialects"]
    )
    async def run(request: Request) -> Response:
        """OpenAI: `graders.run`."""
        started = time.monotonic()
        async with door.enter(request) as (body, call):
            grader, sample = field(body, "grader", dict), field(body, "model_sample", str)
            row = body["item"] if isinstance(body.get("item"), dict) else {}
            [result] = await call.score([item_of(row, sample)], HOLD_S)
        return json_response(_told(result, grader, time.monotonic() - started))

    @app.post(
        "/v1/fine_tuning/alpha/graders/validate",
        response_model=Checked,
        openapi_extra=described(Checked),
        tags=["dialects"],
    )
    async def validate(request: Request) -> Response:
        """OpenAI: `graders.validate`; any grader is taken, because none of its own is run."""
        async with door.enter(request) as (body, _):
            return json_response({"grader": field(body, "grader", dict)})


def _told(result: Wire, grader: dict[str, Any], seconds: float) -> dict[str, Any]:
    null = result["reward"] is None
    errors: dict[str, Any] = dict.fromkeys(ERRORS, False)
    errors |= {"other_error": null, "model_grader_server_error_details": None}
    errors |= {"python_grader_runtime_error_details": None, "python_grader_server_error_type": None}
    reasons = {name: one["reason"] for name, one in result["components"].items()}
    metadata = {
        "name": str(grader.get("name", "assay")),
        "type": str(grader.get("type", "assay")),
        "errors": errors,
        "execution_time": round(seconds, 6),
        "scores": {**components(result), "reasons": reasons} | ({"error": why_null([result])} if null else {}),
        "token_usage": None,
        "sampled_model_name": None,
    }
    told = {"reward": result["reward"], "sub_rewards": components(result), "metadata": metadata}
    return told | {"model_grader_token_usage_per_model": {}}
