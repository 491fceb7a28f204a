"""HTTP around the shell: tokens, readiness, the bounded door, callers that leave. A manager with small executors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from reward_server import app
from reward_server.app import _dumped, _line, create_app
from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.manager import Manager
from reward_server.jobs import Done, JsonObject, Outcome, Unavailable
from reward_server.settings import Settings

PROGRAM = {"completion": "```python\nx = 1\n```", "tests": {"type": "stdio", "cases": [{"input": "", "output": "1"}]}}
FORMATTED = {"completion": "<think>a</think><answer>b</answer>"}


class Held(Unavailable):
    """A sandbox that answers nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__("held")
        self.go = asyncio.Event()
        self.running = 0
        self.lacks: list[str] = []
        self.image = "an image"

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        self.running += 1
        try:
            await self.go.wait()
        finally:
            self.running -= 1
        return Done({"results": []})

    def missing(self) -> list[str]:
        return self.lacks

    def identity(self) -> dict[str, str]:
        return {"image": self.image}


@dataclass
class Running:
    app: FastAPI
    http: httpx.AsyncClient
    sandbox: Held

    async def score(self, *items: Any, headers: dict[str, str] | None = None, **batch: Any) -> httpx.Response:
        body = json.dumps({"items": list(items), **batch}).encode()
        return await self.http.post("/v1/score", content=body, headers=headers)


async def until(condition: Any) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("it never came to be")


@asynccontextmanager
async def running(folder: Path, *, lacks: str = "", **settings: Any) -> AsyncIterator[Running]:
    sandbox = Held()
    sandbox.lacks = [lacks] if lacks else []
    manager = Manager({"sandbox": FairQueue(sandbox, 100), "math": FairQueue(Unavailable("no"), 1)}, folder / "s")
    await manager.start()
    made = create_app(Settings(manager_socket=folder / "s", **settings))
    transport = httpx.ASGITransport(made)
    async with made.router.lifespan_context(made), httpx.AsyncClient(transport=transport, base_url="http://t") as http:
        if not lacks:
            await until(lambda: not made.state.service.missing())
        yield Running(made, http, sandbox)
    await manager.close()


async def test_the_token_guards_scoring_and_not_health(tmp_path: Path) -> None:
    async with running(tmp_path, token="s3cret") as service:
        refused = [
            None,
            {"Authorization": "Bearer wrong"},
            {"Authorization": "s3cret"},
            {"Authorization": "Basic s3cret"},
        ]
        answers = [await service.score(headers=one) for one in refused]
        assert [one.status_code for one in answers] == [401] * 4
        assert {one.headers["www-authenticate"] for one in answers} == {"Bearer"}
        assert (await service.score(headers={"Authorization": "Bearer s3cret"})).status_code == 200
        asked = await service.http.get("/v1/rewards")
        assert (asked.status_code, asked.headers["www-authenticate"]) == (401, "Bearer")
        assert (await service.http.get("/readyz")).status_code == 200


async def test_until_everything_is_there_batches_are_sent_away_with_a_reason(tmp_path: Path) -> None:
    async with running(tmp_path, lacks="the image is not there: build it") as service:
        await until(lambda: "image" in str(service.app.state.service.missing()))
        response = await service.score(FORMATTED)
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert "the image is not there" in response.json()["error"]["message"]
        assert (await service.http.get("/readyz")).json()["missing"] == ["the image is not there: build it"]
        assert (await service.http.get("/livez")).status_code == 200


async def test_a_batch_waits_while_this_process_does_not_know_yet_that_all_is_there(tmp_path: Path) -> None:
    async with running(tmp_path, lacks="the engine is gone") as service:
        await until(lambda: "engine" in str(service.app.state.service.missing()))
        service.sandbox.lacks = []
        assert service.app.state.service.missing(), "the manager is asked every 0.1 s"
        assert (await service.score(FORMATTED)).status_code == 200


async def test_each_change_of_readiness_is_one_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reward_server.service")
    async with running(tmp_path) as service:
        for lacks in (["the engine is gone"], []):
            service.sandbox.lacks = lacks
            await until(lambda lacks=lacks: service.app.state.service.missing() == lacks)
            for _ in range(5):
                await service.http.get("/readyz")
        said = [record.getMessage() for record in caplog.records if record.name == "reward_server.service"]
        assert said[-3:] == ["ready", "unready: the engine is gone", "ready"]


async def test_the_log_says_that_the_service_is_ready_though_nobody_asks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reward_server.service.STARTS_WITHIN_S", 0.0)
    monkeypatch.setattr("reward_server.service.WATCH_EVERY_S", 0.01)
    caplog.set_level("INFO", "reward_server.service")
    async with running(tmp_path, lacks="the engine is gone") as service:
        await until(lambda: "unready: the engine is gone" in caplog.messages)
        service.sandbox.lacks = []
        await until(lambda: "ready" in caplog.messages)


async def test_a_part_lost_later_leaves_the_others_scored(tmp_path: Path) -> None:
    async with running(tmp_path) as service:
        service.sandbox.lacks = ["the engine is gone"]
        await until(lambda: service.app.state.service.missing())
        assert (await service.http.get("/readyz")).status_code == 503
        assert (await service.score(FORMATTED, rewards={"format": 1})).json()["items"][0]["reward"] == 1.0


async def test_what_is_away_changes_no_version(tmp_path: Path) -> None:
    async with running(tmp_path) as service:
        before = service.app.state.service.version
        service.sandbox.image, service.sandbox.lacks = "", ["the engine is gone"]
        await until(lambda: service.app.state.service.missing())
        assert service.app.state.service.version == before
        service.sandbox.image, service.sandbox.lacks = "another image", []
        await until(lambda: service.app.state.service.version != before)


async def test_what_is_left_of_the_time_is_the_deadline(tmp_path: Path) -> None:
    """The limits of programs follow `timeout_s`, whatever is left of it."""
    async with running(tmp_path) as service:
        late = await service.score(PROGRAM, rewards={"accuracy": 1}, timeout_s=100, left_s=0.2)
        component = late.json()["items"][0]["components"]["accuracy"]
        assert (component["score"], component["status"]) == (None, "timeout")
        assert (await service.score(FORMATTED, timeout_s=0.5, left_s=100, rewards={"format": 1})).status_code == 200
        assert (await service.score(FORMATTED, left_s=0)).status_code == 422


async def test_what_is_not_required_is_an_error_of_the_items_that_need_it(tmp_path: Path) -> None:
    """The others are scored, and /readyz tells what is lacking."""
    async with running(tmp_path, lacks="the image is not there: build it", require="math") as service:
        await until(lambda: not service.app.state.service.missing())
        ready = await service.http.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["lacking"] == ["the image is not there: build it"]
        assert (await service.score(FORMATTED, rewards={"format": 1})).json()["items"][0]["reward"] == 1.0


async def test_draining_refuses_what_is_new_and_ends_what_is_in_flight(tmp_path: Path) -> None:
    async with running(tmp_path) as service:
        in_flight = asyncio.create_task(service.score(PROGRAM, rewards={"accuracy": 1}))
        await until(lambda: service.sandbox.running)
        service.app.state.service.draining = True
        refused = await service.score(FORMATTED)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
        service.sandbox.go.set()
        assert (await in_flight).status_code == 200


@pytest.mark.parametrize("limit", [{"queue_items": 4}, {"queue_bytes": 500}])
async def test_a_full_queue_is_429_with_a_time_to_come_back_and_room_comes_again(tmp_path: Path, limit: Any) -> None:
    async with running(tmp_path, **limit) as service:
        pairs = ([{**PROGRAM, "completion": f"x = {n}"} for n in pair] for pair in ((1, 2), (3, 4)))
        big = [asyncio.create_task(service.score(*pair, rewards={"accuracy": 1})) for pair in pairs]
        await until(lambda: service.sandbox.running == 4)
        refused = await service.score(PROGRAM, PROGRAM)
        assert refused.status_code == 429
        assert 1 <= int(refused.headers["retry-after"]) <= 30
        service.sandbox.go.set()
        assert [(await one).status_code for one in big] == [200, 200]
        assert (await service.score(FORMATTED, FORMATTED)).status_code == 200
        door = service.app.state.service.admission
        assert (door.items, door.bytes) == (0, 0)


@pytest.mark.parametrize("body", [b"{", b'{"items": [{}]}', b'{"items": [{"completion": "a", "x": 1}]}'])
async def test_a_refused_request_takes_no_room(tmp_path: Path, body: bytes) -> None:
    async with running(tmp_path) as service:
        assert (await service.http.post("/v1/score", content=body)).status_code in (400, 422)
        door = service.app.state.service.admission
        assert (door.items, door.bytes) == (0, 0)


async def test_a_stream_gives_its_room_back_at_its_end(tmp_path: Path) -> None:
    async with running(tmp_path) as service:
        response = await service.score(FORMATTED, headers={"Accept": "application/x-ndjson"}, rewards={"format": 1})
        lines = [json.loads(line) for line in response.text.splitlines()]
        assert [line.get("index", "end") for line in lines] == [0, "end"]
        door = service.app.state.service.admission
        await until(lambda: (door.items, door.bytes) == (0, 0))


async def test_work_for_a_caller_that_left_is_cancelled(tmp_path: Path) -> None:
    """Driven as a server drives it: the body, then `http.disconnect` while the batch is being scored."""
    async with running(tmp_path) as service:
        body = json.dumps({"items": [PROGRAM], "rewards": {"accuracy": 1}}).encode()
        left = asyncio.Event()
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> dict[str, Any]:
            message = next(messages, None)
            if message is None:
                await left.wait()
                return {"type": "http.disconnect"}
            return message

        async def send(message: Any) -> None: ...

        headers = [(b"content-length", str(len(body)).encode())]
        call = asyncio.create_task(service.app(scope(headers), receive, send))
        await until(lambda: service.sandbox.running)
        left.set()
        await call
        await until(lambda: not service.sandbox.running)
        assert service.app.state.service.admission.items == 0


async def test_a_full_queue_refuses_without_reading_a_body(tmp_path: Path) -> None:
    async def never() -> AsyncIterator[bytes]:
        pytest.fail("it was read")
        yield b""

    async with running(tmp_path, queue_items=1) as service:
        first = asyncio.create_task(service.score(PROGRAM, rewards={"accuracy": 1}))
        await until(lambda: service.sandbox.running)
        headers = [(b"content-length", b"100"), (b"expect", b"100-continue")]
        messages = await called(service, headers, anext(never()))
        assert messages[0]["status"] == 429
        service.sandbox.go.set()
        assert (await first).status_code == 200


async def test_a_body_that_is_declared_and_does_not_come_keeps_nobody_out(tmp_path: Path) -> None:
    async with running(tmp_path, queue_bytes=4000) as service:
        silent = asyncio.Future[Any]()
        headers = [(b"content-length", b"4000"), (b"expect", b"100-continue")]
        waiting = [asyncio.create_task(called(service, headers, silent)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert (await service.score(FORMATTED, rewards={"format": 1})).status_code == 200
        for one in waiting:
            one.cancel()


async def test_a_declared_length_may_begin_with_any_number_of_zeros(tmp_path: Path) -> None:
    async with running(tmp_path, max_body_bytes=1000) as service:
        answer = await service.http.post("/v1/score", content=b"{", headers={"Content-Length": "0" * 5000 + "1"})
        assert answer.status_code == 400


async def test_a_caller_that_falls_silent_in_its_body_holds_no_room(tmp_path: Path) -> None:
    async with running(tmp_path, body_limit_s=0.1) as service:
        headers = [(b"content-length", b"100"), (b"expect", b"100-continue")]
        messages = await called(service, headers, asyncio.Future())
        assert messages[0]["status"] == 408
        door = service.app.state.service.admission
        assert (door.items, door.bytes) == (0, 0)


async def test_a_caller_that_reads_no_lines_holds_no_room_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "READ_LATE_S", 0.1)
    async with running(tmp_path) as service:
        body = json.dumps({"items": [FORMATTED], "rewards": {"format": 1}, "timeout_s": 0.1}).encode()
        messages = iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive() -> dict[str, Any]:
            for message in messages:
                return message
            return await asyncio.Future()

        async def send(message: Any) -> None:
            await asyncio.Future()

        await service.app(scope([(b"accept", b"application/x-ndjson")]), receive, send)
        assert service.app.state.service.admission.items == 0


async def called(service: Running, headers: list[tuple[bytes, bytes]], body: Awaitable[Any]) -> list[Any]:
    """What the application sends to a caller whose first message would come of `body`."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        await body
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    await service.app(scope(headers), receive, send)
    return sent


def scope(headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http", "method": "POST", "path": "/v1/score", "raw_path": b"/v1/score", "query_string": b"",
        "headers": headers, "http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80), "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip


async def test_an_unknown_path_has_the_error_body_too(tmp_path: Path) -> None:
    async with running(tmp_path) as service:
        response = await service.http.get("/v2/score")
        assert response.status_code == 404
        assert response.json()["error"]["code"] == "http_error"


@pytest.mark.parametrize("text", ["\ud800", "\u2028\x85", "Infinity, NaN", "\x00"])
def test_answers_hold_any_text_and_no_number_that_json_has_not(text: str) -> None:
    assert json.loads(_dumped({"a": [text, 1.5]})) == {"a": [text, 1.5]}
    assert len(_line({"a": text}).decode().splitlines()) == 1
    for write in (_dumped, _line):
        with pytest.raises(ValueError, match="not JSON compliant"):
            write({"a": [text, float("inf")]})
