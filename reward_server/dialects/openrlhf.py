"""OpenRLHF's remote reward: `--reward.remote_url http://HOST:PORT/openrlhf`.

It waits 180 s and tries 5 times; then the sample has no reward. A null is held, then answered with 503.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Door, components, described, field, item_of, json_response, unscored
from sdk.columns import label_row

HOLD_S = 150.0


class Asked(BaseModel):
    query: list[str]
    """Prompt and completion in one text, special tokens among it."""
    prompts: list[str]
    labels: list[Any]
    """Ground truths, or rows as JSON text with `ground_truth` or `tests`."""


class Told(BaseModel):
    rewards: float | list[float]
    """A number for one query, a list for several."""
    scores: float | list[float]
    extra_logs: dict[str, float | list[float]]


def add(app: FastAPI, door: Door) -> None:
    @app.post("/openrlhf", response_model=Told, openapi_extra=described(Asked), tags=["dialects"])
    async def openrlhf(request: Request) -> Response:
        """OpenRLHF: `--reward.remote_url http://HOST:PORT/openrlhf`."""
        async with door.enter(request) as (body, call):
            queries, prompts, labels = (field(body, name, list) for name in ("query", "prompts", "labels"))
            if not len(queries) == len(prompts) == len(labels):
                raise BadRequest(422, "invalid_request", "query, prompts and labels should be of one length")
            items = [
                item_of({**label_row(label), "prompt": prompt}, _completion(query, prompt))
                for query, prompt, label in zip(queries, prompts, labels, strict=True)
            ]
            results = await call.score(items, HOLD_S)
        if any(one["reward"] is None for one in results):
            raise unscored(results)
        rewards = [one["reward"] for one in results]
        told = _told(rewards)
        logged = [components(one) for one in results]
        names = [name for name in (logged[0] if logged else {}) if all(one.get(name) is not None for one in logged)]
        logs = {name: _told([one[name] for one in logged]) for name in names}
        return json_response({"rewards": told, "scores": told, "extra_logs": logs})


def _completion(query: Any, prompt: Any) -> Any:
    """What follows the prompt, which stands in the query as it was, or not at all where a template changed it."""
    return query.removeprefix(prompt) if isinstance(query, str) and isinstance(prompt, str) else query


def _told(values: list[Any]) -> Any:
    """OpenRLHF makes a tensor of what it gets for its one query: a list would add a dimension."""
    return values[0] if len(values) == 1 else values
