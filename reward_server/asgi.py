"""Manners of HTTP that hold for every answer, as plain ASGI around the application."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from reward_server import logs

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def header(scope: Scope, name: bytes) -> bytes | None:
    return next((value for key, value in scope["headers"] if key == name), None)


class Signs:
    """Echoes the caller's X-Request-Id, or makes one; says `Connection: close` while `leaving()`.

    A caller that was told goes elsewhere before the connection is closed under its next request.
    """

    def __init__(self, app: App, leaving: Callable[[], bool]) -> None:
        self._app = app
        self._leaving = leaving

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        given = header(scope, b"x-request-id") or uuid.uuid4().hex.encode()
        logs.request_id.set(logs.printable(given))

        async def signed(message: Message) -> None:
            if message["type"] == "http.response.start":
                closing = [(b"connection", b"close")] if self._leaving() else []
                message["headers"] = [*message.get("headers", []), (b"x-request-id", given), *closing]
            await send(message)

        return await self._app(scope, receive, signed)


class ReadsOn:
    """Reads what is still coming of a request's body, and throws it away, before an answer that did not wait for it.

    A server that closes a connection with bytes unread makes the kernel send a reset, and a caller that is busy
    sending sees that in place of the 429 with its Retry-After. The bounds are of one request, bytes and seconds; past
    them the answer goes out all the same, and what comes then is dropped by the HTTP server.
    """

    def __init__(self, app: App, max_bytes: int, max_s: float) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._max_s = max_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        body = _Body(receive, unread=_has_body(scope))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and body.unread:
                await body.read_on(self._max_bytes, self._max_s)
            await send(message)

        return await self._app(scope, body.receive, sending)


class _Body:
    """A request's body on its way."""

    def __init__(self, receive: Receive, *, unread: bool) -> None:
        self._receive = receive
        self.unread = unread

    async def receive(self) -> Message:
        message = await self._receive()
        self.unread = self.unread and bool(message.get("more_body"))
        return message

    async def read_on(self, max_bytes: int, max_s: float) -> None:
        try:
            async with asyncio.timeout(max_s):
                while self.unread and max_bytes > 0:
                    max_bytes -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return


def _has_body(scope: Scope) -> bool:
    """Whether one comes without being asked for: who expects `100 Continue` waits for a word before sending it."""
    expects = (header(scope, b"expect") or b"").lower() == b"100-continue"
    declared = header(scope, b"content-length") not in (None, b"0") or header(scope, b"transfer-encoding") is not None
    return declared and not expects
