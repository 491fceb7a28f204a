"""Readiness is what was seen to work."""

from __future__ import annotations

import asyncio

import pytest

from reward_server.execution import readiness_trials
from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.math_workers.pool import MathWorkers
from reward_server.execution.readiness_trials import Trial, Tried
from reward_server.jobs import Done, Failure, JsonObject, Outcome, Unavailable


class Scripted:
    """An executor that answers what it is told to, the last again and again."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)

    async def start(self) -> None: ...

    async def close(self) -> None: ...

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        return self.outcomes.pop(0) if len(self.outcomes) > 1 else self.outcomes[0]

    def missing(self) -> list[str]:
        return []

    def places(self) -> dict[str, int]:
        return {}

    def restarts(self) -> dict[str, int]:
        return {}

    def stuck(self) -> bool:
        return False

    def identity(self) -> dict[str, str]:
        return {}


async def seen(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome) -> list[str]:
    """What is in trouble after each look, ten in all."""
    monkeypatch.setattr(readiness_trials, "TRY_EVERY_S", 0.01)
    monkeypatch.setattr(readiness_trials, "TRY_AGAIN_S", 0.01)
    tried = Tried({"x": FairQueue(Scripted(*outcomes), 1)}, {"x": Trial({}, lambda result: result["right"])})
    task = asyncio.create_task(tried.go_on())
    found = [tried.trouble.get("x", "")]
    for _ in range(10):
        await asyncio.sleep(0.012)
        found.append(tried.trouble.get("x", ""))
    task.cancel()
    return found


async def test_an_executor_is_in_trouble_until_a_trial_went_well(monkeypatch: pytest.MonkeyPatch) -> None:
    found = await seen(monkeypatch, Failure("error", "broken"), Done({"right": False}), Done({"right": True}))
    assert "not been tried" in found[0]
    assert found[-1] == ""


async def test_and_again_when_a_later_one_fails_or_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "late" in (await seen(monkeypatch, Done({"right": True}), Failure("timeout", "late")))[-1]
    assert "wrong result" in (await seen(monkeypatch, Done({"right": True}), Done({"right": False})))[-1]


async def test_what_is_switched_off_is_not_tried() -> None:
    off = FairQueue(Unavailable("off"), 1)
    assert Tried({"sandbox": off}, {"sandbox": readiness_trials.trials()["sandbox"]}).trouble == {}


async def test_the_trial_of_mathematics_is_right_on_real_workers() -> None:
    workers = MathWorkers(count=1, cpu_budget_s=5, memory_limit_mb=512)
    await workers.start()
    try:
        trial = readiness_trials.trials()["math"]
        outcome = await workers.run(trial.payload, asyncio.get_running_loop().time() + 60)
        assert isinstance(outcome, Done)
        assert trial.is_right(outcome.result)
    finally:
        await workers.close()
