"""The stages of R1 on a model of a few thousand weights: what they hand on, and that nothing is lost when killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from sdk.data.rows import read_journal
from sdk.results import ScoreResult
from sdk.schema import Component, Item, ItemResult
from sdk.train.config.load import build
from sdk.train.data.traces import Trace, load_traces, write_traces
from sdk.train.errors import ConfigError, DataError, TrainError
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.run.run import Run
from sdk.train.stages.handover import file_digest, read_card

TRACE = Trace("What is 2+3?", "2 plus 3 gives us 5", "5", "5", language="en", source="by hand")
GERMAN = Trace("What is 2+3?", "zwei und drei sind zusammen genau fünf", "5", "5", language="en", source="by hand")
LAYOUT = " <think> {reasoning} </think> <answer> {answer} </answer>"
TINY: dict[str, Any] = {
    "threads": 1,
    "problems": {"source": "bilingual"},
    "model": {"hidden_size": 32, "vocab_size": 400},
    "rollout": {"prompts_per_step": 2, "group_size": 4, "max_new_tokens": 48},
    "reward": {"rewards": {"accuracy": 1.0, "format": 0.1}},
    "traces": {"layout": LAYOUT},
    "sft": {"steps": 3, "batch_size": 4},
    "steps": 2,
    "gather": {"questions": 4},
    "eval": {"problems": 2, "every": 10},
    "checkpoint": {"every": 1, "keep": 2},
}
LEARNS: dict[str, Any] = {"sft.steps": 60, "sft.optimizer": "muon", "sft.learning_rate": 0.02, "sft.batch_size": 8}
"""Enough for the model to say the one trace that it was shown to whatever it is asked."""


BASE = {"weak_base.steps": 2, "weak_base.probe_every": 1, "weak_base.probe_problems": 2}


class EasyClient:
    """Every answer is right; the format is a closed answer block. It notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.prompts: list[str] = []

    async def score(self, items: Iterable[Item], *, rewards: Any = None, **_: Any) -> ScoreResult:
        self.asked.append(dict(rewards or {}))
        results = [self._one(item) for item in items]
        return ScoreResult(results, [one.reward for one in results], "easy", 0.0)

    def _one(self, item: Item) -> ItemResult:
        if item.group_id is not None:  # else it is asked before anything is sampled
            self.prompts.append(str(item.prompt))
        written = float(str(item.completion).endswith("</answer>"))
        scores = {"accuracy": 1.0, "format": written, "language": 1.0}
        components = {name: Component(score=score, status="ok", reason="easy") for name, score in scores.items()}
        return ItemResult(reward=1.0 + 0.1 * written, components=components)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        return

    async def aclose(self) -> None:
        return


class LongerIsBetter(EasyClient):
    """There is something to learn, and a judge."""

    def _one(self, item: Item) -> ItemResult:
        found = super()._one(item)
        judged = dict.fromkeys(("helpfulness", "harmlessness"), found.components["accuracy"])
        components = {**found.components, **judged}
        return found.model_copy(update={"reward": len(str(item.completion)) / 10, "components": components})


def run(folder: Path, stages: list[Any], client: Any = None, **settings: Any) -> bool:
    config = build({**TINY, "output_dir": str(folder), "stages": stages, **settings})
    return train(config, client or EasyClient(), silent())


def one_trace(tmp_path: Path, *traces: Trace) -> str:
    write_traces(tmp_path / "shown.jsonl", traces or [TRACE])
    return str(tmp_path / "shown.jsonl")


def learns(tmp_path: Path) -> dict[str, Any]:
    return {"cold_start": {"traces.source": one_trace(tmp_path), **LEARNS}}


def test_every_stage_leaves_files_with_a_card_that_the_next_reads(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    rejection = {"rejection_sampling": {"gather.general_traces": one_trace(tmp_path), "selection.per_question": 1}}
    stages = [
        learns(tmp_path),
        "r1_zero",
        "collect",
        {"cold_start": {"start_from": "r1_zero", "sft.steps": 2}},
        {"reasoning_rl": {"reward.rewards": {"accuracy": 1.0, "language": 0.3}}},
        rejection,
        {"sft_on_traces": {"start_from": "r1_zero"}},
    ]
    client = EasyClient()
    assert run(folder, stages, client)
    names = [one.name for one in sorted((folder / "stages").iterdir())]
    assert names == [
        f"{number:02d}-{one if isinstance(one, str) else next(iter(one))}" for number, one in enumerate(stages)
    ]
    for name in names:
        card = read_card(folder / "stages" / name)
        assert card["outputs"], name
        for file, digest in card["outputs"].items():
            assert file_digest(folder / "stages" / name / file) == digest
    gathered = read_card(folder / "stages" / "05-rejection_sampling")
    assert gathered["counts"]["sampled"] == 16
    assert gathered["counts"]["general traces"] == 1
    kept = gathered["counts"]["kept"]
    assert kept - 1 + sum(gathered["dropped"].values()) == 16
    assert 2 <= kept <= 5, gathered
    assert gathered["reward_versions"] == ["easy"]
    assert load_traces(str(folder / "stages" / "06-sft_on_traces" / "traces.jsonl")) == load_traces(
        str(folder / "stages" / "05-rejection_sampling" / "traces.jsonl")
    )
    student, zero = (read_card(folder / "stages" / one) for one in ("06-sft_on_traces", "01-r1_zero"))
    assert student["inputs"]["start"].endswith("01-r1_zero/model")
    assert student["inputs"]["start/model.safetensors"] == zero["outputs"]["model/model.safetensors"]
    shown = tmp_path / "shown.jsonl"
    assert gathered["inputs"]["gather.general_traces"] == f"{shown} {file_digest(shown)}"
    assert {"accuracy": 1.0, "language": 0.3} in client.asked, "a stage's rewards are its own"
    assert {"accuracy": 1.0, "format": 0.1, "language": 0.0} in client.asked, "gathering asks for the language"


def test_a_stage_has_questions_of_its_own(tmp_path: Path) -> None:
    rows = [{"question": f"How many are {one} birds?", "ground_truth": str(one)} for one in range(40)]
    (tmp_path / "own.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows))
    client, own = EasyClient(), {"problems": {**TINY["problems"], "source": str(tmp_path / "own.jsonl")}}
    assert run(tmp_path / "run", [{"r1_zero": own}, "reasoning_rl"], client)
    asked = ["birds" in prompt for prompt in client.prompts]
    assert asked == sorted(asked, reverse=True), "the next stage has those of the run again"
    assert len(set(asked)) == 2
    card = read_card(tmp_path / "run/stages/00-r1_zero")
    assert card["inputs"]["problems.source"].endswith(file_digest(tmp_path / "own.jsonl"))


def test_a_missing_file_of_the_last_stage_is_told_before_anything_is_computed(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"all_scenario_rl: no data file gone.jsonl: set all_scenario.general"):
        run(tmp_path / "run", ["r1_zero", {"all_scenario_rl": {"all_scenario.general": "gone.jsonl"}}])
    assert not (tmp_path / "run").exists()


def test_a_student_is_another_model_taught_by_the_first(tmp_path: Path) -> None:
    """Its size and tokenizer are the stage's; the same student learns by itself from the same start."""
    folder, student = tmp_path / "run", {"model.hidden_size": 16, "model.layers": 1}
    base = {"start_from": "random", "weak_base.accuracy_low": 1.0, "weak_base.accuracy_high": 1.0, **BASE, **student}
    stages = [
        learns(tmp_path),
        {"rejection_sampling": {"gather.general_traces": one_trace(tmp_path)}},
        {"student_base": base},
        {"distill": {"start_from": "student_base"}},
        {"student_rl": {"start_from": "student_base"}},
        {"distill": {"start_from": "random", "model.own_tokenizer": True, "model.vocab_size": 300}},
    ]
    assert run(folder, stages)

    def of(stage: str, file: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((folder / "stages" / stage / "model" / file).read_text())
        return found

    sizes = [of(one, "config.json")["hidden_size"] for one in ("00-cold_start", "02-student_base", "03-distill")]
    assert sizes == [32, 16, 16]
    assert of("03-distill", "tokenizer.json") == of("00-cold_start", "tokenizer.json"), "the teacher's"
    assert of("05-distill", "config.json")["vocab_size"] <= 300 < of("03-distill", "config.json")["vocab_size"]
    assert read_card(folder / "stages" / "03-distill")["inputs"]["start"].endswith("02-student_base/model")
    assert read_card(folder / "stages" / "04-student_rl")["inputs"]["start"].endswith("02-student_base/model")
    taught, gathered = (
        load_traces(str(folder / "stages" / one / "traces.jsonl")) for one in ("03-distill", "01-rejection_sampling")
    )
    assert taught == gathered


RUNNER = """
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("stages_of_r1", {file!r})
module = importlib.util.module_from_spec(spec)
sys.modules["stages_of_r1"] = module
spec.loader.exec_module(module)
module.run(module.Path({folder!r}), json.loads({stages!r}))
"""


def test_sampling_killed_in_the_middle_ends_with_the_same_files(tmp_path: Path) -> None:
    stages = [learns(tmp_path), {"rejection_sampling": {"gather.questions": 12}}, {"sft_on_traces": {"sft.steps": 2}}]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert run(whole, stages)
    code = RUNNER.format(file=__file__, folder=str(killed), stages=json.dumps(stages))
    process = subprocess.Popen([sys.executable, "-c", code])
    sampled = killed / "stages" / "01-rejection_sampling" / "sampled.jsonl"
    _wait_for_lines(sampled, 17, process)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not (killed / "stages" / "01-rejection_sampling" / "card.json").exists()
    assert run(killed, stages)
    for file in (
        "01-rejection_sampling/sampled.jsonl",
        "01-rejection_sampling/traces.jsonl",
        "02-sft_on_traces/card.json",
    ):
        there = (killed / "stages" / file).read_text().replace(str(killed), "")
        assert there == (whole / "stages" / file).read_text().replace(str(whole), ""), file


class Interruption(Exception):
    pass


def test_every_stage_that_learns_goes_on_after_an_interruption(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is broken off in its second step, and ends with the weights and figures of one that was not."""
    student = {"start_from": "random", "model.hidden_size": 16}
    stages = [
        {"cold_start": {"traces.source": one_trace(tmp_path)}},
        "r1_zero",
        {"sft_on_traces": {"traces.source": one_trace(tmp_path)}},
        {"all_scenario_rl": {"all_scenario.general": "bilingual"}},
        {"distill": {**student, "traces.source": one_trace(tmp_path)}},
        {"student_rl": student},
    ]
    settings = {"client": LongerIsBetter(), "resume": "auto"}
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    assert run(whole, stages, **settings)
    note_step = Run.note_step
    for number in range(len(stages)):

        def fails(self: Run, step: int, *record: Any, until: int = number) -> None:
            if (self.context.number, step) == (until, 1):
                raise Interruption
            note_step(self, step, *record)

        monkeypatch.setattr(Run, "note_step", fails)
        with pytest.raises(Interruption):
            run(broken, stages, **settings)
    monkeypatch.setattr(Run, "note_step", note_step)
    assert run(broken, stages, **settings)
    models = sorted(whole.glob("stages/*/model/model.safetensors"))
    assert len(models) == len(stages)
    for one in models:
        assert file_digest(one) == file_digest(broken / one.relative_to(whole)), one
    assert figures(whole) == figures(broken)


def figures(folder: Path) -> list[dict[str, Any]]:
    """The journal without what no run repeats."""
    return [
        {name: value for name, value in one.items() if not name.startswith(("seconds/", "tokens_per_s"))}
        for one in read_journal(folder / "metrics.jsonl")
    ]


def _wait_for_lines(path: Path, lines: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        if path.exists() and path.read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.005)
    raise AssertionError(f"the run ended or hung before {lines} lines: {process.poll()}")


def test_a_stage_waits_for_its_review_and_then_trains_on_what_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    stages = [{"cold_start": {"traces.source": one_trace(tmp_path, TRACE, TRACE), "traces.review": True}}]
    assert not run(folder, stages)
    review = folder / "stages" / "00-cold_start" / "review.md"
    assert not run(folder, stages), "it waits as long as nobody has reviewed"
    text = review.read_text().replace("reviewed: no", "reviewed: yes", 1).replace("=== 1 [keep]", "=== 1 [strike]")
    review.write_text(text.replace("2 plus 3 gives us 5", "we add 3 to 2"))
    assert run(folder, stages)
    assert [one.reasoning for one in load_traces(str(folder / "stages/00-cold_start/traces.jsonl"))] == [
        "we add 3 to 2"
    ]
    assert sum(one["kind"] == "step" for one in read_journal(folder / "metrics.jsonl")) == 3


def test_traces_in_the_wrong_language_or_with_a_wrong_answer_are_left_out(tmp_path: Path) -> None:
    """By the real rewards, in this process."""
    from sdk import AsyncRewardClient

    wrong = Trace("What is 2+3?", "2 plus 3 gives us 6", "6", "5", language="en", source="by hand")
    source = one_trace(tmp_path, TRACE, GERMAN, wrong)
    stages = [{"cold_start": {"traces.source": source, "traces.verify": True, "sft.steps": 1}}]
    assert run(tmp_path / "run", stages, AsyncRewardClient.local())
    assert load_traces(str(tmp_path / "run/stages/00-cold_start/traces.jsonl")) == [TRACE]
    card = read_card(tmp_path / "run/stages/00-cold_start")
    assert card["dropped"] == {"mixed languages": 1, "wrong answer": 1}


def test_few_shot_prompts_and_general_questions_are_sampled_too(tmp_path: Path) -> None:
    """What a model at random says to them is not kept; what it was asked is written down."""
    (tmp_path / "general.jsonl").write_text('{"question": "Write a line on spring."}\n')
    settings = {
        "gather.prompt": "few_shot",
        "gather.examples": one_trace(tmp_path),
        "gather.general_questions": str(tmp_path / "general.jsonl"),
        "gather.questions": 2,
    }
    client = EasyClient()
    with pytest.raises(DataError, match="kept nothing"):
        run(tmp_path / "run", [{"collect": settings}], client)
    rows = [json.loads(line) for line in (tmp_path / "run/stages/00-collect/sampled.jsonl").read_text().splitlines()]
    assert [row["general"] for row in rows] == 8 * [False] + 4 * [True]
    assert rows[-1]["prompted"]["question"] == "Write a line on spring.", "the request itself, not the prompt around it"
    few_shot, general = client.prompts[0], client.prompts[-1]
    assert few_shot.startswith(f"Question: {TRACE.question}\n<think> {TRACE.reasoning} </think>")
    assert "Before you answer, think" in general
    assert "Write a line on spring." in general


def test_the_base_is_pre_trained_until_the_probe_is_in_its_band(tmp_path: Path) -> None:
    ready = {**BASE, "weak_base.accuracy_low": 1.0, "weak_base.accuracy_high": 1.0}
    assert run(tmp_path / "run", [{"bilingual_base": ready}])
    assert read_card(tmp_path / "run/stages/00-bilingual_base")["counts"] == {"steps": 1}


@pytest.mark.parametrize(
    ("stages", "error", "said"),
    [
        (["cold_start"], ConfigError, "has nothing to imitate: set traces.source, or run `collect`"),
        ([{"collect": {"gather.prompt": "few_shot"}}], ConfigError, "needs gather.examples"),
        ([{"r1_zero": {"start_from": "cold_start"}}, "cold_start"], ConfigError, "has not been run before r1_zero"),
        ([{"r1_zero": {"start_from": "tests"}}], DataError, "no tokenizer in tests"),
        (
            ["r1_zero", {"cold_start": {"traces.source": "gone.jsonl"}}],
            DataError,
            "no data file gone.jsonl: set traces.s",
        ),
        (
            ["r1_zero", {"distill": {"start_from": "runs/gone/model"}}],
            DataError,
            "no model in the folder start_from=runs",
        ),
        ([{"r1_zero": {"reward.url": "http://x"}}], ConfigError, "reward.url is of the whole run"),
        ([{"rejection_sampling": {"selection.readability.max_characters": 1}}], DataError, "kept nothing: "),
        ([{"bilingual_base": BASE}], TrainError, "sampled accuracy is 1.00, not between 0.19 and 0.35"),
    ],
)
def test_a_stage_that_cannot_be_says_what_is_missing(tmp_path: Path, stages: Any, error: Any, said: str) -> None:
    with pytest.raises(error, match=said):
        run(tmp_path / "run", stages)
