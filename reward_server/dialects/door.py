"""How a dialect reaches the service: a foreign body in, scored items out, under the same limits as `/v1/score`."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive

from reward_server import metrics
from reward_server.admission import QueueFull, Room
from reward_server.bad_request import BadRequest
from reward_server.body import read_body
from reward_server.jobs import Failure, JsonObject, Outcome
from reward_server.json_counts import TooMuch, outline
from reward_server.keys import Key
from reward_server.parsing import Batch
from reward_server.rewards.programs.tests import ProgramJob
from reward_server.service import Service
from reward_server.settings import Settings
from sdk.columns import ColumnError, Columns, item
from sdk.schema import MAX_TIMEOUT_S, Item

TRIES = 2
PAUSE_S = 1.0
KNOCK_EVERY_S = 0.25
OURS = {"timeout", "error"}
"""The statuses of a null that may be gone when it is tried again."""
BY_NAME = Columns()
T = TypeVar("T")
Wire = dict[str, Any]
"""One item's result as `/v1/score` writes it."""
Work = Callable[[Receive, Coroutine[Any, Any, Any]], Awaitable[Any]]


class Door:
    """`check` refuses a request without the token, or before the service is ready; `unless_gone` ends work nobody
    waits for."""

    def __init__(self, service: Service, check: Callable[[Request], Key], unless_gone: Work) -> None:
        self._service = service
        self._check = check
        self._unless_gone = unless_gone

    @property
    def programs_at_once(self) -> int:
        """One more than can run: the next is at hand when a sandbox becomes free."""
        return self._service.settings.sandbox_containers + 1

    @property
    def sandbox_memory_mb(self) -> int:
        return self._service.settings.sandbox_memory_mb

    @contextlib.asynccontextmanager
    async def enter_patiently(self, request: Request, within_s: float) -> AsyncIterator[tuple[dict[str, Any], Call]]:
        """As `enter`, for callers that would pay 0 for a 429 or a 503: what stands in the way is waited for, then 504.
        What else is raised in the block goes through."""
        arrived = time.monotonic()
        try:
            await self._until_open(request, arrived + within_s)
            async with self.enter(request) as (body, call):
                call.arrived = arrived
                yield body, call
        except QueueFull as full:
            raise BadRequest(504, "queue_full", str(full)) from None
        except BadRequest as refused:
            if refused.status == 503:
                raise BadRequest(504, refused.code, refused.message) from None
            raise

    async def _until_open(self, request: Request, deadline: float) -> None:
        """Raises what `enter` would at the deadline, and at once what waiting does not mend."""
        while True:
            try:
                self._check(request)
                self._service.admission.room()
                return
            except (QueueFull, BadRequest) as refused:
                if getattr(refused, "status", 503) != 503 or time.monotonic() + KNOCK_EVERY_S > deadline:
                    raise
            await asyncio.sleep(KNOCK_EVERY_S)

    @contextlib.asynccontextmanager
    async def enter(self, request: Request) -> AsyncIterator[tuple[dict[str, Any], Call]]:
        """The request's JSON object and a `Call`. Raises BadRequest and QueueFull."""
        await self._service.catch_up()
        key = self._check(request)
        with self._service.admission.room(key) as room:
            body = await self._body(request, room)
            yield _object(body, self._service.settings), Call(self._service, request, room, self._unless_gone)

    def knock(self, request: Request) -> Key:
        """The caller's key. Raises BadRequest without the token, or before the service is ready."""
        return self._check(request)

    def programs(self, request: Request) -> dict[str, Any]:
        """What runs programs, and what it lacks. Raises BadRequest without the token."""
        self._check(request)
        return self._service.programs()

    async def _body(self, request: Request, room: Room) -> bytes:
        settings = self._service.settings
        encoding = request.headers.get("content-encoding", "").strip().lower()
        try:
            async with asyncio.timeout(settings.body_limit_s):
                return await read_body(request.stream(), encoding, settings.max_body_bytes, room.hold_bytes)
        except TimeoutError:
            told = f"the body took more than {settings.body_limit_s:g} s to arrive"
            raise BadRequest(408, "slow_body", told) from None


class Call:
    """One request of a dialect, while it is answered."""

    def __init__(self, service: Service, request: Request, room: Room, unless_gone: Work) -> None:
        self._service = service
        self._request = request
        self._room = room
        self._unless_gone = unless_gone
        self.arrived = time.monotonic()

    async def parse(self, body: Mapping[str, Any]) -> Batch:
        """A request of `/v1/score`. Raises BadRequest."""
        return await self._service.parse(json.dumps(body).encode())

    async def run_program(self, job: ProgramJob, line: asyncio.Semaphore, hold_s: float) -> Outcome:
        """One program's run, `hold_s` after the request's arrival at the latest; `line`: where it waits its turn."""
        self._room.hold_items(1)
        deadline = self.arrived + hold_s
        outcome: Outcome = await self._unless_gone(self._request.receive, self._in_line(job, line, deadline))
        return outcome

    async def _in_line(self, job: ProgramJob, line: asyncio.Semaphore, deadline: float) -> Outcome:
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await line.acquire()
        except TimeoutError:
            return Failure("timeout", "no sandbox was free in time")
        try:
            return await self._service.run_job("sandbox", dict(job), deadline, f"run/{id(self)}")
        finally:
            line.release()

    async def score(self, items: Sequence[Item], hold_s: float) -> list[Wire]:
        """The items' results within `hold_s` seconds; nulls of ours are tried again while there is time."""
        self._room.hold_items(len(items))
        results: list[Wire] = await self._unless_gone(self._request.receive, self._persistently(items, hold_s))
        return results

    async def forwarded(self, job: JsonObject, left_s: float) -> Outcome:
        """What became of another service's job, `left_s` seconds from now at the latest."""
        self._room.hold_items(1)
        running = self._service.run_job("sandbox", job, time.monotonic() + left_s, f"forwarded/{id(self)}")
        outcome: Outcome = await self._unless_gone(self._request.receive, running)
        return outcome

    async def _persistently(self, items: Sequence[Item], hold_s: float) -> list[Wire]:
        deadline = time.monotonic() + hold_s
        results = await self._once(items, hold_s, deadline)
        for tries in range(1, TRIES):
            nulls = [at for at, one in enumerate(results) if _is_ours(one)]
            if not nulls or self._service.draining or time.monotonic() + PAUSE_S * tries >= deadline:
                break
            await asyncio.sleep(PAUSE_S * tries)
            for at, one in zip(nulls, await self._once([items[at] for at in nulls], hold_s, deadline), strict=True):
                results[at] = one
        return results

    async def _once(self, items: Sequence[Item], hold_s: float, deadline: float) -> list[Wire]:
        settings = self._service.settings
        asked: dict[str, Any] = {"items": [one.model_dump(exclude_unset=True) for one in items]}
        asked |= {"timeout_s": hold_s, "left_s": max(deadline - time.monotonic(), 0.001)}
        asked |= {"rewards": settings.dialect_rewards} if settings.dialect_rewards else {}
        asked |= {"template": settings.dialect_template} if settings.dialect_template else {}
        batch = await self.parse(asked)
        scored = await self._service.scorer.score(batch.request, batch.specs, deadline)
        metrics.observe(scored)
        return [one.wire() for one in scored]


def field(body: Mapping[str, Any], name: str, kind: type[T]) -> T:
    """A field of the body. Raises BadRequest where it is missing or of another type."""
    value = body.get(name)
    if not isinstance(value, kind):
        raise BadRequest(422, "invalid_request", f"{name}: should be a JSON {_JSON[kind]}, not {type(value).__name__}")
    return value


_JSON: dict[type, str] = {str: "string", list: "array", dict: "object"}


def seconds(body: Mapping[str, Any], name: str, default: float) -> float:
    """A number of seconds above 0. Raises BadRequest."""
    value = body.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= MAX_TIMEOUT_S:
        raise BadRequest(422, "invalid_request", f"{name}: should be a number of seconds, at most {MAX_TIMEOUT_S}")
    return float(value)


def described(model: type[BaseModel]) -> dict[str, Any]:
    """A route's request in the OpenAPI document. The body is read by hand: trainers send fields of their own."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": model.model_json_schema()}}}}


def item_of(row: Mapping[str, Any], completion: Any, **more: Any) -> Item:
    """Raises BadRequest, which names the column."""
    try:
        return item(row, BY_NAME, completion=completion, **more)
    except ColumnError as error:
        raise BadRequest(422, "invalid_request", str(error)) from None


def json_response(value: object, status: int = 200) -> Response:
    metrics.REQUESTS.labels(str(status)).inc()
    data = json.dumps(value, separators=(",", ":"), allow_nan=False).encode()
    return Response(data, status, media_type="application/json")


def unscored(results: Sequence[Wire], status: int = 503) -> BadRequest:
    return BadRequest(status, "unscored", f"no reward could be given: {why_null(results)}")


def why_null(results: Sequence[Wire]) -> str:
    reasons = (one["reason"] for result in results for one in result["components"].values() if one["score"] is None)
    return str(next(reasons, "no reward applies to the item"))


def components(result: Wire) -> dict[str, float | None]:
    return {name: one["score"] for name, one in result["components"].items()}


def _is_ours(result: Wire) -> bool:
    return result["reward"] is None and any(one["status"] in OURS for one in result["components"].values())


def _object(body: bytes, settings: Settings) -> dict[str, Any]:
    try:
        outline(body, settings.request_limits())
        found = json.loads(body.decode("utf-8", "surrogatepass"))
    except TooMuch as error:
        raise BadRequest(413, "too_large", str(error)) from None
    except (ValueError, RecursionError) as error:
        raise BadRequest(400, "malformed_json", f"the body is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise BadRequest(422, "invalid_request", "the body should be a JSON object")
    return found
