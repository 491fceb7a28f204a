"""eval-protocol's remote reward function: `RewardFunction(endpoint="http://HOST:PORT/evaluate", mode="remote")`.

Its client drops `is_score_valid`, so a null is held, then answered with 503, which it raises.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict

from reward_server.dialects.door import Door, Wire, described, field, item_of, json_response, unscored
from sdk.columns import label_row

HOLD_S = 100.0


class Asked(BaseModel):
    """Further columns of the row stand in an object `kwargs`, or beside the others."""

    model_config = ConfigDict(extra="allow")
    messages: list[dict[str, Any]]
    ground_truth: Any = None


class Metric(BaseModel):
    score: float
    is_score_valid: bool
    reason: str


class Told(BaseModel):
    score: float
    is_score_valid: bool
    reason: str
    metrics: dict[str, Metric]


def add(app: FastAPI, door: Door) -> None:
    @app.post("/evaluate", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def evaluate(request: Request) -> Response:
        """eval-protocol: a remote reward function at `http://HOST:PORT/evaluate`."""
        async with door.enter(request) as (body, call):
            messages = field(body, "messages", list)
            flat = {name: one for name, one in body.items() if name not in ("messages", "ground_truth", "kwargs")}
            nested = body["kwargs"] if isinstance(body.get("kwargs"), dict) else {}
            truth = body.get("ground_truth")
            # The client sends the conversation in the place of a ground truth that it was not given.
            known = {} if truth is None or truth == messages[:-1] else label_row(truth)
            row = {"prompt": messages[:-1] or None, **flat, **nested, **known}
            results = await call.score([item_of(row, messages)], HOLD_S)
        if results[0]["reward"] is None:
            raise unscored(results)
        return json_response(_told(results[0]))


def _told(result: Wire) -> dict[str, Any]:
    metrics = {
        name: {"score": one["score"] or 0.0, "is_score_valid": one["score"] is not None, "reason": one["reason"]}
        for name, one in result["components"].items()
    }
    reason = "; ".join(f"{name}: {one['reason']}" for name, one in metrics.items())
    return {"score": result["reward"], "is_score_valid": True, "reason": reason, "metrics": metrics}
