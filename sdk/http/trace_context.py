"""The trace that a request belongs to, for callers who trace with OpenTelemetry."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextvars import ContextVar

HANDED_ON: ContextVar[Mapping[str, str] | None] = ContextVar("the headers of a caller in another process", default=None)


def trace_headers() -> dict[str, str]:
    """`traceparent` (and `tracestate`) of the span that is current; nothing where the process has not loaded
    OpenTelemetry, because then there is none."""
    if (handed_on := HANDED_ON.get()) is not None:
        return dict(handed_on)
    if "opentelemetry.trace" not in sys.modules:
        return {}
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    headers: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(headers)
    return headers
