"""One definition of the rewards a run, and a service that is away is waited for."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from sdk import Item
from sdk.train.config.load import build
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problem
from sdk.train.errors import TrainError
from sdk.train.launch.setup import make_client
from sdk.train.run.checkpoint import deciding
from sdk.train.run.folder import under_its_definition
from sdk.train.scoring import scorer
from sdk.train.scoring.scorer import Scorer

ITEMS = [Item(completion="four")]


def config(folder: Path, **reward: Any) -> Config:
    return build({"output_dir": str(folder), "reward": reward})


def scored_under(version: str) -> Any:
    async def step(asked: Any) -> None:
        line = {"index": 0, "reward": 1.0, "components": {}}
        await asked.start(200, {"content-type": "application/x-ndjson", "x-reward-version": version})
        await asked.part(json.dumps(line).encode() + b"\n", more=False)

    return step


async def away(asked: Any) -> None:
    await asked.answer(503, {"error": {"code": "unready", "message": "starting", "details": []}})


def run(config: Config, calls: int) -> list[str]:
    """The versions of so many calls, each under the definition that the run began under."""
    scorer = Scorer(make_client(config), config.reward)
    try:
        return [scorer.submit_items(ITEMS).result().version for _ in range(calls)]
    finally:
        scorer.close()


@pytest.mark.parametrize("process", [False, True])
def test_a_run_stops_where_the_definition_changes_and_says_how_to_accept_it(
    server: Any, tmp_path: Path, process: bool
) -> None:
    server.script = [scored_under("old"), scored_under("new")]
    with pytest.raises(TrainError, match=r"old became new.*reward\.expect_version=new.*reward\.pin_version=false"):
        run(config(tmp_path, url=server.url, process=process), calls=2)


@pytest.mark.parametrize("reward", [{"pin_version": False}, {"expect_version": "new"}])
def test_a_new_definition_can_be_accepted(server: Any, tmp_path: Path, reward: dict[str, Any]) -> None:
    server.script = [scored_under("new"), scored_under("new")]
    assert run(config(tmp_path, url=server.url, **reward), calls=2) == ["new", "new"]


def test_a_run_that_goes_on_expects_what_its_last_step_was_scored_under(server: Any, tmp_path: Path) -> None:
    lines = [{"kind": "step", "step": 1, "reward_version": "old"}, {"kind": "eval", "step": 1}]
    (tmp_path / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    going_on = under_its_definition(config(tmp_path, url=server.url), {"stage": 0})
    assert going_on.reward.expect_version == "old"
    server.script = [scored_under("new")]
    with pytest.raises(TrainError, match="old became new"):
        run(going_on, calls=1)
    for other in (config(tmp_path, pin_version=False), config(tmp_path, expect_version="mine")):
        assert under_its_definition(other, {"stage": 0}) is other
    anew = config(tmp_path)
    assert under_its_definition(anew, None) is anew


def test_groups_stay_whole_where_a_reward_looks_at_others(tmp_path: Path) -> None:
    problems = [Problem("1", "?"), Problem("2", "?", rewards={"kimi_length": 1.0})]
    for settings, first, both in (
        ({}, False, True),
        ({"rewards": {"preference": 1.0}}, True, True),
        ({"rewards": {"reward_model": 1.0}}, True, True),
        ({"python": {"a:b": 1.0}}, True, True),
    ):
        asking = Scorer.__new__(Scorer).asking_for(config(tmp_path, **settings).reward)
        assert (asking.compares(problems[:1]), asking.compares(problems)) == (first, both)


def test_a_service_that_is_away_costs_no_step(server: Any, tmp_path: Path) -> None:
    server.script = [away, away, scored_under("v")]
    waiting = config(tmp_path, url=server.url, timeout_s=0.6)
    assert waiting.reward.wait_for_service_s == 900
    assert run(waiting, calls=1) == ["v"]


def test_a_run_may_go_on_with_another_patience_or_under_an_accepted_definition(tmp_path: Path) -> None:
    changed = config(tmp_path, wait_for_service_s=5, pin_version=False, expect_version="new", url="http://host")
    assert deciding(changed) == deciding(config(tmp_path))


def test_a_client_that_does_not_close_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its service may still be starting: the run's own error is told, not that one."""
    closed = threading.Event()

    class Slow:
        async def aclose(self) -> None:
            await asyncio.sleep(60)
            closed.set()

    monkeypatch.setattr(scorer, "CLOSE_TIMEOUT_S", 0.05)
    Scorer(Slow(), build({}).reward).close()  # type: ignore[arg-type]
    assert not closed.is_set()
