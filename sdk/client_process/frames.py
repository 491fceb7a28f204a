"""Numbered messages on the socket between a client and its process."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
from collections.abc import Callable
from enum import IntEnum
from typing import cast

_HEAD = struct.Struct("<QQB")
"""The length of what follows, the number of the call, the kind."""


class Kind(IntEnum):
    CALL = 0
    CANCEL = 1
    VALUE = 2
    LAST = 3
    """A value that ends the call."""
    FAILED = 4
    LOG = 5
    READY = 6


class Frames(asyncio.BufferedProtocol):
    """One end, with its `own` socket. `came(number, kind, body)` gets each message; `lost()` is called once, when the
    other end is gone."""

    def __init__(
        self, own: socket.socket, came: Callable[[int, Kind, memoryview], None], lost: Callable[[], None]
    ) -> None:
        self._socket = own
        self._came = came
        self._lost = lost
        self._transport: asyncio.Transport | None = None
        self._writing = threading.Lock()
        self._unwritten: list[bytes] = []
        """What other threads could not write at once; all that comes meanwhile goes behind it."""
        self._head: tuple[int, Kind] | None = None
        self._expect(_HEAD.size)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._loop = asyncio.get_running_loop()

    def send(self, number: int, kind: Kind, body: bytes = b"") -> None:
        assert self._transport is not None
        message = [_HEAD.pack(len(body), number, kind), body]
        with self._writing:
            if self._unwritten:
                self._unwritten += message
            elif not self._transport.is_closing():
                self._transport.writelines(message)

    def send_at_once(self, number: int, kind: Kind, body: bytes) -> None:
        """From any thread, which writes as much as the socket takes: the event loop's thread may wait long for the
        interpreter (5 ms, where the others compute), and writes only the rest."""
        assert self._transport is not None
        message = _HEAD.pack(len(body), number, kind) + body
        with self._writing:
            written = 0
            if not self._unwritten and not self._transport.get_write_buffer_size():
                with contextlib.suppress(OSError):  # full; or gone, which the event loop sees too
                    written = self._socket.send(message)
            if written < len(message):
                self._unwritten.append(message[written:])
                self._loop.call_soon_threadsafe(self._write_rest)

    def _write_rest(self) -> None:
        assert self._transport is not None
        with self._writing:
            if not self._transport.is_closing():
                self._transport.writelines(self._unwritten)
            self._unwritten.clear()

    def close(self) -> None:
        assert self._transport is not None
        self._transport.close()

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._buffer[self._filled :]

    def buffer_updated(self, nbytes: int) -> None:
        self._filled += nbytes
        if self._filled < len(self._buffer):
            return
        if self._head is None:
            length, number, kind = _HEAD.unpack(self._buffer)
            self._head = number, Kind(kind)
            self._expect(length)
            if length:
                return
        (number, kind), body = self._head, self._buffer
        self._head = None
        self._expect(_HEAD.size)
        self._came(number, kind, body)

    def connection_lost(self, error: Exception | None) -> None:
        self._lost()

    def _expect(self, length: int) -> None:
        self._buffer = memoryview(bytearray(length))
        self._filled = 0
