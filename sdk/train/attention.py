"""Attention that computes each prompt once for its whole group, plugged into transformers' attention interface.

The model's other layers see a row of tokens, each of them once and no padding; here the tokens are sorted out: which
attends to which. `Packed` is for the loss (forward and backward), `Growing` for sampling. Both take and return what
transformers hands to an attention function: query, key and value as (batch, heads, tokens, head size).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

NAME = "shared_prefix"


class Layout(Protocol):
    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor: ...


def attention(
    module: Any, query: Tensor, key: Tensor, value: Tensor, attention_mask: Tensor | None, **options: Any
) -> tuple[Tensor, None]:
    """The function registered as `shared_prefix`; the model is called with `layout=`, which comes through to here."""
    layout: Layout = options["layout"]
    output = layout.attend(module.layer_idx, query, key, value, options.get("scaling"))
    return output.transpose(1, 2), None


AttentionInterface.register(NAME, attention)


def attend(query: Tensor, key: Tensor, value: Tensor, scale: float | None, mask: Tensor | None = None) -> Tensor:
    """Causal where no mask is given. Fewer key heads than query heads are shared out (grouped-query attention)."""
    shared = query.shape[1] != key.shape[1]
    return scaled_dot_product_attention(
        query, key, value, attn_mask=mask, is_causal=mask is None, scale=scale, enable_gqa=shared
    )


class Packed:
    """One row of tokens: every prompt, then every completion without its last token, which predicts nothing.

    Args:
        prompts: P lists of token ids, none empty.
        completions: B lists of token ids, none empty.
        prompt_of: B indices into `prompts`.
    """

    def __init__(
        self, prompts: Sequence[list[int]], completions: Sequence[list[int]], prompt_of: Sequence[int], device: Any
    ) -> None:
        prompt_lengths_P = torch.tensor([len(prompt) for prompt in prompts])
        inputs = [completion[:-1] for completion in completions]
        lengths_B = torch.tensor([len(one) for one in inputs])
        prompt_of_B = torch.tensor(prompt_of)
        own_length_B = prompt_lengths_P[prompt_of_B]
        tokens = [token for row in (*prompts, *inputs) for token in row]
        starts_P = prompt_lengths_P.cumsum(0) - prompt_lengths_P
        starts_B = lengths_B.cumsum(0) - lengths_B + prompt_lengths_P.sum()
        steps_L, steps_T = torch.arange(int(prompt_lengths_P.max())), torch.arange(int(lengths_B.max()))
        valid_P_L = steps_L < prompt_lengths_P[:, None]
        valid_B_T = steps_T < lengths_B[:, None]
        index_P_L = (starts_P[:, None] + steps_L).where(valid_P_L, 0)
        index_B_T = (starts_B[:, None] + steps_T).where(valid_B_T, 0)
        positions_B_T = own_length_B[:, None] + steps_T
        visible_B_L = valid_P_L[prompt_of_B]
        causal_T_T = steps_T <= steps_T[:, None]
        rows, width = index_B_T.shape
        mask_B_T_S = torch.cat(
            [visible_B_L[:, None].expand(-1, width, -1), causal_T_T.expand(rows, -1, -1)], 2
        )  # a padded query sees something, for a softmax over nothing is NaN
        predictors_B_T = torch.cat([(starts_P + prompt_lengths_P - 1)[prompt_of_B, None], index_B_T], 1)

        self.ids_1_N = torch.tensor([tokens], device=device)
        self.positions_1_N = torch.cat([steps_L.expand_as(index_P_L)[valid_P_L], positions_B_T[valid_B_T]])[None].to(
            device
        )
        self.predictors_B_T = predictors_B_T.to(device)
        """The place in the row whose output predicts token T of completion B."""
        self._prompt_of_B = prompt_of_B.to(device)
        self._index_P_L, self._index_B_T = index_P_L.to(device), index_B_T.to(device)
        self._flat_P_L = valid_P_L.flatten().nonzero()[:, 0].to(device)
        self._flat_B_T = valid_B_T.flatten().nonzero()[:, 0].to(device)
        self._mask_B_1_T_S = mask_B_T_S[:, None].to(device)

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        query_P, key_P, value_P = (_rows(one, self._index_P_L) for one in (query, key, value))
        packed = [_pack(attend(query_P, key_P, value_P, scale), self._flat_P_L)]
        if self._index_B_T.shape[1]:
            query_B, key_B, value_B = (_rows(one, self._index_B_T) for one in (query, key, value))
            key_B = torch.cat([key_P[self._prompt_of_B], key_B], 2)
            value_B = torch.cat([value_P[self._prompt_of_B], value_B], 2)
            packed.append(_pack(attend(query_B, key_B, value_B, scale, self._mask_B_1_T_S), self._flat_B_T))
        return torch.cat(packed).transpose(0, 1)[None]


def _rows(packed_1_H_N_D: Tensor, index_R_T: Tensor) -> Tensor:
    """The padded rows of a packed row: R, heads, T, head size."""
    flat = packed_1_H_N_D[0].transpose(0, 1).index_select(0, index_R_T.flatten())
    return flat.view(*index_R_T.shape, *flat.shape[1:]).transpose(1, 2)


def _pack(rows_R_H_T_D: Tensor, flat_N: Tensor) -> Tensor:
    """The valid tokens of padded rows: N, heads, head size."""
    return rows_R_H_T_D.transpose(1, 2).flatten(0, 1).index_select(0, flat_N)
