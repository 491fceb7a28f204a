"""Several processes of torchrun train as one does, end together, and leave files that any number can go on from."""

from __future__ import annotations

import json
import os
import shutil
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

from sdk.data.rows import read_journal
from sdk.train.model.policy import Policy
from sdk.train.run.checkpoint import complete
from tests.sdk.train.engine_server import Served, listening
from tests.sdk.train.processes import Processes

ROOT = Path(__file__).parents[4]
RUNS = str(Path(__file__).parent.parent / "processes.py")
TINY: dict[str, Any] = {
    "threads": 1,
    "stages": ["sft", "reasoning_rl"],
    "steps": 3,
    "model": {"hidden_size": 16, "dtype": "float64"},
    "rollout": {"prompts_per_step": 4, "group_size": 4, "max_new_tokens": 8},
    "sft": {"steps": 3, "batch_size": 7},
    "grpo": {"beta": 0.05, "reference_every": 2, "mean": "token"},
    "eval": {"problems": 4, "every": 3},
    "checkpoint": {"every": 2, "keep": 3},
    "optimizer": {"learning_rate": 1e-2, "micro_tokens": 150, "max_grad_norm": 0.1},
}
"""With `micro_tokens` the processes have unequal numbers of parts, with `max_grad_norm` every gradient is clipped."""


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
        "recomputing": {**TINY, "stages": ["reasoning_rl"], "steps": 1,
                        "model": {**TINY["model"], "gradient_checkpointing": True},
                        "grpo": {"mean": "sequence", "resample": 1, "epochs": 2}},
        "adapters": {**TINY, "stages": ["reasoning_rl"], "steps": 2, "grpo": {"beta": 0.05},
                     "model": {**lora, "gradient_checkpointing": True}},
        "critic": {**TINY, "stages": ["ppo"], "steps": 2, "grpo": {"beta": 0.05, "kl": "k1", "epochs": 2},
                   "ppo": {"kl_in": "reward"}},
        "pairs": {**TINY, "stages": ["apo_zero"], "steps": 2, "grpo": {}, "model": lora,
                  "preferences": {"pairing": "all", "minibatches": 2}},
        "labels": {**TINY, "stages": ["kto"], "steps": 2, "grpo": {}, "preferences": {"desirable": 0.8}},
        "head": {**TINY, "stages": ["ppo"], "steps": 2, "grpo": {}, "ppo": {"critic": "head"}, "model": lora},
    }  # fmt: skip
    settings = {
        count: [{**one, "output_dir": str(tmp_path / f"{name}-{count}")} for name, one in runs.items()]
        for count in (1, 2)
    }
    alone, both = [Processes(count, settings[count], tmp_path).end() for count in (1, 2)]
    assert [status for status, _ in [*alone, *both]] == [0, 0, 0], both
    for name in runs:
        one, two = tmp_path / f"{name}-1", tmp_path / f"{name}-2"
        assert (two / "report.html").exists()
        assert_close(records(one), records(two))
        assert not list(tmp_path.glob(f"{name}-2.*")), "only one process has claimed the folder"
    for name in ("whole", "recomputing", "critic", "labels"):
        a, b = model(tmp_path / f"{name}-1"), model(tmp_path / f"{name}-2")
        assert a.keys() == b.keys()
        assert all(torch.allclose(a[one], b[one], rtol=0, atol=1e-5) for one in a)
    assert [output.count("report: ") for _, output in both] == [len(runs), 0], "one process talks"
    assert any(one.get("kl", 0) > 1e-4 for one in records(tmp_path / "whole-2"))
    published = [load_file(path) for path in sorted(tmp_path.glob("adapters-*/stages/*/model/model.safetensors"))]
    assert all(torch.allclose(published[0][name], published[1][name], rtol=0, atol=1e-5) for name in published[0])


def assert_close(ones: list[dict[str, Any]], others: list[dict[str, Any]]) -> None:
    assert [set(one) for one in ones] == [set(one) for one in others]
    for one, other in zip(ones, others, strict=True):
        for name, value in one.items():
            assert other[name] == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else value), (name, one)


def test_they_stop_when_asked_and_go_on_bit_for_bit(make_policy: Callable[..., Policy], tmp_path: Path) -> None:
    """Under torchrun itself; as many processes go on exactly, and one alone goes on from where they were."""
    make_policy().save(tmp_path / "base")
    settings = {
        **TINY,
        "stages": ["reasoning_rl"],
        "by_question": False,
        "steps": 5,
        "model": {"name_or_path": str(tmp_path / "base"), "dtype": "bfloat16"},
        "optimizer": {"learning_rate": 1e-2, "master_weights": True},
        "grpo": {"beta": 0.05},
    }
    runs = {name: [{**settings, "output_dir": str(tmp_path / name)}] for name in ("whole", "parts", "alone")}
    whole = Processes(2, runs["whole"], tmp_path)
    printed = stopped_by_torchrun(runs["parts"], tmp_path, tmp_path / "parts")
    assert "stopped and saved after step" in printed, printed
    assert "00-000001" <= complete(tmp_path / "parts" / "checkpoints")[-1].name < "01", "in the middle"
    shutil.copytree(tmp_path / "parts", tmp_path / "alone")

    again, alone = Processes(2, runs["parts"], tmp_path), Processes(1, runs["alone"], tmp_path)
    ends = [one for started in (whole, again, alone) for one in started.end()]
    assert [status for status, _ in ends] == [0] * 5, ends
    assert records(tmp_path / "whole") == records(tmp_path / "parts")
    a, b = model(tmp_path / "whole"), model(tmp_path / "parts")
    assert all(torch.equal(a[name], b[name]) for name in a)
    assert len(records(tmp_path / "alone")) == len(records(tmp_path / "whole"))


def test_they_share_a_server_that_samples(make_policy: Callable[..., Policy], tmp_path: Path) -> None:
    """One of them hands the weights over, all are served by them."""
    make_policy().save(tmp_path / "base")
    served = Served(tmp_path / "base")
    model = {"name_or_path": str(tmp_path / "base")}
    settings = {**TINY, "stages": ["reasoning_rl"], "steps": 2, "model": model, "output_dir": str(tmp_path / "run")}
    with listening(served) as url:
        ends = Processes(2, [{**settings, "engine": {"kind": "sglang", "url": url}}], tmp_path).end()
    assert [status for status, _ in ends] == [0, 0], ends
    gaps = [one["logprob_gap_max"] for one in records(tmp_path / "run") if one["kind"] == "step"]
    assert len(gaps) == 2
    assert max(gaps) < 1e-5
    assert len(served.loads) == 1 + 1 + 2, "as started, before the first step, and after each"


def stopped_by_torchrun(runs: list[dict[str, Any]], folder: Path, output: Path) -> str:
    """What it printed, once it was told to stop in the middle."""
    (folder / "runs.json").write_text(json.dumps(runs))
    torchrun = ["-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2", RUNS, str(folder / "runs.json")]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": os.fspath(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *torchrun], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    end = time.monotonic() + 120
    while len(records(output)) < 2 and process.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    try:
        return process.communicate(timeout=120)[0]
    finally:
        process.kill()


@pytest.mark.parametrize("second", ["fails", "hangs"])
def test_one_that_is_lost_ends_them_all(tmp_path: Path, second: str) -> None:
    """torchrun would then end the one that hangs."""
    settings = {**TINY, "stages": ["reasoning_rl"], "steps": 50, "second": second, "processes": {"timeout_s": 10}}
    run = {**settings, "output_dir": str(tmp_path / "run")}
    (first, said), (other, reason) = Processes(2, [run], tmp_path).end(100, 5)
    assert first == 2
    assert "error: another process of this run has ended, or was waited for in vain: " in said
    assert (other, "this process is out of luck" in reason) == ((1, True) if second == "fails" else (None, False))


def test_what_several_cannot_do_is_said_at_the_start(tmp_path: Path) -> None:
    settings = {**TINY, "rollout": {**TINY["rollout"], "prompts_per_step": 3}, "output_dir": str(tmp_path / "run")}
    recipe = {**TINY, "stages": ["collect"], "output_dir": str(tmp_path / "run")}
    for runs, message in (
        (settings, "rollout.prompts_per_step=3 cannot be shared out evenly over 2 processes"),
        (recipe, "collect is for one process"),
    ):
        ends = Processes(2, [runs], tmp_path).end()
        assert [(status, message in said) for status, said in ends] == [(2, True)] * 2
    assert not (tmp_path / "run").exists()
