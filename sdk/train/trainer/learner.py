"""The state of a run that changes as it learns."""

from __future__ import annotations

import math
from concurrent.futures import Future, wait
from dataclasses import dataclass, field

import torch

from sdk.train import distributed
from sdk.train.config.schema import OptimizerConfig
from sdk.train.data.problems import Problem, Problems
from sdk.train.errors import TrainError
from sdk.train.model.multi_token import of, trunk_parameters
from sdk.train.model.policy import Policy
from sdk.train.model.reference import Copy, Reference, reference_of
from sdk.train.model.sharding import whole
from sdk.train.rollout.engine import BuiltIn, Engine
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.trainer.critic import Critic
from sdk.train.trainer.optim import Optimizer


@dataclass
class Learner:
    policy: Policy
    random: torch.Generator
    """Of sampling, on the policy's device."""
    shuffle: torch.Generator
    """Of the order of minibatches, on the CPU."""
    optimizer: Optimizer
    """Of the present stage."""
    reference: Reference | None = None
    critic: Critic | None = None
    """Of PPO, in the present stage."""
    step: int = 0
    """Steps done of the present stage."""
    cursor: int = 0
    """The number of the next training problem."""
    ahead: Future[ScoredGroups] | None = None
    """Off policy: the next step's groups, being sampled and scored. Until it is done, `random` and `cursor` are its."""
    sampling: Copy | None = None
    """Off policy: the copy of the policy that samples them."""
    engine: Engine = field(default_factory=BuiltIn)
    """What samples."""
    updates: int = 0
    """How often this process has changed the policy's weights: by it the engine tells them apart."""
    skipped_in_a_row: int = 0
    """Updates that were left out, one after the other, because something about them was not finite."""

    def take(self, policy: Policy) -> None:
        """Go on with another model."""
        if policy is not self.policy:
            self.policy, self.updates, self.sampling = policy, self.updates + 1, None

    def follow_gradient(self, config: OptimizerConfig, sound: bool = True) -> float | None:
        """One step of the optimiser along the gradient, clipped; the gradient's norm before that.

        Modules that predict further tokens are clipped by themselves: how far the model moves does not depend on them.
        None, and the weights stay as they are, where the gradient is not finite, or `sound` is false in any process:
        one such step would make every weight NaN for good. Raises TrainError after `most_skipped` of them in a row.
        """
        norm = self._clip(trunk_parameters(self.policy.model), config.max_grad_norm)
        modules = of(self.policy.model)
        beside = 0.0 if modules is None else self._clip(list(modules.parameters()), config.max_grad_norm)
        critics = 0.0 if self.critic is None else self.critic.clip_gradient(config.max_grad_norm)
        good = all(distributed.all_gather(sound and all(map(math.isfinite, (norm, beside, critics)))))
        moved: list[Optimizer | Critic] = [self.optimizer, *([] if self.critic is None else [self.critic])]
        if good:
            for one in moved:
                one.step()
            self.updates += 1
        for one in moved:
            one.zero_grad()
        self.skipped_in_a_row = 0 if good else self.skipped_in_a_row + 1
        if self.skipped_in_a_row >= config.most_skipped:
            raise TrainError(
                f"{self.skipped_in_a_row} updates in a row were left out, for their loss or gradient was not finite: "
                "the weights are as they were. Set a smaller optimizer.learning_rate, or "
                "model.dtype=float32; resume=changed goes on from the last checkpoint with other settings"
            )
        return norm if good else None

    def _clip(self, parameters: list[torch.nn.Parameter], most: float) -> float:
        return float(whole(torch.nn.utils.clip_grad_norm_(parameters, most)))

    def next_problems(self, problems: Problems, count: int) -> list[Problem]:
        """The same in every process."""
        found = [problems.train(self.cursor + number) for number in range(count)]
        self.cursor += count
        return found

    def next_share(self, problems: Problems, count: int) -> list[Problem]:
        """`count` for this process, after those of the processes before it: together they are the next ones."""
        counts = distributed.all_gather(count)
        start = sum(counts[: distributed.rank()])
        return self.next_problems(problems, sum(counts))[start : start + count]

    def refresh_engine(self) -> None:
        """The engine samples with the weights as they are; what is being sampled is waited for."""
        if self.ahead is not None:
            wait([self.ahead])
        self.engine.refresh(self.policy, self.updates)

    def refresh_reference(self) -> None:
        """The reference becomes the policy as it is; of adapters, as it is without them."""
        if self.reference is None:
            self.reference = reference_of(self.policy)
        self.reference.follow(self.policy)

    def copy_for_sampling(self) -> Policy:
        """As the policy is now, for sampling while it trains."""
        if self.sampling is None:
            self.sampling = Copy(self.policy)
        self.sampling.follow(self.policy)
        return self.sampling.policy
