"""One HTTP request through an ASGI application without a server, as a Ray replica serves a handle's call."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from reward_server.ray_app import Arguments, exchanged
from sdk import AsyncRewardClient, ConfigurationError, RewardClient

HEADERS = [(b"X-One", b"1")]


async def echo(scope: Any, receive: Any, send: Any) -> None:
    message = await receive()
    await send({"type": "http.response.start", "status": 201, "headers": [(b"x-path", scope["path"].encode())]})
    await send({"type": "http.response.body", "body": message["body"], "more_body": True})
    await send({"type": "http.response.body", "body": scope["query_string"] + dict(scope["headers"])[b"x-one"]})


async def test_the_head_comes_first_and_then_the_body_in_its_pieces() -> None:
    parts = [one async for one in exchanged(echo, "POST", "/v1/score?a=b", HEADERS, b"text")]
    assert parts == [(201, [(b"x-path", b"/v1/score")]), b"text", b"a=b1"]


async def test_a_caller_that_leaves_ends_the_work() -> None:
    ended = asyncio.Event()

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    answer = exchanged(slow, "GET", "/", HEADERS, b"")
    assert await anext(answer) == (200, [])
    await answer.aclose()
    await asyncio.wait_for(ended.wait(), 5)


async def test_an_error_of_the_application_reaches_the_caller() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("no answer")

    with pytest.raises(RuntimeError, match="no answer"):
        [one async for one in exchanged(broken, "GET", "/", HEADERS, b"")]


def test_a_misspelt_argument_is_refused() -> None:
    with pytest.raises(ValueError, match="replica"):
        Arguments.model_validate({"replica": 2})


@pytest.mark.parametrize("kind", [RewardClient, AsyncRewardClient])
def test_without_ray_the_client_says_what_to_install(
    kind: type[RewardClient] | type[AsyncRewardClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'ray\[serve\]'"):
        kind.ray()


async def test_the_real_application_answers_as_over_http() -> None:
    from reward_server.app import create_app
    from reward_server.settings import Settings

    app = create_app(Settings(sandbox="off"))
    head, *body = [one async for one in exchanged(app, "GET", "/livez", [(b"host", b"x")], b"")]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as client:
        over_http = await client.get("/livez")
    assert head[0] == over_http.status_code
    assert body == [over_http.content]
