"""Traces: a question with the reasoning and the answer that were written to it, from whatever data set they come.

One record, four shapes: our own, and those of OpenThoughts-114k and of R1-Distill-SFT, told apart by their columns.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sdk.columns import ground_truth, read_tests
from sdk.schema import Template
from sdk.train.data.problems import Problem, Question
from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError, reading

Row = Mapping[str, Any]
OPEN_THOUGHTS = re.compile(
    r"\s*<\|begin_of_thought\|>(?P<reasoning>.*?)<\|end_of_thought\|>"
    r"\s*<\|begin_of_solution\|>(?P<answer>.*?)<\|end_of_solution\|>\s*",
    re.DOTALL,
)
THINK_THEN_ANSWER = re.compile(r"\s*<think>(?P<reasoning>.*?)</think>(?P<answer>.*)", re.DOTALL)


@dataclass(frozen=True)
class Trace:
    question: Question
    """A text, or a list of messages."""
    reasoning: str
    answer: str
    ground_truth: str | list[str] | None = None
    tests: dict[str, Any] | None = None
    language: str | None = None
    source: str = ""
    """Where it comes from: a file and line, a data set, a model."""

    def completion(self, layout: str) -> str:
        """What the model should write: `layout` with its {reasoning} and {answer} filled in."""
        parts = {"{reasoning}": self.reasoning, "{answer}": self.answer}
        return re.sub(r"\{reasoning\}|\{answer\}", lambda found: parts[found[0]], layout)

    def problem(self, identity: str) -> Problem:
        return Problem(identity, self.question, self.ground_truth, self.tests, self.language)

    def row(self) -> dict[str, Any]:
        """As a row of our own shape; what is not known is left out."""
        return {name: value for name, value in dataclasses.asdict(self).items() if value not in (None, "")}


def split_completion(completion: str, template: Template) -> tuple[str, str] | None:
    """Reasoning and answer of a completion that keeps the template, outer white space cut; None for any other.

    It is for completions whose format the service has found good, and does not judge them again.
    """
    text = completion if not template.think_prefilled else template.think_open + completion
    before, opened, rest = text.partition(template.think_open)
    reasoning, closed, answer = rest.partition(template.think_close)
    if template.answer_tags:
        _, tagged, answer = answer.partition(template.answer_open)
        answer, ended, _ = answer.partition(template.answer_close)
        closed = closed and tagged and ended
    whole = opened and closed and not before.strip() and answer.strip()
    return (reasoning.strip(), answer.strip()) if whole else None


def load_traces(source: str, language: str | None = None, limit: int | None = None) -> list[Trace]:
    """The first `limit` traces of a source. Raises DataError with one line that says what to do.

    `source` is a file; a folder, as `Dataset.save_to_disk` writes it or as a data set of the hub is laid out; or
    `hub:NAME`, `hub:NAME:CONFIGURATION` and `hub:NAME:CONFIGURATION:SPLIT` (the split is `train` unless named).
    """
    rows = enumerate(islice(load_rows(source), limit), 1)
    name = source if source.startswith("hub:") else Path(source).name
    traces = [read_row(row, f"{name}:{number}", language) for number, row in rows]
    if not traces:
        raise DataError(f"{source} holds no traces")
    return traces


def read_row(row: Row, where: str, language: str | None = None) -> Trace:
    """A trace of any known shape. `language` is that of rows that name none. Raises DataError, naming the columns."""
    if not isinstance(row, Mapping):
        raise DataError(f"{where}: should be an object with columns, not {row!r:.60}")
    for columns, read in SHAPES:
        if set(columns) <= set(row):
            trace = read(row, where)
            return trace if trace.language or language is None else dataclasses.replace(trace, language=language)
    has = ", ".join(map(str, row)) or "none"
    shapes = "; or ".join(" and ".join(columns) for columns, _ in SHAPES)
    raise DataError(f"{where} is no trace: it has the columns {has}, and should have {shapes}")


def write_traces(path: Path, traces: Sequence[Trace]) -> None:
    """JSON Lines in our own shape, whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text("".join(json.dumps(trace.row()) + "\n" for trace in traces), encoding="ascii")
    partial.replace(path)


def _ours(row: Row, where: str) -> Trace:
    unknown = sorted(set(row) - {field.name for field in dataclasses.fields(Trace)})
    if unknown:
        raise DataError(f"{where}: no column {unknown[0]!r} in a trace; take it away, or rename it")
    with reading(where, "ground_truth"):
        truth = ground_truth(row.get("ground_truth"))
    with reading(where, "tests"):
        judged_by = read_tests(row.get("tests"))
    return Trace(
        question=_question(row, "question", where),
        reasoning=_text(row, "reasoning", where),
        answer=_text(row, "answer", where),
        ground_truth=truth,
        tests=judged_by,
        language=row.get("language"),
        source=str(row.get("source") or where),
    )


def _open_thoughts(row: Row, where: str) -> Trace:
    """OpenThoughts-114k, its default configuration: a system text and a conversation of two turns."""
    turns = row["conversations"]
    if not isinstance(turns, Sequence) or not all(isinstance(one, Mapping) for one in turns):
        raise DataError(f"{where}: conversations should be a list of turns with `from` and `value`")
    said = {str(one.get("from", one.get("role"))): one.get("value", one.get("content")) for one in turns}
    question, reply = said.get("user", said.get("human")), said.get("assistant", said.get("gpt"))
    if not isinstance(question, str) or not isinstance(reply, str):
        raise DataError(f"{where}: its conversation has no turn of a user and one of an assistant")
    found = OPEN_THOUGHTS.fullmatch(reply) or THINK_THEN_ANSWER.fullmatch(reply)
    if found is None:
        raise DataError(f"{where}: no <|begin_of_thought|> and <|begin_of_solution|> blocks in the assistant's turn")
    return Trace(question, found["reasoning"].strip(), found["answer"].strip(), source=where)


def _open_thoughts_metadata(row: Row, where: str) -> Trace:
    """OpenThoughts-114k, its configuration `metadata`: the parts in columns, and a code problem's tests."""
    with reading(where, "test_cases"):
        judged_by = read_tests(row.get("test_cases"))
    truth = row.get("ground_truth_solution") if judged_by is None else None
    return Trace(
        question=_question(row, "problem", where),
        reasoning=_text(row, "deepseek_reasoning", where).strip(),
        answer=_text(row, "deepseek_solution", where).strip(),
        ground_truth=str(truth) if truth else None,
        tests=judged_by,
        source="/".join(str(one) for one in (row.get("source"), where) if one),
    )


def _r1_distill(row: Row, where: str) -> Trace:
    """ServiceNow's R1-Distill-SFT: the reply holds its think block; `solution` is the reference."""
    found = THINK_THEN_ANSWER.fullmatch(_text(row, "reannotated_assistant_content", where))
    if found is None:
        raise DataError(f"{where}: no <think> block in reannotated_assistant_content")
    question = row.get("problem") or _first_user_turn(row, where)
    return Trace(
        question=question,
        reasoning=found["reasoning"].strip(),
        answer=found["answer"].strip(),
        ground_truth=str(row["solution"]) if row.get("solution") else None,
        source="/".join(str(one) for one in (row.get("source_dataset", row.get("source")), where) if one),
    )


SHAPES: list[tuple[tuple[str, ...], Callable[[Row, str], Trace]]] = [
    (("question", "reasoning", "answer"), _ours),
    (("conversations",), _open_thoughts),
    (("problem", "deepseek_reasoning", "deepseek_solution"), _open_thoughts_metadata),
    (("reannotated_assistant_content",), _r1_distill),
]


def _first_user_turn(row: Row, where: str) -> str:
    turns = row.get("messages") or row.get("reannotated_messages") or []
    for turn in turns if isinstance(turns, Sequence) else []:
        if isinstance(turn, Mapping) and turn.get("role") == "user" and isinstance(turn.get("content"), str):
            return str(turn["content"])
    raise DataError(f"{where}: neither a column `problem` nor a user's turn in `messages`")


def _text(row: Row, column: str, where: str) -> str:
    if not isinstance(row[column], str):
        raise DataError(f"{where}: {column} should be text, not {row[column]!r:.60}")
    return str(row[column])


def _question(row: Row, column: str, where: str) -> Question:
    question: Question = row[column]
    if isinstance(question, str) or (
        isinstance(question, list) and all(isinstance(one, Mapping) and "role" in one for one in question)
    ):
        return question
    raise DataError(f"{where}: {column} should be text or a list of messages, not {question!r:.60}")
