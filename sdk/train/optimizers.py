"""Optimisers by name, and the learning rate over the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch

from sdk.train.config import OptimizerConfig
from sdk.train.errors import ConfigError
from sdk.train.policy import Policy

MUON_SCALE = 4.0
"""Muon's learning rate is that of AdamW beside it times this."""


class Optimizer(Protocol):
    @property
    def param_groups(self) -> list[dict[str, Any]]: ...

    def step(self) -> Any: ...

    def zero_grad(self) -> None: ...

    def state_dict(self) -> dict[str, Any]: ...

    def load_state_dict(self, state_dict: dict[str, Any]) -> None: ...


class Together:
    """Several optimisers as one."""

    def __init__(self, parts: Sequence[torch.optim.Optimizer]) -> None:
        self._parts = parts

    @property
    def param_groups(self) -> list[dict[str, Any]]:
        return [group for part in self._parts for group in part.param_groups]

    def step(self) -> None:
        for part in self._parts:
            part.step()

    def zero_grad(self) -> None:
        for part in self._parts:
            part.zero_grad()

    def state_dict(self) -> dict[str, Any]:
        return {"parts": [part.state_dict() for part in self._parts]}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        for part, state in zip(self._parts, state_dict["parts"], strict=True):
            part.load_state_dict(state)


def adamw(policy: Policy, config: OptimizerConfig) -> Optimizer:
    return _adamw(trained(policy), config)


def muon(policy: Policy, config: OptimizerConfig) -> Optimizer:
    """Muon (Jordan et al. 2024) for the matrices between embedding and head, AdamW for the rest.

    A small model learns from scratch in about half the steps. Raises ConfigError where torch has no Muon.
    """
    if not hasattr(torch.optim, "Muon"):
        raise ConfigError(f"Muon needs torch 2.9, and this is {torch.__version__}: write optimizer: adamw")
    embeddings = {id(one.weight) for one in (policy.model.get_input_embeddings(), policy.model.get_output_embeddings())}
    everything = trained(policy)
    matrices = [one for one in everything if one.ndim == 2 and id(one) not in embeddings]
    others = [one for one in everything if one.ndim != 2 or id(one) in embeddings]
    hidden = torch.optim.Muon(matrices, weight_decay=config.weight_decay)
    for group in hidden.param_groups:
        group["rate_scale"] = MUON_SCALE
    return Together([_adamw(others, config), hidden])


def trained(policy: Policy) -> list[torch.nn.Parameter]:
    """With adapters, those alone."""
    return [one for one in policy.model.parameters() if one.requires_grad]


OPTIMIZERS = {"adamw": adamw, "muon": muon}


def set_learning_rate(optimizer: Optimizer, rate: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = rate * group.get("rate_scale", 1.0)


def scheduled_rate(peak: float, warmup_steps: int, final_share: float, step: int, steps: int) -> float:
    """The learning rate of step 0, 1, ...: a linear rise, then a linear fall to `final_share` at the last step."""
    rise = min(1.0, (step + 1) / (warmup_steps + 1))
    fall = 1 - (1 - final_share) * step / max(1, steps - 1)
    return peak * rise * fall


def _adamw(parameters: list[torch.nn.Parameter], config: OptimizerConfig) -> torch.optim.AdamW:
    return torch.optim.AdamW(parameters, betas=config.betas, weight_decay=config.weight_decay)
