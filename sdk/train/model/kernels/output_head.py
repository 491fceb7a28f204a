"""The output matrix, and what a family of models does to its product with a hidden state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear

LOGITS_AT_ONCE, LOGITS_AT_ONCE_ON_GPU = 2**24, 2**26
"""At most so many logits are held, whatever the vocabulary: 64 and 256 MiB in float32. A GPU needs some hundred tokens
at once, or reads the output matrix more often than it computes with it; a processor is faster with fewer."""


@dataclass(frozen=True)
class OutputHead:
    weight_V_H: Tensor
    bias_V: Tensor | None = None
    scale: float = 1.0
    """By which logits are multiplied (Cohere's `logit_scale`, one over Granite's `logits_scaling`)."""
    cap: float = 0.0
    """Logits are bent to stay below it (Gemma 2's `final_logit_softcapping`); 0: they are not."""

    def products(self, hidden_N_H: Tensor) -> Tensor:
        """What the matrix gives, N_V, in the model's own precision."""
        return linear(hidden_N_H, self.weight_V_H, self.bias_V)

    def bend(self, temperature: float) -> Bend:
        return Bend(self.scale / temperature, self.cap / temperature)


@dataclass(frozen=True)
class Bend:
    """From the products to logits over the temperature: z = slope x, or ceiling tanh(slope x / ceiling)."""

    slope: float = 1.0
    ceiling: float = 0.0
    """0: none."""

    def __call__(self, products: Tensor) -> Tensor:
        """In float32 at least; the products themselves where nothing is to be done to them."""
        logits = products if products.dtype == torch.float64 else products.float()
        logits = logits if self.slope == 1.0 else logits * self.slope
        return torch.tanh(logits / self.ceiling) * self.ceiling if self.ceiling else logits

    def rate(self, logits: Tensor) -> Tensor | float:
        """dz/dx."""
        return self.slope * (1 - (logits / self.ceiling).square()) if self.ceiling else self.slope


def output_head(model: Any) -> OutputHead | None:
    """Of a model of transformers; None where it is no plain matrix (an adapter lies over it, say)."""
    layer = model.get_output_embeddings()
    if type(layer) is not torch.nn.Linear:
        return None
    return OutputHead(layer.weight, layer.bias, *scale_and_cap(model.config))


def scale_and_cap(config: Any) -> tuple[float, float]:
    scale = (getattr(config, "logit_scale", None) or 1.0) / (getattr(config, "logits_scaling", None) or 1.0)
    return scale, getattr(config, "final_logit_softcapping", None) or 0.0
