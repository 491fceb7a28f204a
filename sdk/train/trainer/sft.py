"""Supervised fine-tuning: next-token loss on the completions alone, never on the prompts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from torch import Tensor

from sdk.train import distributed
from sdk.train.config.schema import OptimizerConfig
from sdk.train.data.prompts import Prompt
from sdk.train.errors import DataError
from sdk.train.metrics import Record
from sdk.train.model.experts import Balance
from sdk.train.model.multi_token import of
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.trainer.batch import split
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.methods import grpo


def completion_loss(logprobs_B_T: Tensor, mask_B_T: Tensor) -> Tensor:
    """-mean of log pi over all completion tokens, a scalar."""
    return -(grpo.token_mean(mask_B_T) * logprobs_B_T).sum()


def as_rows(policy: Policy, texts: Sequence[tuple[Prompt, str]], end: int) -> Rows:
    """Pairs of prompt and completion as token ids, each completion ended by the token `end`."""
    prompts = [prompt.ids for prompt, _ in texts]
    completions = [[*policy.encode(text), end] for _, text in texts]
    for prompt, completion in zip(prompts, completions, strict=True):
        if policy.context_tokens is not None and len(prompt) + len(completion) > policy.context_tokens:
            raise DataError(
                f"a text of {len(prompt) + len(completion)} tokens to imitate is past the model's context of "
                f"{policy.context_tokens}: leave it out (selection.readability.max_characters), it begins "
                f"{policy.decode(completion)[:40]!r}"
            )
    return Rows(prompts, completions, list(range(len(texts))))


def sft_update(
    learner: Learner, rows: Rows, config: OptimizerConfig, balance: Balance, ahead_weight: float = 0.0
) -> Record:
    """One optimiser step on these rows, in parts that fit into memory; the loss before it, and whether it was skipped.

    `ahead_weight`: of the loss of modules that predict further tokens, from which the model learns too.

    Of several processes each is given all rows and takes its share; FSDP takes the mean of their gradients.
    """
    policy = learner.policy
    own = rows.select(distributed.share(range(len(rows.completions))))
    silent = rows.select([0])
    total = sum(map(len, rows.completions))
    loss = ahead = 0.0
    for part in distributed.in_step(list(split(own, config.micro_tokens)), []):
        chosen = own.select(part) if part else silent
        share = distributed.size() * sum(len(own.completions[row]) for row in part) / total
        with balance.watching():
            reading = policy.read(chosen)
            logprobs_B_T = policy.logprobs(chosen, hidden_N_H=reading.hidden_N_H)
        mask_B_T = chosen.mask(policy.device)
        part_loss = share * completion_loss(logprobs_B_T, mask_B_T)
        further = policy.ahead(chosen, reading, grpo.token_mean(mask_B_T))
        beside = 0.0 if further is None else ahead_weight * share * further.loss
        (part_loss + beside + balance.loss(share)).backward()  # type: ignore[no-untyped-call]
        loss += float(part_loss.detach())
        ahead += 0.0 if further is None else share * float(further.loss.detach())
    loss = distributed.total(loss) / distributed.size()
    record: Record = {"loss": loss, **({} if of(policy.model) is None else {"multi_token/loss": ahead})}
    if learner.follow_gradient(config, math.isfinite(loss) and math.isfinite(ahead)) is None:
        return {**record, "skipped_updates": 1}
    balance.adjust()
    return record
