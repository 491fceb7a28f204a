"""Two kinds of prompts in one batch, each with its own rewards; and a run that needs a judge says so at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sdk.data.rows import read_journal
from sdk.results import ScoreResult
from sdk.schema import Component, Item, ItemResult
from sdk.train.config.load import build
from sdk.train.errors import ConfigError, DataError, TrainError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.stages.all_scenario import Mixed
from sdk.train.toy.arithmetic import Arithmetic
from sdk.train.toy.general import Courtesies

JUDGED = {"helpfulness": 1.0, "harmlessness": 0.5, "format": 0.1}
RULES = {"accuracy": 1.0, "format": 0.1}
TINY: dict[str, Any] = {
    "threads": 1,
    "problems": {"source": "arithmetic"},
    "model": {"hidden_size": 32, "vocab_size": 400},
    "rollout": {"prompts_per_step": 4, "group_size": 4, "max_new_tokens": 12},
    "reward": {"rewards": RULES},
    "all_scenario": {"general": "bilingual", "rewards": JUDGED},
    "steps": 4,
    "eval": {"problems": 3, "every": 100},
    "checkpoint": {"every": 100},
}


class ByLength:
    """Every component is the share of 100 characters; `without_judge`: those that a judge gives are null."""

    def __init__(self, without_judge: bool = False) -> None:
        self.batches: list[list[Item]] = []
        self.probes: list[list[Item]] = []
        """Asked before anything is sampled: is there a judge, are the rewards known?"""
        self._nulls = {"helpfulness", "harmlessness"} if without_judge else set()

    async def score(self, items: Iterable[Item], *, rewards: Any = None, **_: Any) -> ScoreResult:
        given = list(items)
        asked_before = given[0].group_id is None
        (self.probes if asked_before else self.batches).append(given)
        results = [self._one(item, item.rewards or rewards) for item in given]
        return ScoreResult(results, [one.reward for one in results], "by length", 0.0)

    def _one(self, item: Item, asked: dict[str, Any]) -> ItemResult:
        score = min(1.0, len(str(item.completion)) / 100)
        components = {name: self._component(name, score) for name in asked}
        known = [one.score for one in components.values() if one.score is not None]
        return ItemResult(reward=sum(known) if len(known) == len(components) else None, components=components)

    def _component(self, name: str, score: float) -> Component:
        if name in self._nulls:
            return Component(score=None, status="error", reason="no judge is set up on this server")
        return Component(score=score, status="ok", reason="its length")

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        return

    async def aclose(self) -> None:
        return


def run(folder: Path, client: ByLength, *stages: Any, **settings: Any) -> bool:
    config = build({**TINY, "output_dir": str(folder), "stages": list(stages) or ["all_scenario_rl"], **settings})
    return train(config, client, silent())


def mixed(share: float) -> Mixed:
    return Mixed(Arithmetic(0, 0.1), Courtesies(0, 0.15), share, JUDGED)


@pytest.mark.parametrize("share", [0.25, 0.5, 0.3])
def test_the_share_is_kept_evenly_and_each_kind_has_its_own_rewards(share: float) -> None:
    problems = mixed(share)
    for start in (0, 400):
        kinds = [problems.train(number).kind for number in range(start, start + 40)]
        assert abs(kinds.count("general") - share * 40) <= 1
    for number in range(40):
        one = problems.train(number)
        assert one.rewards == (JUDGED if one.kind == "general" else None)
    questions = [one.question for one in map(problems.train, range(400)) if one.kind == "general"]
    assert len(set(questions)) == len(questions), "each general prompt once before any comes again"


def test_reasoning_prompts_come_one_after_the_other_as_without_general_ones() -> None:
    """Where languages alternate by number, every second number would be one language alone."""
    problems = mixed(0.5)
    met = [one for one in map(problems.train, range(40)) if one.kind == "reasoning"]
    assert met == [problems.reasoning.train(number) for number in range(20)]


def test_before_it_opens_only_reasoning_is_trained_on_and_both_are_evaluated() -> None:
    problems = mixed(0.5)
    problems.open = False
    assert {problems.train(number).kind for number in range(50)} == {"reasoning"}
    assert [one.kind for one in problems.held_out(5)] == ["reasoning"] * 5 + ["general"] * 5
    trained = {mixed(0.5).train(number).question for number in range(2000)}
    assert not trained & {one.question for one in problems.held_out(200)}


def test_a_step_mixes_both_kinds_and_metrics_are_kept_by_kind(tmp_path: Path) -> None:
    client = ByLength()
    assert run(tmp_path / "run", client)
    assert set(client.probes[0][0].rewards or {}) == {"helpfulness", "harmlessness"}
    asked = [json.dumps(item.rewards) for batch in client.batches for item in batch]
    assert set(asked) == {"null", json.dumps(JUDGED)}
    records = read_journal(tmp_path / "run" / "metrics.jsonl")
    steps = [one for one in records if one["kind"] == "step"]
    for one in steps:
        assert {"general/reward", "general/helpfulness", "reasoning/accuracy", "general/null_share"} <= set(one)
        assert "general/accuracy" not in one
        assert one["reward"] == pytest.approx((one["general/reward"] + one["reasoning/reward"]) / 2)
    first, last = (one for one in records if one["kind"] == "eval")
    assert {"accuracy", "helpfulness", "general/format", "reasoning/format"} <= set(first) & set(last)


def test_general_prompts_join_in_the_last_steps_alone(tmp_path: Path) -> None:
    assert run(tmp_path / "run", ByLength(), {"all_scenario_rl": {"all_scenario.preference_steps": 1}})
    steps = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert ["general/reward" in one for one in steps] == [False, False, False, True]


def test_a_run_that_will_need_a_judge_says_so_before_anything_is_computed(tmp_path: Path) -> None:
    client = ByLength(without_judge=True)
    with pytest.raises(TrainError, match=r"no judge is set up.*python -m sdk.train.toy.judge_server") as caught:
        run(tmp_path / "run", client, "reasoning_rl", "all_scenario_rl")
    assert "REWARD_SERVER_JUDGE_URL=" in str(caught.value)
    assert not (tmp_path / "run").exists()
    assert run(tmp_path / "run", client, "reasoning_rl"), "without that stage nobody needs a judge"


def test_general_prompts_come_from_a_file(tmp_path: Path) -> None:
    rows = [{"question": f"Write {number} words.", "language": "en", "reference": "word"} for number in range(60)]
    (tmp_path / "general.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    client = ByLength()
    settings = {"all_scenario": {"general": str(tmp_path / "general.jsonl"), "share": 0.25}}
    assert run(tmp_path / "run", client, problems={"source": "arithmetic", "holdout": 0.3}, **settings)
    general = [item for batch in client.batches for item in batch if item.rewards]
    assert general
    assert {(item.ground_truth, item.language) for item in general} == {("word", "en")}


@pytest.mark.parametrize(
    ("settings", "error", "said"),
    [
        ({"grpo": {"advantages": "components"}}, ConfigError, "advantages=components knows one"),
        ({"all_scenario": {}}, ConfigError, "set all_scenario.general"),
        ({"all_scenario": {"general": "nowhere.jsonl"}}, DataError, "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_is_said(tmp_path: Path, settings: Any, error: Any, said: str) -> None:
    with pytest.raises(error, match=said):
        run(tmp_path / "run", ByLength(), **settings)
