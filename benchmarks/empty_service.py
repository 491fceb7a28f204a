"""A service that scores nothing: what HTTP and JSON cost by themselves (`uvicorn benchmarks.empty_service:app`).

FastAPI on uvicorn as ours, with the same compiled JSON: a batch is parsed, and answered with one result for each item.
Nothing is checked, counted or logged.
"""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from pydantic_core import from_json, to_json

app = FastAPI()


@app.get("/readyz")
async def readyz() -> Response:
    return Response(b"{}")


@app.post("/v1/score")
async def score(request: Request) -> Response:
    items = from_json(await request.body())["items"]
    return Response(to_json({"items": [_result(item) for item in items], "version": "empty", "seconds": 0.001}))


def _result(item: dict[str, object]) -> dict[str, object]:
    """With as many parts as ours has for two rewards."""
    component = {
        "score": 1.0,
        "status": "ok",
        "reason": "same text",
        "seconds": 0.0001,
        "queued_s": 0.0,
        "rule": "text",
    }
    return {"id": item["id"], "metadata": {}, "reward": 1.1, "components": {"accuracy": component, "format": component}}
