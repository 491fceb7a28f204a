"""One step of DPO, APO or KTO: examples of what is preferred, their log ratios to the reference, the gradient."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.metrics import Means
from sdk.train.model.experts import Balance
from sdk.train.model.rows import Rows
from sdk.train.scoring.preferred import Example
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import apo, dpo, kto
from sdk.train.trainer.step import set_rates, update

LogRatios = Callable[[Rows], Tensor]
PAIR_LOSSES: dict[str, dpo.PairLoss] = {"dpo": dpo.sigmoid, "apo_zero": apo.zero, "apo_down": apo.down}


@dataclass(frozen=True)
class Part:
    """Examples as rows: a completion that several of them share is computed once."""

    examples: Sequence[Example]
    rows: Rows
    places: list[list[int]]
    """The rows of each example's completions."""


def preference_step(learner: Learner, context: Context, method: str, examples: Sequence[Example], means: Means) -> None:
    """The updates of these examples, which every process has; each takes its share of every minibatch."""
    set_rates(learner, context.config)
    balance = Balance(learner.policy.model, context.config.experts)
    for minibatch in each_minibatch(learner, context.config, examples):
        point = reference_point(learner, context, minibatch) if method == "kto" else None
        sound = True
        for part, share in parts_in_step(context.config, minibatch):
            with balance.watching():
                ratios_B = log_ratios(learner, context, part.rows, gradient=True)
            losses_N = losses(context.config, method, part, ratios_B, point)
            loss = losses_N.sum() / len(minibatch) * distributed.size() * (share > 0)
            (loss + balance.loss(share)).backward()  # type: ignore[no-untyped-call]
            sound &= bool(losses_N.isfinite().all())
            if share:
                measure(means, context.config, part, ratios_B.detach(), losses_N.detach())
        if point is not None:
            means.add("kl", float(point) * len(minibatch) / distributed.size(), len(minibatch) / distributed.size())
        update(learner, context, balance, means, sound)


def each_minibatch(learner: Learner, config: Config, examples: Sequence[Example]) -> Iterator[list[Example]]:
    """Every epoch's minibatches, shuffled where there are several, the same in every process."""
    settings = config.preferences
    for _ in range(settings.epochs):
        order = list(range(len(examples)))
        if settings.minibatches > 1:
            order = torch.randperm(len(order), generator=learner.shuffle).tolist()
        size = -(-len(order) // settings.minibatches)
        for at in range(0, len(order), max(1, size)):
            yield [examples[place] for place in order[at : at + size]]


def parts_in_step(config: Config, minibatch: Sequence[Example]) -> Iterator[tuple[Part, float]]:
    """This process's share in parts that fit into memory, as many as the others have; 0.0 beside one that is spare."""
    own = distributed.share(minibatch)
    parts = list(split(own, config.optimizer.micro_tokens))
    for part in distributed.in_step(parts, []):
        yield (as_part(part), len(part) / len(own)) if part else (as_part(minibatch[:1]), 0.0)


def split(examples: Sequence[Example], max_tokens: int) -> Iterator[list[Example]]:
    """Neighbours together, of at most `max_tokens` tokens, what is shared counted once; or one example."""
    part: list[Example] = []
    for one in examples:
        if part and tokens(as_part([*part, one]).rows) > max_tokens:
            yield part
            part = []
        part.append(one)
    if part:
        yield part


def tokens(rows: Rows) -> int:
    return sum(map(len, rows.prompts)) + sum(map(len, rows.completions))


def as_part(examples: Sequence[Example]) -> Part:
    prompts: dict[tuple[int, ...], int] = {}
    placed: dict[tuple[int, tuple[int, ...]], int] = {}
    places = []
    for one in examples:
        prompt = prompts.setdefault(tuple(one.prompt_ids), len(prompts))
        places.append([placed.setdefault((prompt, tuple(ids)), len(placed)) for ids in one.completions])
    rows = Rows([list(one) for one in prompts], [list(ids) for _, ids in placed], [prompt for prompt, _ in placed])
    return Part(examples, rows, places)


def log_ratios(learner: Learner, context: Context, rows: Rows, gradient: bool) -> Tensor:
    """log pi - log pi_ref of each row's completion, B."""
    assert learner.reference is not None
    temperature, mask_B_T = context.objective.temperature, rows.mask(learner.policy.device)
    with torch.no_grad():
        reference_B_T = learner.reference.logprobs(rows, temperature)
    with torch.set_grad_enabled(gradient):
        return dpo.log_ratios(learner.policy.logprobs(rows, temperature), reference_B_T, mask_B_T)


def losses(config: Config, method: str, part: Part, ratios_B: Tensor, point: Tensor | None) -> Tensor:
    """N, of each example."""
    settings, places = config.preferences, torch.tensor(part.places, device=ratios_B.device)
    if point is None:
        return PAIR_LOSSES[method](ratios_B[places[:, 0]], ratios_B[places[:, 1]], settings.beta)
    desirable_N = torch.tensor([one.desirable for one in part.examples], device=ratios_B.device)
    weights = settings.desirable_weight, settings.undesirable_weight
    return kto.losses(ratios_B[places[:, 0]], desirable_N, point.to(ratios_B), settings.beta, *weights)


def reference_point(learner: Learner, context: Context, minibatch: Sequence[Example]) -> Tensor:
    """KTO's z_0 of the whole minibatch, from completions after prompts that are not theirs."""
    own = distributed.share(mismatched(minibatch))
    parts = list(split(own, context.config.optimizer.micro_tokens))
    found = []
    for part in distributed.in_step(parts, []):
        laid_out = as_part(part or minibatch[:1])
        ratios_B = log_ratios(learner, context, laid_out.rows, gradient=False)
        found += [float(ratios_B[row]) for [row] in laid_out.places] if part else []
    everyones = [one for own_ones in distributed.all_gather(found) for one in own_ones]
    return kto.reference_point(torch.tensor(everyones, dtype=torch.float64))


def mismatched(examples: Sequence[Example]) -> list[Example]:
    """Each prompt with a completion to another one, as far as there are others."""
    ordered = sorted(examples, key=lambda one: one.prompt_ids)
    prompts = [tuple(one.prompt_ids) for one in ordered]
    shift = max(map(prompts.count, prompts), default=0)
    moved = ordered[shift:] + ordered[:shift]
    return [Example(one.prompt_ids, other.completions[:1]) for one, other in zip(ordered, moved, strict=True)]


def measure(means: Means, config: Config, part: Part, ratios_B: Tensor, losses_N: Tensor) -> None:
    """Implicit rewards before the update, beta times the log ratios."""
    beta, count = config.preferences.beta, len(part.examples)
    means.add("loss", float(losses_N.sum()), count)
    first_N = ratios_B[torch.tensor([one[0] for one in part.places])] * beta
    if len(part.places[0]) == 2:
        second_N = ratios_B[torch.tensor([one[1] for one in part.places])] * beta
        means.add("implicit/chosen", float(first_N.sum()), count)
        means.add("implicit/rejected", float(second_N.sum()), count)
        means.add("implicit/in_order_share", float((first_N > second_N).sum()), count)
        return
    good_N = torch.tensor([one.desirable for one in part.examples], device=first_N.device)
    for name, chosen_N in (("desirable", good_N), ("undesirable", ~good_N)):
        means.add(f"implicit/{name}", float(first_N[chosen_N].sum()), float(chosen_N.sum()))
