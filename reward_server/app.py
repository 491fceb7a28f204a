"""HTTP: routes, life span, errors. Besides the dialects this is the only module that uses FastAPI."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator, Coroutine
from functools import partial
from typing import Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import PlainTextResponse, StreamingResponse
from pydantic_core import to_json
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from reward_server import metrics
from reward_server.admission import QueueFull, Room
from reward_server.afresh import Afresh
from reward_server.asgi import ReadsOn, Signs
from reward_server.bad_request import BadRequest, too_large
from reward_server.batch_log import BatchLog
from reward_server.body import read_body
from reward_server.dialects import add_dialects
from reward_server.dialects.door import Door
from reward_server.keys import EVERYBODY, Key, Keys
from reward_server.negotiation import LINES, page_that_sent, wants_lines
from reward_server.page.routes import add_page
from reward_server.parsing import Batch
from reward_server.scoring import Stream, gathered
from reward_server.service import Service
from reward_server.settings import Settings, handed_on
from reward_server.throughput import load_of
from reward_server.tracing import OpenTelemetry, Traced
from sdk.schema import ErrorResponse, ScoreRequest, ScoreResponse

log = logging.getLogger("reward_server.app")

RETRY_UNREADY_S = 1
_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": str(RETRY_UNREADY_S)}}
"""What a refusal of this status says beside its body (RFC 9110, section 15.5.2 and 10.2.3)."""
READ_LATE_S = 30.0
"""How many seconds after a batch's deadline its lines still wait for a caller that does not read them."""
READ_ON_S = 10.0
READ_ON_BODIES = 2
"""How much of a refused request's body is read (in multiples of the largest allowed body), and for how many seconds."""

_UNAUTHORIZED: dict[str, Any] = {
    "model": ErrorResponse,
    "headers": {"WWW-Authenticate": {"description": "`Bearer`.", "schema": {"type": "string"}}},
}

T = TypeVar("T")


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application. If no manager is configured, it starts its own and ends it with itself."""
    service = Service(settings or handed_on())

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.close()

    app = FastAPI(title="Assay reward server", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    app.router.redirect_slashes = False  # a redirect would name whatever Host the caller sent
    app.state.service = service
    app.add_middleware(ReadsOn, max_bytes=READ_ON_BODIES * service.settings.max_body_bytes, max_s=READ_ON_S)
    if isinstance(service.tracing, OpenTelemetry):
        app.add_middleware(Traced, tracing=service.tracing)
    app.add_middleware(Signs, leaving=lambda: service.draining)
    app.add_exception_handler(ClientDisconnect, _client_gone)
    app.add_exception_handler(BadRequest, _bad_request)
    app.add_exception_handler(QueueFull, _queue_full)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _internal_error)
    _add_routes(app, service)
    door = Door(service, partial(_check_caller, service=service), _unless_gone)
    add_dialects(app, door, service.settings.dialects)
    if service.settings.page:
        add_page(app, door, service.slowest, service.settings)
    app.openapi = partial(_document, app)  # type: ignore[method-assign]
    return app


def _add_routes(app: FastAPI, service: Service) -> None:
    described = Afresh(lambda: _dumped(service.describe()))
    measured = Afresh(metrics.exposition)

    @app.post("/v1/score", responses=_SCORE_RESPONSES, openapi_extra=_SCORE_REQUEST)
    async def score(request: Request) -> Response:
        """Score one batch of completions."""
        return await _score(request, service)

    @app.get("/v1/rewards", responses={401: _UNAUTHORIZED})
    async def rewards(request: Request) -> Response:
        """The rewards that the server offers: definitions, options, languages, limits."""
        _check_token(request, service.keys)
        return Response(described(), media_type="application/json")

    @app.get("/livez")
    async def livez() -> Response:
        """200 as long as the process answers."""
        return _json({"status": "alive"})

    @app.get("/readyz", responses={503: {"description": "What is missing, one line each."}})
    async def readyz() -> Response:
        """200 when batches can be scored; else 503 with what is missing, and `stuck` if somebody must act to mend it.
        `lacking`: configured parts that are missing but not required; `places`: workers and sandboxes, idle, busy and
        starting; `languages`: the languages whose programs can run; `sandbox`: what isolates programs, and which
        protections this machine lacks."""
        missing, lacking = service.missing(), service.lacking()
        told = {
            "missing": missing,
            "lacking": lacking,
            "places": service.places(),
            "languages": service.test_languages(),
            "sandbox": service.programs()["identity"],
        }
        if not missing:
            return _json({"status": "ready", **told})
        return _json({"status": "unready", **told, "stuck": service.stuck()}, 503)

    @app.get("/metrics", response_class=PlainTextResponse)
    async def prometheus() -> Response:
        """Prometheus metrics."""
        return Response(measured(), media_type=metrics.CONTENT_TYPE)


async def _score(request: Request, service: Service) -> Response:
    started = time.monotonic()
    await service.catch_up()
    key = _check_caller(request, service)
    with contextlib.ExitStack() as held:
        room = held.enter_context(service.admission.room(key))
        try:
            batch = await _read_batch(request, service, room)
        except BadRequest as error:
            raise error.bare() from None
        room.hold_items(len(batch.request.items))
        deadline = started + batch.request.deadline_s
        room.hold_load(load_of(batch.request.items, batch.specs), deadline - time.monotonic())
        service.tracing.note({"assay.items": len(batch.request.items), "assay.key": key.name})
        told = BatchLog(service.scored_log, service.slowest, batch.request, key, started)
        scoring = _noted(service.scorer.stream(batch.request, batch.specs, deadline), batch, room, told)
        if wants_lines(request.headers.get("accept", "")):
            # The stream outlives this call: the room it takes is given back when it ends.
            lines = _lines(service, scoring)
            return Lines(lines, service.version, deadline + READ_LATE_S, held.pop_all())
        results = await _unless_gone(request.receive, gathered(scoring, len(batch.request.items)))
    seconds = time.monotonic() - started
    metrics.observe(results)
    metrics.BATCH.observe(seconds)
    answer = {"items": [one.wire() for one in results], "version": service.version, "seconds": round(seconds, 6)}
    metrics.REQUESTS.labels("200").inc()
    return _json(answer, headers={"X-Reward-Version": service.version})


async def _noted(scoring: Stream, batch: Batch, room: Room, told: BatchLog) -> Stream:
    """Reports each finished item to admission and to the log."""
    items, specs = batch.request.items, batch.specs
    async with contextlib.aclosing(scoring):
        async for ready in scoring:
            indexes = [index for index, _ in ready]
            room.done(load_of([items[index] for index in indexes], [specs[index] for index in indexes]))
            told.note(ready)
            yield ready
        told.end()


async def _read_batch(request: Request, service: Service, room: Room) -> Batch:
    settings = service.settings
    room.check_bytes(_declared_size(request, settings.max_body_bytes))
    encoding = request.headers.get("content-encoding", "").strip().lower()
    try:
        async with asyncio.timeout(settings.body_limit_s):  # room is not held for a caller that has fallen silent
            body = await read_body(request.stream(), encoding, settings.max_body_bytes, room.hold_bytes)
    except TimeoutError:
        raise BadRequest(408, "slow_body", f"the body took more than {settings.body_limit_s:g} s to arrive") from None
    return await service.parse(body)


async def _unless_gone(receive: Receive, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work. If the client hangs up first, cancels the work and raises ClientDisconnect."""
    working = asyncio.create_task(work)
    leaving = asyncio.create_task(_gone(receive))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        leaving.cancel()
        working.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Lines(StreamingResponse):
    """Results as NDJSON as soon as they are ready. However the stream ends, even before it began, it gives `held` back.

    until: the time (monotonic seconds) at which the server gives up a caller that does not read.
    """

    def __init__(self, lines: AsyncIterator[bytes], version: str, until: float, held: contextlib.ExitStack) -> None:
        super().__init__(lines, media_type=LINES, headers={"X-Reward-Version": version})
        self._until = until
        self._held = held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        metrics.REQUESTS.labels("200").inc()
        with self._held, contextlib.suppress(ClientDisconnect, TimeoutError):
            async with asyncio.timeout(self._until - time.monotonic()):
                await _unless_gone(receive, self.stream_response(send))


async def _lines(service: Service, scoring: Stream) -> AsyncIterator[bytes]:
    started = time.monotonic()
    async for ready in scoring:
        metrics.observe([result for _, result in ready])
        # One chunk: each costs both sides as much as several lines do.
        yield b"".join(_line({"index": index, **result.wire()}) for index, result in ready)
    seconds = round(time.monotonic() - started, 6)
    yield _line({"done": True, "version": service.version, "seconds": seconds})


def _line(value: object) -> bytes:
    """In ASCII: there are readers of lines that end one at U+2028 too."""
    return _escaped(value) + b"\n"


def _json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(_dumped(value), status, headers=headers, media_type="application/json")


def _dumped(value: object) -> bytes:
    """By pydantic's encoder, which is compiled. Not lone surrogates, which it refuses, though they are ordinary input,
    nor numbers that JSON does not have, for which it has words."""
    with contextlib.suppress(ValueError):
        text = to_json(value)
        if b"NaN" not in text and b"Infinity" not in text:
            return text
    return _escaped(value)


def _escaped(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def _check_token(request: Request, keys: Keys) -> Key:
    """The caller's key. Raises BadRequest."""
    if not keys:
        return EVERYBODY
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    key = keys.find(given) if scheme.lower() == "bearer" else None
    if key is None:
        raise BadRequest(401, "unauthorized", "send a token of the server's as Authorization: Bearer TOKEN")
    return key


def _check_page(request: Request, allowed: list[str]) -> None:
    """A web page in a browser on this machine must not score with a service on loopback, or put load on it."""
    headers = request.headers
    origin, content_type = headers.get("origin"), headers.get("content-type", "")
    betrayed = page_that_sent(origin, headers.get("host", ""), content_type, allowed)
    if betrayed is not None:
        raise BadRequest(403, "web_page", betrayed)


def _check_caller(request: Request, service: Service) -> Key:
    """Checks who sends the request; refuses what it can before it reads the body."""
    _check_page(request, service.settings.allowed_origins)
    key = _check_token(request, service.keys)
    _check_ready(service)
    return key


def _check_ready(service: Service) -> None:
    """Refuses batches until all required parts are there, and while draining. If a part is lost later, its items are
    nulls."""
    missing = service.missing()
    if service.draining or (missing and not service.was_ready):
        raise BadRequest(503, "unready", f"not ready: {'; '.join(missing)}")


def _declared_size(request: Request, limit: int) -> int:
    """The Content-Length; 0 if it is not declared. If it is too large, raises 413 before anything is read."""
    declared = request.headers.get("content-length", "0")
    size = int(declared.lstrip("0") or "0") if declared.isdigit() else 0
    if size > limit:
        raise too_large("the body has", f"{size} bytes", limit)
    return size


def _error(
    status: int, code: str, message: str, details: list[Any] | None = None, headers: dict[str, str] | None = None
) -> Response:
    metrics.REQUESTS.labels(str(status)).inc()
    log.log(logging.ERROR if status == 500 else logging.WARNING, "answered %d %s: %s", status, code, message[:500])
    error = ErrorResponse.model_validate({"error": {"code": code, "message": message, "details": details or []}})
    return _json(error.model_dump(exclude_none=True), status, headers)


async def _bad_request(_: Request, error: Exception) -> Response:
    assert isinstance(error, BadRequest)
    return _error(error.status, error.code, error.message, error.details, _HEADERS.get(error.status))


async def _client_gone(_: Request, error: Exception) -> Response:
    return _error(499, "client_gone", "the client closed the connection")  # for the metrics: nobody reads it


async def _queue_full(_: Request, error: Exception) -> Response:
    assert isinstance(error, QueueFull)
    return _error(429, "queue_full", str(error), headers={"Retry-After": str(error.retry_after_s)})


async def _http_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _error(error.status_code, "http_error", str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def _internal_error(_: Request, error: Exception) -> Response:
    log.error("a request failed", exc_info=error)
    return _error(500, "internal", f"internal error: {type(error).__name__}; please report it")


_SCORE_REQUEST = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ScoreRequest"}}},
    }
}


def _document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document; the request's schema is put in by hand, because the application reads bodies itself."""
    if not app.openapi_schema:
        document = get_openapi(title=app.title, version=app.version, routes=app.routes)
        wire = ScoreRequest.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        for name, schema in {**wire.pop("$defs", {}), "ScoreRequest": wire}.items():
            schemas.setdefault(name, schema)
        app.openapi_schema = document
    return app.openapi_schema


_SCORE_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": ScoreResponse},
    400: {"model": ErrorResponse},
    401: _UNAUTHORIZED,
    **{code: {"model": ErrorResponse} for code in (403, 408, 413, 422, 429, 503)},
}
