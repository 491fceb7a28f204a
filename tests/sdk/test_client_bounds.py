"""What a caller may rely on: the time of a call, what an error carries, which definition the scores are of."""

from __future__ import annotations

import asyncio
import json
import math
import pickle
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any

import pytest

from sdk import (
    AsyncRewardClient,
    DeadlineError,
    InvalidAnswerError,
    Item,
    OverloadedError,
    RewardClient,
    RewardError,
    ServerError,
    UnreachableError,
    VersionError,
)

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Step = Callable[[Any], Awaitable[None]]


def texts(count: int) -> list[Item]:
    return [Item(completion="x" * index, id=index) for index in range(count)]


def refusal(status: int) -> Step:
    async def step(asked: Any) -> None:
        await asked.answer(status, {"error": {"code": "code", "message": f"message {status}", "details": []}})

    return step


def under(version: str) -> Step:
    """Scores as this definition does."""

    async def step(asked: Any) -> None:
        scored = [{"reward": float(len(item["completion"])), "components": {}} for item in asked.items]
        if "ndjson" not in asked.headers["accept"]:
            await asked.answer(200, {"items": scored, "version": version, "seconds": 0})
            return
        await asked.start(200, {"content-type": "application/x-ndjson", "x-reward-version": version})
        lines = "".join(json.dumps({"index": index, **one}) + "\n" for index, one in enumerate(scored))
        await asked.part(lines.encode(), more=False)

    return step


class Slow(Mapping[str, Any]):
    """A row that takes a millisecond to read."""

    def __init__(self, **row: Any) -> None:
        self._row = row

    def __getitem__(self, name: str) -> Any:
        return self._row[name]

    def __len__(self) -> int:
        return len(self._row)

    def __iter__(self) -> Iterator[str]:
        time.sleep(0.001)
        return iter(self._row)


@pytest.mark.parametrize("on_error", ["raise", "none"])
def test_checking_the_items_is_within_the_time_of_the_call(server: Any, on_error: Any) -> None:
    rows = [Slow(completion="x", id=index, metadata={"at": index}) for index in range(20_000)]
    client = RewardClient(server.url, on_error=on_error, rewards={"format": 1})
    started = time.monotonic()
    if on_error == "raise":
        with pytest.raises(DeadlineError, match=r"timeout_s=0\.5 passed while the items were checked") as caught:
            client.score(rows, timeout_s=0.5)
        result = caught.value.result
    else:
        result = client.score(rows, timeout_s=0.5)
    assert time.monotonic() - started < 10, "and not the 20 s that all of it takes"
    assert result is not None
    assert result.rewards == [None] * 20_000
    assert result.items[7].id == 7
    assert result.items[7].metadata == {"at": 7}
    assert result.items[7].components["format"].status == "timeout"
    assert server.asked == []


def test_an_error_carries_what_had_been_scored(server: Any, run: Run) -> None:
    server.script = [under("v"), under("v"), refusal(500)]

    async def scored() -> RewardError:
        async with AsyncRewardClient(server.url, max_batch_items=4, max_in_flight=1) as client:
            with pytest.raises(ServerError) as caught:
                await client.score(texts(16))
            return caught.value

    error = run(scored())
    for one in (error, pickle.loads(pickle.dumps(error))):
        assert one.result.rewards == [float(index) for index in range(8)] + [None] * 8
        assert [item.id for item in one.result.items[8:]] == list(range(8, 16))
        assert "message 500" in one.result.items[8].components["accuracy"].reason


def test_at_the_deadline_what_was_scored_comes_back_beside_nulls(server: Any) -> None:
    async def hang(asked: Any) -> None:
        await asyncio.sleep(60)

    server.script = [under("v"), hang]
    with RewardClient(server.url, max_batch_items=4, max_in_flight=1) as client:
        result = client.score(texts(8), timeout_s=1, on_error="none")
    assert result.rewards == [0.0, 1.0, 2.0, 3.0, None, None, None, None]
    assert {one.components["accuracy"].status for one in result.items[4:]} == {"timeout"}


@pytest.mark.parametrize("reward", ["NaN", "Infinity", "-Infinity", "1e999", '"1"', "true", "[]"])
@pytest.mark.parametrize("lines", [True, False])
def test_a_reward_that_is_no_finite_number_is_no_answer(server: Any, reward: str, lines: bool) -> None:
    said = f'{{"reward": {reward}, "components": {{}}}}'

    async def step(asked: Any) -> None:
        if lines:
            body = said.replace("{", '{"index": 0, ', 1).encode() + b"\n"
            await asked.answer(200, body, {"content-type": "application/x-ndjson"})
        else:
            await asked.answer(200, f'{{"items": [{said}], "version": "v", "seconds": 0}}'.encode())

    server.script = [step]
    with RewardClient(server.url) as client, pytest.raises(InvalidAnswerError):
        client.score(texts(1))


def test_a_score_that_is_no_finite_number_is_no_answer(server: Any) -> None:
    async def step(asked: Any) -> None:
        part = '{"score": NaN, "status": "ok", "reason": ""}'
        item = f'{{"reward": 1, "components": {{"a": {part}}}}}'
        await asked.answer(200, f'{{"items": [{item}], "version": "v", "seconds": 0}}'.encode())

    server.script = [step]
    with RewardClient(server.url) as client, pytest.raises(InvalidAnswerError):
        client.score(texts(1))


@pytest.mark.parametrize("on_error", ["raise", "none", "nan"])
@pytest.mark.parametrize("count", [1, 100])
def test_scores_under_another_definition_than_the_expected_one_are_raised(
    server: Any, on_error: Any, count: int
) -> None:
    server.script = [under("old"), under("new")]
    with RewardClient(server.url, expect_version="old", on_error=on_error) as client:
        assert client.score(texts(count)).version == "old"
        with pytest.raises(VersionError, match=r"new.*old is expected.*expect_version='new'") as caught:
            client.score(texts(count))
    assert caught.value.result is not None
    assert all(reward is None or math.isnan(reward) for reward in caught.value.result.rewards), "none gets away"


def test_the_first_definition_is_pinned_for_copies_and_pickled_copies_too(server: Any) -> None:
    server.script = [under("first"), under("second"), under("second"), under("second"), under("second")]
    with RewardClient(server.url, pin_version=True) as client:
        assert client.score(texts(2)).version == "first"
        copies = [client.with_options(timeout_s=9), pickle.loads(pickle.dumps(client))]
        for one in [client, *copies]:
            with pytest.raises(VersionError):
                one.score(texts(2))
        accepting = client.with_options(expect_version="second")
        assert accepting.score(texts(2)).version == "second"


def test_without_a_pin_any_definition_is_taken(server: Any) -> None:
    server.script = [under("first"), under("second")]
    with RewardClient(server.url) as client:
        assert [client.score(texts(2)).version for _ in range(2)] == ["first", "second"]


def test_a_stream_is_pinned_too(server: Any) -> None:
    server.script = [under("second")]
    with RewardClient(server.url, expect_version="first", on_error="none") as client, pytest.raises(VersionError):
        list(client.score_stream(texts(3)))


def test_a_service_that_is_away_is_waited_for_beyond_the_time_of_the_call(server: Any) -> None:
    server.script = [refusal(503)] * 3
    with RewardClient(server.url, wait_for_service_s=60, max_retries=0) as client:
        result = client.score(texts(3), timeout_s=1)
    assert result.rewards == [0.0, 1.0, 2.0]
    assert result.seconds > 1, "the pauses alone take longer"
    assert len(server.asked) == 4


def test_a_service_that_is_started_later_is_waited_for(server: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    def answer_once() -> None:
        time.sleep(1.5)
        with socket.create_server(("127.0.0.1", port)) as listener:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                body = b'{"items": [{"reward": 5, "components": {}}], "version": "v", "seconds": 0}'
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))

    late = threading.Thread(target=answer_once)
    late.start()
    with RewardClient(f"http://127.0.0.1:{port}", wait_for_service_s=60) as client:
        assert client.score(texts(1), timeout_s=1).rewards == [5.0]
    late.join()


def test_the_wait_for_a_service_ends(server: Any) -> None:
    client = RewardClient("http://127.0.0.1:9", wait_for_service_s=1, max_retries=0)
    started = time.monotonic()
    with pytest.raises((UnreachableError, DeadlineError)):
        client.score(texts(1), timeout_s=1)
    assert 0.5 < time.monotonic() - started < 10


def test_a_full_queue_is_no_absence_and_is_not_waited_for(server: Any) -> None:
    server.script = [refusal(429)] * 3
    with RewardClient(server.url, wait_for_service_s=60, max_retries=1) as client, pytest.raises(OverloadedError):
        client.score(texts(1), timeout_s=5)
    assert len(server.asked) == 2


def test_a_server_that_hangs_is_no_absence(server: Any) -> None:
    async def hang(asked: Any) -> None:
        await asyncio.sleep(60)

    server.script = [hang]
    with RewardClient(server.url, wait_for_service_s=60) as client, pytest.raises(DeadlineError):
        client.score(texts(1), timeout_s=0.5)
