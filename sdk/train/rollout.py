"""Sampling: groups of completions for each prompt, with the log-probabilities they were drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from sdk.train.config import RolloutConfig
from sdk.train.policy import Decoder, Policy
from sdk.train.problems import Problem


@dataclass(frozen=True)
class Completion:
    ids: list[int]
    """The tokens sampled, the end-of-sequence token included."""
    logprobs: list[float]
    """Of each token at the sampling temperature, before `top_p` cuts the distribution."""
    entropies: list[float]
    """Of each token's distribution, nats."""
    text: str
    """Without the end-of-sequence token, and cut before a stop string."""
    finish_reason: Literal["stop", "length"]


@dataclass(frozen=True)
class Group:
    problem: Problem
    prompt: str
    prompt_ids: list[int]
    completions: list[Completion]


@torch.no_grad()
def sample(
    policy: Policy,
    problems: Sequence[Problem],
    prompts: Sequence[str],
    group_size: int,
    config: RolloutConfig,
    random: torch.Generator,
) -> list[Group]:
    """`group_size` completions for each problem; rows that have ended are dropped from the passes that follow."""
    prompt_ids = [policy.encode(prompt) for prompt in prompts]
    decoder = policy.decoder(prompt_ids, group_size)
    rows = [_Row() for _ in range(len(problems) * group_size)]
    alive = list(rows)
    for _ in range(config.max_new_tokens):
        drawn = draw(decoder.logits, config.temperature, config.top_p, random)
        for row, *one in zip(alive, *(column.tolist() for column in drawn), strict=True):
            row.append(*one)
        alive, tokens_R = _drop_finished(policy, decoder, alive, drawn[0], config.stop)
        if not alive:
            break
        decoder.step(tokens_R)
    completions = [row.completion(policy, config.stop) for row in rows]
    groups = [completions[at : at + group_size] for at in range(0, len(completions), group_size)]
    return [Group(*parts) for parts in zip(problems, prompts, prompt_ids, groups, strict=True)]


def draw(
    logits_R_V: Tensor, temperature: float, top_p: float, random: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """One token for each row, its log-probability and the distribution's entropy, both before `top_p`."""
    logprobs_R_V = (logits_R_V / temperature).log_softmax(-1)
    probabilities_R_V = logprobs_R_V.exp()
    entropy_R = -(probabilities_R_V * logprobs_R_V).nansum(-1)
    if top_p < 1:
        probabilities_R_V = nucleus(probabilities_R_V, top_p)
    tokens_R_1 = torch.multinomial(probabilities_R_V, 1, generator=random)
    return tokens_R_1[:, 0], logprobs_R_V.gather(1, tokens_R_1)[:, 0], entropy_R


def nucleus(probabilities_R_V: Tensor, top_p: float) -> Tensor:
    """The least set of most probable tokens that together have at least `top_p` (Holtzman et al. 2020), the rest 0."""
    sorted_R_V, order_R_V = probabilities_R_V.sort(-1, descending=True)
    before_R_V = sorted_R_V.cumsum(-1) - sorted_R_V
    kept_R_V = sorted_R_V.where(before_R_V < top_p, 0.0)
    return torch.zeros_like(probabilities_R_V).scatter(-1, order_R_V, kept_R_V)


class _Row:
    def __init__(self) -> None:
        self.ids: list[int] = []
        self.logprobs: list[float] = []
        self.entropies: list[float] = []

    def append(self, token: int, logprob: float, entropy: float) -> None:
        self.ids.append(token)
        self.logprobs.append(logprob)
        self.entropies.append(entropy)

    def finished(self, policy: Policy, stop: Sequence[str]) -> bool:
        if self.ids[-1] in policy.end_ids:
            return True
        return bool(stop) and any(text in policy.decode(self.ids) for text in stop)

    def completion(self, policy: Policy, stop: Sequence[str]) -> Completion:
        reason: Literal["stop", "length"] = "stop" if self.finished(policy, stop) else "length"
        text = policy.decode(self.ids)
        cuts = [text.find(one) for one in stop if one in text]
        return Completion(self.ids, self.logprobs, self.entropies, text[: min(cuts)] if cuts else text, reason)


def _drop_finished(
    policy: Policy, decoder: Decoder, alive: list[_Row], tokens_R: Tensor, stop: Sequence[str]
) -> tuple[list[_Row], Tensor]:
    kept = [at for at, row in enumerate(alive) if not row.finished(policy, stop)]
    if len(kept) == len(alive):
        return alive, tokens_R
    rows = torch.tensor(kept, device=tokens_R.device, dtype=torch.long)
    if kept:
        decoder.keep(rows)
    return [alive[at] for at in kept], tokens_R[rows]
