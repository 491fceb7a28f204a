"""The stages of DeepSeek-R1 beside `reasoning_rl`: functions of a run, each gone on with where it was interrupted.

`r1_zero` is GRPO from a base; `collect` gathers cold-start data; `cold_start` and `sft_on_traces` imitate traces;
`rejection_sampling` samples from a checkpoint and keeps what is good; `bilingual_base` pre-trains the example's base.
`distill` is imitation by another model, the student, and `student_rl` reinforcement learning of the same student.
Left out: who writes the review. A stage that wants one stops until a person has.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from sdk.schema import Item
from sdk.train.data.prompts import cleaned
from sdk.train.data.rows import load_traces
from sdk.train.data.traces import Trace, write_traces
from sdk.train.errors import ConfigError, DataError
from sdk.train.model.policy import Rows
from sdk.train.run import checkpoint
from sdk.train.run.run import Run, Stopped
from sdk.train.stages.all_scenario import all_scenario_rl
from sdk.train.stages.cards import Card, file_digest, write_card
from sdk.train.stages.gathering import gather
from sdk.train.stages.handover import SIFTED_AWAY, gathered, inputs, own_records, reward_versions, stage_folder
from sdk.train.stages.readability import kind, why_unreadable
from sdk.train.stages.review import read_review, write_review
from sdk.train.stages.selection import Candidate, Selection, component, select
from sdk.train.stages.training import Stage, imitate, pretrain_into_band, reasoning_rl
from sdk.train.toy.bilingual import Bilingual, base_text
from sdk.train.toy.general import Courtesies
from sdk.train.trainer.sft import as_rows

TRACES, REVIEW = "traces.jsonl", "review.md"


def r1_zero(run: Run) -> None:
    """GRPO straight from a base model, with R1's template and no language reward: the same loop."""
    reasoning_rl(run)


def collect(run: Run) -> None:
    """Cold-start data: outputs of the present model, or its answers to few-shot prompts, cleaned and sifted."""
    selection = choose(run, gather(run))
    if run.learner.config.gather.clean:
        selection.kept = [cleaned(one) for one in selection.kept]
    keep_traces(run, selection, "Reasoning to begin with: sampled, found right by the rewards, and readable.")


def rejection_sampling(run: Run) -> None:
    """Many completions a question from the present checkpoint: the good ones, and general data."""
    selection = choose(run, gather(run))
    general = run.learner.config.gather.general_traces
    if general is not None:
        added = general_traces(run, general)
        selection.kept += added
        selection.added["general traces"] = len(added)
    keep_traces(run, selection, "Completions of a checkpoint that are right, well formed and readable.")


def general_traces(run: Run, source: str) -> list[Trace]:
    if source == "bilingual":
        return Courtesies(run.config.seed, run.config.problems.holdout).traces()
    return load_traces(source)


def cold_start(run: Run) -> None:
    """Imitate long reasoning, the loss on the completions alone, once it is sifted and, if wanted, reviewed."""
    run.use_optimizer(run.learner.config.sft.optimizer)
    traces = prepared(run)
    learner, config = run.learner, run.learner.config.sft
    for step in run.steps(config.steps):
        rows = trace_rows(run, traces, step)
        imitate(run, step, rows, config.learning_rate, config.steps)
    run.evaluate(learner.config.eval.problems)


def bilingual_base(run: Run) -> None:
    """Pre-train the example's small model on texts in two languages, until a probe says that it can learn."""
    pretrain_into_band(run, lambda texts: _base_rows(run, texts))


RECIPE: dict[str, Stage] = {
    "all_scenario_rl": all_scenario_rl,
    "bilingual_base": bilingual_base,
    "r1_zero": r1_zero,
    "collect": collect,
    "collect_from_base": collect,
    "cold_start": cold_start,
    "rejection_sampling": rejection_sampling,
    "sft_on_traces": cold_start,
    "student_base": bilingual_base,
    "distill": cold_start,
    "student_rl": reasoning_rl,
}


def choose(run: Run, candidates: Sequence[Candidate]) -> Selection:
    """Verifiable and general candidates, each by its own rules."""
    config = run.learner.config
    template = config.reward.template
    verifiable = select([one for one in candidates if not one.general], config.selection, template)
    general = select([one for one in candidates if one.general], config.selection, template, verifiable=False)
    return Selection(
        verifiable.kept + general.kept,
        verifiable.dropped + general.dropped,
        verifiable.questions | general.questions,
        Counter({"sampled": len(candidates)}),
    )


def keep_traces(run: Run, selection: Selection, what: str) -> None:
    """The stage's data set and its card. Raises DataError where nothing was kept: the next stage could do nothing."""
    folder = stage_folder(run)
    counts = {**selection.added, "kept": len(selection.kept), "questions with one": len(selection.questions)}
    write_traces(folder / TRACES, selection.kept)
    write_card(folder, data_card(run, what, counts, selection.dropped, [folder / TRACES]))
    if not selection.kept:
        raise DataError(f"{run.stage_name} kept nothing: {folder / 'card.md'} says why")
    run.display.say(f"{run.stage_name}: kept {len(selection.kept)}; {folder / 'card.md'} says what and why not")


def data_card(run: Run, what: str, counts: dict[str, int], dropped: Counter[str], files: Sequence[Path]) -> Card:
    return Card(
        stage=run.stage_name,
        what=what,
        settings=checkpoint.deciding(run.learner.config),
        inputs=inputs(run, "model"),
        outputs={one.name: file_digest(one) for one in files},
        counts=counts,
        dropped=dict(dropped.most_common()),
        reward_versions=reward_versions(own_records(run)),
    )


def prepared(run: Run) -> list[Trace]:
    """The traces to imitate, beside the stage's model. Raises Stopped while a review is open."""
    folder = stage_folder(run)
    if not (folder / "sifted.jsonl").exists():
        traces = source_traces(run)
        kept, dropped = sift_traces(run, traces)
        (folder / SIFTED_AWAY).write_text(json.dumps(dict(dropped.most_common())) + "\n")
        write_review(folder / REVIEW, kept)
        write_traces(folder / "sifted.jsonl", kept)
    traces = load_traces(str(folder / "sifted.jsonl"))
    if run.learner.config.traces.review:
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


def source_traces(run: Run) -> list[Trace]:
    settings = run.learner.config.traces
    if settings.source is not None:
        return load_traces(settings.source, settings.language, settings.limit)
    found = gathered(run, TRACES)
    if not found:
        raise ConfigError(f"{run.stage_name} has nothing to imitate: set traces.source, or run `collect` before it")
    traces = [one for file in found for one in load_traces(str(file), settings.language)]
    return traces[: settings.limit]


def sift_traces(run: Run, traces: Sequence[Trace]) -> tuple[list[Trace], Counter[str]]:
    """The readable ones, by the service's language score; with `traces.verify` the right ones alone."""
    config = run.learner.config
    items = [
        Item(
            completion=one.completion(config.traces.layout),
            ground_truth=one.ground_truth,
            tests=one.tests,
            language=one.language,
            rewards={"language": 1.0, **({"accuracy": 1.0} if _checkable(run, one) else {})},
        )
        for one in traces
    ]
    results = run.learner.scorer.submit_items(items).result().items if items else []
    kept, dropped = [], Counter[str]()
    for trace, result in zip(traces, results, strict=True):
        accuracy = component(result, "accuracy")
        reason = why_unreadable(trace, component(result, "language"), config.selection.readability)
        if _checkable(run, trace) and accuracy != 1.0:
            reason = "not scored" if accuracy is None else "wrong answer"
        if reason is None:
            kept.append(trace)
        else:
            dropped[kind(reason)] += 1
    if not kept:
        raise DataError(f"no trace is fit to be imitated: {dict(dropped.most_common())}")
    return kept, dropped


def trace_rows(run: Run, traces: Sequence[Trace], step: int) -> Rows:
    """The step's batch: every trace once an epoch, each epoch in an order of its own."""
    learner, config = run.learner, run.learner.config
    texts = []
    for number in range(step * config.sft.batch_size, (step + 1) * config.sft.batch_size):
        epoch, at = divmod(number, len(traces))
        chosen = _order(config.seed, epoch, len(traces))[at]
        prompt = learner.prompter(traces[chosen].problem(str(chosen)))
        texts.append((prompt, traces[chosen].completion(config.traces.layout)))
    return as_rows(learner.policy, texts)


@lru_cache(maxsize=2)
def _order(seed: int, epoch: int, count: int) -> list[int]:
    return random.Random(f"{seed}/{epoch}").sample(range(count), count)  # noqa: S311 (data, no secret)


def _checkable(run: Run, trace: Trace) -> bool:
    return run.learner.config.traces.verify and (trace.ground_truth is not None or trace.tests is not None)


def _base_rows(run: Run, count: int) -> Rows:
    learner = run.learner
    if not isinstance(learner.problems, Bilingual):
        raise ConfigError("bilingual_base is made of its own texts: set problems.source=bilingual, or drop the stage")
    texts = []
    for number in range(learner.cursor, learner.cursor + count):
        source = random.Random(f"text/{learner.config.seed}/{number}")  # noqa: S311 (data, no secret)
        text = base_text(learner.problems, number, source)
        prompt = learner.prompter.template if text.in_template else " {question}"
        texts.append((prompt.replace("{question}", text.question), text.text))
    learner.cursor += count
    return as_rows(learner.policy, texts)
