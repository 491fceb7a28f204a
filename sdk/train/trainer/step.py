"""One step of GRPO or PPO, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.metrics import Clock, Means, Record
from sdk.train.model.experts import Balance
from sdk.train.model.rows import Rows
from sdk.train.scoring.scored import ScoredGroups, component_weights, together
from sdk.train.trainer.actor_critic import by_gae, kl_in_reward, measure_critic
from sdk.train.trainer.batch import Batch, make_batch, micro_batches, minibatches, split
from sdk.train.trainer.collect import collect, rewarded
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo, reinforce
from sdk.train.trainer.objective import StepLoss
from sdk.train.trainer.optim import scheduled_rate, set_learning_rate


def train_step(learner: Learner, context: Context) -> tuple[Record, ScoredGroups]:
    """Sample, score, compare within groups, follow the gradient. Raises RewardsUnavailable where too many are null."""
    clock, means, balance = Clock(), Means(), Balance(learner.policy.model, context.config.experts)
    follow_policy_when_due(learner, context)
    sampled = collect(learner, context, clock)
    with clock("learn"):  # what needs no rewards, while the last of them are under way
        batch = with_fixed(learner, context, make_batch(sampled.groups, learner.policy.device))
    scored = rewarded(context, sampled, clock)
    with clock("learn"):
        batch, advantages_P_G = judged(learner, context, batch, scored, means)
        set_rates(learner, context.config)
        for minibatch in each_minibatch(learner, context, batch):
            sound = True
            for micro, share in micro_batches_in_step(context, minibatch):
                with balance.watching():
                    step = context.objective.loss(learner.policy, micro, learner.critic)
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


def set_rates(learner: Learner, config: Config) -> None:
    """The planned learning rate of the step, for the critic too."""
    plan = config.optimizer

    def planned(peak: float) -> float:
        return scheduled_rate(peak, plan.warmup_steps, plan.final_share, learner.step, config.steps)

    set_learning_rate(learner.optimizer, planned(plan.learning_rate))
    if learner.critic is not None:
        learner.critic.set_learning_rate(planned(config.ppo.critic_learning_rate or plan.learning_rate))


def judged(
    learner: Learner, context: Context, batch: Batch, scored: ScoredGroups, means: Means
) -> tuple[Batch, Tensor]:
    """The batch with its advantages; and those from comparing completions, which with a critic only tell of signal."""
    rewards_P_G = scored.rewards().float().to(learner.policy.device)
    advantages_P_G = advantages(context.config, scored, rewards_P_G)
    batch = batch.judged(advantages_P_G, takes_part(context.config, scored, rewards_P_G, learner.critic is None))
    if learner.critic is None:
        return batch, advantages_P_G
    warming_up = learner.step < context.config.ppo.critic_warmup
    return by_gae(context, batch, rewards_P_G, warming_up, means), advantages_P_G


def advantages(config: Config, scored: ScoredGroups, rewards_P_G: Tensor) -> Tensor:
    if config.grpo.advantages == "centred":
        return grpo.centred_advantages(rewards_P_G)
    if config.grpo.advantages == "group":
        return grpo.group_advantages(rewards_P_G, config.grpo.std_floor)
    if config.grpo.advantages == "leave_one_out":
        return reinforce.leave_one_out(rewards_P_G)
    if config.grpo.advantages in OVER_THE_BATCH:
        lengths = [[len(one.ids) for one in group.completions] for group in scored.groups]
        normalised = OVER_THE_BATCH[config.grpo.advantages]
        return normalised(rewards_P_G, torch.tensor(lengths, device=rewards_P_G.device), distributed.total)
    weights = component_weights(config.reward.rewards)
    scores_C_P_G = torch.stack([scored.scores(name) for name in weights]).to(rewards_P_G)
    known_P_G = grpo.usable(rewards_P_G)
    each_P_G = grpo.component_advantages(
        scores_C_P_G, rewards_P_G.new_tensor(list(weights.values())), config.grpo.std_floor
    )
    return each_P_G.where(known_P_G, 0.0)


OVER_THE_BATCH = {"batch": reinforce.over_the_batch, "batch_baseline": reinforce.baseline_over_the_batch}


def takes_part(config: Config, scored: ScoredGroups, rewards_P_G: Tensor, grouped: bool = True) -> Tensor:
    """B, true for completions that count in the loss: their reward is known, and another one of their group.

    Where completions of a group are not compared with each other, a known reward is enough.
    """
    compared = grouped and config.grpo.advantages != "batch"
    usable_P_G = grpo.usable(rewards_P_G) if compared else ~rewards_P_G.isnan()
    if config.grpo.mask_cut_off:
        usable_P_G = usable_P_G & ~scored.cut_off().to(usable_P_G.device)
    return usable_P_G.flatten()


@torch.no_grad()
def with_fixed(learner: Learner, context: Context, batch: Batch) -> Batch:
    """With the log-probabilities and values that stay while the policy moves.

    With one update a step the policy's old log-probabilities are its own, and known when the loss is.
    """
    grpo_config, parts = context.config.grpo, context.config.optimizer.micro_tokens
    policy, reference, critic = learner.policy, learner.reference, learner.critic
    temperature = context.objective.temperature
    old_B_T = reference_B_T = values_B_T = None
    paid = critic is not None and reference is not None and kl_in_reward(context)
    if grpo_config.epochs * grpo_config.minibatches > 1 or paid:
        old_B_T = fixed(batch, parts, lambda rows: policy.logprobs(rows, temperature))
    if reference is not None:
        reference_B_T = fixed(batch, parts, lambda rows: reference.logprobs(rows, temperature))
    if critic is not None:
        values_B_T = fixed(batch, parts, critic.values)
    return replace(batch, old_logprobs_B_T=old_B_T, reference_logprobs_B_T=reference_B_T, values_B_T=values_B_T)


def fixed(batch: Batch, max_tokens: int, compute: Callable[[Rows], Tensor]) -> Tensor:
    """B_T of `compute`, in parts that fit into memory."""
    values_B_T = torch.zeros_like(batch.mask_B_T)
    for rows in distributed.in_step(list(split(batch.rows, max_tokens)), [0]):
        part_B_T = compute(batch.select(rows).rows)
        values_B_T[torch.tensor(rows), : part_B_T.shape[1]] = part_B_T.to(values_B_T)
    return values_B_T


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

    Without an advantage a row has only its KL term, and what the critic learns; a row that takes no part has none.
    """
    counts_B = minibatch.mask_B_T.sum(1) > 0
    if minibatch.reference_logprobs_B_T is None and minibatch.returns_B_T is None:
        counts_B = counts_B & (minibatch.advantages_B_T != 0).any(1)
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
    clipped_B_T = grpo.clip_fraction(ratio_B_T, micro.advantages_B_T, config.clip_low, config.clip_high)
    means.add("clip_share", float((clipped_B_T * mask_B_T).sum()), tokens)
    gap_B_T = (step.old_logprobs_B_T - micro.rollout_logprobs_B_T).abs() * mask_B_T
    means.add("logprob_gap", float(gap_B_T.sum()), tokens)
    means.highest("logprob_gap_max", float(gap_B_T.max()))
    if micro.reference_logprobs_B_T is not None:
        kl_B_T = formula.divergence(step.logprobs_B_T, micro.reference_logprobs_B_T) * mask_B_T
        means.add("kl", float(kl_B_T.sum()), tokens)
    if step.ahead_B_T is not None:
        means.add("multi_token/loss", float((step.ahead_B_T * mask_B_T).sum()), tokens)
    measure_critic(means, micro, step)
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
