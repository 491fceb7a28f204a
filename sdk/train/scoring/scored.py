"""What a step is made of: groups of completions, and what the reward service said of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from pydantic import TypeAdapter
from torch import Tensor

from sdk import ItemResult
from sdk.alarms import measured
from sdk.train import distributed
from sdk.train.data.problems import Problem
from sdk.train.metrics import REFLECTION, Record
from sdk.train.rollout.samples import Completion, Group


@dataclass
class ScoredGroups:
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
        return _exactly([[_number(item.reward) for item in group] for group in self.items])

    def scores(self, component: str) -> Tensor:
        """scores_P_G of one component, NaN where it is null or not there."""
        return _exactly([[_score(item, component) for item in group] for group in self.items])

    def by_question(self, component: str) -> dict[str, float]:
        """The mean over its known scores of each problem that has any, by its id."""
        means_P = self.scores(component).nanmean(1).tolist()
        each = zip(self.groups, means_P, strict=True)
        return {group.problem.id: mean for group, mean in each if not math.isnan(mean)}

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
            "cut_off_share": float(self.cut_off().double().mean()),
            **({"entropy": float(entropies.mean())} if len(entropies) else {}),
            "null_share": float(rewards_P_G.isnan().double().mean()),
            "nulls": int(rewards_P_G.isnan().sum()),
            "reflection_words": sum(len(REFLECTION.findall(one.text)) for one in completions) / len(completions),
            "reward_version": "+".join(sorted(self.versions)),
            **self.drafts(),
            **self.by_kind(),
            **measured(self.results(), [at for at, group in enumerate(self.items) for _ in group]),
        }

    def drafts(self) -> Record:
        """How much of the drafts was accepted, and the tokens of a completion by the model's passes for it."""
        counts = [(one.drafted, one.accepted, len(one.ids)) for one in self.completions()]
        drafted, accepted, tokens = (sum(each) for each in zip(*counts, strict=True))
        if not drafted:
            return {}
        return {"draft/accepted_share": accepted / drafted, "draft/tokens_a_call": tokens / (tokens - accepted)}

    def by_kind(self) -> Record:
        """`KIND/reward` and so on, where problems of several kinds are mixed."""
        kinds = dict.fromkeys(group.problem.kind for group in self.groups)
        if len(kinds) < 2:
            return {}
        return {f"{kind}/{name}": value for kind in kinds for name, value in self._of(kind)._means().items()}

    def by_source(self) -> Record:
        """`source/NAME/accuracy` and so on, where the problems name several sources."""
        sources = sorted({group.problem.source for group in self.groups if group.problem.source})
        if len(sources) < 2:
            return {}
        parts = {name: self._where(lambda problem, name=name: problem.source == name) for name in sources}  # type: ignore[misc]
        return {f"source/{name}/{key}": value for name, part in parts.items() for key, value in part._means().items()}

    def _of(self, kind: str) -> ScoredGroups:
        return self._where(lambda problem: problem.kind == kind)

    def _where(self, wanted: Callable[[Problem], bool]) -> ScoredGroups:
        pairs = zip(self.groups, self.items, strict=True)
        chosen = [(group, items) for group, items in pairs if wanted(group.problem)]
        return ScoredGroups([group for group, _ in chosen], [items for _, items in chosen], self.versions)

    def _means(self) -> Record:
        lengths = torch.tensor([len(one.ids) for one in self.completions()], dtype=torch.float32)
        rewards_P_G = self.rewards()
        return {
            "reward": _mean(rewards_P_G),
            **{name: _mean(self.scores(name)) for name in self.component_names()},
            "completion_tokens": float(lengths.mean()),
            "null_share": float(rewards_P_G.isnan().double().mean()),
        }


_AS_JSON = TypeAdapter(ScoredGroups)


def together(own: ScoredGroups) -> ScoredGroups:
    """What all processes have, process by process."""
    parts = distributed.all_gather(own)
    return ScoredGroups(
        [group for part in parts for group in part.groups],
        [items for part in parts for items in part.items],
        {version for part in parts for version in part.versions},
    )


def dump(scored: ScoredGroups) -> str:
    """JSON that `load` makes the same of, to the last bit."""
    return _AS_JSON.dump_json(scored).decode()


def load(text: str) -> ScoredGroups:
    return _AS_JSON.validate_json(text)


def component_weights(rewards: Mapping[str, float | dict[str, Any]]) -> dict[str, float]:
    return {name: float(one.get("weight", 1.0) if isinstance(one, dict) else one) for name, one in rewards.items()}


def _number(reward: float | None) -> float:
    return math.nan if reward is None else reward


def _score(item: ItemResult, component: str) -> float:
    return _number(item.components[component].score) if component in item.components else math.nan


def _exactly(values: list[list[float]]) -> Tensor:
    """In float64: a mean of 38 right ones of 200 is .19, and not a little less, where a stage waits for .19."""
    return torch.tensor(values, dtype=torch.float64)


def _mean(values_P_G: Tensor) -> float:
    return float(values_P_G.nanmean())
