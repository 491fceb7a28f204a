"""The manager's connection, as the supervisor holds it: jobs in, reports out, one session after the other."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

TIMEOUT_S = 30.0
MAX_JOB = 256 * 1024 * 1024
AT_ONCE_S = 0.005
"""Reports of cases that end within it of the first are sent together."""

_encode = json.JSONEncoder(separators=(",", ":")).encode


class CancelledError(Exception):
    """The manager has hung up: nobody wants the result."""


class Client:
    """A frame to the manager is the length of a head, the head as JSON with a blob's length in it, and the blob."""

    def __init__(self, connection: socket.socket) -> None:
        connection.settimeout(TIMEOUT_S)
        self._connection = connection
        self._kept = b""
        self._kept_since = 0.0
        self._told = time.monotonic()
        self.alive_every_s = 0.0
        """Seconds; where the manager asks for it."""

    def fileno(self) -> int:
        return self._connection.fileno()

    def close(self) -> None:
        self._connection.close()

    def receive(self) -> dict[str, Any]:
        """A job. Raises CancelledError at the end of the connection, ValueError for what is no job."""
        data = bytearray(self._connection.recv(1 << 16))
        self._fill(data, 4)
        length = int.from_bytes(data[:4], "big")
        if length > MAX_JOB:
            raise ValueError("job too large")
        self._fill(data, 4 + length)
        job: dict[str, Any] = json.loads(data[4:])
        return job

    def _fill(self, data: bytearray, count: int) -> None:
        while len(data) < count:
            chunk = self._connection.recv(min(count - len(data), 1 << 20))
            if not chunk:
                raise CancelledError
            data += chunk

    def report(self, head: dict[str, Any], blob: bytes = b"") -> None:
        """Kept for a moment: for what follows, or until nothing does."""
        if not self._kept:
            self._kept_since = time.monotonic()
        data = _encode({**head, "blob": len(blob)}).encode()
        self._kept += len(data).to_bytes(4, "big") + data + blob
        if len(self._kept) > 1 << 16 or time.monotonic() - self._kept_since > AT_ONCE_S:
            self.flush()

    def still_here(self) -> None:
        """While a case takes its time: that the runner works, however slowly on a machine that others use."""
        if self.alive_every_s and time.monotonic() - self._told > self.alive_every_s:
            self.report({"alive": True})
            self.flush()

    def end(self, head: dict[str, Any]) -> None:
        self.report(head)
        self.flush()

    def flush(self) -> None:
        if self._kept:
            self._connection.sendall(self._kept)
            self._kept, self._told = b"", time.monotonic()
