"""Attention that computes each prompt once for its whole group, plugged into transformers' attention interface.

The model's other layers see a row of tokens, each of them once and no padding; here the tokens are sorted out: which
attends to which. `packed` is for the loss (forward and backward), `growing` for sampling. Both take and return what
transformers hands to an attention function: query, key and value as (batch, heads, tokens, head size).
"""

from __future__ import annotations

from typing import Any, Protocol

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
