"""Programs of other Assay services, whose setting `sandbox` is `remote`: their jobs, and our outcomes.

What enters is what their manager would give to a pool of its own (`rewards.programs.tests.ProgramJob`); it is checked
for its types here, since it comes from outside.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from pydantic import BaseModel, Field, ValidationError

from reward_server.bad_request import BadRequest
from reward_server.dialects.door import Door, described, json_response
from reward_server.execution import frames
from reward_server.rewards.programs.tests import ProgramJob
from sdk.schema import MAX_TIMEOUT_S


class Asked(BaseModel):
    job: ProgramJob
    left_s: float = Field(gt=0, le=MAX_TIMEOUT_S)
    """Seconds until the caller's deadline."""


def add(app: FastAPI, door: Door) -> None:
    @app.get("/v1/programs", tags=["dialects"])
    async def programs(request: Request) -> Response:
        """What runs programs here, and what is missing for it."""
        return json_response(door.programs(request))

    @app.post("/v1/programs", openapi_extra=described(Asked), tags=["dialects"])
    async def forwarded(request: Request) -> Response:
        """Run one program against its tests."""
        async with door.enter(request) as (body, call):
            try:
                asked = Asked.model_validate(body)
            except ValidationError as error:
                wrong: list[Any] = error.errors(include_url=False, include_input=False, include_context=False)
                raise BadRequest(422, "invalid_request", "this is no program's job", wrong) from None
            return json_response(frames.dump_outcome(await call.forwarded(body["job"], asked.left_s)))
