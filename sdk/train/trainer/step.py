"""One step of GRPO, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.metrics import Clock, Means, Record
from sdk.train.model.experts import Balance
from sdk.train.model.policy import Policy
from sdk.train.model.reference import Reference
from sdk.train.model.sharding import whole
from sdk.train.scoring.scored import Collected, component_weights, together
from sdk.train.trainer.batch import Batch, make_batch, micro_batches, minibatches, split
from sdk.train.trainer.collect import collect, rewarded
from sdk.train.trainer.learner import Learner, objective
from sdk.train.trainer.methods import grpo
from sdk.train.trainer.objective import step_loss
from sdk.train.trainer.optim import scheduled_rate, set_learning_rate


def train_step(learner: Learner) -> tuple[Record, Collected]:
    """Sample, score, compare within groups, follow the gradient. Raises RewardsUnavailable where too many are null."""
    config, policy, optimizer = learner.config, learner.policy, learner.optimizer
    goal = objective(config)
    clock, means, balance = Clock(), Means(), Balance(policy.model, config.experts)

    if config.grpo.reference_every and learner.step and learner.step % config.grpo.reference_every == 0:
        learner.refresh_reference()
    sampled = collect(learner, clock)
    with clock("learn"):  # what needs no rewards, while the last of them are under way
        batch = with_fixed_logprobs(learner, make_batch(sampled.groups, policy.device))
    collected = rewarded(learner, sampled, clock)
    with clock("learn"):
        rewards_P_G = collected.rewards().to(policy.device)
        advantages_P_G = advantages(config, collected, rewards_P_G)
        batch = batch.judged(advantages_P_G, takes_part(config, collected, rewards_P_G))

        set_learning_rate(optimizer, planned_rate(config, learner.step))
        for minibatch in each_minibatch(learner, batch):
            part = contributing(minibatch, goal)
            micros = list(micro_batches(part, config.optimizer.micro_tokens))
            for micro in distributed.in_step(micros, minibatch.select([0]).silent()):
                with balance.watching():
                    loss, logprobs_B_T, old_logprobs_B_T = step_loss(config, policy, micro)
                (loss + balance.loss(len(micro) / max(1, len(part)))).backward()  # type: ignore[no-untyped-call]
                measure(means, learner, micro, logprobs_B_T, old_logprobs_B_T)
            means.add("grad_norm", clip_gradient(policy, config.optimizer.max_grad_norm), 1)
            optimizer.step()
            balance.adjust()
            optimizer.zero_grad()
            learner.updates += 1

    return {**summary(learner, clock, means, collected, advantages_P_G), **balance.record()}, collected


def planned_rate(config: Config, step: int) -> float:
    plan = config.optimizer
    return scheduled_rate(plan.learning_rate, plan.warmup_steps, plan.final_share, step, config.steps)


def advantages(config: Config, collected: Collected, rewards_P_G: Tensor) -> Tensor:
    if config.grpo.advantages == "centred":
        return grpo.centred_advantages(rewards_P_G)
    if config.grpo.advantages == "group":
        return grpo.group_advantages(rewards_P_G, config.grpo.std_floor)
    weights = component_weights(config.reward.rewards)
    scores_C_P_G = torch.stack([collected.scores(name) for name in weights]).to(rewards_P_G)
    known_P_G = grpo.usable(rewards_P_G)
    each_P_G = grpo.component_advantages(
        scores_C_P_G, rewards_P_G.new_tensor(list(weights.values())), config.grpo.std_floor
    )
    return each_P_G.where(known_P_G, 0.0)


def takes_part(config: Config, collected: Collected, rewards_P_G: Tensor) -> Tensor:
    """B, true for completions that count in the loss: their reward is known, and another one of their group."""
    usable_P_G = grpo.usable(rewards_P_G)
    if config.grpo.mask_cut_off:
        usable_P_G = usable_P_G & ~collected.cut_off().to(usable_P_G.device)
    return usable_P_G.flatten()


@torch.no_grad()
def with_fixed_logprobs(learner: Learner, batch: Batch) -> Batch:
    """With the log-probabilities that stay while the policy moves. With one update a step the old ones are its own."""
    grpo_config, parts = learner.config.grpo, learner.config.optimizer.micro_tokens
    temperature = learner.config.rollout.temperature
    old_B_T = reference_B_T = None
    if grpo_config.epochs * grpo_config.minibatches > 1:
        old_B_T = fixed_logprobs(learner.policy, batch, temperature, parts)
    if learner.reference is not None:
        reference_B_T = fixed_logprobs(learner.reference, batch, temperature, parts)
    return replace(batch, old_logprobs_B_T=old_B_T, reference_logprobs_B_T=reference_B_T)


def fixed_logprobs(policy: Policy | Reference, batch: Batch, temperature: float, max_tokens: int) -> Tensor:
    logprobs_B_T = torch.zeros_like(batch.mask_B_T)
    for rows in distributed.in_step(list(split(batch.rows, max_tokens)), [0]):
        part_B_T = policy.logprobs(batch.select(rows).rows, temperature)
        logprobs_B_T[torch.tensor(rows), : part_B_T.shape[1]] = part_B_T.to(logprobs_B_T)
    return logprobs_B_T


def each_minibatch(learner: Learner, batch: Batch) -> Iterator[Batch]:
    """Every epoch's minibatches: whole groups, shuffled where there are several."""
    config = learner.config.grpo
    for _ in range(config.epochs):
        for rows in minibatches(batch.rows, config.minibatches, learner.shuffle):
            yield batch.select(rows)


def contributing(minibatch: Batch, goal: grpo.Objective) -> Batch:
    """The rows whose term is not 0 anyway, weighted as parts of the whole minibatch of all processes.

    Without an advantage a row has only its KL term; a row that takes no part has none.
    """
    counts_B = minibatch.mask_B_T.sum(1) > 0
    if minibatch.reference_logprobs_B_T is None:
        counts_B = counts_B & (minibatch.advantages_B != 0)
    return minibatch.weighted(goal.mean).select(counts_B.nonzero()[:, 0].tolist())


def clip_gradient(policy: Policy, max_norm: float) -> float:
    """The norm of the gradient before it is clipped."""
    return float(whole(torch.nn.utils.clip_grad_norm_(policy.model.parameters(), max_norm)))


@torch.no_grad()
def measure(means: Means, learner: Learner, micro: Batch, logprobs_B_T: Tensor, old_logprobs_B_T: Tensor) -> None:
    """How far the policy is from the one that sampled, from the sampler's own figures, and from the reference."""
    goal, config, mask_B_T = objective(learner.config), learner.config.grpo, micro.mask_B_T
    tokens = float(mask_B_T.sum())
    ratio_B_T = goal.ratio(logprobs_B_T, old_logprobs_B_T, mask_B_T)
    clipped_B_T = grpo.clip_fraction(ratio_B_T, micro.advantages_B[:, None], config.clip_low, config.clip_high)
    means.add("clip_share", float((clipped_B_T * mask_B_T).sum()), tokens)
    gap_B_T = (old_logprobs_B_T - micro.rollout_logprobs_B_T).abs() * mask_B_T
    means.add("logprob_gap", float(gap_B_T.sum()), tokens)
    means.highest("logprob_gap_max", float(gap_B_T.max()))
    if micro.reference_logprobs_B_T is not None:
        kl_B_T = goal.divergence(logprobs_B_T, micro.reference_logprobs_B_T) * mask_B_T
        means.add("kl", float(kl_B_T.sum()), tokens)


def summary(learner: Learner, clock: Clock, means: Means, collected: Collected, advantages_P_G: Tensor) -> Record:
    """Of all processes together; the times are this one's."""
    timing, signal_P = clock.record(), grpo.has_signal(advantages_P_G)
    means.add("no_signal_share", float((~signal_P).sum()), len(signal_P))
    whole_step = together(collected)
    tokens = sum(len(one.ids) for one in whole_step.completions())
    return {
        **whole_step.record(),
        **Means.sum(distributed.gather(means)).record(),
        "learning_rate": learner.optimizer.param_groups[0]["lr"],
        "tokens_per_s": tokens / timing["seconds/step"],
        **timing,
    }
