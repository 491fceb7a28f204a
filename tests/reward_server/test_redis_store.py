"""Verdicts in a real Redis; `scripts/check memo` runs these."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytestmark = pytest.mark.slow  # needs redis-server, and the extra `redis`


class Server(NamedTuple):
    process: subprocess.Popen[bytes]
    url: str


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    path = tmp_path / "redis.sock"
    command = ["redis-server", "--port", "0", "--unixsocket", str(path), "--dir", str(tmp_path), "--save", ""]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while not path.exists():
        assert process.poll() is None
        time.sleep(0.02)
    yield Server(process, f"unix://{path}")
    process.kill()
    process.wait()


def kept(url: str, version: str, key: str, result: dict[str, Any] | None = None) -> Any:
    """Writes a result, or reads one, with a store of its own."""
    from reward_server.redis_store import RedisVerdicts

    async def ask() -> Any:
        store = RedisVerdicts(url)
        try:
            if result is not None:
                return await store.put(version, key, result)
            return await store.get(version, key)
        finally:
            await store.close()

    return asyncio.run(ask())


def test_what_one_service_wrote_another_reads(server: Server) -> None:
    """Under the same version and job alone."""
    kept(server.url, "v1", "job", {"equal": True, "reason": "\ud800 and é"})
    assert kept(server.url, "v1", "job") == {"equal": True, "reason": "\ud800 and é"}
    assert kept(server.url, "v2", "job") is None
    assert kept(server.url, "v1", "another") is None


@pytest.mark.parametrize("value", [b"", b"\xff\xfe", b'{"equal": true}', b"0" * 32 + b'{"equal": true}'])
def test_a_row_that_was_changed_is_missing(server: Server, value: bytes) -> None:
    """A verdict that is not what was written is never given."""
    import redis

    kept(server.url, "v1", "job", {"equal": False})
    store = redis.Redis.from_url(server.url)
    for key in list(store.scan_iter("assay:verdict:*")):
        store.set(key, value)
    assert kept(server.url, "v1", "job") is None


def test_a_row_of_another_kind_is_missing(server: Server) -> None:
    """A list in its place is trouble, and no verdict."""
    import redis

    kept(server.url, "v1", "job", {"equal": False})
    store = redis.Redis.from_url(server.url)
    for key in list(store.scan_iter("assay:verdict:*")):
        store.delete(key)
        store.rpush(key, "x")
    assert kept(server.url, "v1", "job") is None


def test_a_server_that_hangs_or_is_gone_is_no_store(server: Server) -> None:
    """Nobody waits for it, and nothing is raised."""
    kept(server.url, "v1", "job", {"equal": True})
    server.process.send_signal(signal.SIGSTOP)
    assert kept(server.url, "v1", "job") is None
    server.process.send_signal(signal.SIGCONT)
    server.process.kill()
    server.process.wait()
    assert kept(server.url, "v1", "job") is None
    kept(server.url, "v1", "job", {"equal": True})
