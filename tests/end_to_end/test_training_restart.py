"""The service may be restarted while a run goes on: the run waits, and its course is the same."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from sdk.data.rows import read_journal
from sdk.train.config.load import build
from sdk.train.launch.whole_run import train
from sdk.train.report.display import Display
from tests.end_to_end.running import Running, start_server, stop

RUN: dict[str, Any] = {
    "threads": 1,
    "stages": ["sft", "reasoning_rl"],
    "steps": 8,
    "model": {"hidden_size": 32},
    "rollout": {"prompts_per_step": 3, "group_size": 6, "max_new_tokens": 24},
    "sft": {"steps": 60, "batch_size": 16, "optimizer": "muon", "learning_rate": 5e-3},
    "reward": {"rewards": {"accuracy": 1.0, "format": {"weight": 0.5, "mode": "partial"}}, "timeout_s": 600},
    "eval": {"problems": 4, "every": 100},
}


def course(folder: Path, url: str, objective: dict[str, Any], after_step: Any = None) -> list[dict[str, Any]]:
    """What every step of a run measured, less its times; `after_step` is called with the number of each."""

    class Watching(Display):
        def step(self, step: int, record: dict[str, Any]) -> None:
            super().step(step, record)
            if after_step is not None and "reward" in record:
                after_step(step)

    config = build({**RUN, "output_dir": str(folder), "grpo": objective, "reward": {**RUN["reward"], "url": url}})
    assert train(config, display=Watching(Console(file=io.StringIO())))
    aside = ("seconds/", "tokens_per_s", "reward_version")
    records = read_journal(folder / "metrics.jsonl")
    return [{name: one[name] for name in one if not name.startswith(aside)} for one in records]


def start_again(url: str) -> Running:
    command = [sys.executable, "-m", "reward_server", "--port", url.rpartition(":")[2]]
    return Running(url, subprocess.Popen(command))


@pytest.mark.parametrize("objective", [{}, {"off_policy_steps": 1}], ids=["on policy", "off policy"])
def test_a_restart_of_the_service_leaves_the_course_of_a_run_as_it_was(
    tmp_path: Path, objective: dict[str, Any]
) -> None:
    first = start_server()
    undisturbed = course(tmp_path / "undisturbed", first.url, objective)
    assert any(one.get("grad_norm", 0) > 0 for one in undisturbed if one["stage"] == "reasoning_rl"), (
        "nothing is learned"
    )
    second: list[Running] = []

    def restart(step: int) -> None:
        if step == 3:
            assert stop(first) == 0
            threading.Timer(1.0, lambda: second.append(start_again(first.url))).start()

    try:
        assert course(tmp_path / "disturbed", first.url, objective, restart) == undisturbed
    finally:
        for running in second:
            stop(running)
    assert second, "the service was never restarted"
