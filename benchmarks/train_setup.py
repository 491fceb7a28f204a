"""What benchmarks of the loop share: a weak base, a learner with the settings of the arithmetic example, its rule."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from rich.console import Console

from sdk import AsyncRewardClient, Item, ItemResult, ScoreResult
from sdk.schema import Component
from sdk.train.config.load import build
from sdk.train.config.schema import Config
from sdk.train.data.prompts import Prompter
from sdk.train.launch.setup import load_problems
from sdk.train.launch.whole_run import train
from sdk.train.model.policy import Policy
from sdk.train.report.display import Display
from sdk.train.run.checkpoint import complete
from sdk.train.scoring.scorer import Client, Scorer
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw

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


def settings(seed: int, steps: int, base: str) -> Config:
    return build(
        {
            "seed": seed, "threads": 1, "steps": steps, "device": "cpu", "model": {"name_or_path": base},
            "rollout": {"prompts_per_step": 8, "group_size": 16, "max_new_tokens": 48},
            "grpo": {"mean": "token", "std_floor": 1e-4}, "optimizer": {"learning_rate": 1e-3, "final_share": 0.1},
        }
    )  # fmt: skip


def make_base(seed: int, folder: Path, url: str | None) -> str:
    config = build({"seed": seed, "threads": 1, "stages": ["weak_base"], "output_dir": str(folder), "device": "cpu"})
    with Path("/dev/null").open("w") as nowhere:
        train(config, client_for(url), Display(Console(file=nowhere)))
    return str(complete(folder / "checkpoints")[-1] / "model")


def client_for(url: str | None) -> Client:
    return AsyncRewardClient(url) if url else Rule()


def make_learner(config: Config, policy: Policy) -> Learner:
    shuffle = torch.Generator().manual_seed(config.seed)
    return Learner(policy, torch.Generator().manual_seed(config.seed), shuffle, adamw(policy, config.optimizer))


def make_context(config: Config, policy: Policy, client: Client) -> Context:
    prompter = Prompter(config.problems.template, policy.tokenizer)
    return Context(config, load_problems(config.problems, config.seed), prompter, Scorer(client, config.reward))
