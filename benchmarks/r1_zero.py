"""R1-Zero from weakly pre-trained bases, seed by seed: how far accuracy and format rise on questions never trained on.

    reward-server --port 8977 &
    python -m benchmarks.r1_zero --url http://127.0.0.1:8977 --seeds 0 1 2 3 4 5 6 7 8 9

The base is pre-trained until 20 to 25 % of its sampled answers are right; then GRPO with accuracy and format alone. A
base stopped sooner is still in the middle of forming, and one in ten forgets how to add in the first steps.
`--recipe r1_tiny`: the first two stages of `examples/r1_tiny.yaml` as they stand there, in two languages; it asks for
programs too, so that the service needs its sandbox.
Every figure is of 1,000 questions, one sampled completion each, scored by the service.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.machine import print_head
from benchmarks.r1_tiny import ends, once
from sdk.train.config.load import load_config
from sdk.train.errors import TrainError

EXAMPLES = Path(__file__).parent.parent / "examples"
EVALUATION = ["eval.problems=1000", "eval.every=1000"]
ARITHMETIC = [
    "stages=[weak_base, r1_zero]",
    "steps=400",
    "optimizer.warmup_steps=20",
    "weak_base.accuracy_low=0.2",
    "weak_base.accuracy_high=0.25",
    "weak_base.probe_problems=1000",
    "weak_base.probe_every=25",
    *EVALUATION,
]
R1_TINY = ["stages=[bilingual_base, {r1_zero: {steps: 250}}]", *EVALUATION]
RECIPES = {"arithmetic": ARITHMETIC, "r1_tiny": R1_TINY}
BASE_AT_MOST, ACCURACY_AT_LEAST, FORMAT_AT_LEAST = 0.25, 0.85, 0.99


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.r1_zero")
    rows = []
    for seed in options.seeds:
        rows.append(measure(seed, options))
        print(json.dumps(rows[-1]), flush=True)
    good = sum(one["good"] for one in rows)
    print(f"{good} of {len(rows)} seeds rise from at most {BASE_AT_MOST} to at least {ACCURACY_AT_LEAST}, ", end="")
    print(f"format to {FORMAT_AT_LEAST}")


def measure(seed: int, options: argparse.Namespace) -> dict[str, Any]:
    run = options.folder / options.recipe / f"seed{seed}"
    settings = [*RECIPES[options.recipe], *options.settings, f"seed={seed}", f"reward.url={options.url}"]
    try:
        once(load_config(EXAMPLES / f"{options.recipe}.yaml", [*settings, f"output_dir={run}"]))
    except TrainError as error:
        return {"seed": seed, "good": False, "failed": str(error)}
    figures = ends(run, "r1_zero")
    before, after = figures["before"], figures["after"]
    good = (
        before["accuracy"] <= BASE_AT_MOST
        and after["accuracy"] >= ACCURACY_AT_LEAST
        and after["format"] >= FORMAT_AT_LEAST
    )
    return {"seed": seed, "good": good, **figures}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--recipe", choices=list(RECIPES), default="arithmetic")
    parser.add_argument("--seeds", type=int, nargs="+", default=list(range(10)))
    parser.add_argument("--folder", type=Path, default=Path("runs/r1_zero_seeds"))
    parser.add_argument("settings", nargs="*", help="settings over the example's: steps=50")
    return parser


if __name__ == "__main__":
    main()
