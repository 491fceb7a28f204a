"""Pairs of minimal contrast: a wrong completion against its correction, where the rewards say that it is better."""

from __future__ import annotations

import difflib
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from sdk.train.config.schema import PreferencesConfig
from sdk.train.rollout.reviser import Draft, revise
from sdk.train.rollout.samples import Completion, Group
from sdk.train.scoring.preferred import Example, Found, known_rewards
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.scoring.scorer import Scorer

Wrong = tuple[Group, Completion, float]
"""A completion with its group and its reward."""
Encode = Callable[[str], list[int]]
"""Of a whole completion: its tokens, with the one that ends it."""


def revised(scored: ScoredGroups, settings: PreferencesConfig, scorer: Scorer, encode: Encode, longest: int) -> Found:
    """The worst completions of each group below `settings.desirable`, each against its correction.

    A correction counts only if its reward is known and greater by more than `settings.least_gap`, and if it has at
    most `longest` tokens. Raises EngineError where the reviser does not answer.
    """
    found = Found([], [], Counter())
    wrong = wrong_ones(scored, settings, found.left_out)
    texts = revise(settings.reviser, [Draft(group.problem, one.text) for group, one, _ in wrong])
    usable = []
    for (group, one, reward), text in zip(wrong, texts, strict=True):
        ids = [] if text is None else encode(text)
        fault = unusable(text, one.text, len(ids), longest)
        if fault is None and text is not None:
            usable.append((group, one, reward, Completion(ids, [], [], text, "stop")))
        else:
            found.left_out[str(fault)] += 1
    rewards = rewards_of(scorer, [replace(group, completions=[better]) for group, _, _, better in usable])
    for (group, one, reward, better), better_reward in zip(usable, rewards, strict=True):
        if better_reward is None or better_reward - reward <= settings.least_gap:
            found.left_out["revision not scored" if better_reward is None else "revision no better"] += 1
            continue
        found.examples.append(Example(group.prompt_ids, [better.ids, one.ids]))
        found.rows.append(
            {
                "prompt": group.prompt,
                "chosen": better.text,
                "rejected": one.text,
                "chosen_reward": better_reward,
                "rejected_reward": reward,
                "changed_share": changed_share(one.ids, better.ids),
                "revised_by": settings.reviser.model,
            }
        )
    return found


def wrong_ones(scored: ScoredGroups, settings: PreferencesConfig, left_out: Counter[str]) -> list[Wrong]:
    found: list[Wrong] = []
    for group, rewards in known_rewards(scored, left_out):
        wrong = sorted((reward, place) for place, reward in rewards.items() if reward < settings.desirable)
        left_out["no wrong completion"] += not wrong
        chosen = wrong[: settings.reviser.per_question]
        found += [(group, group.completions[place], reward) for reward, place in chosen]
    return found


def unusable(text: str | None, draft: str, tokens: int, longest: int) -> str | None:
    """Why a reply makes no pair; None where it does."""
    if text is None:
        return "no revision in the reply"
    if text == draft:
        return "revision without a change"
    return "revision too long" if tokens > longest else None


def changed_share(before: Sequence[int], after: Sequence[int]) -> float:
    """1 less the share of both texts' tokens that stand in blocks common to them, in order; 0: nothing changed."""
    return round(1 - difflib.SequenceMatcher(None, before, after, autojunk=False).ratio(), 4)


def rewards_of(scorer: Scorer, groups: Sequence[Group]) -> list[float | None]:
    """Of groups of one completion; None where the service could not score."""
    if not groups:
        return []
    rewards = [item.reward for item in scorer.submit(groups).result().items]
    return [None if reward is None or math.isnan(reward) else reward for reward in rewards]
