"""What clients share: one connection pool and one gate for each event loop and process that uses them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncGenerator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from sdk.dispatch.dispatcher import Dispatcher, Limits
from sdk.dispatch.portal import PORTAL
from sdk.dispatch.room import Room
from sdk.errors import ConfigurationError
from sdk.http.connection import Connection, LocalService, Target
from sdk.http.deferred import Deferrals
from sdk.http.dns import is_name, only_address
from sdk.http.servers import LOOKED_UP_EVERY_S, Servers


class Session(NamedTuple):
    connection: Connection | Servers
    dispatcher: Dispatcher
    keeper: AsyncGenerator[None, None]
    """A generator that ends with the session, or with its event loop."""


async def _keeping(connection: Connection | Servers) -> AsyncGenerator[None, None]:
    """Closes the connections when it ends. Event loops close a generator that nobody holds any more, from whatever
    thread the last reference went, and all generators before they close themselves: so a client that was dropped, or
    that outlives its `asyncio.run`, leaves no socket open."""
    try:
        yield
    finally:
        await connection.aclose()


def _started(keeper: AsyncGenerator[None, None]) -> AsyncGenerator[None, None]:
    """Runs it up to its `yield`, which takes no turn of the event loop; from then on the loop knows it."""
    with contextlib.suppress(StopIteration):
        keeper.asend(None).send(None)
    return keeper


class Sessions:
    """Sockets belong to the loop and the process that opened them: a fork, a second `asyncio.run` or a pickled copy
    gets a session of its own, and never touches another's."""

    def __init__(self, targets: Sequence[Target], limits: Limits) -> None:
        self.targets = tuple(targets)
        self.limits = limits
        self._open: dict[tuple[int, asyncio.AbstractEventLoop], Session] = {}
        self._deferrals: dict[int, Deferrals] = {}
        self._rooms: dict[int, Room] = {}
        self._address: Target | None = None
        self._looked_up_until = float("-inf")
        self._closed = False

    @property
    def local(self) -> LocalService | None:
        """The service that this process runs itself."""
        return self.targets[0].local

    def current(self) -> Session:
        """The session of the running loop."""
        if self._closed:
            raise ConfigurationError("this client is closed: make a new one")
        key = (os.getpid(), asyncio.get_running_loop())
        session = self._open.get(key)
        if session is None:
            self._forget_closed_loops()
            several = len(self.targets) > 1 or is_name(self.targets[0])
            connection = Servers(self.targets) if several else Connection(self.targets[0])
            keeper = _started(_keeping(connection))
            session = self._open[key] = Session(connection, Dispatcher(connection, self.limits, self._room()), keeper)
        return session

    def deferrals(self) -> Deferrals | None:
        """Of this process, for its threads: to one server, without TLS, proxies and clients of the caller's."""
        target = self._one_target() if self._may_defer and not self._closed else None
        if target is None:
            return None
        known = self._deferrals.get(os.getpid())
        if known is None or known.target != target:
            known = self._deferrals[os.getpid()] = Deferrals(target, self._room())
        return known

    def _one_target(self) -> Target | None:
        """The server's address. That of a name is looked up in the background, now and then, because it may change;
        None until it is known, and where there are several."""
        if not is_name(self.targets[0]):
            return self.targets[0]
        if time.monotonic() >= self._looked_up_until:
            self._looked_up_until = time.monotonic() + LOOKED_UP_EVERY_S
            PORTAL.begin(self._look_up())
        return self._address

    async def _look_up(self) -> None:
        self._address = await only_address(self.targets[0])

    def _room(self) -> Room:
        """Of this process: a fork's parent has its own requests, and locks."""
        return self._rooms.setdefault(os.getpid(), Room(self.limits.max_in_flight))

    @cached_property
    def _may_defer(self) -> bool:
        target = self.targets[0]
        ours = target.http_client is None and target.local is None and target.replicas is None
        return ours and len(self.targets) == 1 and target.plain

    async def aclose(self) -> None:
        """Ends this loop's calls and connections, and the service that `local()` started."""
        self._closed = True
        if (deferrals := self._deferrals.get(os.getpid())) is not None:
            deferrals.close()
        session = self._open.pop((os.getpid(), asyncio.get_running_loop()), None)
        if session is not None:
            await session.dispatcher.aclose()
            await session.keeper.aclose()
        if (local := self.local) is not None:
            await asyncio.to_thread(local.stop)

    def _forget_closed_loops(self) -> None:
        for pid, loop in list(self._open):
            if pid == os.getpid() and loop.is_closed():
                self._open.pop((pid, loop), None)

    def __reduce__(self) -> tuple[Any, ...]:
        if self.targets[0].http_client is not None:
            raise TypeError("a client with an http_client of yours cannot be pickled: make one where it is used")
        return Sessions, (self.targets, self.limits)
