"""Every adapter that can be made without its trainer stops a run of nulls, and waits for a service as long as it says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from sdk.integrations import areal, base, openrlhf, trl, verifiers, verl
from sdk.integrations.base import NullReward, TooManyNullsError
from tests.trainers.service import GROUP, service


class Row(dict[str, Any]):
    def model_dump(self) -> dict[str, Any]:
        return dict(self)


def by_trl(url: str) -> Callable[[], Any]:
    reward = trl.TRLReward(url=url)
    return lambda: reward(["p"] * 4, list("abcd"))


def by_openrlhf(url: str) -> Callable[[], Any]:
    reward = openrlhf.OpenRLHFReward(url=url)
    return lambda: reward(["pb"], ["p"], ["5"])


def by_areal(url: str) -> Callable[[], Any]:
    reward = areal.ArealReward(url=url)
    return lambda: reward("p", "b", [], [], answer="5")


def by_verl(url: str) -> Callable[[], Any]:
    return lambda: asyncio.run(verl.compute_score("x", "b", "5", adv_estimator=verl.ESTIMATOR, url=url))


def by_verifiers(url: str) -> Callable[[], Any]:
    reward = verifiers.reward_with(url=url)
    said = SimpleNamespace(content="b", reasoning_content=None)
    trace = SimpleNamespace(assistant_messages=[said], record_metrics=lambda metrics: None)
    return lambda: asyncio.run(reward(Row(answer="5"), trace))  # type: ignore[arg-type]


@pytest.mark.parametrize("made", [by_trl, by_openrlhf, by_areal, by_verl, by_verifiers])
def test_three_steps_of_nulls_end_the_run(
    made: Callable[[str], Callable[[], Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Single calls count as a step in twos here, and nothing is waited for between tries."""
    monkeypatch.setattr(base, "SINGLES_A_STEP", 2)
    monkeypatch.setattr(base, "NULL_PAUSE_S", 0.0)
    ended = False
    with service(lambda items: [GROUP[1]] * len(items)) as url:
        step = made(url)
        for _ in range(3 * 2):
            try:
                step()
            except NullReward:
                continue
            except TooManyNullsError:
                ended = True
                break
    assert ended


def test_a_service_is_waited_for_a_quarter_of_an_hour_but_in_areal_s_fifteen_seconds() -> None:
    assert base.WAIT_FOR_SERVICE_S == 900
    assert areal.TIMEOUT_S + areal.WAIT_FOR_SERVICE_S < 15
