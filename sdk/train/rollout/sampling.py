"""Sampling: groups of completions for each prompt, with the log-probabilities they were drawn with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor

from sdk.train.data.problems import Problem
from sdk.train.model.decoding import Decoder, open_decoder
from sdk.train.model.policy import Policy
from sdk.train.rollout.samples import Completion, Group, SampleRequest

WORTH_DROPPING = 0.75
"""Ended rows are dropped once no more than this share of the rows is still running."""


def _nobody(group: Group) -> None:
    """No one waits for groups."""


@torch.no_grad()
def sample(policy: Policy, request: SampleRequest, on_group: Callable[[Group], object] = _nobody) -> list[Group]:
    """The groups in the problems' order; rows that have ended leave the passes that follow.

    `on_group` is handed each group as soon as its last completion has ended, while others are still being sampled.
    """
    if not request.problems:
        return []
    config = request.rollout
    prompt_ids = [policy.encode(prompt) for prompt in request.prompts]
    parts = zip(request.problems, request.prompts, prompt_ids, strict=True)
    drafts = [_Draft(*part, request.group_size) for part in parts]
    decoder = open_decoder(policy, prompt_ids, request.group_size)
    running = [row for draft in drafts for row in draft.rows]
    for _ in range(config.max_new_tokens):
        drawn = draw(decoder.logits, config.temperature, config.top_p, request.random)
        for row, *one in zip(running, *(column.tolist() for column in drawn), strict=True):
            row.take(policy, config.stop, *one)
        running, tokens_R = _drop_ended(decoder, running, drawn[0])
        if not running:
            break
        decoder.step(tokens_R)
        for draft in drafts:
            draft.hand_over(policy, config.stop, on_group)
    for draft in drafts:
        draft.hand_over(policy, config.stop, on_group, cut_off=True)
    return [draft.group for draft in drafts if draft.group is not None]


def draw(
    logits_R_V: Tensor, temperature: float, top_p: float, random: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """One token for each row, its log-probability and the distribution's entropy, both before `top_p`."""
    logprobs_R_V = (logits_R_V / temperature).log_softmax(-1)
    probabilities_R_V = logprobs_R_V.exp()
    entropy_R = -(probabilities_R_V * logprobs_R_V).nansum(-1)
    if top_p < 1:
        probabilities_R_V = nucleus(probabilities_R_V, top_p)
    tokens_R_1 = pick(probabilities_R_V, random)
    return tokens_R_1[:, 0], logprobs_R_V.gather(1, tokens_R_1)[:, 0], entropy_R


def pick(probabilities_R_V: Tensor, random: torch.Generator) -> Tensor:
    """tokens_R_1 by one uniform number a row, through the inverse of the cumulative distribution.

    `torch.multinomial` draws one for each entry of the vocabulary, which takes 16 times as long.
    """
    cumulative_R_V = probabilities_R_V.double().cumsum(-1)
    uniform_R_1 = torch.rand(len(probabilities_R_V), 1, generator=random, device=random.device)
    return torch.searchsorted(cumulative_R_V, uniform_R_1 * cumulative_R_V[:, -1:], right=True)


def nucleus(probabilities_R_V: Tensor, top_p: float) -> Tensor:
    """The least set of most probable tokens that together have at least `top_p` (Holtzman et al. 2020), the rest 0."""
    sorted_R_V, order_R_V = probabilities_R_V.sort(-1, descending=True)
    before_R_V = sorted_R_V.cumsum(-1) - sorted_R_V
    kept_R_V = sorted_R_V.where(before_R_V < top_p, 0.0)
    return torch.zeros_like(probabilities_R_V).scatter(-1, order_R_V, kept_R_V)


def finished(
    policy: Policy, stop: Sequence[str], ids: list[int], logprobs: list[float], entropies: list[float], ended: bool
) -> Completion:
    """What was drawn, with its text."""
    text = policy.decode(ids)
    return Completion(ids, logprobs, entropies, text[: _first_stop(text, stop)], "stop" if ended else "length")


class _Row:
    def __init__(self) -> None:
        self.ids: list[int] = []
        self.logprobs: list[float] = []
        self.entropies: list[float] = []
        self.ended = False

    def take(self, policy: Policy, stop: Sequence[str], token: int, logprob: float, entropy: float) -> None:
        """The next token; one that is drawn after the end is nobody's."""
        if self.ended:
            return
        self.ids.append(token)
        self.logprobs.append(logprob)
        self.entropies.append(entropy)
        self.ended = token in policy.end_ids or (bool(stop) and _first_stop(policy.decode(self.ids), stop) is not None)

    def completion(self, policy: Policy, stop: Sequence[str]) -> Completion:
        return finished(policy, stop, self.ids, self.logprobs, self.entropies, self.ended)


class _Draft:
    """A group that is being sampled."""

    def __init__(self, problem: Problem, prompt: str, prompt_ids: list[int], size: int) -> None:
        self.rows = [_Row() for _ in range(size)]
        self.group: Group | None = None
        self._parts = (problem, prompt, prompt_ids)

    def hand_over(
        self, policy: Policy, stop: Sequence[str], on_group: Callable[[Group], object], cut_off: bool = False
    ) -> None:
        """Once, when every row has ended, or is cut off."""
        if self.group is None and (cut_off or all(row.ended for row in self.rows)):
            self.group = Group(*self._parts, [row.completion(policy, stop) for row in self.rows])
            on_group(self.group)


def _first_stop(text: str, stop: Sequence[str]) -> int | None:
    return min((text.index(one) for one in stop if one in text), default=None)


def _drop_ended(decoder: Decoder, running: list[_Row], tokens_R: Tensor) -> tuple[list[_Row], Tensor]:
    """The rows that go on. A few ended ones are carried along, for dropping rows copies the cache of the others."""
    alive = [at for at, row in enumerate(running) if not row.ended]
    if not alive:
        return [], tokens_R
    if len(alive) > WORTH_DROPPING * len(running):
        return running, tokens_R
    rows = torch.tensor(alive, device=tokens_R.device)
    decoder.keep(rows)
    return [running[at] for at in alive], tokens_R[rows]
