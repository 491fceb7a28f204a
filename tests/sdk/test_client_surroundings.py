"""The client in other people's processes: their event loops, their file descriptors, their way of ending."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvloop

from sdk import AsyncRewardClient, ConfigurationError, Item, RewardClient, RewardError, UnexpectedError
from sdk.http.connection import CONNECT_TIMEOUT_S, KEEPALIVE_S, Connection, Target

Run = Callable[[Coroutine[Any, Any, Any]], Any]
ITEMS = [Item(completion="four")]


def connections() -> int:
    """Sockets of this process that lead somewhere."""
    open_files = [one.readlink() for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
    return sum(str(one).startswith("socket:") for one in open_files)


def until(holds: Callable[[], bool], within_s: float = 10.0) -> bool:
    deadline = time.monotonic() + within_s
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


class ForeignLoop(asyncio.SelectorEventLoop):
    """An event loop whose connections know none of asyncio's own options."""

    async def create_connection(self, protocol_factory: Any, host: Any = None, port: Any = None, **options: Any) -> Any:
        assert "happy_eyeballs_delay" not in options
        return await super().create_connection(protocol_factory, host, port, **options)


def test_an_event_loop_that_nobody_knows_is_served_through_httpx(server: Any) -> None:
    async def scored() -> None:
        async with AsyncRewardClient(server.url) as client:
            await client.wait_until_ready(5)
            assert (await client.score(ITEMS, on_error="none")).rewards == [4.0]
            scoring: Any = client._scoring
            connection = scoring.sessions.current().connection
            assert isinstance(connection, Connection)
            assert isinstance(connection._client, httpx.AsyncClient)

    with asyncio.Runner(loop_factory=ForeignLoop) as runner:
        runner.run(scored())


async def two_addresses(host: Any, port: Any, **options: Any) -> list[Any]:
    """A name whose first address takes no connection, and whose second is this machine."""
    kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
    return [(*kind, ("127.0.0.2", int(port))), (*kind, ("127.0.0.1", int(port)))]


def knowing_two(kind: type[Any]) -> asyncio.AbstractEventLoop:
    loop: asyncio.AbstractEventLoop = type("Loop", (kind,), {"getaddrinfo": staticmethod(two_addresses)})()
    return loop


@pytest.mark.parametrize("kind", [asyncio.SelectorEventLoop, uvloop.Loop])
def test_a_name_is_reached_by_its_second_address_where_the_first_does_not_answer(server: Any, kind: type[Any]) -> None:
    """Soon: long before a connection to the first one would be given up."""
    port = httpx.URL(server.url).port

    async def scored() -> list[float | None]:
        async with AsyncRewardClient(f"http://two.example:{port}", timeout_s=60) as client:
            return (await client.score(ITEMS)).rewards

    with socket.socket() as full:
        full.bind(("127.0.0.2", port))
        full.listen(0)
        with (
            socket.create_connection(full.getsockname()),
            asyncio.Runner(loop_factory=partial(knowing_two, kind)) as runner,
        ):
            assert runner.run(asyncio.wait_for(scored(), CONNECT_TIMEOUT_S)) == [4.0]


INSTALLED = """
import sys, warnings
warnings.simplefilter("ignore", DeprecationWarning)
import uvloop
uvloop.install()
from sdk import RewardClient
print(RewardClient(sys.argv[1]).score([{"completion": "four"}]).rewards)
"""


def test_the_blocking_client_works_where_uvloop_is_everybodys_loop(server: Any) -> None:
    done = subprocess.run([sys.executable, "-c", INSTALLED, server.url], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[4.0]\n", "")


class Broken(httpx.AsyncBaseTransport):
    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        raise LookupError("what is this")


@pytest.mark.parametrize("on_error", ["raise", "none", "nan"])
@pytest.mark.parametrize("count", [1, 300])
def test_what_nobody_foresaw_is_raised_and_never_a_null(on_error: Any, count: int) -> None:
    client = RewardClient("http://host", http_client=httpx.AsyncClient(transport=Broken()), on_error=on_error)
    with pytest.raises(UnexpectedError, match="LookupError: what is this") as caught:
        client.score(ITEMS * count, timeout_s=10)
    assert isinstance(caught.value.__cause__, LookupError)
    with pytest.raises(UnexpectedError):
        list(client.score_stream(ITEMS * count, timeout_s=10))


class Spiteful:
    """What looks like an array and is none."""

    def tolist(self) -> list[int]:
        raise LookupError("not today")


def test_an_item_that_fails_while_it_is_written_is_raised_at_once(server: Any) -> None:
    wrong = Item(completion="x", metadata={"array": Spiteful()})
    with RewardClient(server.url) as client, pytest.raises(UnexpectedError, match="LookupError: not today"):
        client.score([*ITEMS, wrong], on_error="none", timeout_s=30)


def test_a_client_that_is_dropped_frees_its_sockets(server: Any) -> None:
    RewardClient(server.url).score(ITEMS)
    before = connections()
    for _ in range(50):
        assert RewardClient(server.url).score(ITEMS).rewards == [4.0]
    assert until(lambda: connections() <= before)


def test_a_dropped_asynchronous_client_frees_its_sockets(server: Any, run: Run) -> None:
    async def scored() -> None:
        before = connections()
        for _ in range(20):
            await AsyncRewardClient(server.url).score(ITEMS)
        for _ in range(200):
            await asyncio.sleep(0.02)
            if connections() <= before:
                return
        raise AssertionError(f"{connections()} sockets, {before} before")

    run(scored())


def test_idle_connections_close_by_themselves(server: Any, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdk.http.connection.KEEPALIVE_S", 0.2)

    async def scored() -> None:
        before = connections()
        client = AsyncRewardClient(server.url)
        await client.score(ITEMS * 1000)
        assert connections() > before
        for _ in range(200):
            await asyncio.sleep(0.02)
            if connections() <= before:
                break
        assert connections() <= before
        assert (await client.score(ITEMS)).rewards == [4.0], "it opens new ones"
        await client.aclose()

    run(scored())
    assert KEEPALIVE_S > 1


FORGETFUL = """
import asyncio, sys
from sdk import AsyncRewardClient, RewardClient

kept = RewardClient(sys.argv[1])
kept.score([{"completion": "four"}])
other = AsyncRewardClient(sys.argv[1])

async def main():
    await other.score([{"completion": "four"}] * 300)

if sys.argv[2] == "asyncio":
    asyncio.run(main())
else:
    import uvloop
    uvloop.run(main())
print("done")
"""


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_clients_that_nobody_closed_end_without_a_warning(server: Any, loop: str) -> None:
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", FORGETFUL, server.url, loop]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "done\n", "")


def proxies(monkeypatch: pytest.MonkeyPatch, **given: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)


def test_a_dead_proxy_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies(monkeypatch, http_proxy="http://me:secret@127.0.0.1:9")
    with pytest.raises(RewardError, match=r"through the proxy http://127\.0\.0\.1:9") as caught:
        RewardClient("http://rewards.example:8000", max_retries=0).score(ITEMS, timeout_s=5)
    assert "secret" not in str(caught.value)


def test_a_socks_proxy_without_its_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    proxies(monkeypatch, all_proxy="socks5://127.0.0.1:9")
    with pytest.raises(ConfigurationError, match=r"socks5://127\.0\.0\.1:9.*httpx\[socks\].*NO_PROXY"):
        RewardClient("http://rewards.example:8000").score(ITEMS, on_error="none")


def test_no_proxy_stands_before_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    proxies(monkeypatch, http_proxy="http://127.0.0.1:9")
    assert Target("http://127.0.0.1:8000").proxy is None
    assert Target("http://elsewhere:8000").proxy == "http://127.0.0.1:9"
