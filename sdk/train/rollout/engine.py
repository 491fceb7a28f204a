"""The protocol of rollout engines, and the one that is this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sdk.train.model import fp8
from sdk.train.model.policy import Policy
from sdk.train.model.sharding import gathered
from sdk.train.rollout.samples import Group, SampleRequest
from sdk.train.rollout.sampling import sample


class Engine(Protocol):
    def refresh(self, policy: Policy, updates: int) -> None:
        """From now on sample with the policy's weights as they are.

        `updates` tells weights apart: nothing is done where it is what it was. Call it while the weights stand still
        and nothing is being sampled. Raises EngineError.
        """

    def sample(self, policy: Policy, request: SampleRequest, on_group: Callable[[Group], object]) -> list[Group]:
        """The groups in the problems' order; `on_group` is handed each group when it is whole, or its parts.

        An engine that holds its own weights takes of `policy` the tokenizer alone. Raises EngineError.
        """

    def close(self) -> None: ...


class BuiltIn:
    """The policy itself, where it is: nothing to refresh. Of several processes all sample at the same time."""

    def refresh(self, policy: Policy, updates: int) -> None:
        return

    def sample(self, policy: Policy, request: SampleRequest, on_group: Callable[[Group], object]) -> list[Group]:
        with gathered(policy.model), fp8.products(policy.model, request.rollout.fp8):
            return sample(policy, request, on_group)

    def close(self) -> None:
        return
