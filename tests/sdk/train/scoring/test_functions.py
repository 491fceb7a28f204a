"""Reward functions of one's own stand beside the service's rewards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sdk.data.rows import read_journal
from sdk.schema import Component, Item, ItemResult
from sdk.train.config.load import build
from sdk.train.errors import ConfigError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.scoring.functions import call, combined, load_function

ITEMS = [Item(prompt="p", completion=text, ground_truth="5", group_id="q") for text in ("ab", "abcd")]
HERE = "tests.sdk.train.scoring.test_functions"


def length(completions: Sequence[str], **columns: Any) -> list[float]:
    assert set(columns) == {"prompts", "ground_truth", "tests", "language", "id"}
    return [len(one) / 10 for one in completions]


def sometimes(completions: Sequence[str], ground_truth: Sequence[str]) -> list[float | None]:
    return [None if len(one) > 3 else float(truth) for one, truth in zip(completions, ground_truth, strict=True)]


def broken(**columns: Any) -> list[float]:
    raise KeyError("answer")


def too_few(completions: Sequence[str]) -> list[float]:
    return [1.0]


def test_a_function_is_called_by_name_with_what_it_takes() -> None:
    assert [one.score for one in call(length, ITEMS)] == [0.2, 0.4]
    assert [(one.score, one.status) for one in call(sometimes, ITEMS)] == [(5.0, "ok"), (None, "not_applicable")]


@pytest.mark.parametrize(("function", "why"), [(broken, "KeyError: 'answer'"), (too_few, "1 scores for 2 completions")])
def test_a_function_that_fails_gives_nulls_with_the_reason(function: Any, why: str) -> None:
    for one in call(function, ITEMS):
        assert (one.score, one.status) == (None, "error")
        assert why in one.reason


@pytest.mark.parametrize(
    ("score", "status", "weight", "expected"),
    [(0.5, "ok", 2.0, 2.0), (None, "not_applicable", 2.0, 1.0), (None, "error", 2.0, None), (None, "error", 0.0, 1.0)],
)
def test_scores_are_summed_by_weight_and_nulls_count_as_the_service_counts_them(
    score: float | None, status: Any, weight: float, expected: float | None
) -> None:
    own = {"mine": Component(score=score, status=status, reason="")}
    result = combined(ItemResult(reward=1.0, components={}), own, {"mine": weight})
    assert result.reward == expected
    assert "mine" in result.components


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("length", "write package.module:function"),
        (f"{HERE}:none", "has no attribute"),
        (f"{HERE}:HERE", "no function"),
    ],
)
def test_what_is_no_function_is_told(place: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        load_function(place)


def test_a_run_is_trained_on_several_functions(tmp_path: Path, sum_client: Any) -> None:
    settings: dict[str, Any] = {
        "steps": 1,
        "model": {"hidden_size": 16},
        "threads": 1,
        "output_dir": str(tmp_path / "run"),
    }
    settings |= {"rollout": {"prompts_per_step": 2, "group_size": 4, "max_new_tokens": 8}, "eval": {"problems": 2}}
    config = build({**settings, "reward": {"python": {f"{HERE}:length": 2.0, f"{HERE}:once": 0.0}}})
    assert train(config, sum_client(), silent())
    [step] = [one for one in read_journal(tmp_path / "run" / "metrics.jsonl") if one["kind"] == "step"]
    assert step["reward"] == pytest.approx(
        2 * step["reward/length"] + step["reward/accuracy"] + 0.1 * step["reward/format"]
    )
    assert step["reward/once"] == 1.0


def once(prompts: Sequence[str]) -> list[float]:
    return [1.0] * len(prompts)
