"""Reward functions of one's own stand beside the service's rewards."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sdk.data.rows import read_journal
from sdk.schema import Component, Item, ItemResult
from sdk.train.config.load import build
from sdk.train.config.schema import ProblemsConfig
from sdk.train.data.problems import read_problems
from sdk.train.errors import ConfigError, DataError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.scoring.functions import call, combined, load_function, with_functions

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


async def awaited(completions: Sequence[str]) -> list[float]:
    await asyncio.sleep(0)
    return [1.0 for _ in completions]


def conversational(completions: list[list[dict[str, str]]], prompts: Sequence[Any]) -> list[float]:
    assert prompts[0] == [{"role": "user", "content": "p"}]
    return [float(one[0]["role"] == "assistant" and len(one[0]["content"])) for one in completions]


def leaving(completions: Sequence[str]) -> list[float]:
    sys.exit(3)


def by_column(completions: Sequence[str], level: Sequence[int], **_: Any) -> list[float]:
    return [float(one) for one in level]


def by_position(completions: Sequence[str], /) -> list[float]:
    return [1.0 for _ in completions]


def test_a_coroutine_is_awaited_and_one_for_conversations_gets_messages() -> None:
    assert [one.score for one in call(awaited, ITEMS)] == [1.0, 1.0]
    assert [one.score for one in call(conversational, ITEMS)] == [2.0, 4.0]


def test_a_function_is_given_further_columns_of_the_questions() -> None:
    items = [one.model_copy(update={"metadata": {"level": 3}}) for one in ITEMS]
    assert [one.score for one in call(by_column, items)] == [3.0, 3.0]


@pytest.mark.parametrize(("name", "said"), [("by_column", r"columns=\[level\]"), ("by_position", "given by name")])
def test_a_function_that_cannot_be_called_is_told_before_anything_is_sampled(
    name: str, said: str, sum_client: Any
) -> None:
    with pytest.raises(ConfigError, match=said):
        with_functions(sum_client(), {f"{HERE}:{name}": 1.0})


def test_columns_that_are_named_are_read_and_ones_that_are_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"question": "q", "ground_truth": "1", "level": 3}')
    [problem] = read_problems(str(tmp_path / "q.jsonl"), ProblemsConfig(columns=["level"]))
    assert problem.columns == {"level": 3}
    with pytest.raises(DataError, match="has no column 'levels'"):
        read_problems(str(tmp_path / "q.jsonl"), ProblemsConfig(columns=["levels"]))


def test_a_function_is_called_by_name_with_what_it_takes() -> None:
    assert [one.score for one in call(length, ITEMS)] == [0.2, 0.4]
    assert [(one.score, one.status) for one in call(sometimes, ITEMS)] == [(5.0, "ok"), (None, "not_applicable")]


@pytest.mark.parametrize(
    ("function", "why"),
    [(broken, "KeyError: 'answer'"), (too_few, "1 scores for 2 completions"), (leaving, "SystemExit: 3")],
)
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


@pytest.mark.parametrize("code", ["def broken(:", "raise KeyError('token')"])
def test_a_module_that_does_not_load_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    (tmp_path / "own_rewards_that_fail.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ConfigError, match=r"(SyntaxError|KeyError) in own_rewards_that_fail"):
        load_function("own_rewards_that_fail:broken")


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
