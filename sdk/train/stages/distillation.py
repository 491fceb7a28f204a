"""The stages that imitate traces, each gone on with where it was interrupted; and the example's bilingual base.

`cold_start` teaches the policy what `collect` gathered, `sft_on_traces` what rejection sampling kept; `distill` is the
same with another model, the student. Left out: who writes the review. A stage that wants one stops until a person has.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from sdk.schema import Item
from sdk.train.data.traces import Trace, load_traces, write_traces
from sdk.train.errors import ConfigError, DataError
from sdk.train.model.rows import Rows
from sdk.train.run.run import Run, Stopped
from sdk.train.stages.gathering import TRACES
from sdk.train.stages.handover import SIFTED_AWAY, gathered, stage_folder
from sdk.train.stages.readability import kind, why_unreadable
from sdk.train.stages.review import read_review, write_review
from sdk.train.stages.selection import component
from sdk.train.stages.training import imitate, pretrain_into_band
from sdk.train.toy.bilingual import Bilingual, base_text
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.sft import as_rows

REVIEW = "review.md"


def cold_start(run: Run, context: Context) -> None:
    """Imitate long reasoning, the loss on the completions alone, once it is sifted and, if wanted, reviewed."""
    config = context.config.sft
    run.use_optimizer(config.optimizer)
    traces = prepared(run, context)
    for step in run.steps(config.steps):
        rows = trace_rows(run.learner, context, traces, step)
        imitate(run, context, step, rows, config.learning_rate, config.steps)
    run.evaluate(context, context.config.eval.problems)


def bilingual_base(run: Run, context: Context) -> None:
    """Pre-train the example's small model on texts in two languages, until a probe says that it can learn."""
    pretrain_into_band(run, context, lambda texts: _base_rows(run.learner, context, texts))


def prepared(run: Run, context: Context) -> list[Trace]:
    """The traces to imitate, beside the stage's model. Raises Stopped while a review is open."""
    folder = stage_folder(run)
    if not (folder / "sifted.jsonl").exists():
        traces = source_traces(run, context)
        kept, dropped = sift_traces(context, traces)
        (folder / SIFTED_AWAY).write_text(json.dumps(dict(dropped.most_common())) + "\n")
        write_review(folder / REVIEW, kept)
        write_traces(folder / "sifted.jsonl", kept)
    traces = load_traces(str(folder / "sifted.jsonl"))
    if context.config.traces.review:
        traces = reviewed(run, traces)
    write_traces(folder / TRACES, traces)
    return traces


def reviewed(run: Run, traces: list[Trace]) -> list[Trace]:
    path = stage_folder(run) / REVIEW
    review = read_review(path, traces)
    if not review.done:
        run.display.say(f"{len(traces)} samples wait in {path}: strike or edit, write `reviewed: yes`, start again")
        run.save()
        raise Stopped
    if not review.kept:
        raise DataError(f"{path}: every sample is struck")
    run.display.say(f"review: {review.struck} struck, {review.edited} edited, {len(review.kept)} left")
    return review.kept


def source_traces(run: Run, context: Context) -> list[Trace]:
    settings = context.config.traces
    if settings.source is not None:
        return load_traces(settings.source, settings.language, settings.limit)
    found = gathered(run, TRACES)
    if not found:
        raise ConfigError(f"{context.name} has nothing to imitate: set traces.source, or run `collect` before it")
    traces = [one for file in found for one in load_traces(str(file), settings.language)]
    return traces[: settings.limit]


def sift_traces(context: Context, traces: Sequence[Trace]) -> tuple[list[Trace], Counter[str]]:
    """The readable ones, by the service's language score; with `traces.verify` the right ones alone."""
    config = context.config
    items = [
        Item(
            completion=one.completion(config.traces.layout),
            ground_truth=one.ground_truth,
            tests=one.tests,
            language=one.language,
            rewards={"language": 1.0, **({"accuracy": 1.0} if _checkable(context, one) else {})},
        )
        for one in traces
    ]
    results = context.scorer.submit_items(items).result().items if items else []
    kept, dropped = [], Counter[str]()
    for trace, result in zip(traces, results, strict=True):
        accuracy = component(result, "accuracy")
        reason = why_unreadable(trace, component(result, "language"), config.selection.readability)
        if _checkable(context, trace) and accuracy != 1.0:
            reason = "not scored" if accuracy is None else "wrong answer"
        if reason is None:
            kept.append(trace)
        else:
            dropped[kind(reason)] += 1
    if not kept:
        raise DataError(f"no trace is fit to be imitated: {dict(dropped.most_common())}")
    return kept, dropped


def trace_rows(learner: Learner, context: Context, traces: Sequence[Trace], step: int) -> Rows:
    """The step's batch: every trace once an epoch, each epoch in an order of its own."""
    config, texts = context.config, []
    for number in range(step * config.sft.batch_size, (step + 1) * config.sft.batch_size):
        epoch, at = divmod(number, len(traces))
        chosen = _order(config.seed, epoch, len(traces))[at]
        prompt = context.prompter(traces[chosen].problem(str(chosen)))
        texts.append((prompt, traces[chosen].completion(config.traces.layout)))
    return as_rows(learner.policy, texts, context.prompter.end_id)


@lru_cache(maxsize=2)
def _order(seed: int, epoch: int, count: int) -> list[int]:
    return random.Random(f"{seed}/{epoch}").sample(range(count), count)  # noqa: S311 (data, no secret)


def _checkable(context: Context, trace: Trace) -> bool:
    return context.config.traces.verify and (trace.ground_truth is not None or trace.tests is not None)


def _base_rows(learner: Learner, context: Context, count: int) -> Rows:
    if not isinstance(context.problems, Bilingual):
        raise ConfigError("bilingual_base is made of its own texts: set problems.source=bilingual, or drop the stage")
    texts = []
    for number in range(learner.cursor, learner.cursor + count):
        source = random.Random(f"text/{context.config.seed}/{number}")  # noqa: S311 (data, no secret)
        text = base_text(context.problems, number, source)
        template = context.prompter.template if text.in_template else " {question}"
        texts.append((context.prompter.plain(template.replace("{question}", text.question)), text.text))
    learner.cursor += count
    return as_rows(learner.policy, texts, context.prompter.end_id)
