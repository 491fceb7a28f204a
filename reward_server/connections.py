"""One HTTP connection under limits that uvicorn's own lacks, against callers that are slow, silent or send too much.

Each limit is a setting, and each refusal a line in the log. The limits are for the size and the time of the head, for
the time and the bytes of answers that nobody reads, and for the number of connections. Whatever comes with a body
(extensions of its chunks, fields after it) is bounded like a head and ignored. If a request offers another protocol
(`Upgrade: h2c`), it is answered in HTTP/1.1. A caller that closes its sending side after the request still gets its
answer.
"""

from __future__ import annotations

import asyncio
import json
import logging
import uuid
from dataclasses import dataclass
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from reward_server import logs, metrics

log = logging.getLogger("reward_server.connections")

LINGER_S = 2.0
"""How long a refused caller may go on sending before it is cut off; an earlier reset would overtake the answer."""
PROBE_EVERY_S = 1.0
"""How often a caller that closed its sending side gets a `100 Continue`: if it is wholly gone, its machine answers with
a reset."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    max_head_bytes: int = 65536
    head_limit_s: float = 30.0
    answer_limit_s: float = 60.0
    max_unread_bytes: int = 256 * 1024 * 1024
    max_connections: int = 4096


class Connection(HttpToolsProtocol):
    """`limits` is set by `under`."""

    limits = ConnectionLimits()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._head_open = False
        self._head_bytes = 0
        self._refused = False
        self._offers_upgrade = False
        self._body_open = False
        self._body_came = False
        self._beside_body = 0
        self._unread = 0
        self._unread_since = 0.0
        self._timers: dict[str, asyncio.TimerHandle] = {}
        super().connection_made(transport)
        if len(self.connections) > self.limits.max_connections:
            self._refuse(503, "too_many_connections", f"over the limit of {self.limits.max_connections} connections")
        else:
            self._arm("head", self.limits.head_limit_s, self._head_is_late)

    def connection_lost(self, exc: Exception | None) -> None:
        for name in list(self._timers):
            self._disarm(name)
        super().connection_lost(exc)

    # What comes in

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._unset_keepalive_if_required()
        self._body_came = False
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._read_on(data[upgrade.args[0] :])
        except httptools.HttpParserError as error:
            self._refuse(400, "malformed_http", f"this is no HTTP/1.1 request: {error}")
        self._count_head(len(data))
        self._count_beside_body(len(data))

    def _count_beside_body(self, size: int) -> None:
        """Counts what comes with a body and is not part of it; the parser keeps such bytes without a limit."""
        self._beside_body = 0 if self._body_came or not self._body_open else self._beside_body + size
        if self._beside_body > self.limits.max_head_bytes and not self._refused:
            limit = self.limits.max_head_bytes
            self._refuse(431, "head_too_large", f"what comes beside the body is over the limit of {limit} bytes")

    def _count_head(self, size: int) -> None:
        """Counts the bytes of a head that is not complete, because the parser keeps them and does not say how many."""
        if not self._head_open or self._refused:
            return
        self._head_bytes += size
        if self._head_bytes > self.limits.max_head_bytes:
            limit = self.limits.max_head_bytes
            self._refuse(431, "head_too_large", f"request line and headers are over the limit of {limit} bytes")
        elif "head" not in self._timers:
            self._arm("head", self.limits.head_limit_s, self._head_is_late)

    def on_message_begin(self) -> None:
        self._head_open, self._head_bytes = True, 0
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._head_open:  # what stands behind a body comes too late to be a header
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._head_open, self._body_open, self._body_came = False, True, True
        self._disarm("head")
        size = len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers)
        if size > self.limits.max_head_bytes:
            limit = self.limits.max_head_bytes
            self._refuse(431, "head_too_large", f"request line and headers are over the limit of {limit} bytes")
            return
        self._offers_upgrade = self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT"
        if not self._offers_upgrade:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._body_came = True
        if not self._offers_upgrade and not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._body_open = False
        if not self._offers_upgrade and not self._refused:
            super().on_message_complete()

    def _read_on(self, rest: bytes) -> None:
        """The request without its offer of another protocol, and the bytes that came after its head."""
        if not self._offers_upgrade:
            return
        lines = [self.parser.get_method() + b" " + self.url + b" HTTP/1.1"]
        lines += [name + b": " + value for name, value in self.headers if name not in (b"upgrade", b"connection")]
        self.parser = httptools.HttpRequestParser(self)
        self.data_received(b"\r\n".join(lines) + b"\r\n\r\n" + rest)

    def eof_received(self) -> bool | None:  # type: ignore[override]
        cycle = self.cycle
        if self._refused or cycle is None or cycle.response_complete or cycle.more_body:
            return None
        cycle.keep_alive = False
        if cycle.scope["http_version"] == "1.1":
            self._arm("probe", PROBE_EVERY_S, self._probe)
        return True

    def _probe(self) -> None:
        if self.cycle.response_started or self.transport.is_closing():
            return
        self.transport.write(_CONTINUE)
        self._arm("probe", PROBE_EVERY_S, self._probe)

    # What goes out

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread_since = self.loop.time()
        self._expect_reading()
        self._bound_unread()

    def _bound_unread(self) -> None:
        """If more bytes wait than there is room for, cuts off the caller that has read nothing for the longest time."""
        waiting = [one for one in self.connections if isinstance(one, Connection) and "answer" in one._timers]
        total = sum(one.transport.get_write_buffer_size() for one in waiting)
        for one in sorted(waiting, key=lambda one: one._unread_since):
            if total <= self.limits.max_unread_bytes:
                return
            total -= one.transport.get_write_buffer_size()
            one._cut_off(f"too much waits to be read: over the limit of {self.limits.max_unread_bytes} bytes")

    def resume_writing(self) -> None:
        self._disarm("answer")
        super().resume_writing()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._expect_reading()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._expect_reading()

    def _expect_reading(self) -> None:
        self._unread = self.transport.get_write_buffer_size()
        self._arm("answer", self.limits.answer_limit_s, self._answer_is_unread)

    def _answer_is_unread(self) -> None:
        if self.transport.get_write_buffer_size() < self._unread:  # slowly, but it is being read
            self._expect_reading()
            return
        self._cut_off(f"it has not read its answer for {self.limits.answer_limit_s:g} s")

    def _cut_off(self, why: str) -> None:
        extra = {"request_id": logs.printable(self._request_id())}
        log.warning("cut off %s: %s", self.client, why, extra=extra)
        self._disarm("answer")
        self.transport.abort()

    def _request_id(self) -> bytes:
        """The id that the caller gave the latest request; a new id if it gave none, or if no head is complete."""
        headers = () if self._head_open else self.headers or ()
        given = next((value for name, value in headers if name == b"x-request-id"), b"")
        return given or uuid.uuid4().hex.encode()

    def _head_is_late(self) -> None:
        self._disarm("head")
        self._refuse(408, "slow_head", f"no whole request came within {self.limits.head_limit_s:g} s")

    def _refuse(self, status: int, code: str, message: str) -> None:
        """Answers without the application, unless an answer is under way, and reads no further request of this
        caller."""
        self._refused = True
        request_id = self._request_id()
        extra = {"request_id": logs.printable(request_id)}
        log.warning("refused %s: %s %s: %s", self.client, status, code, message, extra=extra)
        metrics.REQUESTS.labels(str(status)).inc()
        if self.cycle is not None and not self.cycle.response_complete:
            if self.cycle.response_started:
                self.transport.abort()
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        body = json.dumps({"error": {"code": code, "message": message, "details": []}}).encode()
        head = [
            STATUS_LINE[status].rstrip(),
            b"content-type: application/json",
            b"content-length: %d" % len(body),
            b"x-request-id: " + request_id,
            *([b"retry-after: 1"] if status == 503 else []),
            b"connection: close",
        ]
        self.transport.write(b"\r\n".join(head) + b"\r\n\r\n" + body)
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._arm("linger", LINGER_S, self.transport.abort)

    def _arm(self, name: str, seconds: float, action: Any) -> None:
        self._disarm(name)
        self._timers[name] = self.loop.call_later(seconds, action)

    def _disarm(self, name: str) -> None:
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()


def under(limits: ConnectionLimits) -> type[Connection]:
    """The protocol class that uvicorn makes connections of."""
    return type("LimitedConnection", (Connection,), {"limits": limits})
