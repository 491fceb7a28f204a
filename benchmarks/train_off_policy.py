"""What sampling one step ahead does to learning and to the time of a step, on the arithmetic example.

    reward-server --port 8977 &
    python -m benchmarks.train_off_policy --url http://127.0.0.1:8977 --seeds 0 1 2

From one weak base a seed, three runs with the example's settings: on policy, one step off policy, and one step off
policy without the importance correction. Accuracy is of 1,000 questions never trained on, one sampled completion each.
Runs that are there already are read, not repeated; interrupted ones are gone on with.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from benchmarks.r1_tiny import EXAMPLE as _R1_TINY
from benchmarks.r1_tiny import once
from sdk.train.config.load import load_config
from sdk.train.report.records import Chapter, read_chapters

EXAMPLE = _R1_TINY.with_name("arithmetic.yaml")
WAYS = {
    "on policy": [],
    "one step ahead": ["grpo.off_policy_steps=1"],
    "the same, uncorrected": ["grpo.off_policy_steps=1", "grpo.correction=none"],
}


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.train_off_policy")
    rows = {way: [measure(way, seed, options) for seed in options.seeds] for way in WAYS}
    print(f"{'':<24}{'accuracy by seed':<32}{'mean':>6}{'format':>8}{'steps to .8':>13}{'s a step':>10}")
    for way, seeds in rows.items():
        each = " ".join(f"{one['accuracy']:.3f}" for one in seeds)
        means = [statistics.mean(one[name] for one in seeds) for name in ("accuracy", "format", "to_80", "step_s")]
        print(f"{way:<24}{each:<32}{means[0]:>6.3f}{means[1]:>8.3f}{means[2]:>13.0f}{means[3]:>10.3f}")


def measure(way: str, seed: int, options: Any) -> dict[str, float]:
    folder = options.folder / f"seed{seed}"
    common = [f"seed={seed}", f"reward.url={options.url}", "eval.problems=1000", "eval.every=200", *options.settings]
    once(load_config(EXAMPLE, [*common, "stages=[weak_base]", f"output_dir={folder / 'base'}"]))
    start = f"model.name_or_path={folder / 'base' / 'stages' / '00-weak_base' / 'model'}"
    run = folder / way.replace(" ", "_").replace(",", "")
    once(load_config(EXAMPLE, [*common, *WAYS[way], start, "stages=[reasoning_rl]", f"output_dir={run}"]))
    chapter = read_chapters(run)[0]
    last = chapter.evaluations[-1]
    step_s = statistics.median(one["seconds/step"] for one in chapter.steps)
    return {"accuracy": last["accuracy"], "format": last["format"], "to_80": steps_to(chapter, 0.8), "step_s": step_s}


def steps_to(chapter: Chapter, accuracy: float, window: int = 5) -> float:
    """The first step from which on the mean of `window` steps' completions reaches this accuracy."""
    line = [value for _, value in chapter.points("reward/accuracy")]
    means = (statistics.mean(line[at : at + window]) for at in range(len(line) - window + 1))
    return next((at + window for at, mean in enumerate(means) if mean >= accuracy), len(line))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--folder", type=Path, default=Path("runs/off_policy"))
    parser.add_argument("settings", nargs="*", help="settings over the example's: steps=50")
    return parser


if __name__ == "__main__":
    main()
