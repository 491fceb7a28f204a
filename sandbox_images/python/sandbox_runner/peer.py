"""Requests between the program's process and the tests' process, over one stream socket, either way and nested.

A frame is a length (4 bytes, big endian) and JSON: `["?", operation, ...]` asks, `["=", value, ...]` answers,
`["!", ...]` answers with an exception. While one side waits for its answer it serves the other's requests, so that a
test may hand over a function.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from typing import Any

MAX_FRAME = 64 * 1024 * 1024

_encode = json.JSONEncoder(separators=(",", ":")).encode
Handler = Callable[[list[Any]], list[Any]]


class GoneError(Exception):
    """The other side ended, or does not keep to the protocol."""


class Stream:
    """Blocking frames over a file descriptor. Raises GoneError."""

    def __init__(self, fd: int) -> None:
        self.fd = fd

    def send(self, message: Any) -> None:
        data = _encode(message).encode()
        view = memoryview(len(data).to_bytes(4, "big") + data)
        try:
            while view:
                view = view[os.write(self.fd, view) :]
        except OSError as error:
            raise GoneError(str(error)) from None

    def receive(self) -> Any:
        length = int.from_bytes(self._read(4), "big")
        if length > MAX_FRAME:
            raise GoneError("message too large")
        try:
            return json.loads(self._read(length))
        except (ValueError, RecursionError):
            raise GoneError("not JSON") from None

    def _read(self, count: int) -> bytes:
        data = bytearray()
        while len(data) < count:
            try:
                chunk = os.read(self.fd, min(count - len(data), 1 << 20))
            except OSError as error:
                raise GoneError(str(error)) from None
            if not chunk:
                raise GoneError("ended")
            data += chunk
        return bytes(data)


class Peer:
    """One side. `handle` turns the other side's request into an answer frame, and never raises."""

    def __init__(self, stream: Stream, handle: Handler) -> None:
        self._stream = stream
        self._handle = handle
        self._lock = threading.RLock()  # a test, or a program, may use threads

    def ask(self, *request: Any) -> list[Any]:
        """The answer frame. Raises GoneError."""
        with self._lock:
            self._stream.send(["?", *request])
            while True:
                frame = self.next_frame()
                if frame[0] != "?":
                    return frame
                self._stream.send(self._handle(frame[1:]))

    def serve(self) -> None:
        """Answer requests until the other side ends."""
        while True:
            frame = self.next_frame()
            with self._lock:
                self._stream.send(self._handle(frame[1:]))

    def send(self, frame: list[Any]) -> None:
        self._stream.send(frame)

    def next_frame(self) -> list[Any]:
        frame = self._stream.receive()
        if type(frame) is not list or len(frame) < 2 or frame[0] not in ("?", "=", "!"):
            raise GoneError("protocol")
        return frame
