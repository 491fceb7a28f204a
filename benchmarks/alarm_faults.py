"""Whether alarms are raised in training runs that something is really wrong with, a fault a run, over seeds.

    python -m benchmarks.alarm_faults [--seeds 0 1 2] [--steps 60] [--faults NAME ...]

Each run trains the arithmetic example from one weak base a seed, with one of the faults below. What is in the folder is
read, not repeated. The first row is the same run without a fault.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.alarms import stages
from benchmarks.machine import print_head
from benchmarks.methods import EXAMPLE
from benchmarks.null_curve import Cell, Lossy
from sdk import AsyncRewardClient, Item, ItemResult, ScoreResult
from sdk.alarms import alarms_of
from sdk.train.config.load import load_config
from sdk.train.config.schema import Config
from sdk.train.launch.whole_run import train
from sdk.train.report.display import silent
from sdk.train.scoring.scorer import Client

HERE = "benchmarks.alarm_faults"
LOST = 0.3
JUDGED_AFTER = 3000
"""Scores before another rule decides: those of some twenty steps."""


def length(completions: Sequence[str], **_: Any) -> list[float]:
    """Pays for characters, as somebody's reward for thoroughness might."""
    return [min(1.0, len(one) / 200) for one in completions]


def unscaled(completions: Sequence[str], **_: Any) -> list[float]:
    """A reward for short completions in characters, where the others lie in [0, 1]."""
    return [-len(one) / 10 for one in completions]


def sevens(completions: Sequence[str], **_: Any) -> list[float]:
    """Pays for a digit, whatever was asked."""
    return [min(1.0, one.count("7") / 3) for one in completions]


def one_answer(completions: Sequence[str], **_: Any) -> list[float]:
    """Pays for one answer, whatever was asked."""
    return [float("<answer>7</answer>" in one.replace(" ", "")) for one in completions]


class Judged(Lossy):
    """From some call on all scores come from another rule, as when a judge steps in for what a parser refuses."""

    def __init__(self, client: Client) -> None:
        super().__init__(client, Cell("none", 0.0, 0))
        self._scored = 0

    def altered(self, items: Sequence[Item], result: ScoreResult, lost: Sequence[bool]) -> ScoreResult:
        self._scored += len(items)
        if self._scored <= JUDGED_AFTER:
            return result
        return ScoreResult([_judged(one) for one in result.items], result.rewards, result.version, result.seconds)


def _judged(result: ItemResult) -> ItemResult:
    accuracy = result.components["accuracy"].model_copy(update={"rule": "judged"})
    return result.model_copy(update={"components": {**result.components, "accuracy": accuracy}})


Wrapper = Callable[[Client], Client]
FAULTS: dict[str, tuple[list[str], Wrapper | None]] = {
    "none": ([], None),
    "group_collapse": (["rollout.temperature=0.02"], None),
    "dominant_component": ([f"reward.python={{{HERE}:unscaled: 0.9}}"], None),
    "null_share": (["reward.max_null_share=1"], lambda client: Lossy(client, Cell("dropped", LOST, 0))),
    "length_explosion": ([f"reward.python={{{HERE}:length: 20.0}}"], None),
    "reward_without_accuracy": (
        ["reward.rewards={accuracy: 0.01, format: 0.1}", f"reward.python={{{HERE}:sevens: 1.0}}"],
        None,
    ),
    "entropy_collapse": (
        ["reward.rewards={accuracy: 0.01, format: 0.1}", f"reward.python={{{HERE}:one_answer: 1.0}}"],
        None,
    ),
    "sudden_rule": ([], Judged),
}
"""By the alarm that should be raised: settings, and what stands between the loop and the service."""


def main() -> int:
    options = _parser().parse_args()
    print_head(HERE)
    for fault in options.faults:
        raised = [alarms(fault, seed, options) for seed in options.seeds]
        caught = sum(fault in one for one in raised)
        told = "; ".join(", ".join(f"{name} at {step}" for name, step in one.items()) or "none" for one in raised)
        print(f"{fault:24}{caught:3} of {len(raised)}   {told}", flush=True)
    return 0


def alarms(fault: str, seed: int, options: Any) -> dict[str, int]:
    """Name -> step at which it was raised."""
    base, own = options.folder / f"base{seed}", options.folder / f"{fault}{seed}"
    common = [f"seed={seed}", "eval.problems=200", "eval.every=10", "device=cpu"]
    once(load_config(EXAMPLE, [*common, "stages=[weak_base]", f"output_dir={base}"]), None, options.url)
    settings, wrapper = FAULTS[fault]
    start = [f"model.name_or_path={base / 'stages' / '00-weak_base' / 'model'}", f"steps={options.steps}"]
    config = load_config(EXAMPLE, [*common, "stages=[reasoning_rl]", *start, *settings, f"output_dir={own}"])
    once(config, wrapper, options.url)
    return {one.name: one.step for some in stages(own) for one in alarms_of(some)}


def once(config: Config, wrapper: Wrapper | None, url: str | None) -> None:
    if (config.output_dir / "report.html").exists():
        return
    client: Client = AsyncRewardClient.local() if url is None else AsyncRewardClient(url)
    if not train(config, client if wrapper is None else wrapper(client), silent()):
        raise SystemExit("stopped and saved: the same command goes on")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--faults", nargs="+", choices=FAULTS, default=list(FAULTS), metavar="NAME")
    parser.add_argument("--steps", type=int, default=60, help="updates of a run")
    parser.add_argument("--folder", type=Path, default=Path("runs/alarm_faults"))
    parser.add_argument("--url", help="a reward service; without it each run starts one, which costs some 10 s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
