"""Sampling many completions with a checkpoint, for later choice: each batch is written down before the next begins."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from sdk.schema import ItemResult
from sdk.train.config.schema import Config, with_settings
from sdk.train.data.problems import Problem, Prompter
from sdk.train.data.prompts import STOP, few_shot, general
from sdk.train.data.rows import load_traces
from sdk.train.data.traces import Trace
from sdk.train.errors import ConfigError, DataError
from sdk.train.metrics import Clock, Journal
from sdk.train.run.run import Run
from sdk.train.scoring.scored import Collected
from sdk.train.stages.handover import read_rows, stage_folder
from sdk.train.stages.selection import Candidate
from sdk.train.trainer.collect import sample_and_score

SAMPLED = "sampled.jsonl"
GENERAL = "general"
"""The `data_source` of questions without an expected answer."""


def gather(run: Run) -> list[Candidate]:
    """`gather.questions` training questions, `rollout.group_size` completions each, and the general questions."""
    place = run.state["journals"].get("sampled", 0) if run.state is not None and run.state["step"] > 0 else 0
    run.use_optimizer("adamw")
    config = run.learner.config
    asked = _general_questions(config)
    batch = config.rollout.prompts_per_step
    own = ceil(config.gather.questions / batch)
    # Asked for whatever the weights: the choice needs to know about mixed languages.
    run.learner.scorer.use(config.reward.model_copy(update={"rewards": {"language": 0.0, **config.reward.rewards}}))
    run.learner.refresh_engine()
    with _journal(run, place) as journal, _prompting(run):
        for step in run.steps(own + ceil(len(asked) / batch)):
            clock = Clock()
            if step < own:
                problems = run.learner.next_problems(min(batch, config.gather.questions - step * batch))
            else:
                problems = asked[(step - own) * batch : (step - own + 1) * batch]
            collected = sample_and_score(run.learner, problems, config.rollout.group_size, clock)
            for row in _rows(collected, config):
                journal.write(row)
            run.note_step(step, {**collected.record(), **clock.record()}, collected)
    return [_candidate(row) for row in read_rows(stage_folder(run) / SAMPLED)]


@dataclass(frozen=True)
class FewShotPrompter(Prompter):
    """Examples, other ones for each question but always the same for one, and then the question."""

    examples: Sequence[Trace] = ()
    shown: int = 4
    layout: str = ""

    def __call__(self, problem: Problem) -> str:
        if problem.id.startswith(f"{GENERAL}:"):
            return super().__call__(problem)
        if not isinstance(problem.question, str):
            raise ConfigError(f"problem {problem.id}: few-shot prompts are of texts, not of messages")
        source = random.Random(problem.id)  # noqa: S311 (data, no secret)
        fitting = [one for one in self.examples if one.language in (None, problem.language)] or list(self.examples)
        return few_shot(source.sample(fitting, min(self.shown, len(fitting))), problem.question, self.layout)


@contextmanager
def _prompting(run: Run) -> Iterator[None]:
    """The prompts that `gather.prompt` says, and their stop string, while the stage samples."""
    learner, config = run.learner, run.learner.config
    if config.gather.prompt == "template":
        yield
        return
    if config.gather.examples is None:
        raise ConfigError("gather.prompt=few_shot needs gather.examples: a file of traces to show")
    before = learner.prompter
    shown = load_traces(config.gather.examples)
    layout = config.traces.layout
    learner.prompter = FewShotPrompter(
        before.template, before.tokenizer, before.system, shown, config.gather.shown, layout
    )
    learner.config = with_settings(config, {"rollout.stop": [*config.rollout.stop, *STOP]})
    try:
        yield
    finally:
        learner.prompter, learner.config = before, config


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
    rows = read_rows(Path(path))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict) or not isinstance(row.get("question"), str):
            raise DataError(f"{path}:{number} should have a column `question` with a text")
    return [
        Problem(f"{GENERAL}:{number}", general(row["question"]), language=row.get("language"), solution=row["question"])
        for number, row in enumerate(rows, 1)
    ]


def _rows(collected: Collected, config: Config) -> Iterator[dict[str, Any]]:
    for group, results in zip(collected.groups, collected.items, strict=True):
        problem = group.problem
        is_general = problem.id.startswith(f"{GENERAL}:")
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
