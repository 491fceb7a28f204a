"""Decoding with DeepSeek's compressed cache: the latents of multi-head latent attention in place of keys and values.

A key is a linear map of its token's latent, so its product with a query is that of the latent with the query taken
through the map; a value likewise (arXiv 2405.04434, section 2.1.2). What is left is attention of many query heads to
one head of latents, which any layout of `attention` computes, keeps and repeats. Cached are, a token and layer, 2 C + D
numbers (the latent stands there as key and as value) where keys and values would be H (N + D + V).

Shapes: C the latent's size, D the rotated part of a key, N its other part, V a value's size, H heads.
"""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from sdk.train.model.attention.kv_cache import KvCache


def layout(model: Any, device: torch.device, most: int | None = None) -> KvCache | Compressed:
    """What sampling keeps of the tokens before: latents where the model has them, else keys and values."""
    cache = KvCache(device, most)
    layers = {one.layer_idx: one for one in model.modules() if hasattr(one, "expand_kv")}
    return Compressed(layers, cache) if layers else cache


def inputs(chosen: KvCache | Compressed) -> dict[str, Any]:
    """What the model is to be called with, so that it hands its tokens to that layout."""
    return {"layout": chosen, **({chosen.argument: chosen} if isinstance(chosen, Compressed) else {})}


class Compressed:
    """A layout of latents, and to transformers the cache that they are written to.

    Older versions of transformers cache expanded keys and values: there `layout` finds none of these layers.
    """

    def __init__(self, layers: dict[int, Any], cache: KvCache) -> None:
        self._layers, self._cache = layers, cache
        layer = next(iter(layers.values()))
        self.argument = "cache" if "cache" in inspect.signature(layer.forward).parameters else "past_key_values"
        """What this version of transformers calls its cache; the first name is that of 5.24."""
        self._new: dict[int, tuple[Tensor, Tensor]] = {}
        """By layer: the latents and rotated keys that the model has just written, R_1_T_C and R_1_T_D."""

    @property
    def positions_R_T(self) -> Tensor:
        return self._cache.positions_R_T

    @property
    def generation(self) -> int:
        return self._cache.generation

    def read_prompts(self, lengths_P: Tensor) -> None:
        self._cache.read_prompts(lengths_P)

    def admit(self, rows: Sequence[int]) -> None:
        self._cache.admit(rows)

    def keep(self, rows: Sequence[int]) -> None:
        self._cache.keep(rows)

    def advance(self, tokens: int) -> None:
        self._cache.advance(tokens)

    def retreat(self, tokens: Sequence[int]) -> None:
        self._cache.retreat(tokens)

    def update(self, latents_R_1_T_C: Tensor, rotated_R_1_T_D: Tensor, layer: int, **_: Any) -> tuple[Tensor, Tensor]:
        """As of transformers' caches. Only the new tokens are given back, for the model to expand."""
        self._new[layer] = latents_R_1_T_C, rotated_R_1_T_D
        return latents_R_1_T_C, rotated_R_1_T_D

    def attend(self, layer: int, query: Tensor, key: Tensor, value: Tensor, scale: float | None) -> Tensor:
        module = self._layers[layer]
        latents_R_1_T_C, rotated_R_1_T_D = self._new.pop(layer)
        sizes = [module.qk_nope_head_dim, module.v_head_dim]
        weight_H_NV_C: Tensor = module.kv_b_proj.weight.view(query.shape[1], sum(sizes), -1)
        to_key_H_N_C, to_value_H_V_C = torch.split(weight_H_NV_C, sizes, 1)
        plain_R_H_T_N, turned_R_H_T_D = torch.split(query, [sizes[0], query.shape[-1] - sizes[0]], -1)
        queries = torch.cat([plain_R_H_T_N @ to_key_H_N_C, turned_R_H_T_D], -1)
        keys = torch.cat([latents_R_1_T_C, rotated_R_1_T_D], -1)
        found_R_H_T_C = self._cache.attend(layer, queries, keys, latents_R_1_T_C, scale)
        return found_R_H_T_C @ to_value_H_V_C.transpose(1, 2)
