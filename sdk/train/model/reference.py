"""The policy that the KL divergence is measured to: a copy that stands still, or the policy without its adapters."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Mapping
from typing import Any, Protocol

from torch import Tensor
from transformers import AutoModelForCausalLM

from sdk.train.model import fp8, lora, sharding
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows


class Reference(Protocol):
    def logprobs(self, rows: Rows, temperature: float = 1.0) -> Tensor: ...

    def follow(self, policy: Policy) -> None:
        """Be this policy from now on."""

    def state_dict(self) -> dict[str, Tensor]:
        """What a checkpoint has to keep of it."""

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None: ...


def reference_of(policy: Policy) -> Reference:
    return Unadapted(policy) if lora.layers(policy.model) else Copy(policy)


class Copy:
    """Frozen, and in memory of its own; of adapters with what they are for."""

    def __init__(self, policy: Policy) -> None:
        self.policy = dataclasses.replace(policy, model=copied(policy.model).requires_grad_(False))

    @property
    def model(self) -> Any:
        return self.policy.model

    def logprobs(self, rows: Rows, temperature: float = 1.0) -> Tensor:
        return self.policy.logprobs(rows, temperature)

    def follow(self, policy: Policy) -> None:
        sharding.release(self.model)
        self.model.load_state_dict(policy.model.state_dict())

    def state_dict(self) -> dict[str, Tensor]:
        return sharding.whole_state(self.model)

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        sharding.load_whole_state(self.model, state)


class Unadapted:
    """What the adapters were put on is still there: no second model is held, and it never moves."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def logprobs(self, rows: Rows, temperature: float = 1.0) -> Tensor:
        with lora.switched_off(self._policy.model):
            return self._policy.logprobs(rows, temperature)

    def follow(self, policy: Policy) -> None:
        self._policy = policy

    def state_dict(self) -> dict[str, Tensor]:
        return {}

    def load_state_dict(self, state: Mapping[str, Tensor]) -> None:
        return


def copied(model: Any) -> Any:
    """The same with its weights; of shards, which cannot be copied, the same with weights still to come.

    What learns of it learns in the copy: adapters alone, where there are some.
    """
    if not sharding.sharded(model):
        other = copy.deepcopy(model)
        fp8.forget(other)
        return other
    # With the dtype from the first: `to` would round what is kept exactly, as the frequencies of rotary positions are.
    other = AutoModelForCausalLM.from_config(copy.deepcopy(model.config), dtype=model.dtype).to(model.device).eval()
    other.generation_config = model.generation_config
    if lora.layers(model):
        lora.adapt(other, lora.settings_of(model))
    sharding.shard(other)
    return other
