"""Callers that cost next to nothing: on one machine with the service, their own slowness must not pass for its."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    seconds: float
    """From the request's first byte to the answer's last."""


class Wires:
    """Kept connections to one service. A post takes a free one, or opens one."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def post(self, path: str, content: bytes) -> Answer:
        """Raises OSError or IncompleteReadError when the connection breaks: then it is not used again."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection(self._host, self._port)
        sent = time.monotonic()
        head = f"POST {path} HTTP/1.1\r\nHost: {self._host}\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = await reader.readexactly(int(headers["content-length"]))
        answer = Answer(int(status.split()[1]), body, time.monotonic() - sent)
        if headers.get("connection") == "close":
            writer.close()
        else:
            self._free.append((reader, writer))
        return answer

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()
