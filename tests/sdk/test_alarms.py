"""Named alarms: each fault raises its own, once; a run that learns raises none."""

from __future__ import annotations

import json
import logging
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdk.alarms import NAMES, Alarms, alarms_of, main, measured, no_signal, within_groups
from sdk.integrations.base import Judge, step_record
from sdk.schema import Component, Item, ItemResult

STEPS = 60


def honest(seed: int = 0) -> Iterator[dict[str, Any]]:
    """What a run that learns measures: right more and more often, longer, surer of itself; with noise."""
    rng = random.Random(seed)
    yield {"kind": "eval", "step": 0, "accuracy": 0.2}
    for step in range(1, STEPS + 1):
        right = 0.2 + 0.7 * step / STEPS + rng.gauss(0, 0.03)
        yield {
            "kind": "step", "step": step,
            "reward": right, "reward/accuracy": right, "reward_std": max(0.0, right * (1 - right)) ** 0.5,
            "no_signal_share": right**16, "null_share": 0.0, "nulls": 0, "cut_off_share": 0.02,
            "completion_tokens": 13 + 13 * step / STEPS + rng.gauss(0, 1), "entropy": 0.4 - 0.36 * step / STEPS,
            "decides/accuracy": 0.98, "decides/format": 0.4,
            "rules": {"accuracy: same_rational": right, "accuracy: different_rationals": 1 - right},
        }  # fmt: skip
        if step % 20 == 0:
            yield {"kind": "eval", "step": step, "accuracy": right}


def planted(**changes: Any) -> list[dict[str, Any]]:
    """The same with other values in the second half of steps; `accuracy` is that of evaluations."""
    held_out = changes.pop("accuracy", None)
    late = [{**one, **changes} if one["kind"] == "step" and one["step"] > STEPS // 2 else one for one in honest()]
    return [{**one, "accuracy": held_out} if held_out is not None and one["kind"] == "eval" else one for one in late]


FAULTS: dict[str, dict[str, Any]] = {
    "group_collapse": {"no_signal_share": 0.95},
    "dominant_component": {"decides/length": 0.97, "decides/accuracy": 0.02},
    "null_share": {"null_share": 0.08},
    "length_explosion": {"completion_tokens": 60.0, "reward/accuracy": 0.2},
    "reward_without_accuracy": {"accuracy": 0.21},
    "entropy_collapse": {"entropy": 0.01, "reward/accuracy": 0.3},
    "sudden_rule": {"rules": {"accuracy: too_large": 0.9, "accuracy: same_rational": 0.1}},
}


def test_every_alarm_has_its_fault_here() -> None:
    assert set(FAULTS) == set(NAMES)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_raises_its_alarm_once(name: str) -> None:
    found = alarms_of(planted(**FAULTS[name]), weights={"accuracy": 1.0, "format": 0.1, "length": 0.1})
    assert [one.name for one in found] == [name]
    assert found[0].step > STEPS // 2 or name == "reward_without_accuracy"


def test_runs_that_learn_raise_none() -> None:
    assert [alarms_of(honest(seed)) for seed in range(20)] == [[]] * 20


def test_a_length_that_the_limit_stops_is_an_explosion_too() -> None:
    cut = planted(**{"cut_off_share": 0.7, "reward/accuracy": 0.2, "completion_tokens": 30.0})
    assert [one.name for one in alarms_of(cut)] == ["length_explosion"]


def test_metrics_that_are_missing_null_or_nan_raise_nothing() -> None:
    alarms = Alarms()
    for step, value in enumerate([None, float("nan")] * STEPS):
        assert alarms.step(step, {"reward": value, "entropy": value, "null_share": value, "rules": None}) == []
        assert alarms.step(step, {}) == []
    assert alarms.evaluation(0, {"accuracy": None}) == []


@pytest.mark.parametrize(
    ("accuracy", "said"),
    [
        (0.01, "= 85% of groups of 16 succeed or fail as one. The questions are too hard: take easier ones"),
        (0.99, "The questions are too easy: take harder ones, a larger rollout.group_size (53% with 64)"),
        (None, "choose rewards in which completions differ"),
    ],
)
def test_groups_without_signal_are_told_of_with_what_to_do(accuracy: float | None, said: str) -> None:
    alarms = Alarms(group_size=16)
    dull = {"no_signal_share": 0.95, "reward/accuracy": accuracy}
    assert [alarms.step(step, dull) for step in range(19)] == [[]] * 19
    [alarm] = alarms.step(19, dull)
    assert str(alarm).startswith("alarm group_collapse: 95% of the last 20 steps' groups had no signal")
    assert said in alarm.text
    assert alarms.step(20, dull) == []
    assert no_signal(0.5, 2) == 0.5


def result(reward: float | None, **scores: float) -> ItemResult:
    parts = {name: Component(score=one, status="ok", reason="", rule="equal") for name, one in scores.items()}
    return ItemResult(reward=reward, components=parts)


def test_what_decides_is_the_squared_correlation_within_groups() -> None:
    """By hand: scores 0 1, 0 1; rewards 0 1, 6 5. The products of deviations are 1/2 and -1/2, and cancel."""
    assert within_groups([0, 1, 0, 1], [0, 1, 6, 5], [0, 0, 1, 1]) == 0.0
    assert within_groups([0, 1, 0, 2], [3, 5, 0, 4], [0, 0, 1, 1]) == pytest.approx(1.0)
    assert within_groups([0, 1, 0, 1], [5, 5, 6, 6], [0, 0, 1, 1]) is None  # nothing is decided
    assert within_groups([1, 1], [0, 1], [0, 0]) == 0.0
    assert within_groups([0, float("nan"), 1], [0, 9, 1], [0, 0, 0]) == pytest.approx(1.0)


def test_shares_of_rules_are_of_all_completions() -> None:
    found = measured([result(1.0, accuracy=1.0), result(0.0, accuracy=0.0), result(None)], [0, 0, 0])
    assert found["rules"] == {"accuracy: equal": pytest.approx(2 / 3)}
    assert found["decides/accuracy"] == pytest.approx(1.0)


def test_an_adapter_sees_groups_by_their_prompts() -> None:
    items = [Item(prompt=prompt, completion="ab") for prompt in ("p", "p", "q", "q")]
    results = [result(one, accuracy=one or 0.0) for one in (1.0, 0.0, 1.0, 1.0)]
    record = step_record(items, results)
    assert record["no_signal_share"] == 0.5
    assert record["reward/accuracy"] == 0.75
    assert record["completion_tokens"] == 2
    assert "no_signal_share" not in step_record(items[1:3], results[:2])


def test_an_adapter_logs_its_alarms(caplog: pytest.LogCaptureFixture) -> None:
    judge = Judge("http://127.0.0.1:1", rewards={"accuracy": 1.0})
    items = [Item(prompt="p", completion="ab")] * 4
    with caplog.at_level(logging.WARNING):
        for _ in range(25):
            judge._watch(items, [result(1.0, accuracy=1.0)] * 4)
    assert [one.message.split(":")[0] for one in caplog.records] == ["step 20, alarm group_collapse"]


def test_stored_metrics_are_looked_at_by_a_command(tmp_path: Path) -> None:
    for name, records in {"bad": planted(**FAULTS["null_share"]), "good": list(honest())}.items():
        lines = [json.dumps({"stage": "reasoning_rl", "stage_number": 0, **one}) for one in records]
        (tmp_path / name).write_text("\n".join(lines))
    command = [sys.executable, "-m", "sdk.alarms"]
    bad = subprocess.run([*command, tmp_path / "bad"], capture_output=True, text=True, check=False)
    assert (bad.returncode, bad.stdout.count("alarm null_share: 8% of the last 10")) == (1, 0)
    assert bad.stdout.count("alarm null_share") == 1
    assert subprocess.run([*command, tmp_path / "good"], check=False).returncode == 0


def test_a_line_that_a_crash_cut_short_ends_no_look_at_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    journal = tmp_path / "metrics.jsonl"
    journal.write_text('{"kind": "step", "step": 1, "stage_number": 0, "stage": "reasoning_rl"}\n{"kind": "st')
    monkeypatch.setattr(sys, "argv", ["alarms", str(journal)])
    assert main() == 0
    monkeypatch.setattr(sys, "argv", ["alarms", str(tmp_path / "none.jsonl")])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert "no such file" in capsys.readouterr().err
