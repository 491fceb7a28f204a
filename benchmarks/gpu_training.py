"""A training run of an example with a service of its own: what `scripts/gpu_check` trains with.

    python -m benchmarks.gpu_training examples/arithmetic.yaml output_dir=FOLDER [KEY=VALUE ...]

The service scores texts and mathematics, and runs no programs, so that it needs no engine. Stopped by SIGTERM, the run
saves itself, and the same command goes on; one that is finished prints how good it is on questions never trained on,
and what each stage has gained there.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.services import Service
from sdk.data.rows import read_journal
from sdk.train.config.load import load_config
from sdk.train.estimators import gain
from sdk.train.launch.whole_run import train
from tests.end_to_end.running import free_port


def main(example: Path, settings: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder, judge() as url:
        settings_of_judge = {"judge_url": f"{url}/v1", "judge_model": "scripted"}
        service = Service(Path(folder) / "service.log", settings={"sandbox": "off", **settings_of_judge})
        service.start()
        try:
            config = load_config(example, [f"reward.url={service.url}", *settings])
            ended = train(config)
        finally:
            service.drain()
    if not ended:
        print("stopped and saved: the same command goes on")
        return 1
    for one in read_journal(config.output_dir / "metrics.jsonl"):
        if one["kind"] == "eval":
            interval = f"{one['accuracy_low']:.3f} to {one['accuracy_high']:.3f}" if "accuracy_low" in one else "-"
            print(f"{one['stage']}, step {one['step']}: accuracy {one['accuracy']:.3f} ({interval}, 95 %)")
    print("\n".join(gains(list(read_journal(config.output_dir / "held_out.jsonl")))))
    return 0


def gains(evaluations: Sequence[dict[str, Any]]) -> list[str]:
    """A line for each stage with two evaluations or more: what changed between the first and the last."""
    lines = []
    for _, group in groupby(evaluations, key=lambda one: one["stage_number"]):
        first, *_, last = [*group] * 2
        if first["step"] < last["step"] and (found := gain(first["accuracy"], last["accuracy"])) is not None:
            where = f"{last['stage']}, steps {first['step']} to {last['step']}"
            interval = f"{found.low:+.3f} to {found.high:+.3f}, 95 %"
            lines.append(
                f"{where}: gained {found.value:+.3f} ({interval}), {found.questions} questions, each beside itself"
            )
    return lines


@contextlib.contextmanager
def judge() -> Iterator[str]:
    """The example's stand-in for a judging model."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "sdk.train.toy.judge_server", "--port", str(port)])
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
