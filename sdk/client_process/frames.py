"""Numbered messages on the socket between a client and its process."""

from __future__ import annotations

import asyncio
import struct
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
    """One end. `came(number, kind, body)` gets each message; `lost()` is called once, when the other end is gone."""

    def __init__(self, came: Callable[[int, Kind, memoryview], None], lost: Callable[[], None]) -> None:
        self._came = came
        self._lost = lost
        self._transport: asyncio.Transport | None = None
        self._head: tuple[int, Kind] | None = None
        self._expect(_HEAD.size)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def send(self, number: int, kind: Kind, body: bytes = b"") -> None:
        assert self._transport is not None
        if not self._transport.is_closing():
            self._transport.writelines([_HEAD.pack(len(body), number, kind), body])

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
