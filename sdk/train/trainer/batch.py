"""What one optimiser step computes: rows of completions with what the loss needs, cut into parts that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.model.rows import Rows
from sdk.train.rollout.samples import Group


@dataclass(frozen=True)
class Batch:
    rows: Rows
    mask_B_T: Tensor
    """1.0 on the tokens that count in the loss: none of a completion that takes no part."""
    advantages_B_T: Tensor
    """The same for all tokens of a completion, unless a critic tells them apart."""
    rollout_logprobs_B_T: Tensor
    """As the sampler saw them."""
    old_logprobs_B_T: Tensor | None = None
    """Of the policy that sampled, as the trainer sees them; None: of the policy as it is."""
    reference_logprobs_B_T: Tensor | None = None
    values_B_T: Tensor | None = None
    """What the critic expected before each token, when the completions had just been sampled."""
    returns_B_T: Tensor | None = None
    """What it should have expected."""
    weights_B_T: Tensor = field(default_factory=lambda: torch.empty(0, 0))
    """By which the tokens' terms are summed to the loss of the minibatch."""

    def __len__(self) -> int:
        return len(self.rows.completions)

    def judged(self, advantages_P_G: Tensor, takes_part_B: Tensor) -> Batch:
        advantages_B_T = advantages_P_G.flatten()[:, None].expand_as(self.mask_B_T)
        return replace(self, advantages_B_T=advantages_B_T, mask_B_T=self.mask_B_T * takes_part_B[:, None])

    def weighted(self, mean: Callable[[Tensor], Tensor]) -> Batch:
        """With `mean`'s weights as one minibatch together with those of all processes.

        FSDP takes the mean of their gradients, where the sum is wanted: the weights are multiplied by their number.
        """
        lengths = distributed.all_gather(self.mask_B_T.sum(1).long().tolist())
        everyones = torch.tensor([length for own in lengths for length in own], device=self.mask_B_T.device)
        steps_T = torch.arange(int(everyones.max()), device=everyones.device)
        weights = mean((steps_T < everyones[:, None]).to(self.mask_B_T)) * distributed.size()
        start = sum(len(own) for own in lengths[: distributed.rank()])
        weights_B_T = torch.zeros_like(self.mask_B_T)
        width = min(weights.shape[1], weights_B_T.shape[1])
        weights_B_T[:, :width] = weights[start : start + len(self), :width]
        return replace(self, weights_B_T=weights_B_T)

    def silent(self) -> Batch:
        """The same computation, which counts for nothing."""
        nothing_B_T = torch.zeros_like(self.mask_B_T)
        return replace(self, mask_B_T=nothing_B_T, weights_B_T=nothing_B_T, advantages_B_T=nothing_B_T)

    def select(self, rows: Sequence[int]) -> Batch:
        """These rows, without prompts that no row needs and without columns past the longest."""
        chosen = self.rows.select(rows)
        index = torch.tensor(rows, dtype=torch.long, device=self.mask_B_T.device)
        width = max(map(len, chosen.completions), default=0)

        def cut(values_B_T: Tensor | None) -> Tensor | None:
            return values_B_T[index, :width] if values_B_T is not None and values_B_T.numel() else values_B_T

        parts: dict[str, Any] = {one.name: cut(getattr(self, one.name)) for one in fields(self) if one.name != "rows"}
        return Batch(chosen, **parts)


def as_rows(groups: Sequence[Group]) -> Rows:
    return Rows(
        prompts=[group.prompt_ids for group in groups],
        completions=[one.ids for group in groups for one in group.completions],
        prompt_of=[number for number, group in enumerate(groups) for _ in group.completions],
    )


def make_batch(groups: Sequence[Group], device: torch.device) -> Batch:
    """All that is known before the rewards are: until it is `judged` no completion has an advantage."""
    rows = as_rows(groups)
    own_B_T = rows.mask(device)
    logprobs = [logprob for group in groups for one in group.completions for logprob in one.logprobs]
    logprobs_N = torch.tensor(logprobs, device=own_B_T.device)
    rollout_logprobs_B_T = torch.zeros_like(own_B_T).masked_scatter(own_B_T.bool(), logprobs_N)
    return Batch(rows, own_B_T, torch.zeros_like(own_B_T), rollout_logprobs_B_T)


def minibatches(rows: Rows, count: int, random: torch.Generator) -> Iterator[list[int]]:
    """The row numbers of each minibatch: whole groups, shuffled where there is more than one minibatch."""
    prompts = list(range(len(rows.prompts)))
    if count > 1:
        prompts = torch.randperm(len(prompts), generator=random).tolist()
    size = -(-len(prompts) // count)
    for at in range(0, len(prompts), size):
        part = set(prompts[at : at + size])
        yield [row for row, prompt in enumerate(rows.prompt_of) if prompt in part]


def micro_batches(batch: Batch, max_tokens: int) -> Iterator[Batch]:
    """Parts of at most `max_tokens` tokens, or of one row."""
    return (batch.select(rows) for rows in split(batch.rows, max_tokens))


def split(rows: Rows, max_tokens: int) -> Iterator[list[int]]:
    """Row numbers by parts of at most `max_tokens` tokens, a prompt counted once, or of one row.

    Groups stay together where they fit, the longest come first: what does not fit into memory fails in the first pass
    and not in the middle of the night.
    """
    groups: dict[int, list[int]] = {}
    for row in sorted(range(len(rows.completions)), key=lambda row: -len(rows.completions[row])):
        groups.setdefault(rows.prompt_of[row], []).append(row)
    part: list[int] = []
    used = 0
    for prompt, members in groups.items():
        opened = False
        for row in members:
            cost = len(rows.completions[row]) + (0 if opened else len(rows.prompts[prompt]))
            if part and used + cost > max_tokens:
                yield part
                part, used, opened = [], 0, False
                cost = len(rows.completions[row]) + len(rows.prompts[prompt])
            part.append(row)
            used, opened = used + cost, True
    if part:
        yield part
