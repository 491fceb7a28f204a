"""Ground truths as data sets hold them: numbers, lists of answers, a worked solution with its last box."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sdk.columns.errors import ColumnError, shown
from sdk.columns.plain import is_absent, number_text

GroundTruth = str | list[str]
BOXED = "\\boxed{"


def ground_truth(value: Any) -> GroundTruth | None:
    """Any value of a column as the wire has it: a text, or a list of texts of which any may match; None for absent.

    Raises ColumnError.
    """
    if isinstance(value, str):
        return str(value)
    if is_absent(value):
        return None
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple | set | frozenset):
        return [_one(one) for one in value if not is_absent(one)]
    if isinstance(value, Mapping) and not is_absent(value.get("ground_truth")):
        return ground_truth(value["ground_truth"])  # verl's `reward_model`
    return _one(value)


def _one(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _digits(value)
    if isinstance(value, float | Decimal | Fraction):
        return number_text(value)
    if hasattr(value, "tolist") and not isinstance(value.tolist(), list):
        return _one(value.tolist())
    raise ColumnError(f"should be a text, a number or a list of these, not {shown(value)}")


def _digits(value: int) -> str:
    try:
        return str(int(value))
    except ValueError:  # Python writes no integer beyond sys.get_int_max_str_digits()
        raise ColumnError("is an integer of thousands of digits: write it as text") from None


def solution(value: Any) -> GroundTruth | None:
    """The answer of a worked solution: what follows GSM8K's `####`, or stands in the last box; else the whole text."""
    truth = ground_truth(value)
    if not isinstance(truth, str):
        return truth
    _, marked, number = truth.rpartition("####")
    if marked and number.strip():
        return number.strip().replace(",", "")
    return last_box(truth) or truth


def last_box(text: str) -> str | None:
    """What stands in the last `\\boxed{...}`, braces balanced."""
    start = text.rfind(BOXED)
    if start < 0:
        return None
    depth = 1
    for at in range(start + len(BOXED), len(text)):
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        if depth == 0:
            return text[start + len(BOXED) : at].strip() or None
    return None
