"""Connections under limits, over real sockets: what is slow, silent, too loud or half closed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn

from reward_server.connections import ConnectionLimits, under

HEAD = b"POST /x HTTP/1.1\r\nHost: x\r\n"
LARGE = b"x" * 20_000_000


class Echo:
    """Answers what it was sent; `/large` with more than sockets hold, `/held` when it is let go."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.gone = asyncio.Event()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message["body"]
            if not message["more_body"]:
                break
        if scope["path"] == "/held":
            await self._hold(receive)
        if scope["path"] == "/large":
            body = LARGE
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})

    async def _hold(self, receive: Any) -> None:
        leaving = asyncio.ensure_future(receive())
        going = asyncio.ensure_future(self.go.wait())
        await asyncio.wait({leaving, going}, return_when=asyncio.FIRST_COMPLETED)
        if leaving.done():
            self.gone.set()
        for one in (leaving, going):
            one.cancel()


@contextlib.asynccontextmanager
async def serving(app: Any = None, **limits: Any) -> AsyncIterator[tuple[int, Echo]]:
    listener, echo = socket.create_server(("127.0.0.1", 0)), Echo()
    http = under(ConnectionLimits(**limits))
    server = uvicorn.Server(uvicorn.Config(app or echo, http=http, ws="none", lifespan="off", log_config=None))
    with server.capture_signals():
        pass
    task = asyncio.create_task(server._serve([listener]))
    try:
        yield listener.getsockname()[1], echo
    finally:
        echo.go.set()
        server.should_exit = server.force_exit = True
        await asyncio.wait_for(task, 10)
        listener.close()


async def talk(port: int, *parts: bytes, close: bool = False, pause_s: float = 0.0) -> bytes:
    """All that comes back until the server closes; `Connection: close` is the caller's to send."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(ConnectionError):
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause_s)
        if close:
            writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 20)
    writer.close()
    return answer


def refusal(answer: bytes) -> tuple[int, str]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"x-request-id: " in head
    return int(head.split()[1]), json.loads(body)["error"]["code"]


@pytest.mark.parametrize(
    "parts",
    [
        [b"GET /", *[b"a" * 1000] * 100],
        [HEAD, *[b"X-A: " + b"a" * 1000 + b"\r\n"] * 100],
        [HEAD + b"X-A: " + b"a" * 3000 + b"\r\n\r\n"],
    ],
    ids=["url", "headers", "one header"],
)
async def test_a_head_over_the_limit_is_431_as_soon_as_it_is(parts: list[bytes]) -> None:
    async with serving(max_head_bytes=2048) as (port, _):
        assert refusal(await talk(port, *parts)) == (431, "head_too_large")


CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    "parts",
    [
        [b"5\r\nhello\r\n0\r\n", *[b"X-A: " + b"a" * 1000 + b"\r\n"] * 100],
        [b"5\r\nhello\r\n0\r\nX-A: ", *[b"a" * 1000] * 100],
        [b"5;a=", *[b"x" * 1000] * 100],
    ],
    ids=["fields behind it", "one field", "an extension of a chunk"],
)
async def test_what_comes_beside_a_body_is_bounded_like_a_head(parts: list[bytes]) -> None:
    async with serving(max_head_bytes=2048) as (port, _):
        assert refusal(await talk(port, CHUNKED + b"\r\n", *parts, pause_s=0.001)) == (431, "head_too_large")


async def test_a_field_behind_a_body_is_no_header() -> None:
    headers: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        headers.extend(scope["headers"])
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async with serving(app) as (port, _):
        fields = b"Connection: close\r\n\r\n5\r\nhello\r\n0\r\nAuthorization: Bearer x\r\n\r\n"
        assert (await talk(port, CHUNKED + fields)).split()[1] == b"200"
    assert b"authorization" not in dict(headers)


async def test_a_refusal_names_its_request_in_the_log_and_in_the_answer(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(max_head_bytes=2048) as (port, _):
        answer = await talk(port, HEAD + b"X-Request-Id: q7\r\nX-A: " + b"a" * 3000 + b"\r\n\r\n")
        assert b"x-request-id: q7\r\n" in answer
        answer = await talk(port, b"\x16\x03\x01\x02\x00")
    made = answer.partition(b"x-request-id: ")[2].partition(b"\r\n")[0].decode()
    assert [getattr(one, "request_id", None) for one in caplog.records] == ["q7", made]


@pytest.mark.parametrize("begun", [b"", b"P", HEAD, HEAD + b"Content-Length: 2\r\n\r\n{}" + HEAD])
async def test_silence_before_or_within_a_head_is_answered_408_and_ended(begun: bytes) -> None:
    async with serving(head_limit_s=0.2) as (port, _):
        answer = await talk(port, begun)
        assert refusal(answer[answer.rindex(b"HTTP/1.1") :]) == (408, "slow_head")


async def test_a_head_that_trickles_is_late_all_the_same() -> None:
    async with serving(head_limit_s=0.3) as (port, _):
        answer = await talk(port, *[b"X" * 1 if n else b"GET /" for n in range(12)], pause_s=0.05)
        assert refusal(answer) == (408, "slow_head")


async def test_an_answer_that_nobody_reads_is_cut_off() -> None:
    async with serving(answer_limit_s=0.3) as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1000)
        writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        await asyncio.sleep(1.5)
        read = 0
        with contextlib.suppress(ConnectionResetError):
            while part := await asyncio.wait_for(reader.read(1 << 20), 10):
                read += len(part)
        assert read < len(LARGE)


async def test_of_too_much_that_nobody_reads_the_longest_unread_is_cut_off(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(max_unread_bytes=2 * len(LARGE)) as (port, _):
        asked = []
        for _ in range(3):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1000)
            writer.write(b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            await asyncio.sleep(0.2)
            asked.append((reader, writer))
        with contextlib.suppress(ConnectionResetError):
            assert len(await asyncio.wait_for(asked[0][0].read(), 20)) < len(LARGE)
        for reader, _ in asked[1:]:
            assert LARGE in await asyncio.wait_for(reader.read(), 20)
    assert ["too much waits" in one.getMessage() for one in caplog.records] == [True]


async def test_a_large_answer_that_is_read_comes_whole() -> None:
    async with serving(answer_limit_s=0.3) as (port, _):
        answer = await talk(port, b"GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert LARGE in answer


async def test_beyond_the_number_of_connections_is_503() -> None:
    async with serving(max_connections=2) as (port, _):
        kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        assert refusal(await talk(port)) == (503, "too_many_connections")
        for _, writer in kept:
            writer.close()


@pytest.mark.parametrize("offer", [b"h2c", b"websocket", b"TLS/1.3"])
@pytest.mark.parametrize("chunked", [False, True])
async def test_an_offer_of_another_protocol_is_answered_in_this_one(offer: bytes, chunked: bool) -> None:
    body = b"5\r\nhello\r\n0\r\n\r\n" if chunked else b"hello"
    size = b"Transfer-Encoding: chunked\r\n" if chunked else b"Content-Length: 5\r\n"
    upgrade = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + offer + b"\r\nHTTP2-Settings: x\r\n"
    async with serving() as (port, _):
        whole = HEAD + upgrade + size + b"\r\n" + body
        for cut in (len(whole), len(HEAD) + 10, len(whole) - 3):
            answer = await talk(port, whole[:cut], whole[cut:], close=True, pause_s=0.02)
            assert answer.split()[1] == b"200"
            assert answer.count(b"hello") == 1


@pytest.mark.parametrize("version", [b"1.0", b"1.1"])
async def test_a_caller_that_closed_its_side_gets_its_answer(version: bytes) -> None:
    async with serving() as (port, echo):
        asyncio.get_running_loop().call_later(1.5, echo.go.set)
        request = b"POST /held HTTP/" + version + b"\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"
        answer = await talk(port, request, close=True)
        final = answer[answer.index(b"HTTP/1.1 200") :]
        assert b"hello" in final
        assert answer.count(b"100 Continue") == (1 if version == b"1.1" else 0)


async def test_a_caller_that_is_wholly_gone_is_noticed() -> None:
    async with serving() as (port, echo):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /held HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello")
        await writer.drain()
        await asyncio.sleep(0.1)
        writer.close()
        await asyncio.wait_for(echo.gone.wait(), 10)


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", HEAD + b"Content-Length: -1\r\n\r\n",
             HEAD + b"Transfer-Encoding: xchunked\r\n\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n"]
)  # fmt: skip
async def test_what_is_no_http_is_400(sent: bytes) -> None:
    async with serving() as (port, _):
        assert refusal(await talk(port, sent)) == (400, "malformed_http")
