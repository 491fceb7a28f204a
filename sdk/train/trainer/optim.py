"""Optimisers by name, and the learning rate over the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import torch

from sdk.train.config.schema import OptimizerConfig
from sdk.train.errors import ConfigError
from sdk.train.model.policy import Policy
from sdk.train.model.sharding import like

MUON_SCALE = 4.0
"""Muon's learning rate is that of AdamW beside it times this."""
Pairs = list[tuple[torch.nn.Parameter, torch.nn.Parameter]]
"""Each of the model's weights, and what the optimiser moves in its place."""


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


class MasterWeights:
    """An optimiser of copies in float32, used as one of the model's weights in bfloat16.

    bfloat16 keeps 8 bits: a step of less than a 500th of a weight is rounded away, and with the learning rates of
    reinforcement learning nearly every step is. The optimiser therefore moves copies in float32 (Micikevicius et al.
    2017, arXiv 1710.03740, section 3.1), and the model gets them rounded.
    """

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


def copies(weights: list[torch.nn.Parameter]) -> Pairs:
    return [(one, torch.nn.Parameter(one.detach().float().clone())) for one in weights]


def adamw(policy: Policy, config: OptimizerConfig) -> Optimizer:
    return adamw_of(trained(policy), config)


def adamw_of(weights: list[torch.nn.Parameter], config: OptimizerConfig) -> Optimizer:
    moved = _moved(weights, config)
    return _of_the_model(_adamw([master for _, master in moved], config), moved, config)


def muon(policy: Policy, config: OptimizerConfig) -> Optimizer:
    """Muon (Jordan et al. 2024) for the matrices between embedding and head, AdamW for the rest.

    A small model learns from scratch in about half the steps. Raises ConfigError where torch has no Muon.
    """
    if not hasattr(torch.optim, "Muon"):
        raise ConfigError(f"Muon needs torch 2.9, and this is {torch.__version__}: write optimizer: adamw")
    embeddings = {id(one.weight) for one in (policy.model.get_input_embeddings(), policy.model.get_output_embeddings())}
    moved = _moved(trained(policy), config)
    matrices = [master for weight, master in moved if weight.ndim == 2 and id(weight) not in embeddings]
    others = [master for weight, master in moved if weight.ndim != 2 or id(weight) in embeddings]
    hidden = torch.optim.Muon(matrices, weight_decay=config.weight_decay)
    for group in hidden.param_groups:
        group["rate_scale"] = MUON_SCALE
    return _of_the_model(Together([_adamw(others, config), hidden]), moved, config)


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
    """Weights of norms and biases, which are vectors, are not drawn towards 0."""
    matrices = [one for one in parameters if one.ndim > 1]
    vectors = [one for one in parameters if one.ndim <= 1]
    groups = [
        {"params": chosen, "weight_decay": decay}
        for chosen, decay in ((matrices, config.weight_decay), (vectors, 0.0))
        if chosen
    ]
    return torch.optim.AdamW(groups, betas=config.betas)


def _moved(weights: list[torch.nn.Parameter], config: OptimizerConfig) -> Pairs:
    """Each weight, and what is to be moved: itself, or its copy in float32."""
    return copies(weights) if config.master_weights else [(one, one) for one in weights]


def _of_the_model(optimizer: Optimizer, moved: Pairs, config: OptimizerConfig) -> Optimizer:
    return MasterWeights(optimizer, moved) if config.master_weights else optimizer
