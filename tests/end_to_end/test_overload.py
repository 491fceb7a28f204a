"""More than fits: who is refused hears so, whatever was being sent, and nothing is lost, doubled or starved."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from sdk import AsyncRewardClient, Item
from tests.end_to_end.processes import descendants, resident_mb
from tests.end_to_end.running import Running, start_server, stop

QUEUE_BYTES = 300_000
SIZES = (10, 200_000, 2_000_000, 20_000_000)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Whatever the tests do to it: it ends well, and its log holds no traceback."""
    log = tmp_path_factory.mktemp("service") / "log"
    server = start_server(log, sandbox="off", queue_bytes=str(QUEUE_BYTES), queue_items="64", drain_s="0")
    yield server
    assert stop(server) == 0
    assert "Traceback" not in log.read_text()


def body(size: int) -> bytes:
    return json.dumps({"items": [{"completion": "x" * size}], "rewards": {"format": 1}}).encode()


def connected(running: Running) -> socket.socket:
    host, port = running.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=60)


def head(length: int, *more: str, version: str = "1.1") -> bytes:
    lines = [f"POST /v1/score HTTP/{version}", "Host: x", f"Content-Length: {length}", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@contextmanager
def full(running: Running) -> Iterator[None]:
    """Callers that send as much as fits, and never the rest."""
    with connected(running) as first, connected(running) as second:
        for one in (first, second):
            one.sendall(head(QUEUE_BYTES) + b" " * (QUEUE_BYTES // 2))
        while f"assay_admitted_bytes {QUEUE_BYTES}.0" not in httpx.get(f"{running.url}/metrics").text:
            time.sleep(0.02)
        yield


def sent_whole(running: Running, size: int, *more: str, version: str = "1.1") -> str:
    """The answer to one request by a caller that reads nothing before everything is sent, as most do."""
    content = body(size)
    with connected(running) as caller:
        caller.sendall(head(len(content), "Connection: close", *more, version=version) + content)
        answer = b""
        while part := caller.recv(65536):
            answer += part
    return answer.decode()


def test_whoever_is_refused_hears_429_and_when_to_come_back_never_a_reset(running: Running) -> None:
    ways: list[Any] = [{}, {"version": "1.0"}]
    with full(running), ThreadPoolExecutor(8) as pool, httpx.Client(base_url=running.url, timeout=60) as kept:
        jobs = [(size, way) for size in SIZES for way in ways * 4]
        answers = list(pool.map(lambda job: sent_whole(running, job[0], **job[1]), jobs))
        again = [kept.post("/v1/score", content=body(size)) for size in SIZES * 2]
    assert [answer.split(" ")[1] for answer in answers] == ["429"] * len(jobs)
    assert all("retry-after: " in answer.lower() for answer in answers)
    assert [(one.status_code, one.headers["retry-after"].isdigit()) for one in again] == [(429, True)] * len(again)
    assert empty(running)
    assert '"reward":0.0' in sent_whole(running, 10)


def empty(running: Running) -> bool:
    """Soon nothing is admitted that was not answered."""
    for _ in range(200):
        said = httpx.get(f"{running.url}/metrics").text
        if "assay_admitted_bytes 0.0" in said and "assay_admitted_items 0.0" in said:
            return True
        time.sleep(0.05)
    return False


def test_a_body_that_never_ends_is_answered_and_takes_no_memory(running: Running) -> None:
    """Undeclared (chunked) bytes are counted as they come."""
    before = resident(running)
    with connected(running) as caller:
        caller.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(caller.recv, 12)
            for _ in range(1000):
                caller.sendall(chunk)
                if answer.done():
                    break
    assert answer.result() == b"HTTP/1.1 413"
    assert resident(running) - before < 100
    assert empty(running)


def resident(running: Running) -> float:
    return sum(resident_mb(pid) for pid in [running.process.pid, *descendants(running.process.pid)])


async def test_no_item_is_lost_or_doubled_when_many_times_the_queue_is_asked(running: Running) -> None:
    """The client waits and comes back; each item's reward is its own."""

    async def one(client: AsyncRewardClient, number: int) -> None:
        right = number % 2
        answer = number if right else number + 1
        items = [Item(id=f"{number}/{n}", completion=f"{answer}", ground_truth=f"{number}") for n in range(40)]
        result = await client.score(items, rewards={"accuracy": 1}, timeout_s=120)
        assert [item.id for item in result.items] == [item.id for item in items]
        assert result.rewards == [float(right)] * 40

    async with AsyncRewardClient(running.url, max_in_flight=32, max_retries=1000) as client:
        await asyncio.gather(*(one(client, number) for number in range(60)))
    async with httpx.AsyncClient() as http:
        said = (await http.get(f"{running.url}/metrics")).text
    assert 'assay_requests_total{status="429"}' in said, "it was overload"


def test_small_batches_go_on_beside_a_huge_one(running: Running) -> None:
    """4,000 items that are judged one by one, and the queue holds 64: the small ones are neither refused nor kept."""
    huge = [{"completion": "word " * 1000 + f".\n\\boxed{{{n}}}", "ground_truth": f"{n}"} for n in range(4000)]
    content = json.dumps({"items": huge, "rewards": {"accuracy": 1}, "timeout_s": 300}).encode()
    with ThreadPoolExecutor(1) as pool, httpx.Client(base_url=running.url, timeout=60) as http:
        answer = pool.submit(httpx.post, f"{running.url}/v1/score", content=content, timeout=300)
        while "assay_admitted_items 32.0" not in http.get("/metrics").text:
            assert not answer.done()
        small = [http.post("/v1/score", content=body(100)) for _ in range(10)]
        assert not answer.done(), "the small ones were all answered before it"
        assert [one.json()["items"][0]["reward"] for one in small] == [0.0] * 10
        assert {item["reward"] for item in answer.result().json()["items"]} == {1.0}


def test_callers_that_leave_at_any_moment_leave_their_room(running: Running) -> None:
    content = body(20_000)
    lines = head(len(content), "Accept: application/x-ndjson")
    for cut in (10, len(lines), len(lines) + 100, len(lines) + len(content) - 1, len(lines) + len(content)) * 5:
        with connected(running) as caller:
            caller.sendall((lines + content)[:cut])
    assert empty(running)
