"""One row of tokens for the loss: every prompt once, and the completions that attend to it and to themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from sdk.train.model.attention.interface import attend
from sdk.train.model.attention.segments import Rows, Segments, attend_in_segments, fits_kernels

MASKED_PAIRS = 2**22
"""Up to so many pairs of query and key one call with a mask is faster than several without."""


class Packed:
    """One row of tokens: every prompt, then every completion without its last token, which predicts nothing.

    Args:
        prompts: P lists of token ids, none empty.
        completions: B lists of token ids, none empty.
        prompt_of: B indices into `prompts`.
        masked_pairs: with more pairs of query and key than these no mask is made.
    """

    def __init__(
        self,
        prompts: Sequence[list[int]],
        completions: Sequence[list[int]],
        prompt_of: Sequence[int],
        device: Any,
        masked_pairs: int = MASKED_PAIRS,
    ) -> None:
        inputs = [completion[:-1] for completion in completions]
        lengths_P, lengths_B = (torch.tensor([len(one) for one in rows]) for rows in (prompts, inputs))
        prompt_of_B = torch.tensor(prompt_of)
        starts_P = lengths_P.cumsum(0) - lengths_P
        starts_B = lengths_B.cumsum(0) - lengths_B + lengths_P.sum()
        prompt_rows, completion_rows = _rows(starts_P, lengths_P), _rows(starts_B, lengths_B)
        steps_L, steps_T = (torch.arange(one.index_R_T.shape[1]) for one in (prompt_rows, completion_rows))
        positions_P_L = steps_L.expand_as(prompt_rows.index_R_T)
        positions_B_T = lengths_P[prompt_of_B, None] + steps_T
        ends_B_1 = (starts_P + lengths_P - 1)[prompt_of_B, None]

        self.ids_1_N = torch.tensor([[token for row in (*prompts, *inputs) for token in row]], device=device)
        positions = positions_P_L[prompt_rows.valid_R_T], positions_B_T[completion_rows.valid_R_T]
        self.positions_1_N = torch.cat(positions)[None].to(device)
        self.predictors_B_T = torch.cat([ends_B_1, completion_rows.index_R_T], 1).to(device)
        """The place in the row whose output predicts token T of completion B."""
        self._before_N = _before(len(self.ids_1_N[0]), starts_P, starts_B[lengths_B > 0], ends_B_1[lengths_B > 0, 0])
        self._prompt_of_B = prompt_of_B.to(device)
        self._prompts, self._completions = _on(device, prompt_rows), _on(device, completion_rows)
        self._lengths_P, self._prompt_of = lengths_P.tolist(), prompt_of
        pairs = len(lengths_B) * len(steps_T) * (len(steps_L) + len(steps_T))
        self._masked = pairs <= masked_pairs
        self._mask_B_1_T_S = self._mask() if self._masked else None
        self._segments: Segments | None = None

    def back(self, each_1_N_X: Tensor) -> Tensor:
        """For every token what the one before it has; zeros for a prompt's first."""
        none_1_1_X = each_1_N_X.new_zeros(1, 1, each_1_N_X.shape[2])
        return torch.cat([none_1_1_X, each_1_N_X], 1)[:, self._before_N.to(each_1_N_X.device) + 1]

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        if not self._masked and fits_kernels(query, value):
            self._segments = self._segments or self._cut()
            return attend_in_segments(query, key, value, self._segments, scale)
        return self._attend_masked(query, key, value, scale)

    def _attend_masked(self, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        """The plain way, which the other is tested against: keys and values of a prompt repeated for its group."""
        by_token = [one[0].transpose(0, 1) for one in (query, key, value)]
        query_P, key_P, value_P = (self._prompts.gather(one) for one in by_token)
        of_prompts = self._prompts.pack(attend(query_P, key_P, value_P, scale))
        if not self._completions.index_R_T.shape[1]:
            return of_prompts.transpose(0, 1)[None]
        if self._mask_B_1_T_S is None:
            self._mask_B_1_T_S = self._mask()
        query_B, key_B, value_B = (self._completions.gather(one) for one in by_token)
        key_B = torch.cat([key_P[self._prompt_of_B], key_B], 2)
        value_B = torch.cat([value_P[self._prompt_of_B], value_B], 2)
        found_B = attend(query_B, key_B, value_B, scale, self._mask_B_1_T_S)
        return torch.cat([of_prompts, self._completions.pack(found_B)]).transpose(0, 1)[None]

    def _mask(self) -> Tensor:
        """B_1_T_S, what a completion's token sees; a padded one sees something, for a softmax over nothing is NaN."""
        rows, width = self._completions.index_R_T.shape
        seen_B_L = self._prompts.valid_R_T[self._prompt_of_B]
        causal_T_T = torch.ones(width, width, dtype=torch.bool, device=seen_B_L.device).tril()
        return torch.cat([seen_B_L[:, None].expand(-1, width, -1), causal_T_T.expand(rows, -1, -1)], 2)[:, None]

    def _cut(self) -> Segments:
        starts = [sum(self._lengths_P[:prompt]) for prompt in range(len(self._lengths_P))]
        spans = [slice(at, at + length) for at, length in zip(starts, self._lengths_P, strict=True)]
        index, valid = self._completions.index_R_T, self._completions.valid_R_T
        of = [[row for row, prompt in enumerate(self._prompt_of) if prompt == one] for one in range(len(spans))]
        return Segments(self._prompts, self._completions, spans, [index[rows][valid[rows]] for rows in of])


def _before(tokens: int, starts_P: Tensor, starts_B: Tensor, ends_B: Tensor) -> Tensor:
    """The place of the token before each one, N: a completion's first follows its prompt's last; -1 for none."""
    before_N = torch.arange(tokens) - 1
    before_N[starts_P] = -1
    before_N[starts_B] = ends_B
    return before_N


def _rows(starts_R: Tensor, lengths_R: Tensor) -> Rows:
    steps_T = torch.arange(int(lengths_R.max()))
    valid_R_T = steps_T < lengths_R[:, None]
    index_R_T = (starts_R[:, None] + steps_T).where(valid_R_T, 0)
    first = int(starts_R[0])
    return Rows(index_R_T, valid_R_T, valid_R_T.flatten().nonzero()[:, 0], slice(first, first + int(lengths_R.sum())))


def _on(device: Any, rows: Rows) -> Rows:
    return Rows(rows.index_R_T.to(device), rows.valid_R_T.to(device), rows.flat_N.to(device), rows.span)
