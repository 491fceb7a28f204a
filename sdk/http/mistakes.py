"""Explains what is wrong with an item: the field, the value that came, and the field that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from sdk.schema import ErrorDetail, Item

MEANT = {
    "answer": "ground_truth", "answers": "ground_truth", "solution": "ground_truth", "solutions": "ground_truth",
    "target": "ground_truth", "label": "ground_truth", "gold": "ground_truth", "gold_answer": "ground_truth",
    "expected": "ground_truth", "expected_answer": "ground_truth", "reference": "ground_truth", "gt": "ground_truth",
    "response": "completion", "output": "completion", "text": "completion", "generation": "completion",
    "completions": "completion", "content": "completion", "messages": "completion", "prediction": "completion",
    "question": "prompt", "problem": "prompt", "instruction": "prompt", "query": "prompt", "input": "prompt",
    "test": "tests", "test_cases": "tests", "unit_tests": "tests", "test_list": "tests", "cases": "tests",
    "lang": "language", "source": "data_source", "dataset": "data_source", "weights": "rewards", "reward": "rewards",
    "extra_info": "metadata", "meta": "metadata", "group": "group_id", "uid": "group_id", "index": "id",
}  # fmt: skip
"""Names of fields in other systems and data sets, and ours."""
DECODE_FIRST = ": are these token ids? Decode them first"


def mistakes(error: ValidationError, item: int | None = None, fields: Sequence[str] = ()) -> list[ErrorDetail]:
    """Each wrong field in one line. `fields`: the possible names, if a name is wrong."""
    found = error.errors(include_url=False, include_context=False)
    return [
        ErrorDetail(item=item, field=".".join(map(str, one["loc"])), message=_told(one, fields or _FIELDS))
        for one in found
    ]


_FIELDS = tuple(Item.model_fields)


def _told(error: Any, fields: Sequence[str]) -> str:
    kind, field, value = error["type"], error["loc"][-1] if error["loc"] else "", error["input"]
    if kind == "extra_forbidden":
        near = _nearest(str(field), fields)
        return f"no such field; did you mean {near}?" if near else f"no such field; there are {', '.join(fields)}"
    if kind == "missing":
        return "is missing"
    if kind in ("model_type", "model_attributes_type", "dataclass_type"):
        return f"should be a dict or an Item, not {what(value)}"
    told = error["msg"].removeprefix("Value error, ")
    told = told.removeprefix("Input ")
    return f"{told}, not {what(value)}{_advice(field, value)}" if told.startswith("should be") else told


def _nearest(field: str, fields: Sequence[str]) -> str | None:
    meant = MEANT.get(field.lower())
    if meant in fields:
        return meant
    return next(iter(difflib.get_close_matches(field.lower(), fields, n=1, cutoff=0.6)), None)


def _advice(field: object, value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return ": decode them first"
    if field not in ("completion", "prompt"):
        return ""
    if isinstance(value, dict):
        return ": put the message into a list"
    return DECODE_FIRST if _are_numbers(value) else ""


def _are_numbers(value: object) -> bool:
    listed = value.tolist() if hasattr(value, "tolist") else value
    return isinstance(listed, list | tuple) and bool(listed) and all(isinstance(one, int) for one in listed[:8])


def what(value: object) -> str:
    """The type of a value in a word or three."""
    if value is None:
        return "None"
    if isinstance(value, list | tuple | set | frozenset):
        name = type(value).__name__
        kinds = sorted({type(one).__name__ for one in list(value)[:8]})
        return f"a {name} of {' and '.join(kinds)}" if kinds else f"an empty {name}"
    kind = type(value)
    module = kind.__module__.partition(".")[0]
    name = kind.__qualname__ if module == "builtins" else f"{module}.{kind.__qualname__}"
    return f"{name} {value!r}" if isinstance(value, bool | int | float) else name
