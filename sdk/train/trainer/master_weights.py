"""Weights in bfloat16, moved in float32.

bfloat16 keeps 8 bits: a step of less than a 500th of a weight is rounded away, and with the learning rates of
reinforcement learning nearly every step is. The optimiser therefore moves copies in float32 (Micikevicius et al. 2017,
arXiv 1710.03740, section 3.1), and the model gets them rounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch

from sdk.train.model.sharding import like

if TYPE_CHECKING:
    from sdk.train.trainer.optim import Optimizer

Pairs = list[tuple[torch.nn.Parameter, torch.nn.Parameter]]
"""Each of the model's weights, and what the optimiser moves in its place."""


def copies(weights: list[torch.nn.Parameter]) -> Pairs:
    return [(one, torch.nn.Parameter(one.detach().float().clone())) for one in weights]


class MasterWeights:
    """An optimiser of the copies, used as one of the model's weights."""

    def __init__(self, inner: Optimizer, pairs: Pairs) -> None:
        self._inner, self._pairs = inner, pairs

    @property
    def param_groups(self) -> list[dict[str, Any]]:
        return self._inner.param_groups

    @torch.no_grad()
    def step(self) -> None:
        for weight, master in self._pairs:
            master.grad = None if weight.grad is None else weight.grad.to(master.dtype)
        self._inner.step()
        self._inner.zero_grad()
        for weight, master in self._pairs:
            weight.copy_(master)

    def zero_grad(self) -> None:
        for weight, _ in self._pairs:
            weight.grad = None

    def state_dict(self) -> dict[str, Any]:
        return {"inner": self._inner.state_dict(), "masters": [master.detach() for _, master in self._pairs]}

    @torch.no_grad()
    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        self._inner.load_state_dict(state_dict["inner"])
        for (_, master), saved in zip(self._pairs, state_dict["masters"], strict=True):
            master.copy_(like(saved, master))
