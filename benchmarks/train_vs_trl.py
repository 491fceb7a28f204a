"""A step of this trainer against one of TRL's `GRPOTrainer`, side by side in one run, and what both learn.

Both start from the same weak base (the example's, made once a seed), see the same questions in the same order, score
with the same rule and use the same settings: 8 questions x 16 completions, 48 tokens, AdamW from 1e-3 down to 1e-4 on
the same straight line, one update a step, the token-level loss, no KL, one CPU thread. They take turns, seed by seed.
Runs in TRL's environment:

    python3 -m venv .venv-peers-train
    .venv-peers-train/bin/pip install trl==1.16.0 torch pydantic httpx pyyaml rich matplotlib
    PYTHONPATH=. .venv-peers-train/bin/python -m benchmarks.train_vs_trl --seeds 10 [--url http://127.0.0.1:8000]

With `--url` both score over HTTP by that service; without it by the rule of the example in this process, so that the
times are those of the trainers alone. Each seed is written to `--results` when it is done; a seed that is there with
the same settings is not run again, so that the command goes on where it was interrupted.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import logging
import math
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import trl  # type: ignore[import-not-found, unused-ignore]
from datasets import Dataset  # type: ignore[import-not-found, import-untyped, unused-ignore]
from rich.console import Console
from rich.table import Table
from transformers import AutoModelForCausalLM, TrainerCallback

from benchmarks.machine import print_head
from benchmarks.train_setup import Rule, client_for, make_base, make_context, make_learner, settings
from sdk import Item, RewardClient
from sdk.train.config.schema import Config
from sdk.train.data.prompts import Prompter
from sdk.train.launch.setup import load_problems
from sdk.train.model.policy import Policy, load_policy
from sdk.train.trainer.held_out import evaluate
from sdk.train.trainer.optim import scheduled_rate
from sdk.train.trainer.step import train_step

WARM_UP = 3
"""Steps not timed, for both."""
SAME = 0.03
"""Accuracies as far apart as this count as the same."""


@dataclass(frozen=True)
class Outcome:
    accuracy: float
    step_s: float
    """Median wall seconds of a step."""
    step_cpu_s: float
    """Mean CPU seconds of a step, all threads of the process."""
    rewards: list[float] = field(repr=False)
    """The mean reward of each step's completions: where a run went wrong."""


@dataclass(frozen=True)
class Race:
    seed: int
    ours: Outcome
    trl: Outcome


def main() -> None:
    options = _parser().parse_args()
    print_head("benchmarks.train_vs_trl")
    torch.set_num_threads(1)
    logging.disable(logging.WARNING)
    races = past(options)
    for seed in range(options.seeds):
        if seed not in races:
            races[seed] = race(seed, options)
            note(races[seed], options)
        one = races[seed]
        print(f"seed {seed}: ours {one.ours}, TRL {one.trl}", flush=True)
    report([races[seed] for seed in range(options.seeds)])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--steps", type=int, default=120)
    parser.add_argument("--questions", type=int, default=1000, help="held out, for the final accuracy")
    parser.add_argument("--url", help="score over HTTP by this service")
    parser.add_argument("--results", type=Path, default=Path("runs/train_vs_trl.jsonl"), help="one line a seed")
    return parser


def key(options: Any) -> dict[str, Any]:
    """What must be equal for a seed to count as done."""
    return {"steps": options.steps, "questions": options.questions, "http": bool(options.url)}


def past(options: Any) -> dict[int, Race]:
    lines = options.results.read_text().splitlines() if options.results.exists() else []
    rows = [one for one in map(json.loads, lines) if one.pop("settings") == key(options)]
    return {one["seed"]: Race(one["seed"], Outcome(**one["ours"]), Outcome(**one["trl"])) for one in rows}


def note(done: Race, options: Any) -> None:
    options.results.parent.mkdir(parents=True, exist_ok=True)
    with options.results.open("a") as file:
        file.write(json.dumps({"settings": key(options), **asdict(done)}) + "\n")


def race(seed: int, options: Any) -> Race:
    with tempfile.TemporaryDirectory() as folder:
        base = make_base(seed, Path(folder) / "base", options.url)
        config = settings(seed, options.steps, base)
        if seed % 2 == 0:
            return Race(seed, ours=run_ours(config, options), trl=run_trl(config, options, folder))
        there = run_trl(config, options, folder)
        return Race(seed, ours=run_ours(config, options), trl=there)


def final_accuracy(config: Config, policy: Policy, options: Any) -> float:
    context = make_context(config, policy, client_for(options.url))
    accuracy = float(evaluate(make_learner(config, policy), context, options.questions)[0]["accuracy"])
    context.scorer.close()
    return accuracy


def run_ours(config: Config, options: Any) -> Outcome:
    policy = load_policy(str(config.model.name_or_path), config.model, torch.device("cpu"))
    learner, context = make_learner(config, policy), make_context(config, policy, client_for(options.url))
    watch, rewards = Watch(), []
    for learner.step in range(config.steps):
        rewards.append(train_step(learner, context)[0]["reward"])
        watch.lap()
    context.scorer.close()
    return Outcome(final_accuracy(config, policy, options), watch.median_s(), watch.mean_cpu_s(), rewards)


def run_trl(config: Config, options: Any, folder: str) -> Outcome:
    tokenizer = load_policy(str(config.model.name_or_path), config.model, torch.device("cpu")).tokenizer
    model = AutoModelForCausalLM.from_pretrained(config.model.name_or_path, dtype=torch.float32)
    problems, prompter = load_problems(config.problems, config.seed), Prompter(config.problems.template, tokenizer)
    asked = [problems.train(number) for number in range(config.steps * config.rollout.prompts_per_step)]
    rows = [{"prompt": prompter(one).text, "ground_truth": one.ground_truth} for one in asked]
    watch, rewards = Watch(), list[float]()
    arguments = trl.GRPOConfig(
        output_dir=f"{folder}/trl", seed=config.seed, use_cpu=True, bf16=False, max_steps=config.steps,
        per_device_train_batch_size=128, gradient_accumulation_steps=1, num_generations=16, max_completion_length=48,
        max_grad_norm=1.0, loss_type="dapo", beta=0.0, temperature=1.0, top_k=0, shuffle_dataset=False,
        logging_steps=1000, save_strategy="no", report_to=[], disable_tqdm=True, gradient_checkpointing=False,
    )  # fmt: skip
    trainer = trl.GRPOTrainer(
        model=model, args=arguments, train_dataset=Dataset.from_list(rows), processing_class=tokenizer,
        reward_funcs=trl_reward(options.url, rewards), callbacks=[watch.callback()],
        optimizers=as_ours(model, config),
    )  # fmt: skip
    trainer.train()
    model.config.use_cache = True
    policy = Policy(model.eval(), tokenizer)
    return Outcome(final_accuracy(config, policy, options), watch.median_s(), watch.mean_cpu_s(), rewards)


def as_ours(model: Any, config: Config) -> tuple[Any, Any]:
    """AdamW with the same settings, its rate on the same line."""
    plan = config.optimizer
    optimizer = torch.optim.AdamW(model.parameters(), plan.learning_rate, plan.betas, weight_decay=plan.weight_decay)
    share = lambda step: scheduled_rate(1.0, plan.warmup_steps, plan.final_share, step, config.steps)  # noqa: E731
    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def trl_reward(url: str | None, means: list[float]) -> Any:
    client, rule = RewardClient(url) if url else None, Rule()

    def reward(completions: Sequence[str], ground_truth: Sequence[str], **_: Any) -> list[float | None]:
        items = [Item(completion=one, ground_truth=truth) for one, truth in zip(completions, ground_truth, strict=True)]
        rewards = (client.score(items) if client is not None else asyncio.run(rule.score(items))).rewards
        means.append(statistics.mean(one for one in rewards if one is not None))
        return rewards

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


def report(races: Sequence[Race]) -> None:
    ours, trls = [one.ours for one in races], [one.trl for one in races]
    table = Table(title=f"{len(races)} seeds")
    for column in ("", "ours", f"TRL {trl.__version__}", "TRL / ours"):
        table.add_column(column)
    for title, name in (("step, wall s (median)", "step_s"), ("step, CPU s", "step_cpu_s")):
        here, there = (statistics.median(getattr(one, name) for one in side) for side in (ours, trls))
        table.add_row(title, f"{here:.3f}", f"{there:.3f}", f"{there / here:.2f}")
    gaps = [one.accuracy - other.accuracy for one, other in zip(ours, trls, strict=True)]
    means = [statistics.mean(one.accuracy for one in side) for side in (ours, trls)]
    table.add_row("final accuracy (mean)", f"{means[0]:.3f}", f"{means[1]:.3f}", f"ours - TRL: {verdict(gaps)}")
    Console(width=120).print(table)


def verdict(gaps: Sequence[float]) -> str:
    """The mean of paired differences, its 95 % interval by Student's t, and whether that lies within `SAME`."""
    mean = statistics.mean(gaps)
    if len(gaps) < 2:
        return f"{mean:+.3f}, one seed tells nothing"
    t = {1: 12.71, 2: 4.31, 3: 3.19, 4: 2.78, 5: 2.58, 6: 2.45, 7: 2.37, 8: 2.31}.get(len(gaps) - 1, 2.27)
    half = t * statistics.stdev(gaps) / math.sqrt(len(gaps))
    within = "within" if abs(mean) + half <= SAME else "not shown to be within"
    return f"{mean:+.3f} ± {half:.3f}, {within} {SAME}"


if __name__ == "__main__":
    main()
