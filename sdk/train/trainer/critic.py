"""PPO's critic: how much reward is to be expected before each token, by the policy's own trunk or by one of its own.

A head of one output stands on the last hidden states. It is small, so that every process holds it whole and averages
its gradient; a trunk of its own is held in shards as the policy is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import OptimizerConfig
from sdk.train.model import sharding
from sdk.train.model.policy import Policy
from sdk.train.model.reference import copied
from sdk.train.model.rows import Rows
from sdk.train.trainer.optim import adamw_of, set_learning_rate, trained


class Critic:
    def __init__(self, policy: Policy, own_trunk: bool, config: OptimizerConfig) -> None:
        """It expects nothing yet: the head begins at 0, a trunk of its own as the policy is."""
        self._own = own_trunk
        self._trunk = policy
        if own_trunk:
            self._trunk = dataclasses.replace(policy, model=copied(policy.model))
            sharding.load_whole_state(self._trunk.model, sharding.whole_state(policy.model))
        width = policy.model.get_output_embeddings().in_features
        exact = torch.promote_types(policy.model.dtype, torch.float32)
        self._head = torch.nn.Linear(width, 1, device=policy.device, dtype=exact)
        for one in self._head.parameters():
            torch.nn.init.zeros_(one)
        self._optimizer = adamw_of([*self._moved(), *self._head.parameters()], config)

    def values(self, rows: Rows, policys_hidden_N_H: Tensor | None = None) -> Tensor:
        """What is expected before each completion token, B_T; 0 after a completion's end.

        `policys_hidden_N_H`: the policy's hidden states of these rows, where they are known already.
        """
        shared_N_H = None if self._own else policys_hidden_N_H
        hidden_N_H = self._trunk.hidden(rows) if shared_N_H is None else shared_N_H
        return self._trunk.spread(rows, self._head(hidden_N_H.to(self._head.weight.dtype))[:, 0])

    @torch.no_grad()
    def clip_gradient(self, most: float) -> float:
        """The norm of the gradient, which is scaled down to `most`: that of the own trunk, and the head."""
        for one in self._head.parameters():
            if one.grad is not None:
                one.grad.copy_(torch.stack(distributed.all_gather(one.grad)).mean(0))
        trunk = [one for one in self._moved() if one.grad is not None]
        head = list(self._head.parameters())
        norm = float(torch.nn.utils.get_total_norm([one.grad for one in head if one.grad is not None]))
        if trunk:
            own = torch.nn.utils.get_total_norm([one.grad for one in trunk if one.grad is not None])
            norm = float(torch.tensor([norm, float(sharding.whole(own))]).norm())
        for part in (trunk, head):
            torch.nn.utils.clip_grads_with_norm_(part, most, torch.tensor(norm, device=self._head.weight.device))
        return norm

    def step(self) -> None:
        self._optimizer.step()

    def zero_grad(self) -> None:
        self._optimizer.zero_grad()

    def set_learning_rate(self, rate: float) -> None:
        set_learning_rate(self._optimizer, rate)

    def state_dict(self) -> dict[str, Any]:
        """Whole tensors, whoever holds them. All processes call it."""
        return {
            "trunk": sharding.whole_state(self._trunk.model) if self._own else None,
            "head": self._head.state_dict(),
            "optimizer": sharding.whole_optimizer_state(self._optimizer.state_dict()),
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        if self._own:
            sharding.load_whole_state(self._trunk.model, state["trunk"])
        self._head.load_state_dict(state["head"])
        parameters = [one for group in self._optimizer.param_groups for one in group["params"]]
        self._optimizer.load_state_dict(sharding.like_optimizer(state["optimizer"], parameters))

    def _moved(self) -> list[torch.nn.Parameter]:
        """Of the own trunk; its output layer, which nobody asks, gets no gradient and stays."""
        return trained(self._trunk) if self._own else []
