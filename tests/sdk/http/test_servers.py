"""Several servers behind one client: work goes where least is under way, and past what is gone."""

from __future__ import annotations

import asyncio
import http.server
import json
import logging
import socket
import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from sdk import AsyncRewardClient, Item, RewardClient
from sdk.errors import RewardError, UnreachableError, VersionError
from tests.sdk.conftest import Asked, Socket, StandIn, result

NOBODY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def sockets() -> Iterator[list[tuple[Socket, str]]]:
    opened = [Socket() for _ in range(3)]
    yield [(one, one.start()) for one in opened]
    for one in opened:
        one.stop()


@pytest.fixture
def three(sockets: list[tuple[Socket, str]]) -> list[StandIn]:
    """Three servers, listening."""
    servers = []
    for one, url in sockets:
        one.behind = StandIn(url=url)
        servers.append(one.behind)
    return servers


def items(count: int) -> list[Item]:
    return [Item(completion="x" * (index % 50)) for index in range(count)]


def client(servers: list[StandIn], **options: Any) -> RewardClient:
    return RewardClient([one.url for one in servers], rewards={"accuracy": 1.0}, **options)


async def away(asked: Asked) -> None:
    await asked.answer(503, {"error": {"code": "draining", "message": "draining", "details": []}})


async def full(asked: Asked) -> None:
    await asked.answer(429, {"error": {"code": "overloaded", "message": "full", "details": []}}, {"retry-after": "30"})


def under(version: str) -> Any:
    async def step(asked: Asked) -> None:
        await asked.answer(200, {"items": [result(one) for one in asked.items], "version": version, "seconds": 0.0})

    return step


def test_work_is_shared_by_those_who_have_least_of_it(three: list[StandIn]) -> None:
    """Of many requests at once each server gets its part, and every item is scored once."""
    for one in three:
        one.delay_s = 0.02
    with client(three, max_batch_items=10, max_in_flight=9) as several:
        scored = several.score(items(900))
    assert scored.rewards == [float(index % 50) for index in range(900)]
    asked = [sum(len(one.items) for one in server.asked) for server in three]
    assert sum(asked) == 900
    assert min(asked) >= 150


@pytest.mark.parametrize("step", [away, full])
def test_what_one_server_refuses_another_takes_at_once(three: list[StandIn], step: Any) -> None:
    """A server that drains or is full costs no wait while another is left."""
    three[0].script = [step] * 50
    with client(three, max_retries=0) as several:
        for _ in range(6):
            assert several.score(items(3)).rewards == [0.0, 1.0, 2.0]


def test_a_server_that_is_gone_is_left_alone_for_a_while(three: list[StandIn]) -> None:
    """After a failure a server rests: the next calls do not try it."""
    three[0].script = [away] * 50
    with client(three, max_retries=0) as several:
        for _ in range(12):
            several.score(items(1))
    assert len(three[0].asked) <= 2


def test_no_call_fails_while_one_is_left(three: list[StandIn]) -> None:
    """Addresses where nobody listens are passed over."""
    with RewardClient(
        [NOBODY, three[0].url, "http://127.0.0.1:10"], rewards={"accuracy": 1.0}, max_retries=0
    ) as several:
        assert [several.score(items(2)).rewards for _ in range(5)] == [[0.0, 1.0]] * 5
        several.wait_until_ready(5)
        assert several.list_rewards()["rewards"]


def test_where_none_is_left_the_error_is_that_of_the_last(three: list[StandIn]) -> None:
    """All gone is told as one gone is."""
    with (
        RewardClient([NOBODY, "http://127.0.0.1:10"], rewards={"accuracy": 1.0}, max_retries=0) as nobody,
        pytest.raises(UnreachableError),
    ):
        nobody.score(items(1))
    with RewardClient([NOBODY, "http://127.0.0.1:10"], on_error="none") as nobody:
        assert nobody.score(items(2), rewards={"accuracy": 1.0}, timeout_s=1).rewards == [None, None]


def test_an_answer_that_breaks_off_is_completed_elsewhere(three: list[StandIn]) -> None:
    """What a server had not answered when it went is asked of another, and nothing is scored twice."""

    async def cut_off(asked: Asked) -> None:
        await asked.start(200, {"content-type": "application/json", "content-length": "1000"})
        await asked.part(b'{"items": [', more=False)

    three[0].script = [cut_off] * 9
    with client(three) as several:
        for _ in range(4):
            assert several.score(items(4)).rewards == [0.0, 1.0, 2.0, 3.0]


def test_mistakes_of_the_caller_are_told_at_once(three: list[StandIn]) -> None:
    """A request that one server finds wrong is wrong everywhere."""

    async def wrong(asked: Asked) -> None:
        await asked.answer(422, {"error": {"code": "invalid", "message": "wrong", "details": []}})

    for one in three:
        one.script = [wrong] * 3
    with client(three) as several, pytest.raises(RewardError, match="wrong"):
        several.score(items(1))
    assert sum(len(one.asked) for one in three) == 1


def test_servers_that_differ_are_told_of_and_can_be_refused(
    three: list[StandIn], caplog: pytest.LogCaptureFixture
) -> None:
    """Two definitions behind one client are a warning, or with `one_version` an error."""
    for one, version in zip(three, ("a", "a", "b"), strict=True):
        one.script = [under(version)] * 20
    with client(three) as several, caplog.at_level(logging.WARNING, "sdk"):
        for _ in range(9):
            several.score(items(100))
    assert sum("different definitions" in record.message for record in caplog.records) == 1
    with client(three, one_version=True) as several, pytest.raises(VersionError):
        [several.score(items(100)) for _ in range(9)]


def test_a_list_in_one_text_is_a_list(three: list[StandIn], monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment names several servers with commas between."""
    monkeypatch.setenv("REWARD_SERVER_URL", f"{NOBODY} , {three[1].url}")
    with RewardClient(rewards={"accuracy": 1.0}) as several:
        assert several.score(items(2)).rewards == [0.0, 1.0]


def test_the_async_client_too(three: list[StandIn], run: Any) -> None:
    """On both event loops, gathered calls and streams."""

    async def score() -> list[Any]:
        async with AsyncRewardClient([NOBODY, *(one.url for one in three)], rewards={"accuracy": 1.0}) as several:
            calls = [several.score(items(2)) for _ in range(30)]
            streamed = [one.reward async for one in several.score_stream(items(3))]
            return [(await asyncio.gather(*calls))[0].rewards, sorted(streamed)]

    assert run(score()) == [[0.0, 1.0], [0.0, 1.0, 2.0]]


class Answers(http.server.BaseHTTPRequestHandler):
    """Every item scores 1; counts requests by the address that they came to, and the Host that they named."""

    came: ClassVar[list[tuple[str, str]]] = []
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.came.append((self.request.getsockname()[0], self.headers["Host"]))
        scored = [{**result(one), "reward": 1.0} for one in sent["items"]]
        body = json.dumps({"items": scored, "version": "v", "seconds": 0.0}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """(URL of a name, its addresses, to be changed): a server on each of three, on one port."""
    addresses = ["127.0.0.11", "127.0.0.12", "127.0.0.13"]
    first = http.server.ThreadingHTTPServer((addresses[0], 0), Answers)
    port = first.server_address[1]
    opened = [first, *(http.server.ThreadingHTTPServer((one, port), Answers) for one in addresses[1:])]
    for one in opened:
        threading.Thread(target=one.serve_forever, args=[0.02], daemon=True).start()
    Answers.came.clear()
    real = socket.getaddrinfo
    current = list(addresses)

    def resolved(host: Any, *arguments: Any, **named: Any) -> Any:
        if host != "rewards.test":
            return real(host, *arguments, **named)
        return [line for address in current for line in real(address, *arguments, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    yield f"http://rewards.test:{port}", current
    for one in opened:
        one.shutdown()
        one.server_close()


def test_a_name_with_several_addresses_is_as_many_servers(named: tuple[str, list[str]]) -> None:
    """Work is shared by all of them, and each hears the name."""
    url, addresses = named
    with RewardClient(url, rewards={"accuracy": 1.0}, max_batch_items=5) as one:
        assert one.score(items(60)).rewards == [1.0] * 60
    assert {address for address, _ in Answers.came} == set(addresses)
    assert {host for _, host in Answers.came} == {url.removeprefix("http://")}


def test_addresses_that_come_and_go_are_followed(named: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up again: who is gone is asked no more, and who is new is."""
    url, addresses = named
    monkeypatch.setattr("sdk.http.servers.LOOKED_UP_EVERY_S", 0.0)
    with RewardClient(url, rewards={"accuracy": 1.0}, max_batch_items=5) as one:
        addresses[:] = ["127.0.0.11", "127.0.0.14"]  # at the second nobody listens
        assert one.score(items(30)).rewards == [1.0] * 30
        assert {address for address, _ in Answers.came} == {"127.0.0.11"}
        addresses[:] = ["127.0.0.12", "127.0.0.13"]
        Answers.came.clear()
        assert one.score(items(30)).rewards == [1.0] * 30
        assert {address for address, _ in Answers.came} == {"127.0.0.12", "127.0.0.13"}
