"""Rewards -> which completion is preferred to which, or which are desirable: what DPO, APO and KTO learn from."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sdk.train.rollout.samples import Group
from sdk.train.scoring.scored import ScoredGroups

Places = Iterator[tuple[int, int]]
"""Of the better and the worse completion of a pair, in their group."""


@dataclass(frozen=True)
class Example:
    """A completion, or a pair of two to one prompt, as token ids."""

    prompt_ids: list[int]
    completions: list[list[int]]
    """The chosen and the rejected one; or one alone."""
    desirable: bool = True
    """Of a completion that stands alone."""


@dataclass
class Found:
    """What the rewards of some groups gave."""

    examples: list[Example]
    rows: list[dict[str, Any]]
    """The same as texts, in TRL's columns, with the rewards beside."""
    left_out: Counter[str]
    """Why not -> how many: completions for `null rewards`, groups for `no difference`."""


def pairs(scored: ScoredGroups, pairing: str, least_gap: float) -> Found:
    """Completions of one group whose rewards differ by more than `least_gap`; nulls are in no pair."""
    found = Found([], [], Counter())
    for group, rewards in known_rewards(scored, found.left_out):
        chosen = list(PAIRINGS[pairing](rewards, least_gap))
        found.left_out["no difference"] += not chosen
        for better, worse in chosen:
            both = [group.completions[place] for place in (better, worse)]
            found.examples.append(Example(group.prompt_ids, [one.ids for one in both]))
            found.rows.append(
                {
                    "prompt": group.prompt,
                    "chosen": both[0].text,
                    "rejected": both[1].text,
                    "chosen_reward": rewards[better],
                    "rejected_reward": rewards[worse],
                }
            )
    return found


def labelled(scored: ScoredGroups, desirable: float) -> Found:
    """Each completion by itself: desirable where its reward is at least `desirable`; nulls are left out."""
    found = Found([], [], Counter())
    for group, rewards in known_rewards(scored, found.left_out):
        for place, reward in rewards.items():
            one, good = group.completions[place], reward >= desirable
            found.examples.append(Example(group.prompt_ids, [one.ids], good))
            found.rows.append({"prompt": group.prompt, "completion": one.text, "label": good, "reward": reward})
    return found


def best_worst(rewards: Mapping[int, float], least_gap: float) -> Places:
    """One pair a group, of equals the first."""
    if rewards:
        best, worst = max(rewards, key=rewards.__getitem__), min(rewards, key=rewards.__getitem__)
        if rewards[best] - rewards[worst] > least_gap:
            yield best, worst


def all_that_differ(rewards: Mapping[int, float], least_gap: float) -> Places:
    for better in rewards:
        yield from ((better, worse) for worse in rewards if rewards[better] - rewards[worse] > least_gap)


PAIRINGS: dict[str, Callable[[Mapping[int, float], float], Places]] = {
    "best_worst": best_worst,
    "all": all_that_differ,
}


def known_rewards(scored: ScoredGroups, left_out: Counter[str]) -> Iterator[tuple[Group, dict[int, float]]]:
    """Each group with the known rewards of its completions, by place."""
    for group, rewards_G in zip(scored.groups, _rewards(scored), strict=True):
        rewards = {place: one for place, one in enumerate(rewards_G) if not math.isnan(one)}
        left_out["null rewards"] += len(rewards_G) - len(rewards)
        yield group, rewards


def _rewards(scored: ScoredGroups) -> Sequence[Sequence[float]]:
    """As the service gave them, in double precision."""
    return [[math.nan if item.reward is None else item.reward for item in group] for group in scored.items]
