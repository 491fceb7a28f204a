"""What people see, and what goes to other places."""

from __future__ import annotations

import io
import json
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.errors import ConfigError
from sdk.train.metrics import Clock, Journal, Means
from sdk.train.report.display import Display, spark
from sdk.train.report.plots import as_text, draw
from sdk.train.report.records import Chapter, read_chapters
from sdk.train.report.sinks import open_sinks

RECORD = {"reward": 0.5, "reward/accuracy": 0.4, "entropy": 0.1, "null_share": 0.0, "seconds/step": 0.2, "note": "text"}
SAMPLE = {
    "question": "What is [bold]2[/bold]?",
    "completion": "[red]</think>",
    "reward": 0.0,
    "components": {"accuracy": {"score": 0.0, "status": "ok", "reason": "no answer [/x]"}},
}


def shown(terminal: bool) -> str:
    text = io.StringIO()
    display = Display(Console(file=text, force_terminal=terminal, width=100, legacy_windows=False))
    display.begin("reasoning_rl", 20, 0)
    for step in range(1, 21):
        display.step(step, {**RECORD, "reward": step / 20})
    display.sample(SAMPLE)
    display.evaluation(20, {"accuracy": 0.75, "questions": 8})
    display.close()
    return text.getvalue()


def test_on_a_terminal_a_live_table_with_curves_and_samples() -> None:
    text = shown(terminal=True)
    for part in (
        "reasoning_rl",
        "20/20",
        "accuracy",
        "▁",
        "█",
        "What is [bold]2[/bold]?",
        "[red]</think>",
        "no answer [/x]",
    ):
        assert part in text


def test_elsewhere_a_line_now_and_then() -> None:
    lines = shown(terminal=False).splitlines()
    assert lines[0] == "reasoning_rl: 20 steps"
    assert lines[1].startswith("step 1: reward 0.05, accuracy 0.4, entropy 0.1, null rewards 0, seconds a step 0.2")
    assert len(lines) == 1 + 11 + 1
    assert lines[-1] == "step 20, questions never trained on: accuracy 0.750"


def test_a_curve_of_one_line() -> None:
    assert spark([0.0, 1.0], 10) == "▁█"
    assert spark([3.0, 3.0], 10) == "▁▁"
    assert len(spark([float(number) for number in range(1000)], 40)) == 40


def test_a_curve_in_text() -> None:
    lines = as_text([(0, 0.0), (5, 0.5), (10, 1.0)], "title", width=11, height=3).splitlines()
    assert lines == [
        "title",
        " 1.0 |          ●",
        "     |     ●",
        " 0.0 |●",
        "     +-----------",
        "      step 0step 10",
    ]


def test_the_picture_is_drawn_of_what_there_is(tmp_path: Path) -> None:
    records = [{"step": n, "reward/accuracy": n / 3, "entropy": None} for n in range(4)]
    chapter = Chapter(0, "s", records, [], [], {})
    assert chapter.points("entropy") == []
    assert chapter.points("reward/accuracy")[1] == (1, 1 / 3)
    draw(chapter, tmp_path / "curves.png")
    assert (tmp_path / "curves.png").stat().st_size > 5000


def test_a_stage_that_stands_twice_has_two_chapters(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "metrics.jsonl")
    for number, name, steps in ((0, "sft", 2), (1, "reasoning_rl", 3), (2, "reasoning_rl", 1)):
        for step in range(steps):
            journal.write({"kind": "step", "stage": name, "stage_number": number, "step": step + 1, "loss": 1.0})
        journal.write({"kind": "eval", "stage": name, "stage_number": number, "step": steps, "accuracy": 0.5})
    journal.close()
    chapters = read_chapters(tmp_path)
    assert [(one.name, len(one.steps), one.evaluated("accuracy")) for one in chapters] == [
        ("sft", 2, [(2, 0.5)]),
        ("reasoning_rl", 3, [(3, 0.5)]),
        ("reasoning_rl", 1, [(1, 0.5)]),
    ]


def test_a_journal_can_be_cut_back_and_skips_a_torn_line(tmp_path: Path) -> None:
    path = tmp_path / "metrics.jsonl"
    journal = Journal(path)
    journal.write({"step": 1, "value": float("nan"), "text": "\ud800 ü"})
    place = journal.place()
    journal.write({"step": 2})
    journal.close()
    with path.open("a") as file:
        file.write('{"step": 3, "val')
    assert [one["step"] for one in read_journal(path)] == [1, 2]
    again = Journal(path)
    again.cut_back(place)
    again.write({"step": 9})
    again.close()
    assert read_journal(path) == [{"step": 1, "value": None, "text": "\ud800 ü"}, {"step": 9}]


def test_means_are_weighted_and_phases_add_up() -> None:
    means = Means()
    means.add("kl", 2.0, 1)
    means.add("kl", 1.0, 2)
    means.add("never", 0.0, 0)
    means.highest("gap", 1.0)
    means.highest("gap", 0.5)
    assert means.record() == {"kl": 1.0, "gap": 1.0}
    clock = Clock()
    for _ in range(2):
        with clock("learn"):
            sum(range(10_000))
    record = clock.record()
    assert record["seconds/step"] >= record["seconds/learn"] > 0


@pytest.mark.parametrize(
    ("log", "module", "advice"),
    [
        ({"wandb": "project"}, "wandb", "log.wandb needs a package that is missing: pip install wandb"),
        ({"tensorboard": True}, "torch.utils.tensorboard", "pip install tensorboard"),
    ],
)
def test_a_missing_package_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: dict[str, Any], module: str, advice: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigError, match=advice):
        open_sinks(build({"log": log}), tmp_path)


def test_numbers_go_to_the_other_places_by_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stand-ins of the packages' own calls note what they are given."""
    logged: list[Any] = []

    class Run:
        def log(self, values: dict[str, float]) -> None:
            logged.append(values)

        def finish(self) -> None:
            logged.append("finished")

    def init(**settings: Any) -> Run:
        json.dumps(settings["config"])
        logged.append(settings["project"])
        return Run()

    class SummaryWriter:
        def __init__(self, folder: str) -> None:
            logged.append(Path(folder).name)

        def add_scalar(self, name: str, value: float, step: int) -> None:
            logged.append((name, value, step))

        def close(self) -> None:
            logged.append("closed")

    monkeypatch.setitem(sys.modules, "wandb", types.SimpleNamespace(init=init))
    monkeypatch.setitem(sys.modules, "torch.utils.tensorboard", types.SimpleNamespace(SummaryWriter=SummaryWriter))
    for sink in open_sinks(build({"log": {"wandb": "mine", "tensorboard": True}}), tmp_path):
        sink.write("sft", 3, {"loss": 0.5, "note": "no number"})
        sink.close()
    assert logged == [
        "tensorboard",
        "mine",
        ("sft/loss", 0.5, 3),
        "closed",
        {"sft/step": 3, "sft/loss": 0.5},
        "finished",
    ]
