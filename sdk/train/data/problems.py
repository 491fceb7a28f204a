"""Questions to train on and questions never trained on, whatever they come from.

A source is addressed by a running number, so that the place in the data is one integer in a checkpoint.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


class Problems(Protocol):
    def train(self, number: int) -> Problem:
        """The problem of any running number; every number has one."""

    def held_out(self, count: int) -> list[Problem]:
        """At most `count` problems that `train` never gives, always the same."""


def is_held_out(question: Question, share: float) -> bool:
    """By a hash of the text: the same question is always on the same side, whatever its number or file."""
    text = question if isinstance(question, str) else json.dumps(question, sort_keys=True)
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") < share * 2**64


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
        return list(self.reserved[:count])


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


def _problem(row: Any, where: str, config: ProblemsConfig) -> Problem:
    if not isinstance(row, Mapping):
        raise DataError(f"{where}: should be an object with a column {config.question_column!r}, not {row!r:.60}")
    question = _column(row, config, where, "question")
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
    )


def _column(row: Mapping[str, Any], config: ProblemsConfig, where: str, name: str, optional: bool = False) -> Any:
    column = getattr(config, f"{name}_column")
    if column is None or (optional and column not in row):
        return None
    if column not in row:
        has = ", ".join(map(str, row))
        near = difflib.get_close_matches(column, list(map(str, row)), 1, 0.5) or ["NAME"]
        raise DataError(f"{where} has no column {column!r} (it has: {has}): set problems.{name}_column={near[0]}")
    return row[column]
