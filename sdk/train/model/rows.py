"""Token ids by rows: completions with their prompts, and padding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Rows:
    """Completions to compute log-probabilities of: token ids, and which prompt each belongs to."""

    prompts: list[list[int]]
    """P, none empty."""
    completions: list[list[int]]
    """B, none empty; the end-of-sequence token, where it was sampled, is part of them."""
    prompt_of: list[int]
    """B indices into `prompts`."""

    def mask(self, device: torch.device) -> Tensor:
        """B_T, 1.0 on each completion's own tokens: from lengths, for a pad token can be sampled like any other."""
        lengths_B = torch.tensor([len(one) for one in self.completions])
        return (torch.arange(int(lengths_B.max())) < lengths_B[:, None]).float().to(device)

    def select(self, rows: Sequence[int]) -> Rows:
        """These rows, and the prompts that they need."""
        used = sorted({self.prompt_of[row] for row in rows})
        place = {prompt: at for at, prompt in enumerate(used)}
        return Rows(
            [self.prompts[prompt] for prompt in used],
            [self.completions[row] for row in rows],
            [place[self.prompt_of[row]] for row in rows],
        )


def pad(rows: Sequence[list[int]], device: torch.device, left: bool = False) -> tuple[Tensor, Tensor]:
    """Ids and where they are valid (bool), both R_T; what stands in the padding is seen by no one."""
    width = max(map(len, rows))
    ids_R_T = torch.zeros(len(rows), width, dtype=torch.long)
    valid_R_T = torch.zeros(len(rows), width, dtype=torch.bool)
    for row, ids in enumerate(rows):
        span = slice(width - len(ids), width) if left else slice(0, len(ids))
        ids_R_T[row, span] = torch.tensor(ids, dtype=torch.long)
        valid_R_T[row, span] = True
    return ids_R_T.to(device), valid_R_T.to(device)
