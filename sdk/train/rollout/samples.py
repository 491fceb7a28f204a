"""What is asked of whatever samples, and what comes back: a request, groups, completions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch

from sdk.train.config.schema import RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompt


@dataclass(frozen=True)
class SampleRequest:
    """`group_size` completions for each problem."""

    problems: Sequence[Problem]
    prompts: Sequence[Prompt]
    """Of each problem."""
    group_size: int
    rollout: RolloutConfig
    random: torch.Generator
    """Of every draw."""
    in_parts: bool = False
    """An engine that can hands over each completion when it has ended, as a group of this one alone."""


@dataclass(frozen=True)
class Completion:
    ids: list[int]
    """The tokens sampled, the end-of-sequence token included."""
    logprobs: list[float]
    """Of each token at the sampling temperature, before `top_p` cuts the distribution."""
    entropies: list[float]
    """Of each token's distribution, nats; none where the engine does not tell."""
    text: str
    """Without the end-of-sequence token, and cut before a stop string."""
    finish_reason: Literal["stop", "length"]
    drafted: int = 0
    """Tokens that were looked up for it (`rollout.draft`)."""
    accepted: int = 0
    """So many of them it has, each of which saved a pass of the model."""


@dataclass(frozen=True)
class Group:
    problem: Problem
    prompt: str
    prompt_ids: list[int]
    completions: list[Completion]
