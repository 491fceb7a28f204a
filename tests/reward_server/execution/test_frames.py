"""Frames on a connection that has closed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import uvloop

from reward_server.execution import frames


async def asked(writer: asyncio.StreamWriter) -> None:
    frames.write(writer, {"id": 1})
    await writer.drain()


@pytest.mark.parametrize("new_event_loop", [uvloop.new_event_loop, asyncio.SelectorEventLoop])
def test_a_connection_that_has_closed_a_moment_ago_is_lost(new_event_loop: type, tmp_path: Path) -> None:
    """uvloop says so by a RuntimeError, which would be answered as a fault of the service."""

    async def write_after_the_end() -> None:
        path = tmp_path / "socket"
        server = await asyncio.start_unix_server(lambda _, writer: writer.close(), path)
        _, writer = await asyncio.open_unix_connection(path)
        writer.transport.abort()
        await asyncio.sleep(0.05)
        with pytest.raises(ConnectionError):
            await asked(writer)
        server.close()

    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(write_after_the_end())
