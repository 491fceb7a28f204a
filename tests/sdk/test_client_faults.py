"""Servers that fail: each gets what the error tree says, within the caller's deadline, and never a number."""

from __future__ import annotations

import asyncio
import json
import math
import random
import socket
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest

from sdk import AsyncRewardClient, Item, RewardClient
from sdk.errors import (
    AuthenticationError,
    DeadlineError,
    InvalidAnswerError,
    InvalidRequestError,
    NotFoundError,
    OverloadedError,
    RewardError,
    ServerError,
    TooLargeError,
    UnavailableError,
    UnreachableError,
)

Run = Callable[[Coroutine[Any, Any, Any]], Any]
Step = Callable[[Any], Awaitable[None]]


def refusal(status: int, code: str = "code", details: list[Any] | None = None, **headers: str) -> Step:
    async def step(asked: Any) -> None:
        said = {"error": {"code": code, "message": f"message {status}", "details": details or []}}
        await asked.answer(status, said, {name.replace("_", "-"): value for name, value in headers.items()})

    return step


def raw(body: bytes, content_type: str = "application/json") -> Step:
    async def step(asked: Any) -> None:
        await asked.answer(200, body, {"content-type": content_type})

    return step


async def cut_off(asked: Any) -> None:
    """Half a body, then the connection is gone."""
    await asked.start(200, {"content-type": "application/json", "content-length": "1000"})
    await asked.part(b'{"items": [', more=False)


async def hang(asked: Any) -> None:
    await asyncio.sleep(60)


async def drip(asked: Any) -> None:
    """One byte at a time: no single read ever times out."""
    await asked.start(200, {"content-type": "application/json"})
    for _ in range(600):
        await asked.part(b" ")
        await asyncio.sleep(0.1)


def items(count: int) -> list[Item]:
    return [Item(completion="x" * index, id="same") for index in range(count)]


def lengths(count: int) -> list[float | None]:
    return [float(index) for index in range(count)]


@pytest.mark.parametrize("step", [refusal(429), refusal(503), refusal(502), refusal(504), cut_off])
def test_what_passes_is_tried_again(server: Any, step: Step) -> None:
    server.script = [step]
    with RewardClient(server.url) as client:
        assert client.score(items(40)).rewards == lengths(40)
    assert len(server.asked) == 2
    first, second = server.asked
    assert first.headers["x-request-id"] == second.headers["x-request-id"], "one id over all tries"
    assert second.body["timeout_s"] == first.body["timeout_s"], "the limits of programs are those of the first try"
    assert second.body["left_s"] < first.body["left_s"], "each try is told what is left"


def test_retry_after_is_honoured(server: Any) -> None:
    server.script = [refusal(429, Retry_After="1")]
    with RewardClient(server.url) as client:
        result = client.score(items(2))
    assert result.rewards == lengths(2)
    assert result.seconds >= 1


def test_a_retry_after_beyond_the_deadline_ends_the_call_at_once(server: Any) -> None:
    server.script = [refusal(429, "queue_full", Retry_After="3000")]
    with RewardClient(server.url) as client:
        started = time.monotonic()
        with pytest.raises(OverloadedError, match="message 429") as caught:
            client.score(items(2), timeout_s=30)
        assert time.monotonic() - started < 15
    assert caught.value.status == 429
    assert caught.value.code == "queue_full"
    assert caught.value.retry_after_s == 3000


def test_the_retries_are_bounded(server: Any) -> None:
    server.script = [refusal(503)] * 5
    with RewardClient(server.url, max_retries=1) as client, pytest.raises(UnavailableError, match="tried 2 times"):
        client.score(items(2))
    assert len(server.asked) == 2


def test_the_deadline_bounds_the_retries(server: Any) -> None:
    server.script = [refusal(503)] * 50
    with RewardClient(server.url, max_retries=100) as client:
        started = time.monotonic()
        with pytest.raises((UnavailableError, DeadlineError), match="message 503"):
            client.score(items(2), timeout_s=1)
        assert time.monotonic() - started < 5
    assert len(server.asked) >= 2


@pytest.mark.parametrize("step", [hang, drip])
@pytest.mark.parametrize("count", [1, 100])
def test_a_server_that_hangs_is_left_at_the_deadline(server: Any, step: Step, count: int) -> None:
    server.script = [step]
    with RewardClient(server.url) as client:
        started = time.monotonic()
        with pytest.raises(DeadlineError, match=r"timeout_s=0\.5"):
            client.score(items(count), timeout_s=0.5)
        assert time.monotonic() - started < 5
        assert client.score(items(3)).rewards == lengths(3), "the next call is served"
        server.script = [hang]
        with pytest.raises(DeadlineError):
            client.score(items(1), timeout_s=0.2)


def test_a_call_that_waits_behind_others_ends_by_its_own_deadline(server: Any, run: Run) -> None:
    server.script = [hang]

    async def scored() -> None:
        async with AsyncRewardClient(server.url, max_in_flight=1) as client:
            blocker = asyncio.create_task(client.score(items(100), timeout_s=20))
            await asyncio.sleep(0.1)
            with pytest.raises(DeadlineError):
                await client.score(items(1), timeout_s=0.3)
            blocker.cancel()

    run(scored())


@pytest.mark.parametrize(
    "step",
    [
        raw(b"<html>hello</html>"),
        raw(b""),
        raw(b"[]"),
        raw(b"[" * 100_000),
        raw(b'{"items": [], "version": "v", "seconds": 0}'),
        raw(b'{"items": [{"reward": "1", "components": []}], "version": "v", "seconds": 0}'),
        raw(b"\xff\xfe\x00"),
        raw(b"half a li", "application/x-ndjson"),
        raw(b"[3]\n", "application/x-ndjson"),
        raw(b'{"index": 7, "reward": 1, "components": {}}\n', "application/x-ndjson"),
        raw(b'{"index": [], "reward": 1, "components": {}}\n', "application/x-ndjson"),
        raw(b'{"index": 0, "reward": 1}\n', "application/x-ndjson"),
    ],
)
def test_garbage_is_no_score_and_is_not_asked_for_again(server: Any, step: Step) -> None:
    server.script = [step]
    with RewardClient(server.url) as client, pytest.raises(InvalidAnswerError):
        client.score(items(1))
    assert len(server.asked) == 1


def test_a_stream_that_is_cut_goes_on_with_what_is_missing(server: Any) -> None:
    async def half(asked: Any) -> None:
        await asked.start(200, {"content-type": "application/x-ndjson"})
        for index in (2, 0):
            line: dict[str, Any] = {"index": index, "reward": 50.0 + index, "components": {}}
            await asked.part(json.dumps(line).encode() + b"\n")
        await asked.part(b'{"index": 1, "rew', more=False)

    server.script = [half]
    with RewardClient(server.url) as client, pytest.raises(InvalidAnswerError):
        client.score(items(4))

    async def lost(asked: Any) -> None:
        await asked.start(200, {"content-type": "application/x-ndjson"})
        await asked.part(b'{"index": 2, "reward": 52.0, "components": {}}\n')
        raise ConnectionResetError("on purpose")

    server.script = [lost]
    server.asked.clear()
    with RewardClient(server.url) as client:
        assert client.score(items(4)).rewards == [0.0, 1.0, 52.0, 3.0]
    assert [len(asked.items) for asked in server.asked] == [4, 3]


def test_a_fault_after_the_start_of_a_stream_is_the_servers(server: Any) -> None:
    async def fault(asked: Any) -> None:
        await asked.start(200, {"content-type": "application/x-ndjson", "x-request-id": "r1"})
        await asked.part(b'{"error": {"code": "internal", "message": "broke"}}\n', more=False)

    server.script = [fault]
    with RewardClient(server.url) as client, pytest.raises(ServerError, match="broke") as caught:
        client.score(items(1))
    assert caught.value.code == "internal"
    assert caught.value.request_id == "r1"


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        (400, InvalidRequestError, "message 400"),
        (401, AuthenticationError, "REWARD_SERVER_TOKEN"),
        (403, AuthenticationError, "token"),
        (404, NotFoundError, "address of the service"),
        (405, NotFoundError, "address of the service"),
        (307, NotFoundError, "address of the service"),
        (500, ServerError, "request id"),
        (418, ServerError, "message 418"),
    ],
)
def test_each_refusal_has_its_class_and_is_not_tried_again(
    server: Any, status: int, kind: type[RewardError], says: str
) -> None:
    server.script = [refusal(status, X_Request_Id="r7")]
    with RewardClient(server.url) as client, pytest.raises(kind, match=says) as caught:
        client.score(items(2))
    assert caught.value.status == status
    assert caught.value.request_id == "r7"
    assert len(server.asked) == 1


def test_a_refusal_that_is_not_in_our_form_is_shown_as_it_is(server: Any) -> None:
    async def page(asked: Any) -> None:
        await asked.answer(418, b"<h1>Bad day</h1>")

    server.script = [page]
    with RewardClient(server.url) as client, pytest.raises(ServerError, match="<h1>Bad day</h1>"):
        client.score(items(1))


def test_a_500_of_what_stands_between_is_tried_again(server: Any) -> None:
    """Ray Serve's proxy answers so for a replica that died; the service's own 500 is in its own form."""

    async def page(asked: Any) -> None:
        await asked.answer(500, b"Internal Server Error")

    server.script = [page]
    with RewardClient(server.url) as client:
        assert client.score(items(1)).rewards == lengths(1)
    assert len(server.asked) == 2


def test_details_count_in_the_callers_own_list(server: Any) -> None:
    details = [{"item": 3, "field": "rewards", "message": "unknown reward"}]
    server.script = [raw_scores, refusal(422, details=details)]
    client = RewardClient(server.url, max_batch_items=10, max_in_flight=1)
    with client, pytest.raises(InvalidRequestError, match="item 13, rewards: unknown reward") as caught:
        client.score(items(30))
    assert [detail.item for detail in caught.value.details] == [13]


async def raw_scores(asked: Any) -> None:
    scored = [{"reward": float(len(item["completion"])), "components": {}} for item in asked.items]
    await asked.answer(200, {"items": scored, "version": "v", "seconds": 0})


def test_one_callers_mistake_does_not_hurt_those_who_travel_along(server: Any, run: Run) -> None:
    async def refuse_long(asked: Any) -> None:
        long = [index for index, item in enumerate(asked.items) if len(item["completion"]) > 3]
        await refusal(422, details=[{"item": index, "field": "f", "message": "too long"} for index in long])(asked)

    server.script = [refuse_long]

    async def scored() -> list[Any]:
        async with AsyncRewardClient(server.url) as client:
            calls = (client.score([item]) for item in items(6))
            return await asyncio.gather(*calls, return_exceptions=True)

    results = run(scored())
    assert [one.rewards for one in results[:4]] == [[0.0], [1.0], [2.0], [3.0]]
    assert [type(one) for one in results[4:]] == [InvalidRequestError, InvalidRequestError]
    assert all([detail.item for detail in one.details] == [0] for one in results[4:])
    assert [len(asked.items) for asked in server.asked] == [6, 4]


def test_what_is_too_large_together_goes_in_halves(server: Any) -> None:
    async def at_most_three(asked: Any) -> None:
        await (refusal(413)(asked) if len(asked.items) > 3 else raw_scores(asked))

    server.script = [at_most_three] * 20
    with RewardClient(server.url) as client:
        assert client.score(items(10)).rewards == lengths(10)


def test_an_item_too_large_by_itself_is_the_only_one_without_an_answer(server: Any) -> None:
    async def none_over_five(asked: Any) -> None:
        long = any(len(item["completion"]) > 5 for item in asked.items)
        await (refusal(413)(asked) if long else raw_scores(asked))

    server.script = [none_over_five] * 20
    with RewardClient(server.url) as client:
        result = client.score(items(7), on_error="none")
        assert result.rewards == [*lengths(6), None]
        assert [type(error) for error in result.errors] == [TooLargeError]
        server.script = [none_over_five] * 20
        with pytest.raises(TooLargeError, match="item 6: too large by itself"):
            client.score(items(7))


def test_without_a_server_the_error_says_how_to_start_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    client = RewardClient(f"http://127.0.0.1:{port}", max_retries=1)
    with pytest.raises(UnreachableError, match="assay serve") as caught:
        client.score(items(1), timeout_s=3)
    assert isinstance(caught.value, ConnectionError)
    assert f"127.0.0.1:{port}" in str(caught.value)


@pytest.mark.parametrize("on_error", ["none", "nan"])
def test_on_error_gives_null_and_the_reason_never_zero(server: Any, on_error: Any) -> None:
    server.script = [refusal(500)]
    with RewardClient(server.url, max_batch_items=4, max_in_flight=1) as client:
        result = client.score(items(8), rewards={"accuracy": 1, "format": 0.1}, on_error=on_error)
    lost, scored = result.rewards[:4], result.rewards[4:]
    assert all(one is None if on_error == "none" else one is not None and math.isnan(one) for one in lost)
    assert scored == [4.0, 5.0, 6.0, 7.0]
    assert [type(error) for error in result.errors] == [ServerError]
    assert set(result.items[0].components) == {"accuracy", "format"}
    component = result.items[0].components["accuracy"]
    assert component.score is None
    assert component.status == "error"
    assert "message 500" in component.reason
    assert result.items[0].id == "same"


def test_a_deadline_is_a_timeout_in_the_items(server: Any) -> None:
    server.script = [hang]
    with RewardClient(server.url) as client:
        result = client.score(items(2), on_error="none", timeout_s=0.3)
    assert result.rewards == [None, None]
    assert {one.components["accuracy"].status for one in result.items} == {"timeout"}


def test_on_error_does_not_hide_the_callers_own_mistake(server: Any) -> None:
    server.script = [refusal(422)]
    with RewardClient(server.url) as client, pytest.raises(InvalidRequestError):
        client.score(items(2), on_error="none")


def test_a_stream_raises_or_yields_nulls_as_asked(server: Any) -> None:
    with RewardClient(server.url) as client:
        server.script = [refusal(500)]
        with pytest.raises(ServerError):
            list(client.score_stream(items(2)))
        server.script = [refusal(500)]
        seen = list(client.score_stream(items(2), on_error="none"))
    assert [(one.index, one.reward) for one in seen] == [(0, None), (1, None)]


def test_many_callers_of_one_failed_request_each_get_an_error_of_their_own(server: Any, run: Run) -> None:
    server.script = [refusal(500)]

    async def scored() -> list[Any]:
        async with AsyncRewardClient(server.url) as client:
            calls = (client.score([item]) for item in items(20))
            return await asyncio.gather(*calls, return_exceptions=True)

    errors = run(scored())
    assert {type(error) for error in errors} == {ServerError}
    assert len({id(error) for error in errors}) == 20


def test_a_transport_that_breaks_in_an_unknown_way_is_an_error_not_a_hang() -> None:
    import httpx

    class Broken(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            raise LookupError("what is this")

    client = RewardClient("http://host", http_client=httpx.AsyncClient(transport=Broken()))
    with pytest.raises(RewardError, match="LookupError: what is this"):
        client.score(items(1), timeout_s=10)


def test_whatever_fails_and_whenever_every_score_is_right_or_null(server: Any, run: Run) -> None:
    """Hundreds of calls against a server that refuses, hangs, lies in its form and hangs up, by a fixed seed."""
    dice = random.Random(7)

    async def half_a_stream(asked: Any) -> None:
        await asked.start(200, {"content-type": "application/x-ndjson"})
        for index in range(len(asked.items) // 2):
            line = {"index": index, "reward": float(len(asked.items[index]["completion"])), "components": {}}
            await asked.part(json.dumps(line).encode() + b"\n")
        raise ConnectionResetError("on purpose")

    troubles = [refusal(429), refusal(503, Retry_After="1"), refusal(413), cut_off, half_a_stream, hang, raw(b"{}")]

    async def chaos(asked: Any) -> None:
        trouble = dice.choice(troubles) if dice.random() < 0.3 else server._score
        await trouble(asked)

    server.script = [chaos] * 100_000

    async def one_call(client: AsyncRewardClient) -> tuple[int, int]:
        await asyncio.sleep(dice.random())
        sizes = [dice.randrange(50) for _ in range(dice.choice([1, 1, 1, 5, 60]))]
        batch = [Item(completion="x" * size) for size in sizes]
        result = await client.score(batch, timeout_s=3, on_error="none")
        assert all(reward in (None, float(size)) for reward, size in zip(result.rewards, sizes, strict=True))
        assert all(item.components or item.reward is not None for item in result.items), "a null says why"
        return sum(reward is not None for reward in result.rewards), len(sizes)

    async def scored() -> list[tuple[int, int]]:
        async with AsyncRewardClient(server.url, max_batch_items=20) as client:
            results = await asyncio.wait_for(asyncio.gather(*(one_call(client) for _ in range(300))), timeout=60)
            scoring: Any = client._scoring
            dispatcher = scoring.sessions.current().dispatcher
            await asyncio.sleep(0.1)
            assert not dispatcher._lanes
            assert not dispatcher._under_way
            return results

    known, total = (sum(column) for column in zip(*run(scored()), strict=True))
    assert total / 4 < known < total, "the trouble was real, and so were the scores"
