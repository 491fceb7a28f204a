"""Several servers used as one: each request goes to the server on which this client has the least work under way.

If a server cannot be reached, or says that it is not ready, it is left alone for a while (a circuit breaker: 1 s,
doubled each time, at most 30 s), and what it did not answer goes to another server at once. While one server is left,
no call fails. If none seems to be left, the server whose rest ends first is tried. Each address of a name counts as a
server. The name is looked up again while requests are made, because servers come and go.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from sdk.errors import RewardError
from sdk.http.answers import Answer
from sdk.http.connection import Connection, Target
from sdk.http.dns import each_address
from sdk.retry import doubled_s

log = logging.getLogger("sdk")

FIRST_REST_S = 1.0
LONGEST_REST_S = 30.0
LOOKED_UP_EVERY_S = 10.0
AT_ONCE_S = 1.0
"""How long a written request may still be sent to another server: it holds the time that was left when it was
written."""


@dataclass(slots=True, eq=False)
class Server:
    target: Target
    connection: Connection
    under_way: int = 0
    failures: int = 0
    """In a row, of those that say that nobody is there."""
    rests_until: float = 0.0
    """In the event loop's time."""
    version: str = ""
    """Of the rewards, as it last answered under."""

    @property
    def url(self) -> str:
        return self.target.url

    def failed(self, now: float) -> None:
        self.failures += 1
        self.rests_until = now + doubled_s(FIRST_REST_S, LONGEST_REST_S, self.failures)

    def answered(self) -> None:
        self.failures = 0
        self.rests_until = 0.0


class Servers:
    """HTTP to several targets on one event loop, with the interface of a `Connection` to one target."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._targets = tuple(targets)
        self._servers = [Server(target, Connection(target)) for target in targets]
        self._looked_up_until = float("-inf")
        self._told: frozenset[str] = frozenset()

    async def answers(
        self, body: bytes, count: int, *, lines: bool, request_id: str, left_s: float
    ) -> AsyncGenerator[Answer, None]:
        """As `Connection.answers`. Raises an error only if no other server can take over the request."""
        clock = asyncio.get_running_loop().time
        started = clock()
        await self._look_up()
        untried = list(self._servers)
        while True:
            server = self._next(untried)
            untried.remove(server)
            came = False
            server.under_way += 1
            try:
                asked = server.connection.answers(body, count, lines=lines, request_id=request_id, left_s=left_s)
                async with aclosing(asked) as each:
                    async for answer in each:
                        came = True
                        self._note(server, answer.version)
                        yield answer
                server.answered()
                return
            except RewardError as error:
                if error.away:
                    server.failed(clock())
                if came or not error.retried or not untried or clock() - started > AT_ONCE_S:
                    raise
                log.info("%s; another server takes the request", error.message)
            finally:
                server.under_way -= 1

    async def get(self, path: str, left_s: float) -> tuple[int, Any]:
        """The answer of the first server that answers with 200; else the last server's answer."""
        await self._look_up()
        untried = list(self._servers)
        while True:
            server = self._next(untried)
            untried.remove(server)
            try:
                status, said = await server.connection.get(path, left_s)
            except RewardError:
                if not untried:
                    raise
                continue
            if status == 200 or not untried:
                return status, said

    async def aclose(self) -> None:
        await asyncio.gather(*(server.connection.aclose() for server in self._servers))

    async def _look_up(self) -> None:
        """Looks the names up again; servers that are still there keep their state."""
        now = asyncio.get_running_loop().time()
        if now < self._looked_up_until:
            return
        self._looked_up_until = now + LOOKED_UP_EVERY_S
        found = await asyncio.gather(*map(each_address, self._targets))
        targets = dict.fromkeys(target for several in found for target in several)
        known = {server.target: server for server in self._servers}
        if targets.keys() == known.keys():
            return
        self._servers = [known.get(target) or Server(target, Connection(target)) for target in targets]
        await asyncio.gather(*(known[target].connection.aclose() for target in known.keys() - targets.keys()))

    def _next(self, untried: Sequence[Server]) -> Server:
        """The server with the least work under way among those that do not rest; else the server whose rest ends
        first."""
        now = asyncio.get_running_loop().time()
        awake = [server for server in untried if server.rests_until <= now]
        if not awake:
            return min(untried, key=lambda server: server.rests_until)
        chosen = min(awake, key=lambda server: server.under_way)  # the first of equals, so they take turns:
        if chosen in self._servers:  # else its name has other addresses since
            self._servers.remove(chosen)
            self._servers.append(chosen)
        return chosen

    def _note(self, server: Server, version: str) -> None:
        """Warns if the servers' rewards differ, once for each set of versions."""
        if server.version == version:
            return
        server.version = version
        versions = frozenset(one.version for one in self._servers if one.version)
        if len(versions) > 1 and versions != self._told:
            self._told = versions
            said = ", ".join(f"{one.url}: {one.version}" for one in self._servers if one.version)
            log.warning("the servers score under different definitions (%s); one_version=True refuses that", said)
