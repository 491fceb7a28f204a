"""The manners of every answer: reading on within bounds, request ids, a word before leaving."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from reward_server.asgi import App, ReadsOn, Signs

REFUSED = {"type": "http.response.start", "status": 429, "headers": []}


async def refusing(scope: Any, receive: Any, send: Any) -> None:
    await send({**REFUSED})
    await send({"type": "http.response.body", "body": b"no"})


async def endless() -> AsyncIterator[dict[str, Any]]:
    while True:
        await asyncio.sleep(0)
        yield {"type": "http.request", "body": b"x" * 100, "more_body": True}


async def of_parts(*parts: bytes) -> AsyncIterator[dict[str, Any]]:
    for index, part in enumerate(parts):
        yield {"type": "http.request", "body": part, "more_body": index + 1 < len(parts)}
    await asyncio.sleep(60)


async def answer(app: App, messages: AsyncIterator[dict[str, Any]], **headers: str) -> tuple[int, list[Any]]:
    """(parts of the body that were read, messages sent)."""
    read, sent = 0, []

    async def receive() -> dict[str, Any]:
        nonlocal read
        message = await anext(messages)
        read += 1
        return message

    async def send(message: Any) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    await asyncio.wait_for(app({"type": "http", "headers": named}, receive, send), 10)
    return read, sent


async def test_the_rest_of_a_body_is_read_before_it_is_refused() -> None:
    read, sent = await answer(ReadsOn(refusing, 1000, 10), of_parts(b"a", b"b", b"c"), content_length="3")
    assert (read, sent[0]["status"]) == (3, 429)


@pytest.mark.parametrize("bounds", [(1000, 10), (10**12, 0.1)], ids=["bytes", "seconds"])
async def test_a_body_without_an_end_is_refused_at_the_bound(bounds: tuple[int, float]) -> None:
    read, sent = await answer(ReadsOn(refusing, *bounds), endless(), transfer_encoding="chunked")
    assert sent[0]["status"] == 429
    assert read <= 10 if bounds[0] == 1000 else read > 10


async def test_a_body_that_stalls_is_refused_at_the_bound() -> None:
    async def stalls() -> AsyncIterator[dict[str, Any]]:
        yield {"type": "http.request", "body": b"a", "more_body": True}
        await asyncio.sleep(60)

    assert (await answer(ReadsOn(refusing, 1000, 0.1), stalls(), content_length="9"))[1][0]["status"] == 429


@pytest.mark.parametrize("headers", [{}, {"content_length": "0"}, {"content_length": "9", "expect": "100-continue"}])
async def test_nothing_is_read_where_nothing_comes_or_the_caller_waits_for_a_word(headers: dict[str, str]) -> None:
    assert (await answer(ReadsOn(refusing, 1000, 10), of_parts(b"a"), **headers))[0] == 0


async def test_a_body_that_was_read_is_not_waited_for() -> None:
    async def reading(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await refusing(scope, receive, send)

    assert (await answer(ReadsOn(reading, 1000, 10), of_parts(b"a"), content_length="1"))[0] == 1


async def test_a_request_id_is_echoed_or_made_and_who_leaves_says_so() -> None:
    for given in ("mine", "r" * 3000, "\x80"):
        sent = (await answer(Signs(refusing, lambda: False), of_parts(b""), x_request_id=given))[1]
        assert sent[0]["headers"] == [(b"x-request-id", given.encode())]
    leaving = dict((await answer(Signs(refusing, lambda: True), of_parts(b"")))[1][0]["headers"])
    assert (len(leaving[b"x-request-id"]), leaving[b"connection"]) == (32, b"close")
