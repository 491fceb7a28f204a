"""From problems to scored groups, sampling and scoring side by side."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from sdk import ItemResult, ScoreResult
from sdk.train import grpo
from sdk.train.errors import RewardsUnavailable
from sdk.train.learner import Learner
from sdk.train.metrics import Clock, Record
from sdk.train.problems import Problem
from sdk.train.rollout import Completion, Group
from sdk.train.scorer import Scorer

REFLECTION = re.compile(r"\b(wait|mistake|however|but|retry|error|verify|wrong|evaluate|check)\b", re.IGNORECASE)
"""The words by which R1's paper counts reflection (its figure of the "aha moment")."""


@dataclass
class Collected:
    groups: list[Group]
    items: list[list[ItemResult]]
    """What the service said of each group's completions."""
    versions: set[str] = field(default_factory=set)

    def completions(self) -> list[Completion]:
        return [one for group in self.groups for one in group.completions]

    def results(self) -> list[ItemResult]:
        return [item for group in self.items for item in group]

    def rewards(self) -> Tensor:
        """rewards_P_G, NaN where the service gave null."""
        return torch.tensor([[_number(item.reward) for item in group] for group in self.items])

    def scores(self, component: str) -> Tensor:
        """scores_P_G of one component, NaN where it is null or not there."""
        return torch.tensor([[_score(item, component) for item in group] for group in self.items])

    def component_names(self) -> list[str]:
        return list(dict.fromkeys(name for item in self.results() for name in item.components))

    def cut_off(self) -> Tensor:
        """P_G, true where a completion ended at `max_new_tokens`."""
        return torch.tensor([[one.finish_reason == "length" for one in group.completions] for group in self.groups])

    def record(self) -> Record:
        """The step's metrics of rewards and completions; means are over what is known."""
        rewards_P_G = self.rewards()
        known, completions = rewards_P_G[~rewards_P_G.isnan()], self.completions()
        lengths = torch.tensor([len(one.ids) for one in completions], dtype=torch.float32)
        entropies = torch.tensor([entropy for one in completions for entropy in one.entropies])
        components = {f"reward/{name}": _mean(self.scores(name)) for name in self.component_names()}
        return {
            "reward": _mean(rewards_P_G),
            "reward_std": float(known.std()) if len(known) > 1 else math.nan,
            **components,
            "completion_tokens": float(lengths.mean()),
            "cut_off_share": float(self.cut_off().float().mean()),
            **({"entropy": float(entropies.mean())} if len(entropies) else {}),
            "null_share": float(rewards_P_G.isnan().float().mean()),
            "nulls": int(rewards_P_G.isnan().sum()),
            "reflection_words": sum(len(REFLECTION.findall(one.text)) for one in completions) / len(completions),
            "reward_version": "+".join(sorted(self.versions)),
        }


def collect(learner: Learner, clock: Clock) -> Collected:
    """The groups of one step. With `grpo.resample`, groups without signal give way to new questions.

    Raises RewardsUnavailable where more rewards are null than `reward.max_null_share` allows.
    """
    config = learner.config
    wanted = config.rollout.prompts_per_step
    collected = sample_and_score(learner, learner.next_problems(wanted), config.rollout.group_size, clock)
    check_nulls(collected, config.reward.max_null_share)
    for _ in range(config.grpo.resample):
        kept = with_signal(collected)
        if len(kept.groups) >= wanted:
            break
        missing = learner.next_problems(wanted - len(kept.groups))
        more = sample_and_score(learner, missing, config.rollout.group_size, clock)
        check_nulls(more, config.reward.max_null_share)
        collected = Collected(kept.groups + more.groups, kept.items + more.items, kept.versions | more.versions)
    return collected


def sample_and_score(
    learner: Learner, problems: Sequence[Problem], group_size: int, clock: Clock, random: torch.Generator | None = None
) -> Collected:
    """Half of the groups are scored while the others are sampled; the wait after the last one counts as `reward`."""
    config = learner.config
    scoring = _Scoring(learner.scorer, len(problems))
    with clock("rollout"):
        prompts = [learner.prompter(one) for one in problems]
        random = random or learner.random
        groups = learner.engine.sample(
            learner.policy, problems, prompts, group_size, config.rollout, random, scoring.take
        )
    with clock("reward"):
        items, versions = scoring.results()
    return Collected(groups, [items[id(group)] for group in groups], versions)


class _Scoring:
    """Two requests a step: each costs CPU time that sampling wants too, and a single one would be waited for whole."""

    REQUESTS = 2

    def __init__(self, scorer: Scorer, groups: int) -> None:
        self._scorer, self._missing = scorer, groups
        self._enough = -(-groups // self.REQUESTS)
        self._waiting: list[Group] = []
        self._sent: list[tuple[list[Group], Future[ScoreResult]]] = []

    def take(self, group: Group) -> None:
        self._waiting.append(group)
        self._missing -= 1
        if len(self._waiting) >= self._enough or self._missing == 0:
            self._sent.append((self._waiting, self._scorer.submit(self._waiting)))
            self._waiting = []

    def results(self) -> tuple[dict[int, list[ItemResult]], set[str]]:
        """Items by the `id` of their group, and the versions of the rewards; blocks until all are there."""
        items: dict[int, list[ItemResult]] = {}
        versions = set()
        for groups, future in self._sent:
            result = future.result()
            versions.add(result.version)
            rest = iter(result.items)
            items.update({id(group): [next(rest) for _ in group.completions] for group in groups})
        return items, versions


def with_signal(collected: Collected) -> Collected:
    keep = grpo.has_signal(grpo.centred_advantages(collected.rewards())).tolist()
    pairs = [pair for pair, good in zip(zip(collected.groups, collected.items, strict=True), keep, strict=True) if good]
    return Collected([group for group, _ in pairs], [items for _, items in pairs], collected.versions)


def check_nulls(collected: Collected, max_share: float) -> None:
    nulls = [item for item in collected.results() if item.reward is None]
    total = len(collected.results())
    if len(nulls) > max_share * total:
        raise RewardsUnavailable(
            f"{len(nulls)} of {total} rewards are null, more than reward.max_null_share={max_share:g} allows: "
            + _why(nulls)
        )


def _why(nulls: Sequence[ItemResult]) -> str:
    reasons = [
        f"{name}: {one.status}, {one.reason}"
        for item in nulls
        for name, one in item.components.items()
        if one.score is None and one.status != "not_applicable"
    ]
    most = max(set(reasons), key=reasons.count, default="the service gave no reason")
    return f"most often {most}"


def component_weights(rewards: Mapping[str, float | dict[str, Any]]) -> dict[str, float]:
    return {name: float(one.get("weight", 1.0) if isinstance(one, dict) else one) for name, one in rewards.items()}


def _number(reward: float | None) -> float:
    return math.nan if reward is None else reward


def _score(item: ItemResult, component: str) -> float:
    return _number(item.components[component].score) if component in item.components else math.nan


def _mean(values_P_G: Tensor) -> float:
    return float(values_P_G.nanmean())
