"""Rows of a data set as the doctor sees them: the question, how it is judged, and a reference program."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sdk.columns import ColumnError, Columns, Question, question
from sdk.schema import Item
from sdk.tools.doctor.findings import Finding
from sdk.tools.rows import Row

REFERENCES = (
    "reference", "reference_solution", "canonical_solution", "solution", "solutions", "code", "completion",
)  # fmt: skip
"""Columns in which data sets keep a program that solves the question; the first that a row has."""


@dataclass(frozen=True)
class Entry:
    number: int
    """From 1."""
    row: Mapping[str, Any]
    asked: Question
    reference: str | None = None
    """A program that should pass the tests."""

    @property
    def prompt(self) -> str:
        """The prompt as one text."""
        given = self.asked.prompt
        if given is None or isinstance(given, str):
            return given or ""
        return "\n".join(_content(turn) for turn in given)

    @property
    def truths(self) -> list[str]:
        truth = self.asked.ground_truth
        return [] if truth is None else [truth] if isinstance(truth, str) else list(truth)

    def item(self, completion: str) -> Item:
        """The question with this completion, judged as the row says."""
        fields = {name: value for name, value in self.asked.fields().items() if name in _JUDGED}
        return Item.model_validate(fields | {"completion": completion})

    def program(self, source: str, tests: dict[str, Any] | None = None) -> Item:
        """A program as a completion, in a fence that nothing in it closes."""
        fence = "`" * 3
        while fence in source:
            fence += "`"
        return Item(completion=f"{fence}python\n{source}\n{fence}", tests=tests or self.asked.tests)


_JUDGED = ("prompt", "ground_truth", "tests")


def _content(turn: Any) -> str:
    content = turn.get("content") if isinstance(turn, Mapping) else turn
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, default=str)


def entries(rows: Iterable[Any], columns: Columns, reference: str | None) -> Iterator[Entry | Finding]:
    """Each row as an entry, or what is wrong with it; a `Row` is a line that could not be read."""
    for number, row in enumerate(rows, 1):
        if isinstance(row, Row):
            yield Finding(number, "unreadable", f"line {row.place.line}: {row.wrong}")
            continue
        try:
            asked = question(row, columns)
        except ColumnError as error:
            yield Finding(number, "unreadable", str(error))
            continue
        if asked.ground_truth is None and asked.tests is None:
            yield Finding(number, "no_judge", f"it has the columns {', '.join(map(str, row))}")
            continue
        yield Entry(number, row, asked, _reference(row, asked, reference) if asked.tests else None)


def _reference(row: Mapping[str, Any], asked: Question, column: str | None) -> str | None:
    """The row's program, where it is Python; HumanEval's is the body of the function that the prompt begins."""
    for name in (column,) if column else REFERENCES:
        value = row.get(name)
        if isinstance(value, str) and value.lstrip()[:1] == "[":
            with suppress(ValueError):
                value = json.loads(value)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, str) and value.strip():
            source = _unfenced(value)
            for whole in (source, f"{row.get('prompt')}{value}"):
                if _is_python(whole) and _defines(whole, asked):
                    return whole
    return None


def _unfenced(text: str) -> str:
    parts = text.split("```")
    return parts[1].partition("\n")[2] if len(parts) == 3 else text


def _is_python(text: str) -> bool:
    try:
        return bool(ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _defines(source: str, asked: Question) -> bool:
    """Has it what the tests call? A method's class may come from the service."""
    name = str((asked.tests or {}).get("entry_point") or "").rpartition(".")[2]
    return not name or f"def {name}" in source or f"class {name}" in source or f"{name} =" in source
