"""`RewardClient(process=True)`: the same client in a process of its own."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from sdk import (
    AsyncRewardClient,
    ConfigurationError,
    DeadlineError,
    InvalidRequestError,
    Item,
    Message,
    RewardClient,
    RewardError,
    ScoreResult,
    UnexpectedError,
    UnreachableError,
    VersionError,
)
from sdk.client_process import parent
from sdk.http.trace_context import trace_headers

Run = Callable[[Coroutine[Any, Any, Any]], Any]


class Kept(Mapping[str, Any]):
    """A row of a data set's own class, which no other process could know."""

    def __init__(self, **fields: Any) -> None:
        self._fields = fields
        self._unpicklable = lambda: None

    def __getitem__(self, name: str) -> Any:
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


@pytest.fixture(scope="module")
def shared(listening: tuple[Any, str]) -> Iterator[RewardClient]:
    with RewardClient(listening[1], process=True, timeout_s=30) as made:
        yield made


@pytest.fixture
def client(server: Any, shared: RewardClient) -> RewardClient:
    """One for all tests; its process is there."""
    shared.wait_until_ready()
    return shared


def process_of(client: RewardClient | AsyncRewardClient) -> subprocess.Popen[bytes]:
    scoring: Any = (client._client if isinstance(client, RewardClient) else client)._scoring
    held: subprocess.Popen[bytes] = scoring._holder._held.process
    return held


def is_there(pid: int) -> bool:
    """Zombies too."""
    return Path(f"/proc/{pid}").exists()


def gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_there(pid)


def alike(result: ScoreResult) -> tuple[Any, ...]:
    """Everything but the time."""
    items = [(one, one.model_fields_set, one.model_extra, one.model_dump_json()) for one in result.items]
    return items, result.rewards, result.version, [str(error) for error in result.errors]


ROWS: list[Any] = [
    {"completion": "four", "ground_truth": "4", "id": 7, "metadata": {"deep": [{"a": None}, 1.5]}},
    {"completion": [{"role": "assistant", "content": "x", "tool_calls": []}], "prompt": [Message(role="user")]},
    Item(completion="lone \ud800 surrogate", group_id="g", rewards={"accuracy": 2}, template=None),
    {"completion": "null"},
    {"completion": np.str_("numpy"), "ground_truth": np.float64(0.5), "id": np.int64(3)},
    {"completion": "b", "tests": {"type": "call", "cases": [{"args": (1, 2), "output": True}]}},
]
KEPT = [Kept(completion="own class", ground_truth="1"), {"completion": "x", "metadata": {"own": Kept(a=1)}}]


@pytest.mark.parametrize("items", [ROWS, ROWS + KEPT, []], ids=["plain", "own classes", "none"])
def test_results_and_requests_are_those_of_the_plain_client(
    server: Any, client: RewardClient, items: list[Any]
) -> None:
    terms: dict[str, Any] = {"rewards": {"accuracy": {"weight": 1}}, "template": {"answer_tags": False}, "timeout_s": 9}
    with RewardClient(server.url) as plain:
        assert alike(client.score(items, **terms)) == alike(plain.score(items, **terms))
    one, other = ([*server.asked, None, None] if items else [None, None])[:2]
    if one is not None and other is not None:
        assert {**one.body, "left_s": 0} == {**other.body, "left_s": 0}


def test_a_stream_is_that_of_the_plain_client(server: Any, client: RewardClient) -> None:
    server.slow_s = 0.1
    items = [Item(completion="slow"), Item(completion="x")]
    streamed = list(client.score_stream(items))
    assert [(one.index, one.reward, one.version, one.answered) for one in streamed] == [
        (1, 1.0, "v-stand-in", True),
        (0, 4.0, "v-stand-in", True),
    ]


def test_a_wrong_item_is_told_as_the_plain_client_tells_it(server: Any, client: RewardClient) -> None:
    wrong: list[Any] = [{"completion": "x"}, {"completion": 1}, {"completion": "x", "metadata": {"a": object()}}]
    sent: list[Any] = [wrong[:2], [wrong[0], wrong[2]], [Kept(completoin="x")], "text"]
    for items in sent:
        told = []
        for one in (client, RewardClient(server.url)):
            with pytest.raises(InvalidRequestError) as raised:
                one.score(items)
            told.append((str(raised.value), raised.value.details))
        assert told[0] == told[1]
    terms: list[dict[str, Any]] = [{"timeout_s": 0}, {"rewards": {"a": "b"}}, {"on_error": "zero"}]
    for wrong_terms in terms:
        with pytest.raises(RewardError) as refused:
            client.score(wrong[:1], **wrong_terms)
        assert refused.value.callers
    assert not server.asked


def test_an_http_client_is_refused_by_name() -> None:
    with pytest.raises(ConfigurationError, match="http_client"):
        RewardClient("http://host", process=True, http_client=httpx.AsyncClient())


def test_a_server_that_is_gone_is_an_error_or_nulls_as_asked() -> None:
    with RewardClient("http://127.0.0.1:9", process=True, max_retries=0, timeout_s=30) as client:
        with pytest.raises(UnreachableError) as raised:
            client.score([Item(completion="x")])
        assert raised.value.result.rewards == [None]
        result = client.score([Item(completion="x", id=3)], on_error="nan")
        assert str(result.rewards) == "[nan]"
        assert (result.items[0].id, len(result.errors)) == (3, 1)


def test_the_deadline_bounds_the_call(server: Any, client: RewardClient) -> None:
    server.delay_s = 60
    began = time.monotonic()
    with pytest.raises(DeadlineError) as raised:
        client.score([Item(completion="x", id="q")], timeout_s=0.5)
    assert time.monotonic() - began < 5
    assert raised.value.result.items[0].components["accuracy"].status == "timeout"
    result = client.score([Item(completion="x")], timeout_s=0.5, on_error="none")
    assert result.rewards == [None]


def test_a_process_that_stands_still_is_no_hang(
    server: Any, client: RewardClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parent, "SILENT_S", 0.1)
    stopped = process_of(client)
    stopped.send_signal(signal.SIGSTOP)
    with pytest.raises(DeadlineError, match="client process") as raised:
        client.score([Item(completion="x", id="q")], timeout_s=0.5)
    assert raised.value.result.items[0].components["accuracy"].status == "timeout"
    assert gone_within(stopped.pid, 5)
    assert client.score([Item(completion="four")]).rewards == [4.0]


def killing(client: RewardClient, server: Any, times: int) -> None:
    """The process dies while the server has a request, so many times."""

    async def killed(asked: Any) -> None:
        process_of(client).kill()
        await asyncio.sleep(60)

    server.script = [killed] * times


def test_a_process_that_dies_is_started_again_and_the_call_made_again(server: Any, client: RewardClient) -> None:
    first = process_of(client).pid
    killing(client, server, 1)
    assert client.score([Item(completion="four")]).rewards == [4.0]
    assert process_of(client).pid != first
    assert not is_there(first)


def test_a_process_that_dies_again_is_a_fault_and_never_a_null(server: Any, client: RewardClient) -> None:
    killing(client, server, 2)
    with pytest.raises(UnexpectedError, match="died twice in one call; the last one's end: signal 9"):
        client.score([Item(completion="four")], on_error="none")
    assert client.score([Item(completion="four")]).rewards == [4.0]


def test_a_stream_goes_on_behind_a_death_with_what_is_missing(server: Any, client: RewardClient) -> None:
    server.slow_s = 0.5
    stream = client.score_stream([Item(completion="slow"), Item(completion="x")])
    assert next(stream).index == 1
    process_of(client).kill()
    assert [(one.index, one.reward) for one in stream] == [(0, 4.0)]


def test_leaving_a_stream_early_cancels_the_request(server: Any, client: RewardClient) -> None:
    server.slow_s = 60
    stream = client.score_stream([Item(completion="slow"), Item(completion="x")])
    assert next(stream).index == 1
    stream.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 10
    while not server.cancelled and time.monotonic() < deadline:
        time.sleep(0.02)
    assert server.cancelled == 1


def test_the_process_ends_with_its_client_and_leaves_no_zombie(server: Any) -> None:
    closed, dropped = (RewardClient(server.url, process=True) for _ in range(2))
    pids = []
    for one in (closed, dropped):
        one.score([Item(completion="x")])
        pids.append(process_of(one).pid)
    closed.close()
    assert not is_there(pids[0])
    with pytest.raises(ConfigurationError, match="closed"):
        closed.score([Item(completion="x")])
    del dropped, one
    gc.collect()
    assert gone_within(pids[1], 10)


def test_a_copy_with_other_options_shares_the_process_and_a_pickled_copy_has_its_own(
    server: Any, client: RewardClient
) -> None:
    other = client.with_options(timeout_s=9)
    assert other.score([Item(completion="four")]).rewards == [4.0]
    assert process_of(other) is process_of(client)
    with pickle.loads(pickle.dumps(client)) as copy:
        assert copy.score([Item(completion="four")]).rewards == [4.0]
        assert process_of(copy).pid != process_of(client).pid


def test_a_pinned_version_outlives_the_process(server: Any) -> None:
    async def other(asked: Any) -> None:
        scored: dict[str, Any] = {"id": None, "metadata": {}, "reward": 1.0, "components": {}}
        await asked.answer(200, {"items": [scored] * len(asked.items), "version": "another", "seconds": 0.0})

    with RewardClient(server.url, process=True, pin_version=True, timeout_s=30) as client:
        client.score([Item(completion="x")] * 100)
        process_of(client).kill()
        server.script = [other]
        with pytest.raises(VersionError) as raised:
            client.score([Item(completion="x")] * 100)
    assert (raised.value.expected, raised.value.found) == ("v-stand-in", "another")


def test_one_process_serves_every_event_loop(server: Any, run: Run) -> None:
    client = AsyncRewardClient(server.url, process=True)

    async def scored() -> list[float | None]:
        results = await asyncio.gather(*(client.score([Item(completion="x" * n)]) for n in range(9)))
        rest = [one.reward async for one in client.score_stream([Item(completion="four")])]
        return [reward for result in results for reward in result.rewards] + rest

    async def closed() -> None:
        await client.aclose()

    expected = [*map(float, range(9)), 4.0]
    assert run(scored()) == run(scored()) == expected
    run(closed())


def test_side_requests_pass_through(server: Any, client: RewardClient) -> None:
    assert client.list_rewards()["rewards"] == [{"name": "accuracy"}]
    server.missing = ["a sandbox"]
    with pytest.raises(RewardError, match="a sandbox"):
        client.wait_until_ready(0.2)


def test_what_the_client_logs_is_logged_here(
    server: Any, client: RewardClient, caplog: pytest.LogCaptureFixture
) -> None:
    async def busy(asked: Any) -> None:
        await asked.answer(429, {"error": {"code": "queue_full", "message": "full"}}, {"retry-after": "0"})

    server.script = [busy]
    with caplog.at_level(logging.WARNING, "sdk"):
        client.score([Item(completion="x")])
    assert "trying again" in caplog.text


def test_the_callers_trace_goes_on(server: Any, client: RewardClient, monkeypatch: pytest.MonkeyPatch) -> None:
    trace = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    monkeypatch.setattr(parent, "trace_headers", lambda: trace)
    client.score([Item(completion="x")])
    assert server.asked[-1].headers["traceparent"] == trace["traceparent"]
    assert trace_headers() == {}


PARENT = """
import os, signal, sys, threading, time
from sdk import Item, RewardClient

def score(client, text="four"):
    return client.score([Item(completion=text)], timeout_s=30).rewards

client = RewardClient(sys.argv[1], process=True)
score(client)
held = client._client._scoring._holder._held.process
"""


def ran(server: Any, script: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PARENT + script, server.url]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)


def test_the_process_ends_with_a_parent_that_is_killed_even_if_a_fork_of_it_lives_on(server: Any) -> None:
    script = """
if os.fork() == 0:
    os.close(1), os.close(2)
    time.sleep(15)
    os._exit(0)
print(held.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = ran(server, script)
    assert gone_within(int(done.stdout), 10), done.stderr


def test_a_client_that_is_left_open_ends_with_the_process_without_a_word(server: Any) -> None:
    server.slow_s = 60
    script = """
threading.Thread(target=score, args=(client, "slow"), daemon=True).start()
time.sleep(0.3)
print(held.pid)
"""
    done = ran(server, script)
    assert (done.returncode, done.stderr) == (0, "")
    assert not is_there(int(done.stdout))


def test_a_forked_copy_has_a_process_of_its_own(server: Any) -> None:
    script = """
pid = os.fork()
if pid == 0:
    good = score(client) == [4.0] and client._client._scoring._holder._held.process.pid != held.pid
    client.close()
    os._exit(0 if good else 1)
assert os.waitpid(pid, 0)[1] == 0
assert score(client) == [4.0]
print(held.pid == client._client._scoring._holder._held.process.pid)
"""
    done = ran(server, script)
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr


def test_an_interrupted_call_ends_at_once_and_the_process_goes_on(server: Any) -> None:
    server.slow_s = 60
    script = """
signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background is born deaf to it
threading.Timer(0.5, os.killpg, (os.getpgrp(), signal.SIGINT)).start()
try:
    score(client, "slow")
except KeyboardInterrupt:
    print("interrupted", score(client), held.poll())
"""
    command = [sys.executable, "-c", PARENT + script, server.url]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, start_new_session=True)
    assert done.stdout == "interrupted [4.0] None\n", done.stderr


def test_the_process_does_not_run_the_trainers_script_again(server: Any, tmp_path: Path) -> None:
    script = tmp_path / "json.py"  # and is not led astray by what lies beside it
    script.write_text(PARENT.replace("import os", "print('once')\nimport os") + "client.close()\n", "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(parent.__file__).parents[2])}
    command = [sys.executable, "-P", str(script), server.url]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path, env=environment
    )
    assert (done.returncode, done.stdout) == (0, "once\n"), done.stderr


def test_a_call_that_was_begun_gives_what_a_call_gives(server: Any, client: RewardClient) -> None:
    items = [{"id": number, "completion": "a", "metadata": {"number": number}} for number in range(3)]
    for one in (client, RewardClient(server.url)):
        begun = one.submit(items, timeout_s=20)
        assert begun.result().items == one.score(items, timeout_s=20).items
        assert begun.result() is begun.result()


def test_a_call_that_was_begun_raises_where_its_result_is_asked_for(server: Any, client: RewardClient) -> None:
    async def wrong(asked: Any) -> None:
        await asked.answer(422, {"error": {"code": "invalid", "message": "no", "details": []}})

    server.script = [wrong]
    begun = client.submit([{"completion": "a"}], timeout_s=20)
    for _ in range(2):
        with pytest.raises(InvalidRequestError, match="no"):
            begun.result()
    for wrong_item in ({"ground_truth": "1"}, Kept(ground_truth="1")):
        begun = client.submit([wrong_item], timeout_s=20)
        with pytest.raises(InvalidRequestError, match="completion"):
            begun.result()


def test_the_deadline_bounds_a_call_that_was_begun(server: Any, client: RewardClient) -> None:
    server.slow_s = 20
    began = time.monotonic()
    begun = client.submit([Item(completion="slow")], timeout_s=0.5, on_error="none")
    assert begun.result().items[0].components["accuracy"].status == "timeout"
    assert time.monotonic() - began < 5
    assert begun.result().seconds < 5


def test_a_call_that_was_begun_ends_when_its_client_is_closed(server: Any) -> None:
    server.slow_s = 20
    client = RewardClient(server.url, process=True)
    client.wait_until_ready()
    begun = client.submit([Item(completion="slow")], timeout_s=20)
    time.sleep(0.3)
    client.close()
    with pytest.raises(ConfigurationError, match="closed in the middle"):
        begun.result()


def test_a_call_that_was_begun_is_made_again_if_the_process_dies(server: Any, client: RewardClient) -> None:
    async def kill(asked: Any) -> None:
        process_of(client).kill()
        await asyncio.sleep(5)

    server.script = [kill]
    begun = client.submit([{"id": 7, "completion": "a"}], timeout_s=30)
    assert [one.id for one in begun.result().items] == [7]


def test_calls_begun_by_many_threads_cross_whole(server: Any, client: RewardClient) -> None:
    """More than the socket takes at once, so that the event loop writes the rest."""

    def begun_by(thread: int) -> list[float | None]:
        texts = [str(number) * (50_000 * (number % 3) + thread) for number in range(12)]
        begun = [client.submit([Item(completion=text)], timeout_s=60) for text in texts]
        assert [one.result().rewards for one in begun] == [[float(len(text))] for text in texts]
        return [float(len(text)) for text in texts]

    with ThreadPoolExecutor(8) as threads:
        assert len(list(threads.map(begun_by, range(1, 9)))) == 8
