"""What a program gave against what was expected: outputs as text, results as data. Pure; nothing here runs a program.

Results arrive as JSON with tags (see `sandbox_images/README.md`), written by a process that may lie: whatever cannot be
read as data is a wrong answer, and no method of the program ever takes part in a comparison.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

BLANK = " \t\r\n\v\f"
SHOWN = 80
"""Characters of a value in an explanation."""
MAX_FRACTION = 8000
"""Digits (hex) of a fraction's parts: to reduce it takes the square of them, 2 ms for so many."""
MAX_DIMENSIONS = 64
MAX_LENGTH = 2**40
"""Of an array's dimension: far more than a message can hold, and too small for their product to cost anything."""
MAX_EMPTY = 10_000
"""Rows of an array that has nothing in them: a program can name any number of them in a few bytes."""

SEQUENCES = ("l", "t", "dq")
MAPPINGS = ("d", "od", "ct")


UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, RecursionError)


class NotDataError(Exception):
    """A result that is no plain data."""


def output_difference(expected: str, actual: bytes, tolerance: float | None = None) -> str | None:
    """None where the output is right; else where it first differs. White space at the ends of lines and blank lines at
    the end are ignored."""
    try:
        text = actual.decode()
    except UnicodeDecodeError:
        return "the output is not UTF-8"
    wanted, given = _lines(expected), _lines(text)
    for number, (one, other) in enumerate(zip(wanted, given, strict=False), 1):
        if one != other and not (tolerance is not None and _tokens_agree(one, other, tolerance)):
            return f"line {number}: expected {shown(one)}, got {shown(other)}"
    if len(wanted) != len(given):
        return f"expected {len(wanted)} lines, got {len(given)}"
    return None


def _lines(text: str) -> list[str]:
    stripped = text.rstrip(BLANK)
    return [line.rstrip(BLANK) for line in stripped.split("\n")] if stripped else []


def _tokens_agree(one: str, other: str, tolerance: float) -> bool:
    wanted, given = one.split(), other.split()
    return len(wanted) == len(given) and all(
        left == right or _floats_agree(left, right, tolerance) for left, right in zip(wanted, given, strict=True)
    )


def _floats_agree(one: str, other: str, tolerance: float) -> bool:
    try:
        left, right = float(one), float(other)
        if math.isinf(left) or math.isinf(right):
            return _decimals_agree(Decimal(one), Decimal(other), tolerance)
        return close(left, right, tolerance)
    except (ValueError, ArithmeticError):
        return False


def _decimals_agree(one: Decimal, other: Decimal, tolerance: float) -> bool:
    """Of numbers that are too large for a float, or infinite. Raises ArithmeticError."""
    if one.is_infinite() or other.is_infinite():
        return float(one) == float(other)  # as Python reads 1e999
    return abs(one - other) <= Decimal(tolerance) * max(Decimal(1), abs(one))


def close(expected: float, actual: float, tolerance: float) -> bool:
    """Absolute up to 1, relative beyond, as judges of programming contests have it. Finite numbers may be exact."""
    if math.isinf(expected) or math.isinf(actual):
        return expected == actual
    return abs(expected - actual) <= tolerance * max(1.0, abs(expected))


def result_difference(expected: Any, frame: bytes, tolerance: float | None = None) -> tuple[str, str] | None:
    """None where the result equals `expected` as data; else (`wrong_answer`, why) or (`runtime_error`, traceback)."""
    try:
        answer = json.loads(frame)
        if answer[0] == "!":
            return "runtime_error", str(answer[1])
        actual = plain(answer[1])
        if equal(expected, actual, tolerance):
            return None
        return "wrong_answer", f"expected {shown(expected)}, got {shown(actual)}"
    except (NotDataError, *UNREADABLE) as error:
        return "wrong_answer", f"the result is no plain data ({type(error).__name__})"


def plain(message: Any) -> Any:
    """The value of a tagged message, in the types that JSON can expect: tuples and arrays become lists. Costs no more
    than a small multiple of the message, whatever it says. Raises NotDataError, or what `UNREADABLE` lists."""
    if message is None or type(message) in (bool, int, float, str):
        return message
    if type(message) is not list or len(message) < 2:
        raise NotDataError
    tag, content = message[0], message[1]
    if tag in SEQUENCES:
        return [plain(one) for one in _list(content)]
    if tag in MAPPINGS:
        return {_key(plain(key)): plain(value) for key, value in _list(content)}
    if tag == "nt":
        return [plain(one) for one in _list(message[3])]
    if tag == "np":
        flat = [plain(one) for one in _list(message[3])]
        return _shaped(flat, _list(message[2])) if message[4] else flat[0]
    return _scalar(tag, message)


def _list(content: Any) -> list[Any]:
    if type(content) is not list:
        raise NotDataError
    return content


def _scalar(tag: Any, message: list[Any]) -> Any:
    if tag == "r":
        return range(*message[1:4])
    if tag not in ("i", "D", "F") or not all(type(one) is str for one in message[1:]):
        raise NotDataError
    if tag == "i":
        return int(message[1], 16)
    return Decimal(message[1]) if tag == "D" else _fraction(message[1], message[2])


def _fraction(numerator: str, denominator: str) -> Fraction | int:
    if denominator == "0x1":
        return int(numerator, 16)
    if len(numerator) > MAX_FRACTION or len(denominator) > MAX_FRACTION:
        raise NotDataError
    return Fraction(int(numerator, 16), int(denominator, 16))


def _key(key: Any) -> str:
    """JSON's keys are strings: 1 and True are what they would be written as."""
    if isinstance(key, str):
        return key
    if key is None or type(key) in (bool, int, float):
        return json.dumps(key)
    raise NotDataError


def _shaped(flat: list[Any], shape: list[Any]) -> Any:
    """Lists in lists, as many as the shape says; none that costs more than what is in it, whatever the program says."""
    if len(shape) > MAX_DIMENSIONS or not all(type(one) is int and 0 <= one <= MAX_LENGTH for one in shape):
        raise NotDataError
    if math.prod(shape) != len(flat):
        raise NotDataError
    if not flat and math.prod(itertools.takewhile(bool, shape)) > MAX_EMPTY:
        raise NotDataError
    return _array(flat, shape)


def _array(flat: list[Any], shape: list[int]) -> Any:
    if not shape:
        return flat[0]
    step = math.prod(shape[1:])
    return [_array(flat[index * step : (index + 1) * step], shape[1:]) for index in range(shape[0])]


def equal(expected: Any, actual: Any, tolerance: float | None = None) -> bool:
    """As data: 9 equals 9.0, True is not 1, sequences by element, objects by key."""
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, int | float):
        return _numbers_equal(expected, actual, tolerance)
    if isinstance(expected, Sequence) and not isinstance(expected, str):
        same_shape = isinstance(actual, list | range) and len(actual) == len(expected)
        return same_shape and all(equal(one, other, tolerance) for one, other in zip(expected, actual, strict=True))
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict)
            and expected.keys() == actual.keys()
            and all(equal(value, actual[key], tolerance) for key, value in expected.items())
        )
    return type(expected) is type(actual) and bool(expected == actual)


def _numbers_equal(expected: float, actual: Any, tolerance: float | None) -> bool:
    if not isinstance(actual, int | float | Decimal | Fraction):
        return False
    if expected == actual or (expected != expected and actual != actual):
        return True
    if tolerance is None:
        return False
    try:
        return close(float(expected), float(actual), tolerance)
    except OverflowError:
        if isinstance(expected, int) and isinstance(actual, int):
            return abs(expected - actual) <= Fraction(tolerance) * abs(expected)
        return False
    except (InvalidOperation, ValueError):
        return False


def shown(value: Any) -> str:
    try:
        text = repr(value)
    except ValueError:  # an integer too long to print
        text = f"a very long {type(value).__name__}"
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."
