"""Requests that are written now and whose answers are read when they are asked for, both by the thread that calls.

Beside a program that computes, a thread of the client's gets the interpreter late, and takes it from the program. So a
request of one call to one server is made without: the program goes on while the answer comes into the socket. It is a
first try and nothing more. What is not simply answered is left to `sdk.dispatch`, which tries again.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
import uuid
import weakref
from typing import NamedTuple

import h11
import httpx

from sdk.dispatch.room import Room
from sdk.errors import ConfigurationError
from sdk.http.answers import NDJSON, Whole, error_of, whole_answer
from sdk.http.connection import KEEPALIVE_S, SCORE_PATH, Target, joined, request_headers, transport_error

CONNECT_WITHIN_S = 0.05
"""The program waits for it; a server farther away is left to the usual way."""
CONNECT_AGAIN_S = 1.0
"""The rest after a connection that did not come about."""
MOST_BYTES = 256 * 1024
"""Of a request: as much as the socket takes at once."""
READ_BYTES = 256 * 1024


class LostError(Exception):
    """The connection was closed before a byte of the answer came, or the answer is of another form: only a try was
    lost."""


class Reply(NamedTuple):
    status: int
    reason: str
    headers: httpx.Headers
    raw: bytes


class Deferrals:
    """Kept connections to one server, for all threads of one process."""

    def __init__(self, target: Target, room: Room) -> None:
        self.target = target
        self._room = room
        self._lock = threading.Lock()
        self._open: set[_Kept] = set()
        self._idle: list[_Kept] = []
        self._not_before = 0.0
        self._closed = False
        weakref.finalize(self, _close_all, self._open).atexit = False

    def send(self, body: bytes) -> Deferred | None:
        """None where the request cannot be written at once."""
        if len(body) > MOST_BYTES or self.target.compresses(len(body)) or not self._room.defers():
            return None
        sent = Deferred(self, uuid.uuid4().hex)
        if sent.write(request_headers(self.target, sent.request_id, lines=False), body):
            return sent
        sent.drop()
        return None

    def close(self) -> None:
        """From any thread; whoever waits for an answer is told."""
        with self._lock:
            self._closed = True
            self._idle.clear()
            _close_all(self._open)

    def _connection(self) -> _Kept | None:
        """One that nobody else uses."""
        with self._lock:
            while self._idle:
                kept = self._idle.pop()
                if kept.is_fresh():
                    return kept
                self._open.discard(kept)
                kept.close()
            if self._closed or time.monotonic() < self._not_before:
                return None
        try:
            opened = _Kept(self.target)
        except OSError:
            self._not_before = time.monotonic() + CONNECT_AGAIN_S
            return None
        with self._lock:
            self._open.add(opened)
        return opened

    def _over(self, kept: _Kept | None, *, answered: bool) -> None:
        """A request has ended; its connection serves the next one, or is closed."""
        self._room.read()
        if kept is None:
            return
        with self._lock:
            if answered and kept in self._open and kept.start_again():
                self._idle.append(kept)
                return
            self._open.discard(kept)
        kept.close()


class Deferred:
    """One request."""

    def __init__(self, deferrals: Deferrals, request_id: str) -> None:
        self.request_id = request_id
        self._deferrals = deferrals
        self._kept: _Kept | None = None
        self._is_over = False

    def write(self, headers: dict[str, str], body: bytes) -> bool:
        """Whether it was written whole."""
        self._kept = self._deferrals._connection()
        return self._kept is not None and self._kept.write(headers, body)

    def answer(self, count: int, until: float) -> Whole:
        """Waits until `until` (monotonic seconds). Raises TimeoutError, LostError and RewardError; asked again,
        LostError."""
        kept, deferrals, answered = self._kept, self._deferrals, False
        if kept is None:
            raise LostError
        try:
            reply = kept.read(until)
            answered = True
        except httpx.RequestError as error:
            if deferrals._closed:
                raise ConfigurationError("the client was closed in the middle of a call") from None
            if not kept.heard:
                raise LostError from None
            raise transport_error(deferrals.target, error) from error
        finally:
            self._end(answered=answered)
        if reply.status != 200:
            raise error_of(reply.status, reply.reason, reply.headers, reply.raw)
        if reply.headers.get("Content-Type", "").startswith(NDJSON):
            raise LostError
        return whole_answer(reply.raw, count)

    def drop(self) -> None:
        """Nobody wants the answer: the connection is closed, so the server stops too."""
        self._end(answered=False)

    def _end(self, *, answered: bool) -> None:
        if not self._is_over:
            self._is_over = True
            kept, self._kept = self._kept, None
            self._deferrals._over(kept, answered=answered)

    __del__ = drop


class _Kept:
    """One connection."""

    def __init__(self, target: Target) -> None:
        """Raises OSError."""
        url = joined(target.url, SCORE_PATH)
        self._path = url.raw_path
        self._host = url.netloc.decode("ascii")
        self._socket = socket.create_connection((url.host, url.port or 80), CONNECT_WITHIN_S)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2 * MOST_BYTES)
        self._http = h11.Connection(h11.CLIENT)
        self._owner = os.getpid()
        self._asked_at = 0.0
        self.heard = False
        """A byte of the answer has come."""

    def is_fresh(self) -> bool:
        """Whether the server still keeps it: its time runs from the answer, and so no sooner than from the request."""
        if time.monotonic() - self._asked_at >= KEEPALIVE_S:
            return False
        self._socket.settimeout(0)
        try:
            self._socket.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False  # closed, or the server says what nobody asked for

    def write(self, headers: dict[str, str], body: bytes) -> bool:
        """Whether the socket took it all."""
        self._asked_at = time.monotonic()
        headers = {"Host": self._host, **headers, "Content-Length": str(len(body))}
        head = h11.Request(method="POST", target=self._path, headers=list(headers.items()))
        message = (self._http.send(head) or b"") + body
        self._http.send_with_data_passthrough(h11.Data(data=body))
        self._http.send(h11.EndOfMessage())
        self._socket.settimeout(0)
        try:
            return self._socket.send(message) == len(message)
        except OSError:
            return False

    def read(self, until: float) -> Reply:
        """Raises TimeoutError, and httpx's errors."""
        event = self._event(until)
        while isinstance(event, h11.InformationalResponse):
            event = self._event(until)
        assert isinstance(event, h11.Response)
        head, parts = event, []
        while isinstance(event := self._event(until), h11.Data):
            parts.append(bytes(event.data))
        return Reply(
            head.status_code, head.reason.decode("ascii", "replace"), httpx.Headers(head.headers.raw_items()),
            b"".join(parts),
        )  # fmt: skip

    def _event(self, until: float) -> h11.Event | type[h11.PAUSED]:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                self._http.receive_data(self._received(until))
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        return event  # type: ignore[return-value]

    def _received(self, until: float) -> bytes:
        left_s = until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError
        self._socket.settimeout(left_s)
        try:
            data = self._socket.recv(READ_BYTES)
        except TimeoutError:
            raise
        except OSError as error:
            raise httpx.ReadError(str(error)) from error
        self.heard = self.heard or bool(data)
        return data

    def start_again(self) -> bool:
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self.heard = False
        return True

    def close(self) -> None:
        """From any thread."""
        if self._owner == os.getpid():  # in a forked copy it would end the parent's connection
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads
        self._socket.close()


def _close_all(connections: set[_Kept]) -> None:
    for one in connections:
        one.close()
    connections.clear()
