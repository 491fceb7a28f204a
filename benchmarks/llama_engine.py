"""Trains on completions of llama.cpp, whose log-probabilities are compared with the trainer's at every step.

    python -m benchmarks.llama_engine PYTHON [--steps 8]     # PYTHON has xllamacpp, gguf and safetensors

The arithmetic example learns from what `benchmarks/llama_server.py` samples, weights handed over after each step: the
gap is that of two implementations. A second run, whose engine keeps the weights that it began with, shows that a gap
would be seen. Ends with 1 where a gap of the first run is not small, or the second run's is not large.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.machine import print_head
from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from tests.end_to_end.running import free_port

ROOT = Path(__file__).parent.parent
SAME, OTHER = 5e-4, 2e-2
"""Nats a token, mean over a step: at most where the weights are the same, at least where they are old."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.llama_engine", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("python", help="the interpreter that has xllamacpp, gguf and safetensors")
    parser.add_argument("--steps", type=int, default=8)
    options = parser.parse_args()
    print_head("benchmarks.llama_engine")
    port = free_port()
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        with (out / "engine.log").open("wb") as said:
            command = [options.python, str(ROOT / "benchmarks" / "llama_server.py"), str(port)]
            server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        try:
            engine = [f"steps={options.steps}", "engine.kind=sglang", f"engine.url=http://127.0.0.1:{port}"]
            fresh = run(out / "fresh", engine)
            (base,) = (out / "fresh" / "stages").glob("*-weak_base/model")
            again = ["stages=[reasoning_rl]", f"model.name_or_path={base}", "engine.refresh_every=1000"]
            old = run(out / "old", [*engine, *again])
        finally:
            server.kill()
            server.wait()
    gaps = [[one["logprob_gap"] for one in steps] for steps in (fresh, old)]
    table = Table(title="log-probabilities of llama.cpp against the trainer's, nats a token")
    for column in ("weights", "mean gap by step", "largest", "rewards by step"):
        table.add_column(column)
    for name, steps, by_step in zip(
        ("handed over each step", "those of the first step"), (fresh, old), gaps, strict=True
    ):
        largest = max(one["logprob_gap_max"] for one in steps)
        rewards = " ".join(f"{one['reward']:.2f}" for one in steps)
        table.add_row(name, " ".join(f"{one:.1e}" for one in by_step), f"{largest:.2g}", rewards)
    Console(width=120).print(table)
    print(f"wanted: at most {SAME:.0e} in each step; with old weights a mean of at least {OTHER:.0e}")
    return int(max(gaps[0]) > SAME or statistics.fmean(gaps[1]) < OTHER)


def run(folder: Path, settings: list[str]) -> list[dict[str, float]]:
    """The steps of reinforcement learning, the rewards from this process."""
    config = load_config(ROOT / "examples" / "arithmetic.yaml", [f"output_dir={folder}", "eval.problems=20", *settings])
    train(config, display=silent())
    steps = read_journal(folder / "metrics.jsonl")
    return [one for one in steps if one["kind"] == "step" and one["stage"] == "reasoning_rl"]


if __name__ == "__main__":
    sys.exit(main())
