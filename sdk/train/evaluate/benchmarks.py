"""Benchmarks as they are published, read as questions: which one a file is, its columns tell."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite, nan
from pathlib import Path
from typing import Any

from sdk.columns import ground_truth, row_tests
from sdk.train.data.problems import Problem, question_of
from sdk.train.data.public import gsm8k, math
from sdk.train.data.rows import load_rows
from sdk.train.errors import DataError, reading

Row = Mapping[str, Any]
LETTERS = string.ascii_uppercase


@dataclass(frozen=True)
class Question:
    problem: Problem
    subject: str | None = None
    """By which accuracy is told apart."""
    rating: float | None = None
    """How hard the problem is, as Codeforces rates it."""


@dataclass(frozen=True)
class Benchmark:
    name: str
    shape: str
    questions: list[Question]


def read_benchmark(source: str, seed: int = 0, limit: int | None = None) -> Benchmark:
    """A file, a folder of `datasets` or hub:NAME. Raises DataError, naming the columns.

    `seed` orders the options of shapes whose first option is always the right one.
    """
    name = source if source.startswith("hub:") else Path(source).name
    rows = list(load_rows(source))[:limit]
    if not rows:
        raise DataError(f"{source} holds no questions")
    shape = _shape(rows[0], name)
    questions = [_read(shape, row, f"{name}:{at}", seed) for at, row in enumerate(rows, 1)]
    return Benchmark(name, shape.name, questions)


def read_row(row: Any, where: str, seed: int) -> Question:
    """One question of any shape. Raises DataError."""
    return _read(_shape(row, where), row, where, seed)


def _read(shape: Shape, row: Any, where: str, seed: int) -> Question:
    """Every row has the first one's shape."""
    if not any(columns <= _names(row) for columns in shape.columns):
        raise DataError(f"{where}: is not in the shape of the first row, {shape.name}")
    return replace(_numbered(shape.read(row, where, seed), where), rating=_rating(row, where))


def _rating(row: Row, where: str) -> float | None:
    found = row.get("rating")
    if found in (None, ""):
        return None
    try:
        rating = float(found)
    except (TypeError, ValueError):
        rating = nan
    if not isfinite(rating):
        raise DataError(f"{where}: rating should be a number, not {found!r:.40}")
    return rating


def _names(row: Any) -> set[str]:
    return set(map(str, row)) if isinstance(row, Mapping) else set()


def _numbered(question: Question, where: str) -> Question:
    """Rows are told apart by where they stand; every benchmark here is in English unless a row says otherwise."""
    problem = question.problem
    return replace(question, problem=replace(problem, id=where, language=problem.language or "en"))


def _math(row: Row, where: str, seed: int) -> Question:
    """MATH-500 (problem, answer, subject), MATH (problem, solution, type), AIME (problem, answer; also capitalised)."""
    lower = {str(name).lower(): value for name, value in row.items()}
    if lower.get("answer") is not None:
        lower["answer"] = str(lower["answer"])
    found = math(lower, where)
    subject = lower.get("subject") or lower.get("type") or lower.get("year")
    return Question(Problem(where, found["question"], found["ground_truth"]), None if subject is None else str(subject))


def _short_answer(row: Row, where: str, seed: int) -> Question:
    """GSM8K (the answer ends with #### NUMBER), or any question with a short answer."""
    answer = row["answer"]
    if isinstance(answer, str) and "####" in answer:
        found = gsm8k(row, where)
        return Question(Problem(where, found["question"], found["ground_truth"]))
    if answer is None or not str(answer).strip():
        raise DataError(f"{where}: its answer is empty")
    return Question(Problem(where, _text(row, "question", where), str(answer)), _subject(row, "subject"))


def _human_eval(row: Row, where: str, seed: int) -> Question:
    """prompt, test, entry_point. What the prompt defines beside the function asked for is there for the tests too."""
    prompt = _text(row, "prompt", where)
    asked = (
        f"Complete this Python function. Give the whole of it, and what it needs.\n\n```python\n{prompt.strip()}\n```"
    )
    tests = _tests(row, where)
    return Question(Problem(where, asked, tests=tests))


def _live_code_bench(row: Row, where: str, seed: int) -> Question:
    """question_content, starter_code, public_test_cases, private_test_cases, metadata (func_name), difficulty."""
    tests = _tests(row, where)
    if tests and tests["type"] == "call":
        how = f"Complete this Python code:\n\n```python\n{str(row.get('starter_code') or '').strip()}\n```"
    else:
        how = "Write a Python program that reads from standard input and writes to standard output."
    asked = f"{_text(row, 'question_content', where).strip()}\n\n{how}"
    return Question(Problem(where, asked, tests=tests), _subject(row, "difficulty"))


def _tests(row: Row, where: str) -> dict[str, Any] | None:
    with reading(where):
        return row_tests(row)[1]


def _gpqa(row: Row, where: str, seed: int) -> Question:
    """Question, Correct Answer, Incorrect Answer 1 to 3, High-level domain: the options in an order of their own."""
    names = ("Correct Answer", *(f"Incorrect Answer {number}" for number in (1, 2, 3)))
    question, *options = (_text(row, name, where) for name in ("Question", *names))
    key = f"{seed}/{question}".encode("utf-8", "surrogatepass")
    order = random.Random(key).sample(range(4), 4)  # noqa: S311 (data, no secret)
    asked = _with_options(question, [options[one].strip() for one in order])
    return Question(Problem(where, asked, LETTERS[order.index(0)]), _subject(row, "High-level domain"))


def _mmlu(row: Row, where: str, seed: int) -> Question:
    """question, choices (MMLU) or options (MMLU-Pro), answer as number or letter. The order stays: options may name
    each other (`both of the above`)."""
    found = row.get("choices") or row.get("options") or [row[letter] for letter in "ABCD" if letter in row]
    if not isinstance(found, Sequence) or isinstance(found, str) or len(found) < 2:
        raise DataError(f"{where}: its options should be a list of two or more, not {found!r:.40}")
    options, answer = list(found), row["answer"]
    if isinstance(answer, int) and 0 <= answer < len(options):
        answer = LETTERS[answer]
    if not isinstance(answer, str) or answer not in LETTERS[: len(options)]:
        raise DataError(f"{where}: its answer is none of its {len(options)} options, but {answer!r:.40}")
    asked = _with_options(_text(row, "question", where), options)
    return Question(Problem(where, asked, answer), _subject(row, "subject") or _subject(row, "category"))


def _ours(row: Row, where: str, seed: int) -> Question:
    with reading(where, "ground_truth"):
        known = ground_truth(row.get("ground_truth"))
    tests = _tests(row, where)
    if known is None and tests is None:
        raise DataError(f"{where} has neither ground_truth nor tests")
    return Question(
        Problem(where, question_of(row, "question", where), known, tests, row.get("language")), _subject(row, "subject")
    )


@dataclass(frozen=True)
class Shape:
    name: str
    columns: tuple[frozenset[str], ...]
    """Any of these sets of columns marks it."""
    read: Callable[[Row, str, int], Question]


def _columns(*sets: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(one.split(", ")) for one in sets)


SHAPES = (
    Shape("LiveCodeBench", _columns("question_content, public_test_cases"), _live_code_bench),
    Shape("HumanEval", _columns("prompt, test, entry_point"), _human_eval),
    Shape("GPQA", _columns("Question, Correct Answer, Incorrect Answer 1"), _gpqa),
    Shape(
        "MMLU",
        _columns("question, choices, answer", "question, options, answer", "question, A, B, C, D, answer"),
        _mmlu,
    ),
    Shape("questions", _columns("question, ground_truth", "question, tests"), _ours),
    Shape("MATH or AIME", _columns("problem, answer", "problem, solution", "Problem, Answer"), _math),
    Shape("GSM8K or short answers", _columns("question, answer"), _short_answer),
)


def _shape(row: Any, name: str) -> Shape:
    has = _names(row)
    for one in SHAPES:
        if any(columns <= has for columns in one.columns):
            return one
    known = "; ".join(f"{one.name}: {', '.join(sorted(one.columns[0]))}" for one in SHAPES)
    raise DataError(f"{name} is no benchmark known here: it has {', '.join(sorted(has)) or 'no columns'} ({known})")


def _with_options(question: str, options: Sequence[str]) -> str:
    listed = "\n".join(f"{letter}. {option}" for letter, option in zip(LETTERS, options, strict=False))
    return f"{question.strip()}\n\n{listed}\n\nAnswer with the letter of the right option."


def _subject(row: Row, column: str) -> str | None:
    return None if row.get(column) in (None, "") else str(row[column])


def _text(row: Row, column: str, where: str) -> str:
    if not isinstance(row.get(column), str) or not row[column].strip():
        raise DataError(f"{where} has no text in the column {column!r}")
    return str(row[column])
