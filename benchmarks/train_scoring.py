"""What scoring over HTTP adds to a training step of the arithmetic example.

    reward-server --port 8977 &
    python -m benchmarks.train_scoring --url http://127.0.0.1:8977

Four learners go the same way from the same weak base, step by step in turn. The first is not measured: the service
scores it over HTTP, and what it said is kept until the others have done the step too. Of these the service scores one
over HTTP and one through a client process; the scores of the third are those kept, looked up in this process, which
costs next to nothing. Each of the three comes first, second and last as often. Their weights stay equal. Times are
medians of a step; the mean time of the garbage collector is told besides, because its whole collections are too rare
for a median.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from benchmarks.machine import print_head
from benchmarks.train_setup import Rule, make_base, make_context, make_learner, settings
from sdk import AsyncRewardClient, Item, ItemResult
from sdk.train.__main__ import spare_the_modules
from sdk.train.model.policy import load_policy
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.scoring.scorer import Client
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.step import train_step

WARM_UP = 3
"""Steps not counted."""


class Repeating(Rule):
    def __init__(self, told: dict[tuple[Any, Any], ItemResult]) -> None:
        self._told = told

    def _one(self, item: Item) -> ItemResult:
        return self._told[item.completion, item.ground_truth]


class Collector:
    """The seconds that the garbage collector has worked in this process."""

    def __init__(self) -> None:
        self.spent_s = 0.0
        self._began = 0.0
        gc.callbacks.append(self._told)

    def _told(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.spent_s += time.perf_counter() - self._began


COLLECTOR = Collector()


@dataclass
class Side:
    learner: Learner
    context: Context
    rewards: list[float] = field(default_factory=list)
    """Of each step; the times are of the steps after it was warm."""
    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)
    wait_s: list[float] = field(default_factory=list)
    collector_s: list[float] = field(default_factory=list)

    def step(self, number: int) -> ScoredGroups:
        self.learner.step = number
        collected_s = COLLECTOR.spent_s
        wall, cpu = time.perf_counter(), time.process_time()
        record, scored = train_step(self.learner, self.context)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        self.rewards.append(record["reward"])
        if number >= WARM_UP:
            self.wall_s.append(wall)
            self.cpu_s.append(cpu)
            self.wait_s.append(record["seconds/reward"])
            self.collector_s.append(COLLECTOR.spent_s - collected_s)
        return scored


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.train_scoring")
    spare_the_modules()  # as the command does
    torch.set_num_threads(1)
    told: dict[tuple[Any, Any], ItemResult] = {}
    with tempfile.TemporaryDirectory() as folder:
        base = options.base or make_base(options.seed, Path(folder) / "base", None)
        first = side(options, base, AsyncRewardClient(options.url))
        http = side(options, base, AsyncRewardClient(options.url))
        apart = side(options, base, AsyncRewardClient(options.url, process=True))
        looked_up = side(options, base, Repeating(told))
    sides = [http, apart, looked_up]
    for number in range(options.steps):
        keep(told, first.step(number))
        for one in (*sides[number % 3 :], *sides[: number % 3]):
            one.step(number)
    assert first.rewards == http.rewards == apart.rewards == looked_up.rewards, "different runs"
    report(http, apart, looked_up)


def keep(told: dict[tuple[Any, Any], ItemResult], scored: ScoredGroups) -> None:
    """What was said in this step, and nothing else: many objects that stay make the garbage collector's work longer."""
    told.clear()
    for group, results in zip(scored.groups, scored.items, strict=True):
        for completion, result in zip(group.completions, results, strict=True):
            told[completion.text, group.problem.ground_truth] = result


def side(options: Any, base: str, client: Client) -> Side:
    config = settings(options.seed, options.steps, base)
    policy = load_policy(base, config.model, torch.device("cpu"))
    return Side(make_learner(config, policy), make_context(config, policy, client))


def report(http: Side, apart: Side, looked_up: Side) -> None:
    print(f"{len(http.wall_s)} steps, ms a step; CPU time is of this process")
    print(f"{'':<26}{'over HTTP':>12}{'process':>12}{'looked up':>12}{'HTTP adds':>12}{'process adds':>14}")
    for title, name in (("wall time, median", "wall_s"), ("CPU time, median", "cpu_s")):
        here, there, base = (1000 * statistics.median(getattr(one, name)) for one in (http, apart, looked_up))
        shares = f"{here / base - 1:>12.1%}{there / base - 1:>14.1%}"
        print(f"{title:<26}{here:>12.1f}{there:>12.1f}{base:>12.1f}{shares}")
    for title, name, middle in (
        ("wait for the last scores", "wait_s", statistics.median),
        ("collector, mean", "collector_s", statistics.mean),
    ):
        print(
            f"{title:<26}" + "".join(f"{1000 * middle(getattr(one, name)):>12.1f}" for one in (http, apart, looked_up))
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--url", required=True, help="the reward service")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--base", help="a model's folder; without it a weak base is made first")
    return parser


if __name__ == "__main__":
    main()
