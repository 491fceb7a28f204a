"""Requests to an engine's server: what is tried again, and what is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from sdk.train.errors import EngineError
from sdk.train.rollout import endpoint
from sdk.train.rollout.endpoint import LONGEST_PAUSE_S, TRIES, WORTH_ANOTHER_TRY, Endpoint

Answer = Callable[[httpx.Request], httpx.Response]


def ask(monkeypatch: pytest.MonkeyPatch, answer: Answer, path: str = "/generate") -> tuple[Any, int]:
    """What a server that answers so makes of one question, and how often it was asked."""
    asked = 0

    def counted(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        return answer(request)

    async def run() -> Any:
        async with Endpoint("http://engine/", timeout_s=60) as one:
            one._http = httpx.AsyncClient(base_url=one.url, transport=httpx.MockTransport(counted))
            try:
                return await one.post(path, {"n": 1})
            except EngineError as error:
                return error

    monkeypatch.setattr(endpoint, "LONGEST_PAUSE_S", 0.0)
    return asyncio.run(run()), asked


@pytest.mark.parametrize("status", sorted(WORTH_ANOTHER_TRY))
def test_a_status_that_may_pass_is_tried_again(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    said, asked = ask(monkeypatch, lambda _: httpx.Response(status, json={"detail": "later"}))
    assert asked == TRIES
    assert str(said) == f"http://engine/generate does not answer: {status} later (tried {TRIES} times)"


@pytest.mark.parametrize("status", [400, 401, 404, 422])
def test_a_refusal_is_told_at_once(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    said, asked = ask(monkeypatch, lambda _: httpx.Response(status, json={"error": {"message": "no such model"}}))
    assert asked == 1
    assert str(said) == f"http://engine/generate answered {status}: no such model"


def test_a_lost_connection_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[httpx.Response | Exception] = [httpx.Response(200, json=[1]), httpx.ConnectError("refused")]

    def answer(_: httpx.Request) -> httpx.Response:
        if isinstance(one := answers.pop(), Exception):
            raise one
        return one

    assert ask(monkeypatch, answer) == ([1], 2)


def test_an_empty_answer_is_none_and_a_page_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ask(monkeypatch, lambda _: httpx.Response(200))[0] is None
    said, asked = ask(monkeypatch, lambda _: httpx.Response(200, text="<html>\n a proxy"))
    assert (str(said), asked) == ("http://engine/generate did not answer with JSON: '<html> a proxy'", 1)


def test_pauses_double_and_end_at_the_longest() -> None:
    for number in range(1, 12):
        full = min(LONGEST_PAUSE_S, 0.25 * 2**number)
        assert all(0.75 * full <= endpoint._pause_s(number) <= full for _ in range(20))
