"""Several processes of torchrun train as one does, end together, and leave files that any number can go on from."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from sdk.train.checkpoint import complete
from sdk.train.metrics import read_journal
from sdk.train.policy import Policy

RUNS = str(Path(__file__).parent / "processes.py")
TINY: dict[str, Any] = {
    "threads": 1,
    "stages": ["sft", "reasoning_rl"],
    "steps": 4,
    "model": {"hidden_size": 16, "dtype": "float64"},
    "rollout": {"prompts_per_step": 4, "group_size": 4, "max_new_tokens": 8},
    "sft": {"steps": 3, "batch_size": 7},
    "grpo": {"beta": 0.05, "reference_every": 2, "mean": "token"},
    "eval": {"problems": 4, "every": 2},
    "checkpoint": {"every": 2, "keep": 3},
    "optimizer": {"learning_rate": 1e-2, "micro_tokens": 150, "max_grad_norm": 0.1},
}
"""With `micro_tokens` the processes have unequal numbers of parts, with `max_grad_norm` every gradient is clipped."""


def launch(processes: int, runs: list[dict[str, Any]], folder: Path) -> subprocess.Popen[str]:
    file = folder / f"runs-{processes}-{time.monotonic_ns()}.json"
    file.write_text(json.dumps(runs))
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", str(processes)]
    command = [sys.executable, *(torchrun if processes > 1 else []), RUNS, str(file)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def done(process: subprocess.Popen[str], timeout_s: float = 240) -> str:
    """What it printed. A process that hangs fails the test."""
    try:
        return process.communicate(timeout=timeout_s)[0]
    finally:
        process.kill()


def records(folder: Path) -> list[dict[str, Any]]:
    own = read_journal(folder / "metrics.jsonl")
    return [{name: one[name] for name in one if "second" not in name and "_per_s" not in name} for one in own]


def model(folder: Path) -> dict[str, torch.Tensor]:
    return dict(load_file(complete(folder / "checkpoints")[-1] / "model" / "model.safetensors"))


def test_two_processes_compute_what_one_does(make_policy: Callable[..., Policy], tmp_path: Path) -> None:
    """Imitation and reinforcement; with a reference and groups sampled anew; recomputed activations; adapters."""
    make_policy().save(tmp_path / "base")
    lora = {"name_or_path": str(tmp_path / "base"), "dtype": "float64", "lora": {"rank": 2}}
    runs = {
        "whole": TINY,
        "recomputing": {**TINY, "stages": ["sft", "reasoning_rl"], "steps": 2,
                        "model": {**TINY["model"], "gradient_checkpointing": True},
                        "grpo": {"mean": "sequence", "resample": 1, "epochs": 2}},
        "adapters": {**TINY, "stages": ["reasoning_rl"], "steps": 2, "grpo": {"beta": 0.05},
                     "model": {**lora, "gradient_checkpointing": True}},
    }  # fmt: skip
    started = [
        launch(
            count, [{**one, "output_dir": str(tmp_path / f"{name}-{count}")} for name, one in runs.items()], tmp_path
        )
        for count in (1, 2)
    ]
    printed = [done(one) for one in started]
    for name in runs:
        one, two = tmp_path / f"{name}-1", tmp_path / f"{name}-2"
        assert (two / "report.html").exists(), printed[1]
        assert_close(records(one), records(two))
        assert not list(tmp_path.glob(f"{name}-2.*")), "only one process has claimed the folder"
    for name in ("whole", "recomputing"):
        a, b = model(tmp_path / f"{name}-1"), model(tmp_path / f"{name}-2")
        assert a.keys() == b.keys()
        assert all(torch.allclose(a[one], b[one], rtol=0, atol=1e-5) for one in a)
    assert printed[1].count("report: ") == 3, "one process talks"
    assert any(one.get("kl", 0) > 1e-4 for one in records(tmp_path / "whole-2"))
    published = [load_file(path) for path in sorted(tmp_path.glob("adapters-*/stages/*/model/model.safetensors"))]
    assert all(torch.allclose(published[0][name], published[1][name], rtol=0, atol=1e-5) for name in published[0])


def assert_close(ones: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
    assert [set(one) for one in ones] == [set(one) for one in others]
    for one, other in zip(ones, others, strict=True):
        for name, value in one.items():
            assert other[name] == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else value), (name, one)


def test_they_stop_when_asked_and_go_on_bit_for_bit(tmp_path: Path) -> None:
    """As many processes go on exactly, and one alone goes on from where they were."""
    settings = {**TINY, "stages": ["reasoning_rl"], "own_engine": False, "steps": 6, "grpo": {"beta": 0.05}}
    whole = launch(2, [{**settings, "output_dir": str(tmp_path / "whole")}], tmp_path)
    printed = done(whole)
    assert whole.returncode == 0, printed

    parts = launch(2, [{**settings, "output_dir": str(tmp_path / "parts")}], tmp_path)
    until(lambda: len(records(tmp_path / "parts")) > 3, parts)
    parts.send_signal(signal.SIGTERM)
    printed = done(parts)
    assert "stopped and saved after step" in printed, printed
    stopped_at = complete(tmp_path / "parts" / "checkpoints")[-1].name
    assert "00-000001" <= stopped_at < "01", "in the middle"
    (tmp_path / "alone").mkdir()
    copy(tmp_path / "parts", tmp_path / "alone")

    again = launch(2, [{**settings, "output_dir": str(tmp_path / "parts")}], tmp_path)
    alone = launch(1, [{**settings, "output_dir": str(tmp_path / "alone")}], tmp_path)
    printed = done(again)
    assert again.returncode == 0, printed
    assert records(tmp_path / "whole") == records(tmp_path / "parts")
    a, b = model(tmp_path / "whole"), model(tmp_path / "parts")
    assert all(torch.equal(a[name], b[name]) for name in a)
    printed = done(alone)
    assert alone.returncode == 0, printed
    assert len(records(tmp_path / "alone")) == len(records(tmp_path / "whole"))


def copy(there: Path, here: Path) -> None:
    subprocess.run(["cp", "-r", f"{there}/.", str(here)], check=True)


def until(true: Callable[[], bool], process: subprocess.Popen[str], timeout_s: float = 120) -> None:
    end = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < end
        assert process.poll() is None, process.communicate()[0]
        time.sleep(0.05)


def test_one_that_fails_ends_them_all(tmp_path: Path) -> None:
    settings = {**TINY, "stages": ["reasoning_rl"], "steps": 50, "failing": True}
    failing = launch(2, [{**settings, "output_dir": str(tmp_path / "run")}], tmp_path)
    printed = done(failing, 120)
    assert failing.returncode != 0
    assert "this process is out of luck" in printed
    assert len(records(tmp_path / "run")) < 10


def test_what_several_cannot_do_is_said_at_the_start(tmp_path: Path) -> None:
    settings = {**TINY, "rollout": {**TINY["rollout"], "prompts_per_step": 3}, "output_dir": str(tmp_path / "run")}
    printed = done(launch(2, [settings], tmp_path))
    assert "rollout.prompts_per_step=3 cannot be shared out evenly over 2 processes" in printed
    assert not (tmp_path / "run").exists()
