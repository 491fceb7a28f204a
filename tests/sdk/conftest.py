"""A small real reward server for the client to meet: on a socket through uvicorn, or behind `httpx.ASGITransport`."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
from collections.abc import Awaitable, Callable, Coroutine, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
import uvloop

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
VERSION = "v-stand-in"


@dataclass
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    send: Send
    connection: object = None
    """The caller's address: equal for requests on one connection."""

    @property
    def items(self) -> list[dict[str, Any]]:
        return self.body["items"]  # type: ignore[no-any-return]

    async def answer(self, status: int, said: object, headers: dict[str, str] | None = None) -> None:
        raw = said if isinstance(said, bytes) else json.dumps(said).encode()
        await self.start(status, {"content-length": str(len(raw)), **(headers or {})})
        await self.send({"type": "http.response.body", "body": raw})

    async def start(self, status: int, headers: dict[str, str]) -> None:
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self.send({"type": "http.response.start", "status": status, "headers": pairs})

    async def part(self, raw: bytes, *, more: bool = True) -> None:
        await self.send({"type": "http.response.body", "body": raw, "more_body": more})


Step = Callable[[Asked], Awaitable[None]]


def result(item: dict[str, Any]) -> dict[str, Any]:
    """The reward of a completion is its length; of the completion `null`, null."""
    text = item["completion"]
    null = text == "null"
    component = {"score": None if null else 1.0, "status": "error" if null else "ok", "reason": f"{len(text)} long"}
    reward = None if null else float(len(text))
    return {
        "id": item.get("id"),
        "metadata": item.get("metadata", {}),
        "reward": reward,
        "components": {"accuracy": component},
    }


@dataclass
class StandIn:
    """Plays its script, one step a scoring request; after it, scores. A completion `slow` takes `slow_s` seconds."""

    script: list[Step] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    delay_s: float = 0.0
    slow_s: float = 0.5
    missing: list[str] = field(default_factory=list)
    under_way: int = 0
    most_under_way: int = 0
    cancelled: int = 0
    url: str = ""

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        raw = b""
        while True:
            message = await receive()
            raw += message.get("body", b"")
            if not message.get("more_body"):
                break
        if headers.get("content-encoding") == "gzip":
            raw = gzip.decompress(raw)
        asked = Asked(scope["path"], headers, json.loads(raw or b"{}"), send, scope["client"])
        await self._respond(asked, receive)

    async def _respond(self, asked: Asked, receive: Any) -> None:
        if asked.path == "/readyz":
            await asked.answer(503 if self.missing else 200, {"missing": self.missing})
        elif asked.path == "/v1/rewards":
            await asked.answer(200, {"rewards": [{"name": "accuracy"}]})
        elif asked.path != "/v1/score":
            await asked.answer(404, {"detail": "Not Found"})
        else:
            await self._scored(asked, receive)

    async def _scored(self, asked: Asked, receive: Any) -> None:
        self.asked.append(asked)
        working = asyncio.ensure_future(self.script.pop(0)(asked) if self.script else self._score(asked))
        leaving = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                self.cancelled += 1
            else:
                working.result()
        finally:
            working.cancel()
            leaving.cancel()

    async def _score(self, asked: Asked) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        await asyncio.sleep(self.delay_s)
        self.under_way -= 1  # before the answer goes out: the next request may come sooner than this task goes on
        if "ndjson" not in asked.headers["accept"]:
            slow = sum(item["completion"] == "slow" for item in asked.items)
            await asyncio.sleep(slow * self.slow_s)
            scored = [result(item) for item in asked.items]
            await asked.answer(200, {"items": scored, "version": VERSION, "seconds": 0.0})
            return
        await asked.start(200, {"content-type": "application/x-ndjson", "x-reward-version": VERSION})
        slow_last = sorted(enumerate(asked.items), key=lambda pair: pair[1]["completion"] == "slow")
        for index, item in slow_last:
            await asyncio.sleep(self.slow_s if item["completion"] == "slow" else 0)
            await asked.part(json.dumps({"index": index, **result(item)}).encode() + b"\n")
        await asked.part(b'{"done": true, "version": "v-stand-in", "seconds": 0.1}\n', more=False)


async def _gone(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class Socket:
    """One listening uvicorn for all tests; each puts its own application behind it."""

    def __init__(self) -> None:
        self.behind = StandIn()
        config = uvicorn.Config(self, port=0, lifespan="off", log_level="critical", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        await self.behind(scope, receive, send)

    def start(self) -> str:
        self._thread.start()
        while not self._server.started:
            self._thread.join(0.005)
        return f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def on_asyncio(work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        return runner.run(work)


def on_uvloop(work: Coroutine[Any, Any, Any]) -> Any:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(work)


@pytest.fixture(params=[on_asyncio, on_uvloop], ids=["asyncio", "uvloop"])
def run(request: pytest.FixtureRequest) -> Any:
    """`asyncio.run` on each of the event loops that trainers use."""
    return request.param


@pytest.fixture(scope="session")
def listening() -> Iterator[tuple[Socket, str]]:
    socket = Socket()
    yield socket, socket.start()
    socket.stop()


@pytest.fixture
def stand_in() -> StandIn:
    """The server's application, not yet listening."""
    return StandIn()


@pytest.fixture
def server(stand_in: StandIn, listening: tuple[Socket, str]) -> StandIn:
    """The same, listening on a socket at `server.url`."""
    listening[0].behind = stand_in
    stand_in.url = listening[1]
    return stand_in
