"""The trace that a request belongs to, for callers who trace with OpenTelemetry."""

from __future__ import annotations

import sys


def trace_headers() -> dict[str, str]:
    """`traceparent` (and `tracestate`) of the span that is current; nothing where the process has not loaded
    OpenTelemetry, because then there is none."""
    if "opentelemetry.trace" not in sys.modules:
        return {}
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    headers: dict[str, str] = {}
    TraceContextTextMapPropagator().inject(headers)
    return headers
