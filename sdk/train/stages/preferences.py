"""The stages that learn from preferences, from a file or from the policy's own samples: DPO, APO-zero, APO-down, KTO.

Without `preferences.source` every step samples with the policy as it is, and the rewards say what is preferred; what
was made is kept in `preferences.jsonl` of the stage, in TRL's columns, for another run to begin from.
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sdk.train import distributed
from sdk.train.data.preferences import end_of, load_preferences, prompt_of
from sdk.train.errors import DataError
from sdk.train.metrics import Clock, Journal, Means, NoJournal, Record
from sdk.train.model.policy import Policy
from sdk.train.run.run import Run
from sdk.train.scoring.preferred import Example, Found, labelled, pairs
from sdk.train.scoring.revised import revised
from sdk.train.scoring.scored import ScoredGroups, together
from sdk.train.stages.handover import stage_folder
from sdk.train.trainer.collect import collect, rewarded
from sdk.train.trainer.context import Context
from sdk.train.trainer.preferring import preference_step
from sdk.train.trainer.step import follow_policy_when_due

MADE = "preferences.jsonl"


def dpo(run: Run, context: Context) -> None:
    """Direct preference optimisation: the chosen one of a pair gains on the rejected one."""
    prefer(run, context, "dpo")


def apo_zero(run: Run, context: Context) -> None:
    """Anchored preference optimisation: the chosen completion becomes likelier, the rejected one less likely."""
    prefer(run, context, "apo_zero")


def apo_down(run: Run, context: Context) -> None:
    """The same where the policy is better than its data: both become less likely, the rejected one more so."""
    prefer(run, context, "apo_down")


def kto(run: Run, context: Context) -> None:
    """Kahneman-Tversky optimisation: completions that are desirable or not, each by itself."""
    prefer(run, context, "kto")


def prefer(run: Run, context: Context, method: str) -> None:
    """Evaluated before, after and in between, as reinforcement learning is."""
    learner, config = run.learner, context.config
    place = run.state["journals"].get("preferences", 0) if run.state is not None and run.state["step"] > 0 else 0
    run.use_optimizer("adamw")
    if learner.reference is None:
        learner.refresh_reference()
    examples = None if config.preferences.source is None else from_file(run, context, method)
    if learner.step == 0:
        run.begin_evaluation(context, config.eval.problems)
    with kept(run, place):
        for step in run.steps(config.steps):
            if examples is None:
                record, scored = on_policy(run, context, method)
                run.note_step(step, record, scored)
            else:
                run.note_step(step, offline(run, context, method, examples))
            if (step + 1) % config.eval.every == 0 or step + 1 == config.steps:
                run.begin_evaluation(context, config.eval.problems)


def on_policy(run: Run, context: Context, method: str) -> tuple[Record, ScoredGroups]:
    """Sample, score, prefer, follow the gradient. Raises RewardsUnavailable where too many rewards are null."""
    learner, clock, means = run.learner, Clock(), Means()
    follow_policy_when_due(learner, context)
    scored = rewarded(context, collect(learner, context, clock), clock)
    with clock("learn"):
        found = everyones(preferred(scored, learner.policy, context, method))
        for row in found.rows:
            run.journals["preferences"].write({"step": learner.step + 1, **row})
        preference_step(learner, context, method, found.examples, means)
    whole = together(scored)
    tokens, timing = sum(len(one.ids) for one in whole.completions()), clock.record()
    told = {**whole.record(), **counts(found.examples, found.left_out), **contrast(found), **measured(learner, means)}
    if method != "kto":
        without = found.left_out["no difference"] + found.left_out["no wrong completion"]
        told["no_signal_share"] = without / len(whole.groups)
    return {**told, "tokens_per_s": tokens / timing["seconds/step"], **timing}, scored


def preferred(scored: ScoredGroups, policy: Policy, context: Context, method: str) -> Found:
    settings = context.config.preferences
    if method == "kto":
        return labelled(scored, settings.desirable)
    if settings.pairing == "revised":
        longest, end = context.config.rollout.max_new_tokens, context.prompter.end_id
        return revised(scored, settings, context.scorer, lambda text: [*policy.encode(text), end], longest)
    return pairs(scored, settings.pairing, settings.least_gap)


def everyones(own: Found) -> Found:
    """Of all processes together, in each of them."""
    parts = distributed.all_gather(own)
    left_out = sum((part.left_out for part in parts), Counter[str]())
    return Found(
        [one for part in parts for one in part.examples], [one for part in parts for one in part.rows], left_out
    )


def offline(run: Run, context: Context, method: str, examples: Sequence[Example]) -> Record:
    """A step on the next `preferences.batch_size` examples of the file: each once an epoch, each epoch in its order."""
    clock, means, size = Clock(), Means(), context.config.preferences.batch_size
    follow_policy_when_due(run.learner, context)
    numbers = range(run.learner.step * size, (run.learner.step + 1) * size)
    chosen = [examples[place_of(context.config.seed, number, len(examples))] for number in numbers]
    with clock("learn"):
        preference_step(run.learner, context, method, chosen, means)
    return {**counts(chosen, Counter()), **measured(run.learner, means), **clock.record()}


def place_of(seed: int, number: int, count: int) -> int:
    epoch, at = divmod(number, count)
    return _order(seed, epoch, count)[at]


@lru_cache(maxsize=2)
def _order(seed: int, epoch: int, count: int) -> list[int]:
    return random.Random(f"{seed}/preferences/{epoch}").sample(range(count), count)  # noqa: S311 (data, no secret)


def from_file(run: Run, context: Context, method: str) -> list[Example]:
    """Raises DataError for what the model's context cannot hold."""
    policy, prompter, source = run.learner.policy, context.prompter, str(context.config.preferences.source)
    examples = []
    for one in load_preferences(source, paired=method != "kto"):
        prompt, end = prompt_of(one, prompter), end_of(one, prompter)
        completions = [[*policy.encode(text), end] for text in one.completions]
        longest = len(prompt.ids) + max(map(len, completions))
        if policy.context_tokens is not None and longest > policy.context_tokens:
            raise DataError(
                f"{source}: {longest} tokens are past the model's context of {policy.context_tokens}: leave out the "
                f"example whose prompt begins {prompt.text[:40]!r}"
            )
        examples.append(Example(prompt.ids, completions, one.desirable))
    return examples


def counts(examples: Sequence[Example], left_out: Counter[str]) -> Record:
    """For the step's record and, added up, for the card."""
    made = Counter(
        "pairs" if len(one.completions) == 2 else "desirable" if one.desirable else "undesirable" for one in examples
    )
    return {
        **{f"made/{name}": count for name, count in made.items()},
        **{f"left_out/{name}": n for name, n in left_out.items()},
    }


def contrast(found: Found) -> Record:
    """How little revisions changed, on average."""
    shares = [row["changed_share"] for row in found.rows if "changed_share" in row]
    return {"revised/changed_share": statistics.fmean(shares)} if shares else {}


def measured(learner: Any, means: Means) -> Record:
    own = Means.sum(distributed.all_gather(means)).record()
    return {**own, "learning_rate": learner.optimizer.param_groups[0]["lr"]}


@contextmanager
def kept(run: Run, place: int) -> Iterator[None]:
    """`preferences.jsonl` of the stage, cut back to the checkpoint that is gone on from; none for a file's."""
    made = run.context.config.preferences.source is None and distributed.first()
    journal = Journal(stage_folder(run) / MADE) if made else NoJournal()
    journal.cut_back(place)
    run.journals["preferences"] = journal
    try:
        yield
    finally:
        run.journals.pop("preferences").close()
