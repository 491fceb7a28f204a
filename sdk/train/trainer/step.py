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
from sdk.train.scoring.scored import ScoredGroups, component_weights, together
from sdk.train.trainer.batch import Batch, make_batch, micro_batches, minibatches, split
from sdk.train.trainer.collect import collect, rewarded
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo
from sdk.train.trainer.objective import StepLoss
from sdk.train.trainer.optim import scheduled_rate, set_learning_rate


def train_step(learner: Learner, context: Context) -> tuple[Record, ScoredGroups]:
    """Sample, score, compare within groups, follow the gradient. Raises RewardsUnavailable where too many are null."""
    clock, means, balance = Clock(), Means(), Balance(learner.policy.model, context.config.experts)
    follow_policy_when_due(learner, context)
    sampled = collect(learner, context, clock)
    with clock("learn"):  # what needs no rewards, while the last of them are under way
        batch = with_fixed_logprobs(learner, context, make_batch(sampled.groups, learner.policy.device))
    scored = rewarded(context, sampled, clock)
    with clock("learn"):
        rewards_P_G = scored.rewards().to(learner.policy.device)
        advantages_P_G = advantages(context.config, scored, rewards_P_G)
        batch = batch.judged(advantages_P_G, takes_part(context.config, scored, rewards_P_G))
        set_learning_rate(learner.optimizer, planned_rate(context.config, learner.step))
        for minibatch in each_minibatch(learner, context, batch):
            sound = True
            for micro, share in micro_batches_in_step(context, minibatch):
                with balance.watching():
                    step = context.objective.loss(learner.policy, micro)
                (step.loss + balance.loss(share)).backward()  # type: ignore[no-untyped-call]
                sound &= measure(means, context, micro, step)
            update(learner, context, balance, means, sound)
    return {**summary(learner, clock, means, scored, advantages_P_G), **balance.record()}, scored


def follow_policy_when_due(learner: Learner, context: Context) -> None:
    """The reference becomes the policy every `grpo.reference_every` steps."""
    every = context.config.grpo.reference_every
    if every and learner.step and learner.step % every == 0:
        learner.refresh_reference()


def update(learner: Learner, context: Context, balance: Balance, means: Means, sound: bool) -> None:
    """One step of the optimiser along the gradient, clipped. `sound`: loss and log-probabilities were finite."""
    norm = learner.follow_gradient(context.config.optimizer, sound)
    if norm is None:
        means.count("skipped_updates")
        return
    balance.adjust()
    means.add("grad_norm", norm, 1)


def planned_rate(config: Config, step: int) -> float:
    plan = config.optimizer
    return scheduled_rate(plan.learning_rate, plan.warmup_steps, plan.final_share, step, config.steps)


def advantages(config: Config, scored: ScoredGroups, rewards_P_G: Tensor) -> Tensor:
    if config.grpo.advantages == "centred":
        return grpo.centred_advantages(rewards_P_G)
    if config.grpo.advantages == "group":
        return grpo.group_advantages(rewards_P_G, config.grpo.std_floor)
    weights = component_weights(config.reward.rewards)
    scores_C_P_G = torch.stack([scored.scores(name) for name in weights]).to(rewards_P_G)
    known_P_G = grpo.usable(rewards_P_G)
    each_P_G = grpo.component_advantages(
        scores_C_P_G, rewards_P_G.new_tensor(list(weights.values())), config.grpo.std_floor
    )
    return each_P_G.where(known_P_G, 0.0)


def takes_part(config: Config, scored: ScoredGroups, rewards_P_G: Tensor) -> Tensor:
    """B, true for completions that count in the loss: their reward is known, and another one of their group."""
    usable_P_G = grpo.usable(rewards_P_G)
    if config.grpo.mask_cut_off:
        usable_P_G = usable_P_G & ~scored.cut_off().to(usable_P_G.device)
    return usable_P_G.flatten()


@torch.no_grad()
def with_fixed_logprobs(learner: Learner, context: Context, batch: Batch) -> Batch:
    """With the log-probabilities that stay while the policy moves. With one update a step the old ones are its own."""
    grpo_config, parts = context.config.grpo, context.config.optimizer.micro_tokens
    temperature = context.objective.temperature
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


def each_minibatch(learner: Learner, context: Context, batch: Batch) -> Iterator[Batch]:
    """Every epoch's minibatches: whole groups, shuffled where there are several."""
    config = context.config.grpo
    for _ in range(config.epochs):
        for rows in minibatches(batch.rows, config.minibatches, learner.shuffle):
            yield batch.select(rows)


def micro_batches_in_step(context: Context, minibatch: Batch) -> Iterator[tuple[Batch, float]]:
    """Parts that fit into memory, as many in every process, each with its share of this process's rows."""
    part = contributing(minibatch, context.objective.formula)
    micros = list(micro_batches(part, context.config.optimizer.micro_tokens))
    for micro in distributed.in_step(micros, minibatch.select([0]).silent()):
        yield micro, len(micro) / max(1, len(part))


def contributing(minibatch: Batch, goal: grpo.Objective) -> Batch:
    """The rows whose term is not 0 anyway, weighted as parts of the whole minibatch of all processes.

    Without an advantage a row has only its KL term; a row that takes no part has none.
    """
    counts_B = minibatch.mask_B_T.sum(1) > 0
    if minibatch.reference_logprobs_B_T is None:
        counts_B = counts_B & (minibatch.advantages_B != 0)
    return minibatch.weighted(goal.mean).select(counts_B.nonzero()[:, 0].tolist())


@torch.no_grad()
def measure(means: Means, context: Context, micro: Batch, step: StepLoss) -> bool:
    """How far the policy is from the one that sampled, from the sampler's own figures, and from the reference.

    False, and nothing is measured, where the loss or a log-probability is not finite.
    """
    if not (step.loss.isfinite() and step.logprobs_B_T.isfinite().all()):
        return False
    formula, config, mask_B_T = context.objective.formula, context.config.grpo, micro.mask_B_T
    tokens = float(mask_B_T.sum())
    ratio_B_T = formula.ratio(step.logprobs_B_T, step.old_logprobs_B_T, mask_B_T)
    clipped_B_T = grpo.clip_fraction(ratio_B_T, micro.advantages_B[:, None], config.clip_low, config.clip_high)
    means.add("clip_share", float((clipped_B_T * mask_B_T).sum()), tokens)
    gap_B_T = (step.old_logprobs_B_T - micro.rollout_logprobs_B_T).abs() * mask_B_T
    means.add("logprob_gap", float(gap_B_T.sum()), tokens)
    means.highest("logprob_gap_max", float(gap_B_T.max()))
    if micro.reference_logprobs_B_T is not None:
        kl_B_T = formula.divergence(step.logprobs_B_T, micro.reference_logprobs_B_T) * mask_B_T
        means.add("kl", float(kl_B_T.sum()), tokens)
    return True


def summary(learner: Learner, clock: Clock, means: Means, scored: ScoredGroups, advantages_P_G: Tensor) -> Record:
    """Of all processes together; the times are this one's."""
    timing, signal_P = clock.record(), grpo.has_signal(advantages_P_G)
    means.add("no_signal_share", float((~signal_P).sum()), len(signal_P))
    whole_step = together(scored)
    tokens = sum(len(one.ids) for one in whole_step.completions())
    return {
        **whole_step.record(),
        **Means.sum(distributed.all_gather(means)).record(),
        "learning_rate": learner.optimizer.param_groups[0]["lr"],
        "tokens_per_s": tokens / timing["seconds/step"],
        **timing,
    }
