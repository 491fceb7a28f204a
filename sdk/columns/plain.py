"""Values of tables as plain data: what JSON has a word for. NumPy, pandas and torch are known by what they can do."""

from __future__ import annotations

import datetime
import json
import math
import uuid
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from sdk.columns.errors import ColumnError, shown

MAX_DEPTH = 200
"""Levels of lists and objects in one value; a list that holds itself ends here too."""
_MISSING = {"NAType", "NaTType"}
"""The types of pandas' marks of a missing value."""


def is_absent(value: object) -> bool:
    """None, NaN of any kind, and pandas' marks: what a table holds where a row has nothing."""
    if value is None:
        return True
    if isinstance(value, str | list | dict | bool | int):
        return False
    if isinstance(value, float | Decimal):
        return value != value
    if type(value).__name__ in _MISSING:
        return True
    if getattr(value, "shape", None) == () and hasattr(value, "item"):  # a scalar of NumPy or torch, a 0-d array
        return is_absent(value.item())
    return False


def plain(value: Any, depth: int = 0) -> Any:
    """The value in plain data, its Nones and NaNs kept; unchanged where it is plain. Raises ColumnError."""
    if value is None or isinstance(value, bool) or type(value) in (str, int, float):
        return value
    if depth > MAX_DEPTH:
        raise ColumnError(f"is nested deeper than {MAX_DEPTH} levels: flatten it, or leave the column out")
    if isinstance(value, Mapping):
        return {_key(name): plain(one, depth + 1) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one, depth + 1) for one in value]
    return _converted(value, depth)


def _key(name: object) -> str:
    if isinstance(name, str):
        return str(name)
    if isinstance(name, int | float):
        return json.dumps(name)
    raise ColumnError(f"has a key that is no text ({shown(name)}): write keys as text")


def _converted(value: Any, depth: int) -> Any:
    if isinstance(value, Enum):
        return plain(value.value, depth + 1)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int | float):
        return int(value) if isinstance(value, int) else float(value)
    if isinstance(value, Decimal | Fraction):
        return number_text(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return plain(value.model_dump(exclude_unset=True), depth + 1)
    if type(value).__name__ in _MISSING:
        return None
    if hasattr(value, "tolist"):
        return plain(value.tolist(), depth + 1)
    raise ColumnError(f"is a {type(value).__name__}, which has no form in JSON: make it text, a number or a list")


def present(value: Any) -> Any:
    """Plain data without the keys whose values are absent, at every depth; an object left with none is absent too."""
    if isinstance(value, Mapping):
        kept = {_key(name): found for name, one in value.items() if (found := present(one)) is not None}
        return kept or (None if value else {})
    if isinstance(value, list | tuple) or (hasattr(value, "tolist") and getattr(value, "shape", ()) != ()):
        return [plain(one) for one in value] if not _has_objects(value) else [present(one) for one in value]
    return None if is_absent(value) else plain(value)


def _has_objects(values: Any) -> bool:
    return any(isinstance(one, Mapping) for one in values)


def number_text(value: float | Decimal | Fraction) -> str:
    """As a ground truth is written: 5.0 is `5`, 1e-07 is `0.0000001`. Raises ColumnError for an infinite number."""
    if isinstance(value, Fraction):
        return str(value)
    if not math.isfinite(value):
        raise ColumnError(f"is {value}: a ground truth should be finite; write a limit as text, such as \\infty")
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if number == number.to_integral_value() and abs(number.adjusted()) <= PLAIN_DIGITS:
        return format(number.quantize(Decimal(1)) if number.adjusted() < 28 else number.to_integral_value(), "f")
    if abs(number.adjusted()) <= PLAIN_DIGITS:
        return format(number, "f")
    digits, exponent = f"{number:e}".lower().split("e")
    return f"{digits} \\times 10^{{{int(exponent)}}}"


PLAIN_DIGITS = 30
"""Powers of ten up to which a number is written out."""
