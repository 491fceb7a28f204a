"""Long tests travel once: the client names them by their digest, and sends them where the server asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sdk import Item, RewardClient, TestsMissingError, schema
from tests.end_to_end.running import start_server, stop

LONG = 100 * 1024


@pytest.fixture(scope="module")
def storing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The URL of a service with a store of its own, and the store's folder."""
    folder = tmp_path_factory.mktemp("tests-store") / "store"
    running = start_server(tests_store=str(folder), http_user="0")  # the folder is root's alone
    yield running.url, folder
    assert stop(running) == 0


class Counting(httpx.BaseTransport):
    """What is sent, in bytes, to a real server."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self._inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            self.sent.append(len(request.read()))
        return self._inner.handle_request(request)


def items(mark: str, count: int = 4) -> list[Item]:
    text = mark * LONG
    tests = {"type": "stdio", "cases": [{"input": text + "\n", "output": text}]}
    right, wrong = "```python\nprint(input())\n```", "```python\nprint(1)\n```"
    return [Item(completion=right if number % 2 else wrong, tests=tests) for number in range(count)]


@pytest.mark.docker
def test_a_group_sends_its_tests_once_and_the_next_batch_sends_them_no_more(storing: tuple[str, Path]) -> None:
    url, folder = storing
    sizes = []
    for _ in range(2):
        counting = Counting()
        with RewardClient(url, http_client=httpx.Client(transport=counting), gzip_over_bytes=10**9) as client:
            assert client.score(items("a"), rewards={"accuracy": 1}).rewards == [0, 1, 0, 1]
        sizes.append(sum(counting.sent))
    assert len(list(folder.glob("*.json"))) == 1
    once = 2 * LONG  # input and output
    assert once < sizes[0] < 1.1 * once
    assert sizes[1] < 0.1 * once


@pytest.mark.docker
def test_shared_tests_that_are_long_are_sent_by_their_digest_too(storing: tuple[str, Path]) -> None:
    url, folder = storing
    before = len(list(folder.glob("*.json")))
    group = items("b")
    shared: dict[str, Any] = {"p": group[0].tests}
    named = [one.model_copy(update={"tests": {"ref": "p"}}) for one in group]
    with RewardClient(url) as client:
        assert client.score(named, rewards={"accuracy": 1}, shared_tests=shared).rewards == [0, 1, 0, 1]
    assert len(list(folder.glob("*.json"))) == before + 1


def test_a_digest_that_nobody_holds_is_an_error_that_says_so(storing: tuple[str, Path]) -> None:
    with RewardClient(storing[0]) as client, pytest.raises(TestsMissingError, match="shared_tests"):
        client.score([Item(completion="a", tests={"digest": "sha256:" + "0" * 64})], rewards={"accuracy": 1})


@pytest.mark.docker
def test_plain_http_follows_the_409_by_hand(storing: tuple[str, Path]) -> None:
    """What the error says is what has to be done: the tests in shared_tests, under the digest that it names."""
    tests = items("c")[0].tests
    assert tests is not None
    digest = schema.tests_digest(schema.canonical_tests(tests))
    batch: dict[str, Any] = {"items": [{"completion": items("c")[1].completion, "tests": {"digest": digest}}]}
    asked = httpx.post(f"{storing[0]}/v1/score", json=batch)
    assert asked.status_code == 409
    assert asked.json()["error"]["code"] == "tests_missing"
    assert [one["message"] for one in asked.json()["error"]["details"]] == [digest]
    whole = httpx.post(f"{storing[0]}/v1/score", json={**batch, "shared_tests": {digest: tests}}, timeout=60)
    assert whole.json()["items"][0]["components"]["accuracy"]["score"] == 1
    again = httpx.post(f"{storing[0]}/v1/score", json=batch, timeout=60)
    assert again.json()["items"][0]["components"]["accuracy"]["score"] == 1
