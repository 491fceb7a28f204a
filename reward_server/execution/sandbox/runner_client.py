"""A container's runner, spoken to over its unix socket. A connection carries session after session; to cancel is to
close it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from reward_server.execution.sandbox.judging import Report, SandboxFaultError, SandboxLostError, longest_silence_s
from reward_server.jobs import JsonObject

ANSWER_WITHIN_S = 10.0
"""An idle runner answers at once; a program that was just killed may take its namespace a while to die."""
MAX_HEAD = 1 << 20
PROTOCOL = 3
"""The oldest that is served: an earlier image knows neither preludes nor the budget that keeps a program within its
batch's deadline."""
RUNS_SINCE = 4
"""Earlier images run nothing that they do not judge."""
OLD_IMAGE = (
    "the sandbox image is older than this service: assay sandbox build --docker, or scripts/build_sandbox_image, makes "
    "a new one"
)


class Runner:
    """One warm container. Its connection is kept from session to session, unless one is left before its end."""

    def __init__(self, name: str, socket_path: Path) -> None:
        self.name = name
        self.socket_path = socket_path
        self._kept: Connection | None = None
        self._protocol = PROTOCOL

    async def answers(self) -> bool:
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                return await self.greet() is None
        except (TimeoutError, SandboxLostError):
            return False

    async def greet(self) -> str | None:
        """None where it is ready; else why it never will be. Raises SandboxLostError where nobody answers."""
        async with self._asked({"type": "ping"}) as connection:
            head, _ = await connection.frame()
            if "pong" not in head:
                return str(head.get("fault", "the runner does not know its protocol"))
            self._protocol = head.get("protocol", 1)
            return OLD_IMAGE if self._protocol < PROTOCOL else None

    @contextlib.asynccontextmanager
    async def session(self, request: JsonObject) -> AsyncIterator[AsyncIterator[Report]]:
        if request["type"] == "run" and self._protocol < RUNS_SINCE:
            raise SandboxFaultError(OLD_IMAGE, inputs=False)
        async with self._asked(request) as connection:
            yield _reports(connection, longest_silence_s(request))

    @contextlib.asynccontextmanager
    async def _asked(self, request: JsonObject) -> AsyncIterator[Connection]:
        connection, self._kept = self._kept or await self._connected(), None
        try:
            connection.send(request)
            yield connection
            await connection.skim()
        finally:
            if connection.at_rest:
                self._kept = connection
            else:
                connection.close()

    async def _connected(self) -> Connection:
        try:
            return Connection(*await asyncio.open_unix_connection(str(self.socket_path), limit=1 << 20))
        except OSError as error:
            raise SandboxLostError(f"{self.name} cannot be reached: {error}") from None

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()


class Connection:
    """`at_rest`: the last session has ended, and another may begin."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.at_rest = False

    def send(self, request: JsonObject) -> None:
        self.at_rest = False
        data = json.dumps(request, separators=(",", ":")).encode()
        self._writer.write(len(data).to_bytes(4, "big") + data)

    async def frame(self) -> tuple[dict[str, Any], bytes]:
        try:
            length = int.from_bytes(await self._reader.readexactly(4), "big")
            if length > MAX_HEAD:
                raise SandboxLostError("the runner does not keep to the protocol")
            head: dict[str, Any] = json.loads(await self._reader.readexactly(length))
            blob = await self._reader.readexactly(head["blob"]) if head["blob"] else b""
        except (OSError, asyncio.IncompleteReadError):
            raise SandboxLostError("the runner ended") from None
        self.at_rest = not _LAST.isdisjoint(head)
        return head, blob

    async def skim(self) -> None:
        """Past what has arrived and nobody wants: a session that was left may have ended all the same."""
        with contextlib.suppress(TimeoutError, SandboxLostError):
            async with asyncio.timeout(0):
                while not self.at_rest:
                    await self.frame()

    def close(self) -> None:
        self._writer.close()


_LAST = {"pong", "done", "fault"}


async def _reports(connection: Connection, silence_s: float) -> AsyncIterator[Report]:
    while True:
        try:
            async with asyncio.timeout(silence_s):
                head, blob = await connection.frame()
        except TimeoutError:
            raise SandboxLostError(f"no report for {silence_s:g} s") from None
        if "done" in head:
            return
        if "alive" in head:
            continue
        if "fault" in head:
            raise SandboxFaultError(str(head["fault"]), inputs=head.get("inputs", False))
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
        wall_s=head.get("wall_s", 0.0),
        undecided=head.get("undecided", False),
        exit_code=head.get("exit_code"),
    )
