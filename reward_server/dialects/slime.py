"""slime's remote reward: `--rm-type remote_rm --rm-url http://HOST:PORT/slime`. The answer's whole body is the reward.

It waits 120 s and tries 10 times, then the rollout fails. A null is held, then answered with 503.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

from reward_server.dialects.door import Door, described, field, item_of, json_response, unscored
from sdk.columns import label_row

HOLD_S = 100.0


class Asked(BaseModel):
    prompt: str | list[dict[str, Any]]
    response: str
    label: Any = None
    """A ground truth, or a row with `ground_truth` or `tests`."""


def add(app: FastAPI, door: Door) -> None:
    @app.post("/slime", response_model=float, openapi_extra=described(Asked), tags=["dialects"])
    async def slime(request: Request) -> Response:
        """slime: `--rm-type remote_rm --rm-url http://HOST:PORT/slime`."""
        async with door.enter(request) as (body, call):
            row = {**label_row(body.get("label")), "prompt": body.get("prompt")}
            results = await call.score([item_of(row, field(body, "response", str))], HOLD_S)
        if results[0]["reward"] is None:
            raise unscored(results)
        return json_response(results[0]["reward"])
