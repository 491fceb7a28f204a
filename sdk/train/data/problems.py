"""Questions to train on and questions never trained on, and the prompts made of them.

A source is addressed by a running number, so that the place in the data is one integer in a checkpoint.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sdk.train.config.schema import ProblemsConfig
from sdk.train.errors import ConfigError, DataError
from sdk.train.toy.arithmetic import Sum, draw_sum

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


def load_problems(config: ProblemsConfig, seed: int) -> Problems:
    if config.source == "arithmetic":
        return Arithmetic(seed, config.holdout)
    if config.source == "bilingual":
        from sdk.train.toy.bilingual import Bilingual  # it is made of problems

        return Bilingual(seed, config.holdout)
    rows = _read(Path(config.source), config)
    if config.eval_source is not None:
        return Listed(rows, _read(Path(config.eval_source), config), seed)
    train = [one for one in rows if not is_held_out(one.question, config.holdout)]
    held_out = [one for one in rows if is_held_out(one.question, config.holdout)]
    return Listed(train, held_out, seed)


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


@dataclass(frozen=True)
class Arithmetic:
    """Sums of 2 to 4 numbers below ten, made on the spot."""

    seed: int
    holdout: float

    def train(self, number: int) -> Problem:
        return as_problem(self.train_sum(number))

    def train_sum(self, number: int) -> Sum:
        return self._draw(f"train/{self.seed}/{number}", held_out=False)

    def held_out(self, count: int) -> list[Problem]:
        sums = (self._draw(f"eval/{number}", held_out=True) for number in range(10 * count))
        return [as_problem(one) for one in dict.fromkeys(sums)][:count]

    def _draw(self, seed: str, held_out: bool) -> Sum:
        source = random.Random(seed)  # noqa: S311 (data, no secret)
        while True:
            found = draw_sum(source)
            if is_held_out(found.question, self.holdout) == held_out:
                return found


def as_problem(one: Sum) -> Problem:
    return Problem(one.question, one.question, ground_truth=str(one.total), solution=one.solution())


@dataclass(frozen=True)
class Prompter:
    """Makes the prompt's text of a question."""

    template: str
    tokenizer: Any
    system: str | None = None

    def __post_init__(self) -> None:
        if self.template == "chat" and not getattr(self.tokenizer, "chat_template", None):
            raise ConfigError(
                "problems.template: chat, but the tokenizer has no chat template: write a prompt with {question}"
            )
        if self.template != "chat" and "{question}" not in self.template:
            raise ConfigError(
                "problems.template has no {question} in it: put it where the question goes, or write `chat`"
            )

    def __call__(self, problem: Problem) -> str:
        if self.template == "chat":
            return self._chat(problem.question)
        if not isinstance(problem.question, str):
            raise ConfigError(f"problem {problem.id}: a question of messages needs problems.template=chat")
        return self.template.replace("{question}", problem.question)

    def _chat(self, question: Question) -> str:
        messages = [{"role": "user", "content": question}] if isinstance(question, str) else list(question)
        if self.system is not None:
            messages = [{"role": "system", "content": self.system}, *messages]
        text: str = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        return text


def _read(path: Path, config: ProblemsConfig) -> list[Problem]:
    try:
        rows = list(_rows(path))
    except FileNotFoundError:
        raise DataError(f"no data file {path}: problems.source takes a path, or `arithmetic`") from None
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read {path}: {error}") from None
    except json.JSONDecodeError as error:
        raise DataError(f"{path}, line {error.lineno}: not valid JSON ({error.msg})") from None
    return [_problem(row, f"{path.name}:{number}", config) for number, row in enumerate(rows, 1)]


def _rows(path: Path) -> Iterable[Any]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".csv":
        return csv.DictReader(text.splitlines())
    if path.suffix == ".json":
        rows = json.loads(text)
        return rows if isinstance(rows, list) else [rows]
    return (_json_line(line, number) for number, line in enumerate(text.split("\n"), 1) if line.strip())


def _json_line(line: str, number: int) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        error.lineno = number
        raise


def _problem(row: Any, where: str, config: ProblemsConfig) -> Problem:
    if not isinstance(row, Mapping):
        raise DataError(f"{where}: should be an object with a column {config.question_column!r}, not {row!r:.60}")
    question = _column(row, config, where, "question")
    truth = _column(row, config, where, "ground_truth", optional=config.tests_column is not None)
    return Problem(
        id=where,
        question=question,
        ground_truth=[str(one) for one in truth] if isinstance(truth, list) else None if truth is None else str(truth),
        tests=_tests(_column(row, config, where, "tests"), where),
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


def _tests(tests: Any, where: str) -> dict[str, Any] | None:
    """A table's cell holds an object as text."""
    try:
        tests = json.loads(tests) if isinstance(tests, str) else tests
    except json.JSONDecodeError:
        raise DataError(f"{where}: its tests are not valid JSON") from None
    if tests is not None and not isinstance(tests, dict):
        raise DataError(f"{where}: its tests should be an object with a `type`")
    return tests
