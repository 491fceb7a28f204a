"""Which column of a row is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from sdk.columns.errors import ColumnError
from sdk.columns.plain import is_absent
from sdk.columns.texts import SPECIAL_TOKENS

NAMES: dict[str, tuple[str, ...]] = {
    "completion": ("completion", "response", "generation"),
    "prompt": (
        "prompt",
        "question",
        "problem",
        "question_content",
        "description",
        "instruction",
        "query",
        "text",
        "instruct_prompt",
        "complete_prompt",
    ),
    "ground_truth": (
        "ground_truth",
        "reward_model.ground_truth",
        "expected_answer",
        "final_answer",
        "answer",
        "solution",
        "label",
        "target",
    ),
    "language": ("language",),
    "id": ("id", "uuid", "task_id", "problem_id", "question_id", "extra_info.index"),
    "group_id": ("group_id",),
    "data_source": ("data_source", "source", "dataset"),
    "finish_reason": ("finish_reason",),
    "completion_tokens": ("completion_tokens",),
}
"""A field's columns, where no option names one: the first that a row has. A dot leads into a struct."""


@dataclass(frozen=True)
class Columns:
    """Each field's column; None: the first of `NAMES`, and for tests the row's shape. A dot leads into a struct."""

    completion: str | None = None
    prompt: str | None = None
    ground_truth: str | None = None
    tests: str | None = None
    language: str | None = None
    id: str | None = None
    group_id: str | None = None
    data_source: str | None = None
    finish_reason: str | None = None
    completion_tokens: str | None = None
    metadata: tuple[str, ...] = ()
    """Columns that are echoed with an item's result."""
    isolation: str | None = None
    """For tests that name none: `auto` where some must share the program's process, such as LeetCode's linked lists."""
    special_tokens: tuple[str, ...] = SPECIAL_TOKENS
    """Texts that are cut from a completion's end."""

    def __post_init__(self) -> None:
        if "" in self.special_tokens:
            raise ValueError("special_tokens: an empty text ends every completion; leave it out")

    @classmethod
    def of(cls, named: Mapping[str, Any]) -> Columns:
        """From a configuration or a command line. Raises ValueError for a field that does not exist."""
        known = [one.name for one in fields(cls)]
        if unknown := sorted(set(named) - set(known)):
            raise ValueError(f"no field {unknown[0]!r} for a column to be named for: there is {', '.join(known)}")
        return cls(**named)

    def found(self, row: Mapping[str, Any], field: str) -> tuple[str, Any]:
        """The column that holds a field in this row, and its value; an empty name and None where it has none.

        Raises ColumnError where an option names a column that the row lacks.
        """
        named: str | None = getattr(self, field)
        for column in (named,) if named else NAMES.get(field, ()):
            there, value = _at(row, column)
            if there and (named or not is_absent(value)):
                return column, value
        if named:
            raise ColumnError(f"the row has no such column: it has {', '.join(map(str, row))}", named)
        return "", None


def _at(row: Mapping[str, Any], column: str) -> tuple[bool, Any]:
    if column in row:
        return True, row[column]
    value: Any = row
    for name in column.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return False, None
        value = value[name]
    return True, value
