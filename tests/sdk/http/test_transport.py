"""The client's connections against servers of a few lines: early answers, resets, silence, floods."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from sdk.http.connection import Target
from sdk.http.transport import HIGH_WATER_BYTES, KeptConnections

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
REFUSED = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 2\r\n\r\nno"


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[httpx.AsyncClient]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await handler(reader, writer)
        if not writer.is_closing():
            await reader.read()  # until the client leaves: from Python 3.12 on a server waits for its connections
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    transport = KeptConnections(keepalive_s=60)
    async with server, httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{port}") as http:
        yield http


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset, whatever was sent or not read."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def head(reader: asyncio.StreamReader) -> bytes:
    return await reader.readuntil(b"\r\n\r\n")


async def test_an_answer_before_the_body_is_read_is_heard_though_a_reset_follows() -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(REFUSED)
        await writer.drain()
        await asyncio.sleep(0.05)  # on its way, but with the body unread the end of it will be a reset
        writer.close()

    async with serving(refuse) as http:
        for _ in range(10):
            response = await http.post("/", content=b"x" * 8_000_000)
            assert (response.status_code, response.text) == (429, "no")


async def test_a_kept_connection_that_was_closed_is_replaced_without_the_caller_noticing() -> None:
    asked = 0

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await head(reader)
        writer.write(OK)
        if asked == 3:
            writer.close()
        else:
            await reader.read(1)  # the next request comes, and meets a reset
            reset(writer)

    async with serving(once) as http:
        assert [(await http.get("/")).text for _ in range(5)] == ["hi"] * 5


async def test_a_fresh_connection_that_breaks_is_an_error_and_is_not_asked_again() -> None:
    asked = 0

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await head(reader)
        reset(writer)

    async with serving(hang_up) as http:
        with pytest.raises(httpx.TransportError):
            await http.get("/")
    assert asked == 1


@pytest.mark.parametrize("said", [b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi", b""])
async def test_what_is_no_answer_or_half_of_one_is_a_protocol_error(said: bytes) -> None:
    async def lie(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(said)
        writer.close()

    async with serving(lie) as http:
        with pytest.raises(httpx.RemoteProtocolError):
            await http.get("/")


async def test_a_flood_waits_for_its_reader() -> None:
    sent = 0

    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await head(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(640):
            writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
            await writer.drain()
            sent += 65536
        writer.write(b"0\r\n\r\n")

    async with serving(flood) as http, http.stream("GET", "/") as response:
        await asyncio.sleep(0.3)
        assert sent < HIGH_WATER_BYTES + 16 * 1024 * 1024, "the kernel's buffers aside"
        assert sum([len(chunk) async for chunk in response.aiter_raw()]) == 640 * 65536


async def test_a_provisional_answer_is_not_the_answer() -> None:
    async def patient(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await head(reader)
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" + OK)

    async with serving(patient) as http:
        assert (await http.get("/")).text == "hi"


async def test_an_address_where_nothing_listens_or_accepts_is_a_connect_error_in_time() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{full.getsockname()[1]}/"
        async with httpx.AsyncClient(transport=KeptConnections(1)) as http:
            with pytest.raises(httpx.ConnectError):
                await http.get(url)
            full.listen(0)
            with socket.create_connection(full.getsockname()), pytest.raises(httpx.ConnectTimeout):
                await http.get(url, timeout=0.1)


def test_a_proxy_of_the_environment_and_tls_are_left_to_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert Target("http://host").plain
    assert not Target("https://host").plain
    monkeypatch.setenv("http_proxy", "http://proxy:3128")
    monkeypatch.setenv("no_proxy", "near")
    assert [Target(f"http://{host}").plain for host in ("host", "near", "127.0.0.1", "localhost")] == [
        False, True, True, True
    ]  # fmt: skip
