"""OpenTelemetry spans of the service's work (setting: otlp_endpoint; extra: otel). Off, it imports and costs nothing.

    request -> reward (each that asks the outside, of each item) -> execute -> queue, run

A trace goes on from the caller's `traceparent`. The manager exports nothing, because it has no network: it says how
long a job waited and worked, and the HTTP process makes spans of that. No text of a caller or a model is in a span.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from assay_rl.distribution import needs, version_line
from reward_server import logs
from reward_server.asgi import App, Message, Receive, Scope, Send
from reward_server.jobs import Done, Outcome
from reward_server.settings import Settings

Attributes = Mapping[str, str | int | float | bool]

traceparent: ContextVar[str | None] = ContextVar("traceparent", default=None)
"""The header by which whoever works for the current span goes on with its trace; None where nothing is traced."""

EXPORT_WITHIN_S = 5.0
"""For one batch of spans, with all its tries."""
FLUSH_WITHIN_S = 5.0
"""At the end, for the spans that were not exported yet; then they are lost."""
MAX_QUEUE = 32_768
"""Spans that wait to be exported: a batch of 4,096 programs makes 16,000 at once. What comes beyond is dropped."""


def headers() -> dict[str, str]:
    """What a request made for the current span carries."""
    value = traceparent.get()
    return {} if value is None else {"traceparent": value}


class Tracing:
    """Off. Everything is about the current span, the innermost `span` of the task."""

    def span(self, name: str, attributes: Attributes) -> AbstractContextManager[None]:
        return nullcontext()

    def note(self, attributes: Attributes) -> None:
        """Attributes of the current span."""

    def outcome(self, executor: str, outcome: Outcome) -> None:
        """What became of the job of the current span, just now: its waiting and its work become spans."""

    def close(self) -> None:
        """Exports what is left. Blocks, a few seconds at most."""


OFF = Tracing()


def build(settings: Settings) -> Tracing:
    """If the extra `otel` is missing, ends the process with a message."""
    if settings.otlp_endpoint is None:
        return OFF
    with needs("otel"):
        return OpenTelemetry(settings.otlp_endpoint)


class OpenTelemetry(Tracing):
    """Exports by OTLP over HTTP. What else there is to set, such as sampling, the SDK takes from variables OTEL_*."""

    def __init__(self, endpoint: str) -> None:
        from opentelemetry import trace
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        version = version_line().partition(" ")[2]
        own = Resource({"service.name": "assay", "service.version": version})
        resource = Resource.create().merge(own).merge(OTELResourceDetector().detect())
        self._exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_WITHIN_S)
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter, max_queue_size=MAX_QUEUE))
        self._trace = trace
        self._tracer = self._provider.get_tracer("reward_server", version)
        self._propagator = TraceContextTextMapPropagator()

    def close(self) -> None:
        ends = threading.Timer(FLUSH_WITHIN_S, self._exporter.shutdown)
        ends.daemon = True
        ends.start()
        self._provider.shutdown()
        ends.cancel()

    @contextmanager
    def span(self, name: str, attributes: Attributes) -> Iterator[None]:
        with self._opened(name, attributes, kind=self._trace.SpanKind.INTERNAL):
            yield

    @contextmanager
    def request(self, scope: Scope) -> Iterator[None]:
        """The span of a whole request, by the conventions for HTTP servers."""
        given = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        host, port = scope.get("server") or ("", None)
        told = {
            "http.request.method": scope["method"],
            "url.path": scope["path"],
            "url.scheme": scope.get("scheme", "http"),
            "network.protocol.version": scope.get("http_version", ""),
            "server.address": host,
            "server.port": port,
            "user_agent.original": given.get("user-agent"),
            "assay.request_id": logs.request_id.get(),
        }
        known = {name: value for name, value in told.items() if value is not None}
        parent = self._propagator.extract(given)
        with self._opened(scope["method"], known, kind=self._trace.SpanKind.SERVER, context=parent):
            yield

    @contextmanager
    def _opened(self, name: str, attributes: Attributes, **where: Any) -> Iterator[None]:
        # What an exception says may hold a text of the caller's.
        where |= {"record_exception": False, "set_status_on_exception": False}
        with self._tracer.start_as_current_span(name, attributes=dict(attributes), **where):
            carried: dict[str, str] = {}
            self._propagator.inject(carried)
            before = traceparent.set(carried["traceparent"])
            try:
                yield
            except BaseException as error:
                self._failed(type(error).__qualname__)
                raise
            finally:
                traceparent.reset(before)

    def note(self, attributes: Attributes) -> None:
        self._trace.get_current_span().set_attributes(dict(attributes))

    def answered(self, scope: Scope, status: int) -> None:
        """Known only now: the route, which gives the span its name, and the status."""
        route = getattr(scope.get("route"), "path", None)
        if route is not None:
            self._trace.get_current_span().update_name(f"{scope['method']} {route}")
            self.note({"http.route": route})
        self.note({"http.response.status_code": status})
        if status >= 500:
            self._failed(str(status))

    def outcome(self, executor: str, outcome: Outcome) -> None:
        ended = time.time_ns()
        began = ended - round(outcome.seconds * 1e9)
        self._past(f"queue {executor}", began - round(outcome.queued_s * 1e9), began, {})
        self._past(f"run {executor}", began, ended, _results(outcome))
        if not isinstance(outcome, Done):
            self._failed(outcome.cause)

    def _past(self, name: str, began_ns: int, ended_ns: int, attributes: Attributes) -> None:
        self._tracer.start_span(name, start_time=began_ns, attributes=dict(attributes)).end(ended_ns)

    def _failed(self, kind: str) -> None:
        span = self._trace.get_current_span()
        span.set_attribute("error.type", kind)
        span.set_status(self._trace.StatusCode.ERROR)


def _results(outcome: Outcome) -> Attributes:
    """How many tests a program passed, and what isolated it."""
    if not isinstance(outcome, Done) or not isinstance(results := outcome.result.get("results"), list):
        return {}
    passed = sum(one.get("status") == "passed" for one in results)
    told = {"assay.tests.count": len(results), "assay.tests.passed": passed}
    return {**told, "assay.sandbox": str(outcome.result.get("sandbox", ""))}


class Traced:
    """A span around each request that brings work. The others, such as those of probes, would be noise."""

    def __init__(self, app: App, tracing: OpenTelemetry) -> None:
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            return await self._app(scope, receive, send)

        async def seen(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tracing.answered(scope, message["status"])
            await send(message)

        with self._tracing.request(scope):
            await self._app(scope, receive, seen)
        return None
