"""The protocol of rollout engines, and the one that is this process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import torch

from sdk.train.config.schema import RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.model.policy import Policy
from sdk.train.model.sharding import gathered
from sdk.train.rollout.sampling import Group, sample


class Engine(Protocol):
    def refresh(self, policy: Policy, updates: int) -> None:
        """From now on sample with the policy's weights as they are.

        `updates` tells weights apart: nothing is done where it is what it was. Call it while the weights stand still
        and nothing is being sampled. Raises EngineError.
        """

    def sample(
        self,
        policy: Policy,
        problems: Sequence[Problem],
        prompts: Sequence[str],
        group_size: int,
        config: RolloutConfig,
        random: torch.Generator,
        on_group: Callable[[Group], object],
    ) -> list[Group]:
        """`group_size` completions for each problem, in their order; `on_group` is handed each group when it is whole.

        An engine that holds its own weights takes of `policy` the tokenizer alone. Raises EngineError.
        """

    def close(self) -> None: ...


class BuiltIn:
    """The policy itself, where it is: nothing to refresh. Of several processes all sample at the same time."""

    def refresh(self, policy: Policy, updates: int) -> None:
        return

    def sample(
        self,
        policy: Policy,
        problems: Sequence[Problem],
        prompts: Sequence[str],
        group_size: int,
        config: RolloutConfig,
        random: torch.Generator,
        on_group: Callable[[Group], object],
    ) -> list[Group]:
        with gathered(policy.model):
            return sample(policy, problems, prompts, group_size, config, random, on_group)

    def close(self) -> None:
        return
