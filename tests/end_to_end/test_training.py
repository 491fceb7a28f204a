"""The example learns, with every reward from a real service over HTTP: a shortened run of it."""

from __future__ import annotations

import io
import math
from pathlib import Path

from rich.console import Console

from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.launch.whole_run import train
from sdk.train.report.display import Display

EXAMPLE = Path(__file__).parents[2] / "examples" / "arithmetic.yaml"
QUESTIONS = 300
STANDARD_ERRORS = 6.0


def test_the_example_learns_more_than_noise_could_give(server: str, tmp_path: Path) -> None:
    """Before and after, 300 questions that were never trained on are answered once each, at temperature 1.

    Without learning, both shares estimate one p, and their difference has a standard error of sqrt(2 p (1 - p) / 300);
    six of them are exceeded by chance once in a thousand million runs.
    """
    settings = ["steps=40", f"eval.problems={QUESTIONS}", "eval.every=1000", f"reward.url={server}"]
    config = load_config(EXAMPLE, [*settings, f"output_dir={tmp_path / 'run'}"])
    text = io.StringIO()
    assert train(config, display=Display(Console(file=text, width=120)))

    records = read_journal(tmp_path / "run" / "metrics.jsonl")
    before, after = [one for one in records if one["kind"] == "eval" and one["stage"] == "reasoning_rl"]
    assert before["questions"] == after["questions"] == QUESTIONS
    pooled = (before["accuracy"] + after["accuracy"]) / 2
    noise = math.sqrt(2 * pooled * (1 - pooled) / QUESTIONS)
    assert after["accuracy"] - before["accuracy"] > STANDARD_ERRORS * noise
    assert after["format"] > before["format"]

    steps = [one for one in records if one["kind"] == "step" and one["stage"] == "reasoning_rl"]
    assert len(steps) == 40
    assert all(one["nulls"] == 0 for one in steps)
    assert max(one["logprob_gap_max"] for one in steps) < 1e-4
    assert "accuracy of the sampled completions" in text.getvalue()
