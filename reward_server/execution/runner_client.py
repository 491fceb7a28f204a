"""A container's runner, spoken to over its unix socket: one connection a session, closed to cancel."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from reward_server.execution.sandbox import Report, SandboxFaultError, SandboxLostError, longest_silence_s
from reward_server.jobs import JsonObject

ANSWER_WITHIN_S = 10.0
"""An idle runner answers at once; a program that was just killed may take its namespace a while to die."""
MAX_HEAD = 1 << 20


class Runner:
    """One warm container."""

    def __init__(self, name: str, socket_path: Path) -> None:
        self.name = name
        self.socket_path = socket_path

    async def answers(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await self.greet() is None
        except (TimeoutError, SandboxLostError):
            return False

    async def greet(self) -> str | None:
        """None where it is ready; else why it never will be. Raises SandboxLostError where nobody answers."""
        async with self._connection({"type": "ping"}) as reader:
            head, _ = await _frame(reader)
            return None if "pong" in head else str(head.get("fault", "the runner does not know its protocol"))

    @contextlib.asynccontextmanager
    async def session(self, request: JsonObject) -> AsyncIterator[AsyncIterator[Report]]:
        async with self._connection(request) as reader:
            yield _reports(reader, longest_silence_s(request["time_limit_s"]))

    @contextlib.asynccontextmanager
    async def _connection(self, request: JsonObject) -> AsyncIterator[asyncio.StreamReader]:
        try:
            reader, writer = await asyncio.open_unix_connection(str(self.socket_path), limit=1 << 20)
        except OSError as error:
            raise SandboxLostError(f"{self.name} cannot be reached: {error}") from None
        try:
            data = json.dumps(request, separators=(",", ":")).encode()
            writer.write(len(data).to_bytes(4, "big") + data)
            yield reader
        finally:
            writer.close()


async def _reports(reader: asyncio.StreamReader, silence_s: float) -> AsyncIterator[Report]:
    while True:
        try:
            head, blob = await asyncio.wait_for(_frame(reader), silence_s)
        except TimeoutError:
            raise SandboxLostError(f"no report for {silence_s:g} s") from None
        if "done" in head:
            return
        if "fault" in head:
            raise SandboxFaultError(str(head["fault"]))
        yield _report(head, blob)


def _report(head: dict[str, Any], blob: bytes) -> Report:
    return Report(
        index=head["case"],
        status=head["status"],
        seconds=head["seconds"],
        stderr=head.get("stderr", ""),
        detail=head.get("detail", ""),
        used=head.get("used", False),
        output=blob,
    )


async def _frame(reader: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    try:
        length = int.from_bytes(await reader.readexactly(4), "big")
        if length > MAX_HEAD:
            raise SandboxLostError("the runner does not keep to the protocol")
        head: dict[str, Any] = json.loads(await reader.readexactly(length))
        return head, await reader.readexactly(head["blob"])
    except (OSError, asyncio.IncompleteReadError):
        raise SandboxLostError("the runner ended") from None
