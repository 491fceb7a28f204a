"""The stages that gather data: many completions of a checkpoint, of which the good ones are kept.

Each batch is written down before the next begins.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import Any

from sdk.schema import ItemResult
from sdk.train.config.load import with_settings
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import GENERAL_ID, STOP, FewShotPrompter, cleaned, general
from sdk.train.data.rows import load_rows
from sdk.train.data.traces import Trace, load_traces, write_traces
from sdk.train.errors import ConfigError, DataError
from sdk.train.metrics import Clock, Journal
from sdk.train.run import checkpoint
from sdk.train.run.run import Run
from sdk.train.scoring.scored import ScoredGroups
from sdk.train.stages.handover import Card, file_digest, inputs, own_records, reward_versions, stage_folder, write_card
from sdk.train.stages.selection import Candidate, Selection, select
from sdk.train.toy.general import Courtesies
from sdk.train.trainer.collect import Sampler, sample_and_score
from sdk.train.trainer.context import Context

SAMPLED, TRACES = "sampled.jsonl", "traces.jsonl"


def collect(run: Run, context: Context) -> None:
    """Cold-start data: outputs of the present model, or its answers to few-shot prompts, cleaned and sifted."""
    selection = choose(context, gather(run, context))
    if context.config.gather.clean:
        selection.kept = [cleaned(one) for one in selection.kept]
    keep_traces(run, selection, "Reasoning to begin with: sampled, found right by the rewards, and readable.")


def rejection_sampling(run: Run, context: Context) -> None:
    """Many completions a question from the present checkpoint: the good ones, and general data."""
    selection = choose(context, gather(run, context))
    general = context.config.gather.general_traces
    if general is not None:
        added = general_traces(run, general)
        selection.kept += added
        selection.added["general traces"] = len(added)
    keep_traces(run, selection, "Completions of a checkpoint that are right, well formed and readable.")


def general_traces(run: Run, source: str) -> list[Trace]:
    if source == "bilingual":
        return Courtesies(run.config.seed, run.config.problems.holdout).traces()
    return load_traces(source)


def gather(run: Run, context: Context) -> list[Candidate]:
    """`gather.questions` training questions, `rollout.group_size` completions each, and the general questions."""
    place = run.state["journals"].get("sampled", 0) if run.state is not None and run.state["step"] > 0 else 0
    run.use_optimizer("adamw")
    context = prompting(knowing_language(context))
    config, learner = context.config, run.learner
    asked = _general_questions(config)
    batch = config.rollout.prompts_per_step
    own = ceil(config.gather.questions / batch)
    learner.refresh_engine()
    sampler = Sampler(learner.engine, learner.policy, learner.random)
    with _journal(run, place) as journal:
        for step in run.steps(own + ceil(len(asked) / batch)):
            clock = Clock()
            if step < own:
                problems = learner.next_problems(context.problems, min(batch, config.gather.questions - step * batch))
            else:
                problems = asked[(step - own) * batch : (step - own + 1) * batch]
            scored = sample_and_score(context, sampler, problems, config.rollout.group_size, clock)
            for row in _rows(scored, config):
                journal.write(row)
            run.note_step(step, {**scored.record(), **clock.record()}, scored)
    return [_candidate(row) for row in load_rows(str(stage_folder(run) / SAMPLED))]


def knowing_language(context: Context) -> Context:
    """The language is asked for whatever its weight: the choice needs to know about mixed languages."""
    rewards = {"language": 0.0, **context.config.reward.rewards}
    asked = context.config.reward.model_copy(update={"rewards": rewards})
    return dataclasses.replace(context, scorer=context.scorer.asking_for(asked))


def prompting(context: Context) -> Context:
    """With the prompts that `gather.prompt` says, and their stop string."""
    config, before = context.config, context.prompter
    if config.gather.prompt == "template":
        return context
    if config.gather.examples is None:
        raise ConfigError("gather.prompt=few_shot needs gather.examples: a file of traces to show")
    shown = load_traces(config.gather.examples)
    prompter = FewShotPrompter(
        before.template, before.tokenizer, before.system, shown, config.gather.shown, config.traces.layout
    )
    stopping = with_settings(config, {"rollout.stop": [*config.rollout.stop, *STOP]})
    return dataclasses.replace(context, prompter=prompter, config=stopping)


@contextmanager
def _journal(run: Run, place: int) -> Iterator[Journal]:
    """`sampled.jsonl` of the stage, cut back to the checkpoint that is gone on from."""
    journal = Journal(stage_folder(run) / SAMPLED)
    journal.cut_back(place)
    run.journals["sampled"] = journal
    try:
        yield journal
    finally:
        run.journals.pop("sampled").close()


def _general_questions(config: Config) -> list[Problem]:
    path = config.gather.general_questions
    if path is None:
        return []
    rows = list(load_rows(path))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("question"), str):
            raise DataError(f"{path}:{number} should have a column `question` with a text")
    return [
        Problem(
            f"{GENERAL_ID}:{number}", general(row["question"]), language=row.get("language"), solution=row["question"]
        )
        for number, row in enumerate(rows, 1)
    ]


def _rows(scored: ScoredGroups, config: Config) -> Iterator[dict[str, Any]]:
    for group, results in zip(scored.groups, scored.items, strict=True):
        problem = group.problem
        is_general = problem.id.startswith(f"{GENERAL_ID}:")
        question = problem.solution if is_general else problem.question
        prompted = Trace(
            question or "", "", "", problem.ground_truth, problem.tests, problem.language, config.problems.source
        )
        for completion, result in zip(group.completions, results, strict=True):
            yield {
                "question_key": problem.id,
                "prompted": dataclasses.asdict(prompted),
                "completion": completion.text,
                "result": result.model_dump(),
                "cut_off": completion.finish_reason == "length",
                "general": is_general,
            }


def _candidate(row: dict[str, Any]) -> Candidate:
    result = ItemResult.model_validate(row["result"])
    return Candidate(
        row["question_key"],
        Trace(**row["prompted"]),
        row["completion"],
        result,
        row["cut_off"],
        row["general"],
    )


def choose(context: Context, candidates: Sequence[Candidate]) -> Selection:
    """Verifiable and general candidates, each by its own rules."""
    config = context.config
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
        raise DataError(f"{run.context.name} kept nothing: {folder / 'card.md'} says why")
    run.display.say(f"{run.context.name}: kept {len(selection.kept)}; {folder / 'card.md'} says what and why not")


def data_card(run: Run, what: str, counts: dict[str, int], dropped: Counter[str], files: Sequence[Path]) -> Card:
    return Card(
        stage=run.context.name,
        what=what,
        settings=checkpoint.deciding(run.context.config),
        inputs=inputs(run, "model"),
        outputs={one.name: file_digest(one) for one in files},
        counts=counts,
        dropped=dict(dropped.most_common()),
        reward_versions=reward_versions(own_records(run)),
    )
