"""One client used from threads, several event loops, forks and pickled copies."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from sdk import AsyncRewardClient, Item, RewardClient, Template
from sdk.dispatch.portal import Portal

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def items(count: int) -> list[Item]:
    return [Item(completion="x" * index) for index in range(count)]


def lengths(count: int) -> list[float | None]:
    return [float(index) for index in range(count)]


def test_threads_share_a_client_and_their_small_calls_are_gathered(server: Any) -> None:
    server.delay_s = 0.05
    with RewardClient(server.url, max_in_flight=1) as client, ThreadPoolExecutor(32) as pool:
        results = list(pool.map(lambda index: client.score([Item(completion="x" * index)]).rewards, range(64)))
    assert results == [[float(index)] for index in range(64)]
    assert len(server.asked) < 32


def test_the_blocking_client_works_inside_a_running_event_loop(server: Any, run: Run) -> None:
    async def scored() -> list[float | None]:
        with RewardClient(server.url) as client:
            streamed = [one.reward for one in client.score_stream(items(3))]
            return client.score(items(3)).rewards + streamed

    assert run(scored()) == lengths(3) * 2


def test_one_asynchronous_client_serves_one_loop_after_another(server: Any, run: Run) -> None:
    client = AsyncRewardClient(server.url)
    for _ in range(3):
        assert run(client.score(items(3))).rewards == lengths(3)
    scoring: Any = client._scoring
    assert len(scoring.sessions._open) == 1, "sessions of closed loops are forgotten"


def test_one_asynchronous_client_serves_loops_in_several_threads_at_once(server: Any, run: Run) -> None:
    client = AsyncRewardClient(server.url)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: run(client.score(items(200))).rewards, range(8)))
    assert results == [lengths(200)] * 8


def test_a_pickled_client_is_the_same_client_elsewhere(server: Any) -> None:
    client = RewardClient(
        server.url, token="t", rewards={"format": 1}, template=Template(answer_tags=False), timeout_s=9
    )
    client.score(items(2))
    copy = pickle.loads(pickle.dumps(client))
    assert copy.score(items(2)).rewards == lengths(2)
    second = server.asked[1]
    assert second.body["rewards"] == {"format": 1}
    assert second.body["template"] == {"answer_tags": False}
    assert second.headers["authorization"] == "Bearer t"
    client.close()
    assert copy.score(items(1)).rewards == [0.0], "the copy has connections of its own"


def test_a_pickled_asynchronous_client_too(server: Any, run: Run) -> None:
    copy = pickle.loads(pickle.dumps(AsyncRewardClient(server.url)))
    assert run(copy.score(items(2))).rewards == lengths(2)


def test_a_client_with_a_callers_http_client_says_why_it_cannot_be_pickled() -> None:
    client = RewardClient("http://host", http_client=httpx.AsyncClient())
    with pytest.raises(TypeError, match="http_client"):
        pickle.dumps(client)


FORKING = """
import os, sys, threading
from sdk.dispatch.portal import Portal
from sdk import Item, RewardClient

client = RewardClient(sys.argv[1])
expected = [float(n) for n in range(5)]
score = lambda: client.score([Item(completion="x" * n) for n in range(5)], timeout_s=20).rewards
assert score() == expected
busy = threading.Thread(target=lambda: [score() for _ in range(20)])
busy.start()  # the fork meets a client at work
children = []
for _ in range(3):
    pid = os.fork()
    if pid == 0:
        os._exit(0 if score() == expected and list(client.score_stream([Item(completion="x")])) else 1)
    children.append(pid)
assert [os.waitpid(pid, 0)[1] for pid in children] == [0, 0, 0]
busy.join()
assert score() == expected, "the parent's connections still work"
client.close()
"""


def test_a_forked_child_has_connections_of_its_own(server: Any) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKING, server.url], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_clients_of_one_process_share_one_thread(server: Any) -> None:
    clients = [RewardClient(server.url) for _ in range(5)]
    for client in clients:
        client.score(items(1))
    assert [thread.name for thread in threading.enumerate()].count("reward-client") == 1


INTERRUPTED = """
import os, signal, sys, threading
from sdk.dispatch.portal import Portal
from sdk import Item, RewardClient

signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background is born deaf to it
client = RewardClient(sys.argv[1])
threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    client.score([Item(completion="slow")], timeout_s=60)
except KeyboardInterrupt:
    print("interrupted", client.score([Item(completion="four")]).rewards)
"""


def test_an_interrupted_call_ends_at_once_and_the_client_goes_on(server: Any) -> None:
    server.slow_s = 60
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, server.url], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stdout == "interrupted [4.0]\n", done.stderr


def test_an_interrupt_before_the_thread_runs_leaves_no_loop_that_nobody_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    portal, start = Portal(), threading.Thread.start

    def interrupted(thread: threading.Thread) -> None:
        monkeypatch.setattr(threading.Thread, "start", start)
        raise KeyboardInterrupt

    monkeypatch.setattr(threading.Thread, "start", interrupted)
    first = asyncio.sleep(0)
    with pytest.raises(KeyboardInterrupt):
        portal.run(first)
    first.close()
    assert portal.run(asyncio.wait_for(asyncio.sleep(0, 4), 5)) == 4


UNFINISHED = """
import sys
from sdk.dispatch.portal import Portal
from sdk import Item, RewardClient

stream = RewardClient(sys.argv[1]).score_stream([Item(completion="x"), Item(completion="slow")])
print(next(stream).reward)
"""


def test_a_stream_left_unfinished_does_not_hold_up_the_end_of_the_process(server: Any) -> None:
    server.slow_s = 60
    done = subprocess.run(
        [sys.executable, "-c", UNFINISHED, server.url], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "1.0\n", "")
