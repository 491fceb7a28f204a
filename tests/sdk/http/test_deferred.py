"""Requests written by the thread that calls, and read by the one that asks, against real servers on a socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from sdk import Item, RewardClient
from sdk.direct import LEAST_DEFERRED
from sdk.dispatch.dispatcher import Limits
from sdk.dispatch.sessions import Sessions
from sdk.errors import ConfigurationError, OverloadedError
from sdk.http.connection import Target
from sdk.http.deferred import MOST_BYTES
from tests.sdk.conftest import VERSION, result

MANY = LEAST_DEFERRED


def texts(count: int = MANY) -> list[Item]:
    return [Item(completion="a" * (number + 1)) for number in range(count)]


def lengths(count: int = MANY) -> list[float]:
    return [float(number + 1) for number in range(count)]


def until(condition: Any, within_s: float = 10.0) -> None:
    deadline = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def test_the_server_has_the_request_before_anybody_asks_for_the_result(server: Any) -> None:
    with RewardClient(server.url) as client:
        begun = client.submit(texts())
        until(lambda: len(server.asked) == 1)
        assert begun.result().rewards == lengths()
        assert begun.result() is begun.result()


def test_no_thread_is_started_for_it(server: Any) -> None:
    """Nor for `score`: in a process of its own, because this one has threads of other tests."""
    script = (
        "import sys, threading; from sdk import Item, RewardClient\n"
        f"client = RewardClient(sys.argv[1]); items = [Item(completion='a')] * {MANY}\n"
        "print(client.submit(items).result().rewards[0], client.score(items).rewards[0], threading.active_count())"
    )
    done = subprocess.run([sys.executable, "-c", script, server.url], capture_output=True, text=True, check=True)
    assert done.stdout == "1.0 1.0 1\n"


def test_its_connection_is_kept(server: Any) -> None:
    with RewardClient(server.url) as client:
        for _ in range(3):
            assert client.submit(texts()).result().rewards == lengths()
    assert len({asked.connection for asked in server.asked}) == 1


def test_a_kept_connection_that_was_closed_is_replaced_and_no_try_is_counted(server: Any) -> None:
    async def last(asked: Any) -> None:
        said = {"items": [result(item) for item in asked.items], "version": VERSION, "seconds": 0.0}
        await asked.answer(200, said, {"connection": "close"})

    server.script = [last]
    with RewardClient(server.url, max_retries=0) as client:
        for _ in range(3):
            assert client.submit(texts()).result().rewards == lengths()
    assert len({asked.connection for asked in server.asked}) == 2


def test_what_is_tried_again_is_what_was_sent_whatever_became_of_the_callers_items(server: Any) -> None:
    async def busy(asked: Any) -> None:
        await asked.answer(503, {"error": {"code": "unready", "message": "not now", "details": []}})

    server.script = [busy]
    items: list[dict[str, Any]] = [
        {"completion": [{"role": "assistant", "content": "a" * (number + 1)}], "id": number} for number in range(MANY)
    ]
    with RewardClient(server.url) as client:
        begun = client.submit(items)
        for item in items:
            item["completion"][0]["content"], item["id"] = "changed", "changed"
        begun.result()
    first, again = (asked.items for asked in server.asked)
    assert first == again
    assert again[1]["completion"] == [{"role": "assistant", "content": "aa"}]


@pytest.mark.parametrize("tries", [0, 1])
def test_its_failure_is_the_first_try(server: Any, tries: int) -> None:
    async def refuse(asked: Any) -> None:
        await asked.answer(429, {"error": {"code": "overloaded", "message": "full", "details": []}})

    server.script = [refuse] * (tries + 1)
    with RewardClient(server.url, max_retries=tries) as client:
        with pytest.raises(OverloadedError, match="full"):
            client.submit(texts()).result()
        assert len(server.asked) == tries + 1
        assert client.submit(texts()).result().rewards == lengths()


def test_what_nobody_waits_for_ends_at_the_server_too(server: Any) -> None:
    server.slow_s = 20
    with RewardClient(server.url) as client:
        begun = client.submit([Item(completion="slow")] * MANY, timeout_s=20)
        until(lambda: len(server.asked) == 1)
        del begun
        until(lambda: server.cancelled == 1)


def test_closing_the_client_ends_a_call_whose_result_is_waited_for(server: Any) -> None:
    server.slow_s = 20
    client = RewardClient(server.url)
    begun = client.submit([Item(completion="slow")] * MANY, timeout_s=20)
    until(lambda: len(server.asked) == 1)
    threading.Timer(0.2, client.close).start()
    started = time.monotonic()
    for _ in range(2):
        with pytest.raises(ConfigurationError, match="closed in the middle"):
            begun.result()
    assert time.monotonic() - started < 10


def test_calls_that_were_begun_leave_room_for_the_others(server: Any) -> None:
    """Half of the requests at most wait to be read; whoever asks for the last one first must not wait for these."""
    with RewardClient(server.url, max_in_flight=4) as client:
        begun = [client.submit(texts()) for _ in range(12)]
        assert [one.result().rewards for one in reversed(begun)] == [lengths()] * 12
    assert server.most_under_way <= 4


def test_one_request_at_once_is_one_request_at_once(server: Any) -> None:
    server.delay_s = 0.05
    with RewardClient(server.url, max_in_flight=1) as client:
        begun = [client.submit(texts()) for _ in range(5)]
        assert [one.result().rewards for one in begun] == [lengths()] * 5
    assert server.most_under_way == 1


@pytest.mark.parametrize(
    "items",
    [
        texts(MANY - 1),
        [Item(completion="a" * MOST_BYTES)] * MANY,
        texts(200),
        [Item(completion="a", tests={"type": "assert", "tests": ["x" * 70_000]})] * MANY,
    ],
    ids=["few", "large", "many", "long tests"],
)
def test_other_calls_give_the_same(server: Any, items: list[Item]) -> None:
    with RewardClient(server.url) as client:
        begun = client.submit(items)
        assert begun.result().rewards == [float(len(str(one.completion))) for one in items]


def test_a_fork_has_connections_of_its_own(server: Any) -> None:
    with RewardClient(server.url) as client:
        assert client.submit(texts()).result().rewards == lengths()
        begun = client.submit(texts())
        if (child := os.fork()) == 0:
            os._exit(0 if client.submit(texts()).result().rewards == lengths() else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert begun.result().rewards == lengths()
    assert len({asked.connection for asked in server.asked}) == 2


@pytest.mark.parametrize(
    "target",
    [Target("http://10.0.0.1"), Target("https://10.0.0.1"), Target("https://reward-server:8000")],
)
def test_only_one_plain_server_is_asked_so(target: Target) -> None:
    plain = target.url == "http://10.0.0.1"
    assert (Sessions([target], Limits()).deferrals() is not None) == plain
    assert Sessions([target, target], Limits()).deferrals() is None


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["127.0.0.1", "127.0.0.2"]])
def test_a_name_with_one_address_is_one_server(
    server: Any, monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    """It is looked up beside the first call, which does not wait for it."""
    real, port = socket.getaddrinfo, server.url.rpartition(":")[2]
    asked_once = threading.Event()

    def resolved(host: Any, *arguments: Any, **named: Any) -> Any:
        asked_once.wait(10)
        found = addresses if host == "rewards.test" else [host]
        return [line for address in found for line in real(address, *arguments, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    sessions = Sessions([Target(f"http://rewards.test:{port}")], Limits())
    assert sessions.deferrals() is None
    asked_once.set()
    if len(addresses) > 1:
        time.sleep(0.3)
        assert sessions.deferrals() is None
        return
    until(lambda: sessions.deferrals() is not None)
    with RewardClient(f"http://rewards.test:{port}") as client:
        for _ in range(3):
            assert client.submit(texts()).result().rewards == lengths()
            time.sleep(0.1)
    assert {asked.headers["host"] for asked in server.asked} == {f"rewards.test:{port}"}
    assert server.asked[1].connection == server.asked[2].connection


def test_a_server_that_is_not_there_yet_is_waited_for_as_ever(server: Any) -> None:
    """The first try fails at once, and the usual way goes on; the next calls do not try a connection for a while."""
    with RewardClient("http://127.0.0.1:9", timeout_s=0.5, on_error="none") as client:
        for _ in range(2):
            result = client.submit(texts()).result()
            assert result.rewards == [None] * MANY
            assert "127.0.0.1:9" in result.items[0].components["accuracy"].reason
