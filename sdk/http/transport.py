"""HTTP/1.1 on kept connections to one server: h11 for the protocol, asyncio for the sockets.

httpx's own pool spends about five times the CPU on a request, on locks, cancel scopes and a queue that this client does
not need, because it limits its requests itself. This module has no TLS and no proxies, and works only on asyncio's own
event loop; for the rest the client uses httpx.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import cast

import h11
import httpx

HIGH_WATER_BYTES = 1024 * 1024
"""The most bytes of an answer that are buffered; beyond that the server must wait until the caller reads."""
EYEBALLS_S = 0.25
"""The seconds after which the second address of a name is tried too (RFC 8305)."""


class StaleError(Exception):
    """A kept connection was closed before a byte of the answer came: only a try was lost."""


class Wire(asyncio.Protocol):
    """One connection. If it breaks, the bytes that came before are read first, because they may be the answer."""

    def __init__(self) -> None:
        self.idle_since = 0.0
        self.is_open = True
        self.heard = False
        """A byte of the answer has come."""
        self._http = h11.Connection(h11.CLIENT)
        self._transport: asyncio.Transport | None = None
        self._came = bytearray()
        self._paused = False
        self._error: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.heard = True
        self._came += data
        if len(self._came) > HIGH_WATER_BYTES and self._transport and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.is_open = False
        self._wake()

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        self._error = error
        self._wake()

    def abort(self) -> None:
        self.is_open = False
        if self._transport is not None:
            self._transport.abort()

    async def ask(self, request: httpx.Request, body: bytes) -> h11.Response:
        """Sends the request; the head of its answer. Raises httpx's errors."""
        assert self._transport is not None
        head = h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
        try:
            self._transport.writelines([self._http.send(head) or b"", body])
            self._http.send_with_data_passthrough(h11.Data(data=body))
            self._http.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError(str(error)) from error
        event = await self.event()
        while isinstance(event, h11.InformationalResponse):
            event = await self.event()
        assert isinstance(event, h11.Response)
        return event

    async def event(self) -> h11.Event | type[h11.PAUSED]:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                self._http.receive_data(await self._read())
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        return cast(h11.Event, event)

    def start_again(self) -> bool:
        """Makes the connection ready for the next request; False if it cannot be used again."""
        if not (self.is_open and self._http.our_state is h11.DONE and self._http.their_state is h11.DONE):
            return False
        self._http.start_next_cycle()
        self.heard = False
        return True

    async def _read(self) -> bytes:
        """The bytes that came; empty at the end. Raises httpx.ReadError if the connection broke."""
        if not self._came and self.is_open:
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        if self._came:
            data = bytes(self._came)
            self._came.clear()
            self._resume()
            return data
        if self._error is not None:
            raise httpx.ReadError(str(self._error)) from self._error
        return b""

    def _resume(self) -> None:
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def loop_is_known() -> bool:
    """Whether the running event loop opens connections by asyncio's own code: others (uvloop) know other options."""
    opens = getattr(type(asyncio.get_running_loop()), "create_connection", None)
    return opens is asyncio.BaseEventLoop.create_connection


class KeptConnections(httpx.AsyncBaseTransport):
    """Connections to one host or one unix socket: as many as there are requests under way, which the caller limits."""

    def __init__(self, keepalive_s: float, path: str | None = None) -> None:
        self._keepalive_s = keepalive_s
        self._path = path
        self._idle: list[Wire] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        while (wire := self._kept()) is not None:
            try:
                return await self._answered(wire, request, body)
            except StaleError:
                continue
        return await self._answered(await self._connected(request), request, body, kept=False)

    async def aclose(self) -> None:
        for wire in self._idle:
            wire.abort()
        self._idle.clear()

    async def _answered(self, wire: Wire, request: httpx.Request, body: bytes, *, kept: bool = True) -> httpx.Response:
        try:
            head = await wire.ask(request, body)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            wire.abort()
            if kept and not wire.heard:
                raise StaleError from None
            raise
        except BaseException:
            wire.abort()
            raise
        stream = _Body(wire, self._give_back)
        return httpx.Response(
            head.status_code,
            headers=head.headers.raw_items(),
            stream=stream,
            request=request,
            extensions={"reason_phrase": head.reason},
        )

    def _kept(self) -> Wire | None:
        now = asyncio.get_running_loop().time()
        while self._idle:
            wire = self._idle.pop()
            if wire.is_open and not wire.heard and now - wire.idle_since < self._keepalive_s:
                return wire
            wire.abort()
        return None

    def _give_back(self, wire: Wire) -> None:
        now = asyncio.get_running_loop().time()
        while self._idle and now - self._idle[0].idle_since >= self._keepalive_s:  # the oldest stands first
            self._idle.pop(0).abort()
        if wire.start_again():
            wire.idle_since = now
            self._idle.append(wire)
        else:
            wire.abort()

    async def _connected(self, request: httpx.Request) -> Wire:
        loop, url = asyncio.get_running_loop(), request.url
        try:
            async with asyncio.timeout(request.extensions["timeout"]["connect"]):
                if self._path is not None:
                    return (await loop.create_unix_connection(Wire, self._path))[1]
                address = (url.host, url.port or 80)
                return (await loop.create_connection(Wire, *address, happy_eyeballs_delay=EYEBALLS_S))[1]
        except TimeoutError:
            raise httpx.ConnectTimeout("no connection in time") from None
        except OSError as error:
            raise httpx.ConnectError(str(error)) from error


class _Body(httpx.AsyncByteStream):
    """The answer's bytes; closing it gives the connection back, or ends it where bytes are still to come."""

    def __init__(self, wire: Wire, give_back: Callable[[Wire], None]) -> None:
        self._wire: Wire | None = wire
        self._give_back = give_back

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._wire is not None and isinstance(event := await self._wire.event(), h11.Data):
            yield bytes(event.data)

    async def aclose(self) -> None:
        wire, self._wire = self._wire, None
        if wire is not None:
            self._give_back(wire)
