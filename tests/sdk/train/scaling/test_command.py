"""The command: a study of two runs with a real small model, interrupted, gone on with, and fitted again."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest
import yaml

from sdk.train.launch import whole_run
from sdk.train.scaling.__main__ import main
from sdk.train.scaling.results import read_results

RUN: dict[str, Any] = {
    "threads": 1,
    "rollout": {"max_new_tokens": 4},
    "model": {"hidden_size": 16},
    "optimizer": {"final_share": 1.0},
    "eval": {"problems": 4},
}
STUDY: dict[str, Any] = {
    "asks": ["Are two questions better than one?"],
    "config": "run.yaml",
    "completions": 4,
    "grid": {"model": {"tiny": {}}, "questions": [1, 2], "samples": [2], "steps": [1, 2]},
    "seeds": [0],
}


def written(folder: Path, **changes: Any) -> list[str]:
    (folder / "run.yaml").write_text(yaml.safe_dump(RUN))
    (folder / "study.yaml").write_text(yaml.safe_dump({**STUDY, **changes}))
    return [str(folder / "study.yaml"), "--output-dir", str(folder / "out")]


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch, sum_client: Any) -> list[Any]:
    """The clients of the runs that were begun."""
    clients: list[Any] = []

    def make(_: Any) -> Any:
        clients.append(sum_client())
        return clients[-1]

    monkeypatch.setattr(whole_run, "make_client", make)
    return clients


def test_a_study_is_run_once_and_fitted(tmp_path: Path, scored: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    command = written(tmp_path)
    assert main(command) == 0
    found = read_results(tmp_path / "out" / "results.jsonl")
    assert [(one.questions, one.steps, one.asked, one.epochs) for one in found] == [
        (1, 1, 2, 2.0), (1, 2, 4, 4.0), (2, 1, 2, 1.0), (2, 2, 4, 2.0)
    ]  # fmt: skip
    assert all(one.tokens == 16 * one.steps and one.evaluated == 4 for one in found), "none of them ends early"
    assert found[1].flops == pytest.approx(2 * found[0].flops)
    page = (tmp_path / "out" / "study.md").read_text()
    assert "1. Are two questions better than one?" in page
    assert "A study of 2 runs, 4 measurements" in page
    assert all((tmp_path / "out" / name).stat().st_size > 5000 for name in ("scaling.png", "residuals.png"))
    assert not list((tmp_path / "out" / "runs").glob("*/checkpoints")), "weights are not kept"
    assert len(scored) == 2
    assert "2 questions, 2 samples of each, seed 0: from 0.000 to" in capsys.readouterr().err
    assert main(command) == 0
    assert len(scored) == 2, "what is there is not done again"


def test_a_grid_may_grow_and_settings_may_not_change(
    tmp_path: Path, scored: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(written(tmp_path, budget_s=0.001)) == 0
    assert len(scored) == 1, "the budget is used up by one run"
    assert "1 of 2 runs are missing" in capsys.readouterr().err
    grown = {**STUDY["grid"], "questions": [1, 2, 3]}
    assert main(written(tmp_path, grid=grown)) == 0
    assert len(scored) == 3
    assert main(written(tmp_path, completions=6)) == 2
    assert "of other settings than the study has now: give another output_dir" in capsys.readouterr().err


def test_an_interrupted_study_goes_on_where_it_was(
    tmp_path: Path, scored: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: Any = vars(whole_run)["make_client"]

    def interrupted(config: Any) -> Any:
        client, calls = made(config), []
        score = client.score

        async def counted(items: Any, **options: Any) -> Any:
            calls.append(1)
            if (len(scored), len(calls)) == (2, 3):  # in the second run, which has begun to sample
                os.kill(os.getpid(), signal.SIGINT)
            return await score(items, **options)

        client.score = counted
        return client

    monkeypatch.setattr(whole_run, "make_client", interrupted)
    command = written(tmp_path)
    assert main(command) == 130
    assert "the same command goes on" in capsys.readouterr().err
    before = (tmp_path / "out" / "results.jsonl").read_text()
    assert len(before.splitlines()) == 2
    assert main(command) == 0
    after = (tmp_path / "out" / "results.jsonl").read_text()
    assert after.startswith(before)
    assert len(after.splitlines()) == 4
    assert len(scored) == 3, "the first run was done once"


def test_results_alone_are_fitted_without_a_run(tmp_path: Path, scored: list[Any]) -> None:
    command = written(tmp_path)
    assert main(command) == 0
    (tmp_path / "out" / "results.jsonl").rename(tmp_path / "kept.jsonl")
    (tmp_path / "out" / "study.md").unlink()
    assert main([*command, "--results", str(tmp_path / "kept.jsonl")]) == 0
    assert (tmp_path / "out" / "study.md").exists()
    assert len(scored) == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"gird": {}}, "unknown key gird: did you mean grid?"),
        ({"config": None}, "study.yaml: config: input is not a valid path"),
        ({"config": "no.yaml"}, "no configuration file"),
        ({"grid": {**STUDY["grid"], "samples": [3]}}, "3 completions a question do not make completions=4 a step"),
        ({"grid": {**STUDY["grid"], "samples": [1]}}, "take divisors of it, 2 or more"),
        ({"grid": {**STUDY["grid"], "steps": [1, 1]}}, "grid.steps: [1, 1] should be whole numbers above 0, each once"),
        ({"settings": {"optimizer.final_share": 0.1}}, "set optimizer.final_share to 1 in `settings`"),
        ({"settings": {"optimiser.betas": 1}}, "unknown key optimiser: did you mean optimizer?"),
        ({"stage": "no_such"}, "no stage 'no_such'"),
        ({"base": ["no_such"]}, "no stage 'no_such'"),
    ],
)
def test_a_mistake_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], told: str
) -> None:
    assert main(written(tmp_path, **changes)) == 2
    error = capsys.readouterr().err.strip()
    assert told in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize("line", ["{}", "[]", '{"model": 1}', "no json"])
def test_a_line_that_is_no_result_is_told(tmp_path: Path, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wrong.jsonl").write_text(line + "\n")
    assert main([*written(tmp_path), "--results", str(tmp_path / "wrong.jsonl")]) == 2
    assert "wrong.jsonl" in capsys.readouterr().err


def test_a_line_that_a_crash_cut_short_is_overwritten(tmp_path: Path, scored: list[Any]) -> None:
    assert main(written(tmp_path, budget_s=0.001)) == 0
    path = tmp_path / "out" / "results.jsonl"
    with path.open("a") as file:
        file.write('{"model": "ti')
    assert main(written(tmp_path)) == 0
    assert len([json.loads(one) for one in path.read_text().splitlines()]) == 4
