"""Questions to train on and questions never trained on, whatever they come from.

A source is addressed by a running number, so that the place in the data is one integer in a checkpoint.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from sdk.columns import ground_truth, read_tests
from sdk.train.config.schema import ProblemsConfig
from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError, reading

Question = str | list[dict[str, Any]]


@dataclass(frozen=True)
class Problem:
    id: str
    question: Question
    """A text, or a list of messages."""
    ground_truth: str | list[str] | None = None
    tests: dict[str, Any] | None = None
    language: str | None = None
    solution: str | None = None
    """A completion to imitate."""
    rewards: dict[str, Any] | None = None
    """In place of the stage's rewards."""
    kind: str = "reasoning"
    """Metrics are also kept by kind where a batch mixes several."""
    source: str | None = None
    """Where it comes from; an evaluation tells each source by itself where there are several."""
    columns: Mapping[str, Any] = field(default_factory=dict)
    """Others of its row, for reward functions."""


class Problems(Protocol):
    def train(self, number: int) -> Problem:
        """The problem of any running number; every number has one."""

    def held_out(self, count: int) -> list[Problem]:
        """At most `count` problems that `train` never gives, always the same."""


def is_held_out(question: Question, share: float) -> bool:
    """By a hash of the text: the same question is always on the same side, whatever its number or file."""
    return place_by_hash(question) < share * 2**64


def place_by_hash(question: Question, salt: str = "") -> int:
    """From 0 to 2^64."""
    text = salt + (question if isinstance(question, str) else json.dumps(question, sort_keys=True))
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def stratified(problems: Sequence[Problem], count: int) -> list[Problem]:
    """`count` of them, drawn by a hash of their text, every source by its share and at least once while that can be.

    The draw does not depend on the order of the file, and of two counts the greater holds the smaller.
    """
    by_source: dict[str | None, list[Problem]] = {}
    for one in sorted(problems, key=lambda one: place_by_hash(one.question, "drawn/")):
        by_source.setdefault(one.source, []).append(one)
    ranked = [(at / len(part), name or "", one) for name, part in by_source.items() for at, one in enumerate(part)]
    return [one for _, _, one in sorted(ranked, key=lambda ranked: ranked[:2])[:count]]


@dataclass(frozen=True)
class Listed:
    """The rows of a file, in a new order every epoch."""

    rows: Sequence[Problem]
    reserved: Sequence[Problem]
    seed: int

    def __post_init__(self) -> None:
        if not self.rows or not self.reserved:
            raise DataError(
                f"{len(self.rows)} questions to train on and {len(self.reserved)} held out: "
                "give more rows, another problems.holdout, or problems.eval_source"
            )

    def train(self, number: int) -> Problem:
        epoch, at = divmod(number, len(self.rows))
        return self.rows[_order(len(self.rows), f"{self.seed}/{epoch}")[at]]

    def held_out(self, count: int) -> list[Problem]:
        return stratified(self.reserved, count)


@dataclass(frozen=True)
class FirstDrawn:
    """Few questions of a source, in a new order every epoch; what it holds out stays as it is."""

    rows: Sequence[Problem]
    source: Problems
    seed: int

    def train(self, number: int) -> Problem:
        epoch, at = divmod(number, len(self.rows))
        return self.rows[_order(len(self.rows), f"{self.seed}/{epoch}")[at]]

    def held_out(self, count: int) -> list[Problem]:
        return self.source.held_out(count)


DRAWS_A_QUESTION = 100
"""Tries for each distinct question that is wanted, before a source is taken to have no more."""


def first_drawn(source: Problems, count: int, seed: int) -> FirstDrawn:
    """The first `count` distinct questions that `source` gives: of two counts the greater holds the smaller.

    Raises DataError where the source has fewer.
    """
    found: dict[str, Problem] = {}
    for number in range(DRAWS_A_QUESTION * count):
        problem = source.train(number)
        found.setdefault(json.dumps(problem.question, sort_keys=True), problem)
        if len(found) == count:
            return FirstDrawn(list(found.values()), source, seed)
    raise DataError(f"problems.limit={count}: there are only {len(found)} distinct questions to train on")


_ORDERS: dict[tuple[int, str], list[int]] = {}


def _order(count: int, seed: str) -> list[int]:
    if (count, seed) not in _ORDERS:
        _ORDERS.clear()
        _ORDERS[count, seed] = random.Random(seed).sample(range(count), count)  # noqa: S311 (data, no secret)
    return _ORDERS[count, seed]


def read_problems(source: str, config: ProblemsConfig) -> list[Problem]:
    """The rows of a file, a folder of `datasets` or hub:NAME, by the columns that the configuration names.

    Raises DataError with the row and the column.
    """
    name = source if source.startswith("hub:") else Path(source).name
    return [_problem(row, f"{name}:{number}", config) for number, row in enumerate(load_rows(source), 1)]


def question_of(row: Mapping[str, Any], column: str, where: str) -> Question:
    """A text or a list of messages, not empty. Raises DataError with the row."""
    question = row[column]
    if isinstance(question, str) and question.strip():
        return question
    turns = isinstance(question, list) and question and all(isinstance(one, Mapping) for one in question)
    if not turns:
        raise DataError(f"{where}: {column} should be a text or a list of messages, and not empty: {question!r:.60}")
    return list(question)


def _problem(row: Any, where: str, config: ProblemsConfig) -> Problem:
    if not isinstance(row, Mapping):
        raise DataError(f"{where}: should be an object with a column {config.question_column!r}, not {row!r:.60}")
    _column(row, config, where, "question")
    question = question_of(row, config.question_column, where)
    with reading(where, str(config.ground_truth_column)):
        known = ground_truth(_column(row, config, where, "ground_truth", optional=config.tests_column is not None))
    with reading(where, str(config.tests_column)):
        judged_by = read_tests(_column(row, config, where, "tests"))
    return Problem(
        id=where,
        question=question,
        ground_truth=known,
        tests=judged_by,
        language=_column(row, config, where, "language"),
        solution=_column(row, config, where, "solution"),
        source=str(row["source"]) if row.get("source") else None,
        columns={name: _further(row, name, where) for name in config.columns},
    )


def _further(row: Mapping[str, Any], name: str, where: str) -> Any:
    if name not in row:
        raise DataError(f"{where} has no column {name!r} (it has: {', '.join(map(str, row))}): see problems.columns")
    return row[name]


def _column(row: Mapping[str, Any], config: ProblemsConfig, where: str, name: str, optional: bool = False) -> Any:
    column = getattr(config, f"{name}_column")
    if column is None or (optional and column not in row):
        return None
    if column not in row:
        has = ", ".join(map(str, row))
        raise DataError(
            f"{where} has no column {column!r} (it has: {has}): set problems.{name}_column={_likely(name, row, config)}"
        )
    return row[column]


OTHER_NAMES = {
    "question": ("question", "prompt", "problem", "query", "instruction", "input", "messages"),
    "ground_truth": ("ground_truth", "answer", "expected_answer", "final_answer", "target", "label", "solution"),
    "tests": ("tests", "test_cases", "test_list", "test"),
    "language": ("language", "lang"),
    "solution": ("solution", "response", "completion", "output"),
}
"""By which names data sets have such a column, the likeliest first."""


def _likely(name: str, row: Mapping[str, Any], config: ProblemsConfig) -> str:
    """The row's column that is most likely meant, none that is read as something else."""
    taken = {getattr(config, f"{other}_column") for other in OTHER_NAMES if other != name}
    free = {str(one).lower(): str(one) for one in row if one not in taken}
    known = [free[one] for one in OTHER_NAMES[name] if one in free]
    near = difflib.get_close_matches(str(getattr(config, f"{name}_column")).lower(), list(free), 1, 0.6)
    return ([free[one] for one in near] + known + ["NAME"])[0]
