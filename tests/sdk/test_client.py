"""The client against a small real server: what is sent, what comes back, in which order."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
import pytest

from sdk import AsyncRewardClient, Item, RewardClient, RewardError, Template
from sdk.errors import ConfigurationError, InvalidRequestError, UnavailableError

Run = Callable[[Coroutine[Any, Any, Any]], Any]


def texts(count: int) -> list[Item]:
    """Items whose reward, their length, tells them apart."""
    return [Item(completion="x" * index, id=index) for index in range(count)]


def lengths(count: int) -> list[float | None]:
    return [float(index) for index in range(count)]


def test_scores_come_back_with_reasons_version_and_time(server: Any) -> None:
    with RewardClient(server.url) as client:
        result = client.score([Item(completion="four", id="a", metadata={"k": [1]})], rewards={"accuracy": 1})
    assert result.rewards == [4.0]
    assert result.items[0].id == "a"
    assert result.items[0].metadata == {"k": [1]}
    assert result.items[0].components["accuracy"].reason == "4 long"
    assert result.version == "v-stand-in"
    assert result.errors == ()
    assert 0 < result.seconds < 30
    assert result.scores("accuracy") == [1.0]
    assert result.scores("format") == [None]


def test_the_same_through_an_asgi_transport(stand_in: Any, run: Run) -> None:
    async def scored() -> list[float | None]:
        transport = httpx.ASGITransport(stand_in)
        async with httpx.AsyncClient(transport=transport, base_url="http://inside") as http_client:
            client = AsyncRewardClient(http_client=http_client)
            one, many = await asyncio.gather(client.score(texts(2)), client.score(texts(300)))
            await client.aclose()
            assert not http_client.is_closed, "an injected client stays the caller's"
            return one.rewards + many.rewards

    assert run(scored()) == lengths(2) + lengths(300)


def test_an_asynchronous_transport_serves_the_blocking_client_too(stand_in: Any) -> None:
    client = RewardClient("http://inside", http_client=httpx.AsyncClient(transport=httpx.ASGITransport(stand_in)))
    assert client.score(texts(3)).rewards == lengths(3)


def test_a_blocking_http_client_can_be_injected(server: Any) -> None:
    with httpx.Client(headers={"X-Mine": "yes"}) as http_client, RewardClient(server.url, http_client=http_client) as c:
        assert c.score(texts(300)).rewards == lengths(300)
        assert len(list(c.score_stream(texts(5)))) == 5
        assert not http_client.is_closed
    assert {asked.headers["x-mine"] for asked in server.asked} == {"yes"}


def test_big_batches_are_split_by_items_and_come_back_in_order(server: Any) -> None:
    with RewardClient(server.url, max_batch_items=16) as client:
        result = client.score(texts(100))
    assert result.rewards == lengths(100)
    assert [item.id for item in result.items] == list(range(100))
    sizes = sorted(len(asked.items) for asked in server.asked)
    assert sizes == [4, 16, 16, 16, 16, 16, 16]


def test_big_batches_are_split_by_bytes_and_a_huge_item_goes_alone(server: Any) -> None:
    items = [Item(completion="x" * size) for size in (400, 400, 400, 5000, 10)]
    with RewardClient(server.url, max_batch_bytes=1000, max_in_flight=1) as client:
        assert client.score(items).rewards == [400.0, 400.0, 400.0, 5000.0, 10.0]
    assert [[len(item["completion"]) for item in asked.items] for asked in server.asked] == [
        [400, 400],
        [400],
        [5000],
        [10],
    ]


def test_no_more_requests_are_under_way_than_allowed(server: Any) -> None:
    server.delay_s = 0.02
    with RewardClient(server.url, max_batch_items=4, max_in_flight=3) as client:
        assert client.score(texts(100)).rewards == lengths(100)
    assert len(server.asked) == 25
    assert server.most_under_way == 3


def test_ten_thousand_calls_of_one_item_at_once_are_gathered(server: Any, run: Run) -> None:
    count = 10_000

    async def scored() -> list[float | None]:
        async with AsyncRewardClient(server.url, timeout_s=120) as client:
            calls = (client.score([Item(completion=str(index) * 2)]) for index in range(count))
            return [result.rewards[0] for result in await asyncio.gather(*calls)]

    assert run(scored()) == [2.0 * len(str(index)) for index in range(count)]
    assert len(server.asked) <= count / 100


def test_calls_with_other_rewards_or_time_are_not_mixed(server: Any, run: Run) -> None:
    async def scored() -> None:
        async with AsyncRewardClient(server.url) as client:
            await asyncio.gather(
                client.score(texts(1), rewards={"accuracy": 1}),
                client.score(texts(1), rewards={"format": 1}),
                client.score(texts(1), rewards={"format": 1}, timeout_s=5),
                client.score(texts(1), rewards={"format": 1}, template={"answer_tags": False}),
            )

    run(scored())
    assert len(server.asked) == 4


def test_calls_of_different_age_do_not_travel_on_the_time_of_the_oldest(server: Any, run: Run) -> None:
    server.slow_s = 0.8

    async def scored() -> None:
        async with AsyncRewardClient(server.url, max_in_flight=1, timeout_s=5) as client:
            calls = [asyncio.create_task(client.score([Item(completion="slow")]))]
            for pause_s in (0.05, 0.05, 0.6):  # a tenth of 5 s is 0.5 s
                await asyncio.sleep(pause_s)
                calls.append(asyncio.create_task(client.score(texts(1))))
            await asyncio.gather(*calls)

    run(scored())
    assert [len(asked.items) for asked in server.asked] == [1, 2, 1]
    assert server.asked[2].body["left_s"] > server.asked[1].body["left_s"]


def test_a_huge_call_does_not_starve_a_small_one(server: Any, run: Run) -> None:
    server.delay_s = 0.02

    async def scored() -> tuple[float, float]:
        async with AsyncRewardClient(server.url, max_batch_items=4, max_in_flight=2) as client:
            huge = asyncio.create_task(client.score(texts(200)))
            await asyncio.sleep(0.03)
            small = await client.score(texts(2))
            assert not huge.done()
            return small.seconds, (await huge).seconds

    small_s, huge_s = run(scored())
    assert small_s < huge_s / 2


def test_a_slow_item_of_one_caller_does_not_hold_up_another(server: Any, run: Run) -> None:
    server.slow_s = 1.0

    async def scored() -> tuple[bool, float]:
        async with AsyncRewardClient(server.url) as client:
            slow = asyncio.create_task(client.score([Item(completion="slow")]))
            quick = await client.score([Item(completion="quick")])
            held_up = slow.done()
            await slow
            return held_up, quick.rewards[0] or 0

    assert run(scored()) == (False, 5.0)
    assert len(server.asked) == 1, "both travelled together"


def test_a_stream_yields_results_as_they_come(server: Any) -> None:
    items = [Item(completion="slow", id="s"), *texts(3)]
    with RewardClient(server.url) as client:
        seen = list(client.score_stream(items))
    assert [one.index for one in seen] == [1, 2, 3, 0]
    assert [one.reward for one in seen] == [0.0, 1.0, 2.0, 4.0]
    assert seen[-1].id == "s"
    assert {one.version for one in seen} == {"v-stand-in"}


def test_leaving_a_stream_early_cancels_the_rest(server: Any) -> None:
    server.slow_s = 20
    with RewardClient(server.url) as client:
        for _ in client.score_stream([Item(completion="slow"), Item(completion="quick")]):
            break
        assert client.score(texts(1)).rewards == [0.0]
    until = time.monotonic() + 5
    while not server.cancelled and time.monotonic() < until:
        time.sleep(0.01)
    assert server.cancelled == 1


def test_cancelling_a_call_cancels_its_request(server: Any, run: Run) -> None:
    server.slow_s = 20

    async def scored() -> None:
        async with AsyncRewardClient(server.url) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.2):
                    await client.score([Item(completion="slow")])
            assert (await client.score(texts(1))).rewards == [0.0]
            await asyncio.sleep(0.2)

    run(scored())
    assert server.cancelled == 1


def test_an_empty_batch_needs_no_server() -> None:
    assert RewardClient("http://127.0.0.1:9").score([]).rewards == []


def test_any_iterable_of_items_and_dicts_will_do(server: Any) -> None:
    with RewardClient(server.url) as client:
        assert client.score({"completion": "x" * n} for n in range(3)).rewards == lengths(3)


def test_lone_surrogates_and_nul_bytes_survive(server: Any) -> None:
    odd = "a\ud800\x00\u2028\U0001f600\udfff"
    with RewardClient(server.url) as client:
        assert client.score([Item(completion=odd, metadata={"odd": odd})]).items[0].metadata == {"odd": odd}
    assert server.asked[0].items[0]["completion"] == odd


def test_messages_travel_with_fields_of_their_own(server: Any) -> None:
    message = {"role": "assistant", "content": "hi", "reasoning_content": "r", "tool_calls": [{"id": 1}]}

    async def answer(asked: Any) -> None:
        scored: list[Any] = [{"reward": None, "components": {}} for _ in asked.items]
        await asked.answer(200, {"items": scored, "version": "v", "seconds": 0})

    server.script = [answer]
    with RewardClient(server.url) as client:
        client.score([{"completion": [message], "prompt": [{"role": "user", "content": "q"}]}])
    assert server.asked[0].items[0] == {"completion": [message], "prompt": [{"role": "user", "content": "q"}]}


def test_numbers_and_arrays_of_other_libraries_are_written(server: Any) -> None:
    class Array:
        def tolist(self) -> list[int]:
            return [1, 2]

    with RewardClient(server.url) as client:
        client.score([{"completion": "x", "metadata": {"array": Array(), "tuple": (1, 2)}}])
    assert server.asked[0].items[0]["metadata"] == {"array": [1, 2], "tuple": [1, 2]}


class Endless(dict[str, Any]):
    def __init__(self) -> None:
        super().__init__(me=self)


@pytest.mark.parametrize("value", [object(), math.nan, math.inf, {(1, 2): 3}, Endless()])
def test_what_json_cannot_say_is_the_callers_error_and_names_the_item(server: Any, value: Any) -> None:
    items = [*texts(200), Item(completion="x", metadata={"value": value})]
    with RewardClient(server.url) as client:
        with pytest.raises(InvalidRequestError, match="item 200, item: "):
            client.score(items, on_error="none")
        assert client.score(texts(2)).rewards == lengths(2)


def test_wrong_items_are_all_listed_and_nothing_is_sent(server: Any) -> None:
    wrong: list[Any] = [{"completion": "x"}, {"compltion": "x"}, {"completion": 3}, "text"]
    with RewardClient(server.url) as client, pytest.raises(InvalidRequestError) as caught:
        client.score(wrong, on_error="none")
    assert {(detail.item, detail.field) for detail in caught.value.details} == {
        (1, "completion"),
        (1, "compltion"),
        (2, "completion"),
        (3, ""),
    }
    assert server.asked == []


@pytest.mark.parametrize("items", ["text", {"completion": "x"}, Item(completion="x")])
def test_one_item_is_not_a_list(items: Any) -> None:
    with pytest.raises(InvalidRequestError, match="list of items"):
        RewardClient("http://127.0.0.1:9").score(items)


@pytest.mark.parametrize(
    "arguments",
    [
        {"rewards": {"accuracy": "much"}},
        {"rewards": ["accuracy"]},
        {"template": {"think_opn": "<t>"}},
        {"shared_tests": {"p": 3}},
        {"timeout_s": 0},
        {"timeout_s": 3601},
        {"timeout_s": math.nan},
        {"timeout_s": "30"},
        {"on_error": "ignore"},
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_sent(arguments: dict[str, Any]) -> None:
    with pytest.raises((InvalidRequestError, ConfigurationError)):
        RewardClient("http://127.0.0.1:9").score(texts(1), **arguments)


def test_the_batchs_words_reach_the_server(server: Any) -> None:
    template = Template(think_prefilled=True)
    rewards = {"accuracy": 1, "language": {"weight": 0.1, "gate": "accuracy"}}
    with RewardClient(server.url) as client:
        client.score(texts(1), rewards=rewards, template=template, timeout_s=7)
    body = server.asked[0].body
    assert body["rewards"] == rewards
    assert body["template"] == {"think_prefilled": True}
    assert body["timeout_s"] == 7
    assert 5 < body["left_s"] < 7, "what is left, less the answer's way back"


def test_only_the_shared_tests_that_a_request_needs_are_sent(server: Any) -> None:
    shared = {f"p{n}": {"type": "stdio", "cases": []} for n in range(3)}
    items = [Item(completion="x" * n, tests={"ref": f"p{n}"}) for n in range(3)]
    with RewardClient(server.url, max_batch_items=1) as client:
        assert client.score(items, shared_tests=shared).rewards == lengths(3)
    sent = sorted((asked.items[0]["tests"]["ref"], list(asked.body["shared_tests"])) for asked in server.asked)
    assert sent == [("p0", ["p0"]), ("p1", ["p1"]), ("p2", ["p2"])]


def test_a_null_item_raises_nothing_and_is_never_zero(server: Any) -> None:
    items = [Item(completion="null"), Item(completion="xx")]
    with RewardClient(server.url) as client:
        assert client.score(items).rewards == [None, 2.0]
        assert client.score(items, on_error="none").rewards == [None, 2.0]
        null, two = client.score(items, on_error="nan").rewards
    assert null is not None
    assert math.isnan(null)
    assert two == 2.0


def test_url_and_token_come_from_the_environment(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REWARD_SERVER_URL", server.url + "/")
    monkeypatch.setenv("REWARD_SERVER_TOKEN", "from-environment")
    with RewardClient() as client, RewardClient(token="given") as other:
        client.score(texts(1))
        other.score(texts(1))
    assert [asked.headers["authorization"] for asked in server.asked] == ["Bearer from-environment", "Bearer given"]


def test_without_an_address_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REWARD_SERVER_URL", raising=False)
    with pytest.raises(ConfigurationError, match=r"REWARD_SERVER_URL.*RewardClient\.local"):
        RewardClient()


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://", "http://host:port"])
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(ConfigurationError):
        RewardClient(url)


def test_a_token_that_no_header_can_hold_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError, match="token"):
        RewardClient("http://host", token="two\nlines")


def test_options_that_do_not_exist_or_cannot_be_are_refused() -> None:
    with pytest.raises(TypeError, match="max_retrys"):
        RewardClient("http://host", max_retrys=3)  # type: ignore[call-arg]
    wrongs: list[dict[str, Any]] = [{"max_retries": -1}, {"max_in_flight": 0}, {"timeout_s": 0}]
    for wrong in wrongs:
        with pytest.raises(RewardError):
            RewardClient("http://host", **wrong)


def test_bodies_are_compressed_above_a_size(server: Any) -> None:
    with RewardClient(server.url, gzip_over_bytes=1000) as client:
        assert client.score([Item(completion="x" * 2000)]).rewards == [2000.0]
        assert client.score([Item(completion="x" * 20)]).rewards == [20.0]
    assert [asked.headers.get("content-encoding") for asked in server.asked] == ["gzip", None]


def test_bodies_to_this_same_machine_are_not_compressed_unless_asked(server: Any) -> None:
    with RewardClient(server.url) as client:
        client.score([Item(completion="x" * 200_000)])
    assert "content-encoding" not in server.asked[0].headers


def test_connections_are_kept(server: Any) -> None:
    with RewardClient(server.url) as client:
        for _ in range(20):
            client.score(texts(100))
    # A second one where a call begins before the last bytes of the answer before it are read.
    assert len({asked.connection for asked in server.asked}) <= 2


def test_with_options_changes_a_copy_on_the_same_connections(server: Any) -> None:
    with RewardClient(server.url, rewards={"accuracy": 1}, timeout_s=20) as client:
        other = client.with_options(rewards={"format": 1}, timeout_s=5, max_retries=0, on_error="nan")
        with other:
            assert math.isnan(other.score([Item(completion="null")]).rewards[0] or 0)
        assert client.score([Item(completion="null")]).rewards == [None], "closing the copy closed nothing"
    first, second = (asked.body for asked in server.asked)
    assert first["rewards"] == {"format": 1}
    assert first["timeout_s"] == 5
    assert second["rewards"] == {"accuracy": 1}
    assert second["timeout_s"] == 20


def test_a_closed_client_says_so(server: Any) -> None:
    client = RewardClient(server.url)
    client.score(texts(1))
    client.close()
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        client.score(texts(1))


def test_closing_in_the_middle_of_a_call_ends_it(server: Any, run: Run) -> None:
    server.slow_s = 20

    async def scored() -> None:
        client = AsyncRewardClient(server.url)
        call = asyncio.create_task(client.score([Item(completion="slow")]))
        await asyncio.sleep(0.1)
        await client.aclose()
        with pytest.raises(ConfigurationError, match="closed in the middle"):
            await call

    run(scored())


def test_the_rewards_on_offer_are_listed(server: Any) -> None:
    with RewardClient(server.url) as client:
        assert client.list_rewards() == {"rewards": [{"name": "accuracy"}]}


def test_waiting_until_ready_ends_when_it_is_or_says_what_is_missing(server: Any) -> None:
    server.missing = ["no sandbox image"]
    with RewardClient(server.url) as client:
        with pytest.raises(UnavailableError, match="no sandbox image"):
            client.wait_until_ready(timeout_s=0.3)
        server.missing = []
        client.wait_until_ready(timeout_s=5)


def test_a_request_id_and_the_wanted_form_are_sent(server: Any, run: Run) -> None:
    """Lines, where a stream is wanted or calls share the request; one call's answer comes whole, which costs less."""

    async def scored() -> None:
        async with AsyncRewardClient(server.url) as client:
            await client.score(texts(100))
            await client.score(texts(1))
            await asyncio.gather(client.score(texts(1)), client.score(texts(1)))
            assert [one.index async for one in client.score_stream(texts(1))] == [0]

    run(scored())
    lines = "application/x-ndjson"
    assert [asked.headers["accept"] for asked in server.asked] == ["application/json"] * 2 + [lines] * 2
    assert len({asked.headers["x-request-id"] for asked in server.asked}) == 4
