"""Traces, with OpenTelemetry's real SDK and exporter on both sides, and a collector that takes OTLP over HTTP."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from sdk import Item, RewardClient
from tests.end_to_end.running import start_server, stop

SECRET = "zyzzyva"
TESTS = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}, {"args": [4], "output": 17}]}
PROGRAM = Item(completion=f"```python\ndef f(x):\n    return x * x  # {SECRET}\n```", prompt=SECRET, tests=TESTS)
ANSWER = Item(
    completion=rf"<think>{SECRET}</think> \boxed{{\frac{{1}}{{3}}}}",
    ground_truth=r"\int_0^1 x^2 dx",
    prompt=SECRET,
)
SERVER, INTERNAL = Span.SPAN_KIND_SERVER, Span.SPAN_KIND_INTERNAL


class Collector:
    """Keeps what it is sent: (service's name, span)."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, Span]] = []
        self.received = b""

        class Handler(BaseHTTPRequestHandler):
            def do_POST(handler) -> None:
                body = handler.rfile.read(int(handler.headers["Content-Length"]))
                packed = handler.headers.get("Content-Encoding") == "gzip"
                self._take(handler.path, gzip.decompress(body) if packed else body)
                handler.send_response(200)
                handler.send_header("Content-Length", "0")
                handler.end_headers()

            def log_message(handler, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def _take(self, path: str, body: bytes) -> None:
        assert path == "/v1/traces"
        self.received += body
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            name = _attributes(resource.resource)["service.name"]
            self.spans += [(name, span) for scope in resource.scope_spans for span in scope.spans]

    def chain(self, last: Callable[[Span], bool], length: int) -> list[tuple[str, Span]]:
        """From the root to the span that is looked for, once all of them have arrived."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            known = {span.span_id: (name, span) for name, span in self.spans}
            for found in [one for one in known.values() if last(one[1])]:
                path = [found]
                while parent := known.get(path[0][1].parent_span_id):
                    path.insert(0, parent)
                if len(path) == length:
                    return path
            time.sleep(0.1)
        pytest.fail(f"no such chain among {[span.name for _, span in self.spans]}")


def _attributes(of: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in of.attributes}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    made = Collector()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()


@pytest.fixture(scope="module")
def urls(collector: Collector) -> Iterator[tuple[str, str]]:
    """A service, and the one that runs its programs."""
    traced = {"otlp_endpoint": collector.url}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OTEL_BSP_SCHEDULE_DELAY", "100")  # milliseconds until spans are sent
        runner = start_server(dialects='["programs"]', sandbox_containers="1", **traced)
        front = start_server(sandbox="remote", sandbox_urls=json.dumps([runner.url]), **traced)
    yield front.url, runner.url
    assert stop(front) == stop(runner) == 0


@pytest.fixture
def tracer(collector: Collector) -> Iterator[Any]:
    provider = TracerProvider(resource=Resource({"service.name": "trainer"}), shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(f"{collector.url}/v1/traces")))
    yield provider.get_tracer("tests")
    provider.shutdown()


def _named(name: str, *, under: int) -> Callable[[Span], bool]:
    return lambda span: span.name == name and int.from_bytes(span.trace_id) == under


@pytest.mark.docker
def test_one_trace_leads_from_the_client_through_two_services_into_the_sandbox(
    collector: Collector, urls: tuple[str, str], tracer: Any
) -> None:
    with tracer.start_as_current_span("step") as step, RewardClient(urls[0]) as client:
        assert client.score([PROGRAM]).rewards == [0.0]
    trace = step.get_span_context().trace_id
    path = collector.chain(_named("run sandbox", under=trace), 7)
    assert [(name, span.name) for name, span in path] == [
        ("trainer", "step"),
        ("assay", "POST /v1/score"),
        ("assay", "reward accuracy"),
        ("assay", "execute sandbox"),
        ("assay", "POST /v1/programs"),
        ("assay", "execute sandbox"),
        ("assay", "run sandbox"),
    ]
    spans = [span for _, span in path]
    assert [span.kind for span in spans[1:]] == [SERVER, INTERNAL, INTERNAL, SERVER, INTERNAL, INTERNAL]
    told = _attributes(spans[1])
    assert told["http.route"] == "/v1/score"
    assert (told["http.request.method"], told["http.response.status_code"], told["assay.items"]) == ("POST", 200, 1)
    assert _attributes(spans[2]).items() >= {"assay.reward": "accuracy", "assay.item": 0, "assay.score": 0.0}.items()
    assert _attributes(spans[-1]).items() >= {"assay.tests.count": 2, "assay.tests.passed": 1}.items()
    within = [(span.start_time_unix_nano, span.end_time_unix_nano) for span in (spans[-2], spans[-1])]
    assert within[1][0] >= within[0][0] - 10_000_000, "what a job took is told by the processes that saw it"
    assert within[1][1] <= within[0][1]


def test_waiting_and_work_of_a_comparison_are_spans_under_its_job(
    collector: Collector, urls: tuple[str, str], tracer: Any
) -> None:
    with tracer.start_as_current_span("step") as step, RewardClient(urls[0]) as client:
        assert client.score([ANSWER], {"accuracy": 1}).rewards == [1.0]
    trace = step.get_span_context().trace_id
    waited = collector.chain(_named("queue math", under=trace), 5)[-1][1]
    worked = collector.chain(_named("run math", under=trace), 5)[-1][1]
    assert waited.parent_span_id == worked.parent_span_id
    assert waited.end_time_unix_nano == worked.start_time_unix_nano
    assert _attributes(collector.chain(_named("plan", under=trace), 3)[-1][1])["assay.items"] == 1


def test_a_caller_that_traces_nothing_begins_a_trace_and_a_refusal_is_told(
    collector: Collector, urls: tuple[str, str]
) -> None:
    refused = httpx.post(f"{urls[0]}/v1/score", json={"items": [{"completion": SECRET, "surplus": SECRET}]})
    assert refused.status_code == 422
    number = refused.headers["x-request-id"]
    (found,) = collector.chain(lambda span: _attributes(span).get("assay.request_id") == number, 1)
    assert _attributes(found[1])["http.response.status_code"] == 422
    assert found[1].status.code == 0, "a mistake of the caller's is no error of the server's"


def test_no_text_of_a_caller_or_of_a_model_is_in_a_span(collector: Collector) -> None:
    assert len(collector.spans) > 10
    assert SECRET.encode() not in collector.received


@pytest.mark.parametrize("what", ["reward_server.app", "reward_server.execution.manager", "sdk"])
def test_without_an_endpoint_neither_the_sdk_nor_the_exporter_is_loaded(what: str) -> None:
    """FastAPI loads the API, of its own accord."""
    code = f"import sys, {what}\nassert not {{'opentelemetry.sdk', 'opentelemetry.exporter'}} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_client_in_a_process_that_traces_nothing_sends_nothing_of_it() -> None:
    code = "import sys\nfrom sdk.http.trace_context import trace_headers\nassert trace_headers() == {}\n"
    code += "assert not [one for one in sys.modules if one.startswith('opentelemetry')]"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
