"""A call whose rewards compare keeps each group in one request, whatever the limits and failures; and profiles."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from sdk import AsyncRewardClient, InvalidRequestError, Item

REWARDS = {"preference": {"group_size": 3}}
TOO_LARGE = {"error": {"code": "too_large", "message": "too many", "details": []}}


class Server:
    """Answers every item with its id; keeps the bodies; refuses more than `most` items."""

    def __init__(self, most: int = 10**9) -> None:
        self.bodies: list[dict[str, Any]] = []
        self._most = most

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content)
        self.bodies.append(body)
        if len(body["items"]) > self._most:
            return httpx.Response(413, json=TOO_LARGE)
        items = [{"id": one["id"], "reward": float(one["id"]), "components": {}} for one in body["items"]]
        return httpx.Response(200, json={"items": items, "version": "v", "seconds": 0})

    def client(self, **options: Any) -> AsyncRewardClient:
        http = httpx.AsyncClient(transport=httpx.MockTransport(self), base_url="http://server")
        return AsyncRewardClient(http_client=http, gzip_over_bytes=10**9, **options)

    def got_whole_groups(self, size: int = 3) -> bool:
        names = [[one["group_id"] for one in body["items"]] for body in self.bodies]
        return all(one.count(name) == size for one in names for name in one)


def items(groups: int, size: int = 3) -> list[Item]:
    """Interleaved: the first of each group, then the second of each."""
    return [Item(id=n, completion="x", group_id=n % groups) for n in range(groups * size)]


@pytest.mark.parametrize(("most", "requests"), [(1, 6), (2, 6), (4, 3), (7, 2), (100, 1)])
async def test_a_group_is_never_split_and_results_keep_their_order(most: int, requests: int) -> None:
    server = Server()
    async with server.client(max_batch_items=most) as client:
        result = await client.score(items(6), rewards=REWARDS)
    assert result.rewards == list(range(18))
    assert server.got_whole_groups()
    assert len(server.bodies) == requests


async def test_a_request_that_is_too_large_is_halved_between_groups() -> None:
    server = Server(most=4)
    async with server.client() as client:
        assert (await client.score(items(5), rewards=REWARDS)).rewards == list(range(15))
    assert server.got_whole_groups()
    assert len(server.bodies) > 5


async def test_calls_of_two_callers_with_one_group_id_do_not_travel_together() -> None:
    server = Server()
    async with server.client() as client:
        await asyncio.gather(*(client.score(items(1), rewards=REWARDS) for _ in range(3)))
    assert len(server.bodies) == 3
    assert server.got_whole_groups()


async def test_an_item_s_own_rewards_keep_its_group_together_too() -> None:
    server = Server()
    asked = [one.model_copy(update={"rewards": {"kimi_length": 1}}) for one in items(4)]
    async with server.client(max_batch_items=2) as client:
        await client.score(asked)
    assert server.got_whole_groups()


async def test_a_group_of_a_data_source_is_kept_together_where_the_service_chooses_the_rewards() -> None:
    server = Server()
    asked = [one.model_copy(update={"data_source": "arena"}) for one in items(4)]
    async with server.client(max_batch_items=2) as client:
        await client.score(asked)
        assert server.got_whole_groups()
        await client.score(asked, rewards={"format": 1})
    assert not server.got_whole_groups(), "rewards that compare nothing split as they like"


async def test_a_profile_takes_the_place_of_rewards() -> None:
    server, item = Server(), Item(id=1, completion="x")
    async with server.client(rewards={"format": 1}) as client:
        await client.score([item], profile="math")
        await client.score([item])
        other = client.with_options(profile="science")
        await other.score([item])
        await other.score([item], rewards={"accuracy": 1})
        with pytest.raises(InvalidRequestError, match="not both"):
            await client.score([item], rewards={"accuracy": 1}, profile="math")
    assert [(body.get("profile"), body.get("rewards")) for body in server.bodies] == [
        ("math", None), (None, {"format": 1}), ("science", None), (None, {"accuracy": 1}),
    ]  # fmt: skip
