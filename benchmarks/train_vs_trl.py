"""A step of this trainer against one of TRL's `GRPOTrainer`, side by side in one run, and what both learn.

Both start from the same weak base (the example's, made once a seed), see the same questions in the same order, score
with the same rule and use the same settings: 8 questions x 16 completions, 48 tokens, AdamW at a constant 1e-3, one
update a step, the token-level loss, no KL, one CPU thread. They take turns, seed by seed. Runs in TRL's environment:

    python3 -m venv .venv-peers-train
    .venv-peers-train/bin/pip install trl==1.16.0 torch pydantic httpx pyyaml rich matplotlib
    PYTHONPATH=. .venv-peers-train/bin/python benchmarks/train_vs_trl.py --seeds 10 [--url http://127.0.0.1:8000]

With `--url` both score over HTTP by that service; without it by the rule of the example in this process, so that the
times are those of the trainers alone.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import logging
import math
import re
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import trl  # type: ignore[import-not-found, unused-ignore]
from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from rich.console import Console
from rich.table import Table
from transformers import AutoModelForCausalLM, TrainerCallback

from sdk import AsyncRewardClient, Item, ItemResult, RewardClient, ScoreResult
from sdk.schema import Component
from sdk.train.checkpoint import complete
from sdk.train.config import Config, build
from sdk.train.display import Display
from sdk.train.evaluation import evaluate
from sdk.train.learner import Learner
from sdk.train.loop import train_step
from sdk.train.optimizers import adamw
from sdk.train.policy import Policy, load_policy
from sdk.train.problems import Prompter, load_problems
from sdk.train.scorer import Client, Scorer
from sdk.train.training import train

WARM_UP = 3
"""Steps not timed, for both."""
WRITTEN = re.compile(r"\s*<think>(?P<think>[^<]*\w[^<]*)</think>\s*<answer>\s*(?P<answer>\w+)\s*</answer>\s*")


class Rule:
    """The example's rewards by its own rule, in this process: what is compared is the trainers."""

    async def score(self, items: Iterable[Item], **_: Any) -> ScoreResult:
        results = [self._one(item) for item in items]
        return ScoreResult(results, [one.reward for one in results], "rule", 0.0)

    async def wait_until_ready(self, timeout_s: float = 60.0) -> None:
        await asyncio.sleep(0)

    async def aclose(self) -> None:
        return

    def _one(self, item: Item) -> ItemResult:
        found = WRITTEN.fullmatch(str(item.completion))
        scores = {"accuracy": float(bool(found and found["answer"] == item.ground_truth)), "format": float(bool(found))}
        components = {name: Component(score=score, status="ok", reason="") for name, score in scores.items()}
        return ItemResult(reward=scores["accuracy"] + 0.1 * scores["format"], components=components)


@dataclass(frozen=True)
class Outcome:
    accuracy: float
    step_s: float
    """Median wall seconds of a step."""
    step_cpu_s: float
    """Mean CPU seconds of a step, all threads of the process."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--questions", type=int, default=500, help="held out, for the final accuracy")
    parser.add_argument("--url", help="score over HTTP by this service")
    options = parser.parse_args()
    torch.set_num_threads(1)
    logging.disable(logging.WARNING)
    ours, trls = [], []
    for seed in range(options.seeds):
        with tempfile.TemporaryDirectory() as folder:
            base = make_base(seed, Path(folder) / "base", options.url)
            config = settings(seed, options.steps, base)
            if seed % 2 == 0:
                ours.append(run_ours(config, options))
            trls.append(run_trl(config, options, folder))
            if seed % 2 == 1:
                ours.append(run_ours(config, options))
        print(f"seed {seed}: ours {ours[-1]}, TRL {trls[-1]}", flush=True)
    report(ours, trls)


def settings(seed: int, steps: int, base: str) -> Config:
    return build(
        {
            "seed": seed, "threads": 1, "steps": steps, "device": "cpu", "model": {"name_or_path": base},
            "rollout": {"prompts_per_step": 8, "group_size": 16, "max_new_tokens": 48},
            "grpo": {"mean": "token", "std_floor": 1e-4}, "optimizer": {"learning_rate": 1e-3},
        }
    )  # fmt: skip


def make_base(seed: int, folder: Path, url: str | None) -> str:
    config = build({"seed": seed, "threads": 1, "stages": ["weak_base"], "output_dir": str(folder), "device": "cpu"})
    with Path("/dev/null").open("w") as nowhere:
        train(config, client_for(url), Display(Console(file=nowhere)))
    return str(complete(folder / "checkpoints")[-1] / "model")


def client_for(url: str | None) -> Client:
    return AsyncRewardClient(url) if url else Rule()


def make_learner(config: Config, policy: Policy, url: str | None) -> Learner:
    problems = load_problems(config.problems, config.seed)
    return Learner(
        config, policy, problems, Prompter(config.problems.template, policy.tokenizer),
        Scorer(client_for(url), config.reward), torch.Generator().manual_seed(config.seed),
        torch.Generator().manual_seed(config.seed), adamw(policy, config.optimizer),
    )  # fmt: skip


def final_accuracy(config: Config, policy: Policy, options: Any) -> float:
    learner = make_learner(config, policy, options.url)
    accuracy = float(evaluate(learner, options.questions)[0]["accuracy"])
    learner.scorer.close()
    return accuracy


def run_ours(config: Config, options: Any) -> Outcome:
    policy = load_policy(str(config.model.name_or_path), config.model, torch.device("cpu"))
    learner = make_learner(config, policy, options.url)
    watch = Watch()
    for learner.step in range(config.steps):
        train_step(learner)
        watch.lap()
    learner.scorer.close()
    return Outcome(final_accuracy(config, policy, options), watch.median_s(), watch.mean_cpu_s())


def run_trl(config: Config, options: Any, folder: str) -> Outcome:
    tokenizer = load_policy(str(config.model.name_or_path), config.model, torch.device("cpu")).tokenizer
    model = AutoModelForCausalLM.from_pretrained(config.model.name_or_path, dtype=torch.float32)
    problems, prompter = load_problems(config.problems, config.seed), Prompter(config.problems.template, tokenizer)
    asked = [problems.train(number) for number in range(config.steps * config.rollout.prompts_per_step)]
    rows = [{"prompt": prompter(one), "ground_truth": one.ground_truth} for one in asked]
    watch = Watch()
    arguments = trl.GRPOConfig(
        output_dir=f"{folder}/trl", seed=config.seed, use_cpu=True, bf16=False, max_steps=config.steps,
        per_device_train_batch_size=128, gradient_accumulation_steps=1, num_generations=16, max_completion_length=48,
        learning_rate=1e-3, lr_scheduler_type="constant", adam_beta1=0.9, adam_beta2=0.99, weight_decay=0.0,
        max_grad_norm=1.0, loss_type="dapo", beta=0.0, temperature=1.0, top_k=0, shuffle_dataset=False,
        logging_steps=1000, save_strategy="no", report_to=[], disable_tqdm=True, gradient_checkpointing=False,
    )  # fmt: skip
    trainer = trl.GRPOTrainer(
        model=model, args=arguments, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
        reward_funcs=trl_reward(options.url), callbacks=[watch.callback()],
    )  # fmt: skip
    trainer.train()
    model.config.use_cache = True
    policy = Policy(model.eval(), tokenizer)
    return Outcome(final_accuracy(config, policy, options), watch.median_s(), watch.mean_cpu_s())


def trl_reward(url: str | None) -> Any:
    client, rule = RewardClient(url) if url else None, Rule()

    def reward(completions: Sequence[str], ground_truth: Sequence[str], **_: Any) -> list[float | None]:
        items = [Item(completion=one, ground_truth=truth) for one, truth in zip(completions, ground_truth, strict=True)]
        if client is not None:
            return client.score(items).rewards
        return asyncio.run(rule.score(items)).rewards

    return reward


class Watch:
    """Wall and CPU seconds from the end of one step to the end of the next."""

    def __init__(self) -> None:
        self._laps: list[tuple[float, float]] = []

    def lap(self) -> None:
        self._laps.append((time.perf_counter(), time.process_time()))

    def callback(self) -> Any:
        watch = self

        class OnStepEnd(TrainerCallback):  # type: ignore[misc]
            def on_step_end(self, *_: Any, **__: Any) -> None:
                watch.lap()

        return OnStepEnd()

    def median_s(self) -> float:
        walls = [one[0] for one in self._laps[WARM_UP:]]
        return statistics.median(after - before for before, after in itertools.pairwise(walls))

    def mean_cpu_s(self) -> float:
        timed = self._laps[WARM_UP:]
        return (timed[-1][1] - timed[0][1]) / (len(timed) - 1)


def report(ours: Sequence[Outcome], trls: Sequence[Outcome]) -> None:
    table = Table(title=f"{len(ours)} seeds")
    for column in ("", "ours", f"TRL {trl.__version__}", "TRL / ours"):
        table.add_column(column)
    for title, name in (("step, wall s (median)", "step_s"), ("step, CPU s", "step_cpu_s")):
        here, there = (statistics.median(getattr(one, name) for one in side) for side in (ours, trls))
        table.add_row(title, f"{here:.3f}", f"{there:.3f}", f"{there / here:.2f}")
    gaps = [one.accuracy - other.accuracy for one, other in zip(ours, trls, strict=True)]
    means = [statistics.mean(one.accuracy for one in side) for side in (ours, trls)]
    table.add_row("final accuracy (mean)", f"{means[0]:.3f}", f"{means[1]:.3f}", f"ours - TRL: {interval(gaps)}")
    Console(width=110).print(table)


def interval(gaps: Sequence[float]) -> str:
    """The mean of paired differences and its 95 % interval by Student's t."""
    t = {1: 12.7, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26}.get(len(gaps) - 1, 2.0)
    if len(gaps) < 2:
        return f"{gaps[0]:+.3f}"
    half = t * statistics.stdev(gaps) / math.sqrt(len(gaps))
    return f"{statistics.mean(gaps):+.3f} ± {half:.3f}"


if __name__ == "__main__":
    main()
