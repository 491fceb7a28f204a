"""Plain data between processes that do not trust each other: JSON with tags, decoded without running anything.

null, booleans, strings, floats and integers below 2**63 are themselves; everything else is a list whose first element
is a tag. What is not plain data goes to `export`, which names it by a handle, and comes back through `resolve`.
Exact types only: a subclass carries code, so it is not plain.
"""

from __future__ import annotations

import builtins
import collections
import datetime
import decimal
import fractions
import importlib
import sys
from collections.abc import Callable
from typing import Any

Export = Callable[[Any], list[Any]]
Resolve = Callable[[list[Any]], Any]

MAX_DEPTH = 150
SMALL = 2**63
WIDEST_NUMBER = 32
"""Bytes of numpy's widest number."""
CONTAINERS: dict[type, str] = {list: "l", tuple: "t", set: "s", frozenset: "f"}
MAPPINGS: dict[type, str] = {dict: "d", collections.OrderedDict: "od", collections.Counter: "ct"}
CHANGEABLE = frozenset(
    [
        list,
        dict,
        set,
        bytearray,
        collections.deque,
        collections.OrderedDict,
        collections.Counter,
        collections.defaultdict,
    ]
)
SEEN_BY_NAME = (("pathlib", "PosixPath", "pa"), ("pathlib", "PurePosixPath", "pp"), ("uuid", "UUID", "uu"))
"""Types of modules that most programs never load, and that a text makes again."""
DATES: dict[str, Any] = {"date": datetime.date, "datetime": datetime.datetime, "time": datetime.time}


class NotPlainError(Exception):
    """A value that cannot cross as data, or a message that is no data."""


def encode(value: Any, export: Export, depth: int = 0) -> Any:
    """Raises NotPlainError where the value is nested too deeply, and whatever `export` raises."""
    kind = type(value)
    if value is None or kind is bool or kind is str or kind is float:
        return value
    if kind is int:
        return value if -SMALL < value < SMALL else ["i", hex(value)]
    if depth > MAX_DEPTH:
        raise NotPlainError(f"data nested deeper than {MAX_DEPTH} levels cannot cross")
    if kind in CONTAINERS:
        return [CONTAINERS[kind], [encode(one, export, depth + 1) for one in value]]
    if kind in MAPPINGS or kind is collections.defaultdict:
        pairs = [[encode(key, export, depth + 1), encode(one, export, depth + 1)] for key, one in value.items()]
        return ["dd", pairs, _factory(value)] if kind is collections.defaultdict else [MAPPINGS[kind], pairs]
    return _encode_scalar(value, kind) or _encode_array(value, kind, export, depth) or export(value)


def may_change(value: Any) -> bool:
    """Whether it is, or holds, data that can be changed in place."""
    kind = type(value)
    if kind is tuple:
        return any(may_change(one) for one in value)
    return kind in CHANGEABLE or kind is getattr(sys.modules.get("numpy"), "ndarray", None)


def _factory(value: Any) -> str:
    """The name of a defaultdict's factory where that is a built-in type; else the other side's has none."""
    factory = value.default_factory
    known = isinstance(factory, type) and getattr(builtins, factory.__name__, None) is factory
    return factory.__name__ if known else ""


def _encode_scalar(value: Any, kind: type) -> list[Any] | None:
    if kind is complex:
        return ["c", value.real, value.imag]
    if kind is bytes or kind is bytearray:
        return ["b" if kind is bytes else "ba", value.hex()]
    if kind is range or kind is slice:
        return ["r" if kind is range else "sl", value.start, value.stop, value.step]
    if kind is decimal.Decimal:
        return ["D", str(value)]
    if kind is fractions.Fraction:
        return ["F", hex(value.numerator), hex(value.denominator)]
    if kind in (datetime.date, datetime.datetime, datetime.time):
        return ["dt", kind.__name__, value.isoformat()]
    if kind is datetime.timedelta:
        return ["td", value.days, value.seconds, value.microseconds]
    if kind is datetime.timezone:
        return ["tz", value.utcoffset(None).total_seconds(), value.tzname(None)]
    for module, name, tag in SEEN_BY_NAME:
        if kind.__name__ == name and kind is getattr(sys.modules.get(module), name, None):
            return [tag, str(value)]
    if kind is type and getattr(builtins, getattr(value, "__name__", ""), None) is value:
        return ["ty", getattr(value, "__name__", "")]
    return None


def _encode_array(value: Any, kind: type, export: Export, depth: int) -> list[Any] | None:
    """deques, named tuples and numpy's arrays and numbers."""
    if kind is collections.deque:
        return ["dq", [encode(one, export, depth + 1) for one in value], value.maxlen]
    if kind.__bases__ == (tuple,) and isinstance(getattr(kind, "_fields", None), tuple):
        return ["nt", kind.__name__, list(kind._fields), [encode(one, export, depth + 1) for one in tuple(value)]]  # type: ignore[attr-defined]
    numpy = sys.modules.get("numpy")
    if numpy is None or not (kind is numpy.ndarray or isinstance(value, numpy.generic)):
        return None
    if value.dtype.kind not in "biufcUS":
        return None
    flat = value.reshape(-1).tolist()
    return [
        "np",
        value.dtype.str,
        list(value.shape),
        [encode(one, export, depth + 1) for one in flat],
        kind is numpy.ndarray,
    ]


def decode(message: Any, resolve: Resolve) -> Any:
    """Raises NotPlainError for anything that `encode` would not have made; never anything else but MemoryError."""
    try:
        return _decode(message, resolve)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, ImportError) as error:
        raise NotPlainError(f"not plain data: {error}") from None


def _decode(message: Any, resolve: Resolve) -> Any:
    if message is None or type(message) in (bool, int, float, str):
        return message
    if type(message) is not list or not message or type(message[0]) is not str:
        raise NotPlainError("not plain data")
    reader = _READERS.get(message[0])
    return resolve(message) if reader is None else reader(message, resolve)


def _items(message: list[Any], resolve: Resolve) -> list[Any]:
    return [_decode(one, resolve) for one in message[1]]


def _pairs(message: list[Any], resolve: Resolve) -> dict[Any, Any]:
    return {_decode(key, resolve): _decode(one, resolve) for key, one in message[1]}


def _builtin_type(message: list[Any], resolve: Resolve) -> type:
    found = getattr(builtins, message[1])
    if not isinstance(found, type):
        raise NotPlainError("not a type")
    return found


def _named_tuple(message: list[Any], resolve: Resolve) -> Any:
    values = [_decode(one, resolve) for one in message[3]]
    return collections.namedtuple(str(message[1]), [str(one) for one in message[2]])(*values)


def _default_dict(message: list[Any], resolve: Resolve) -> Any:
    factory = _builtin_type(["ty", message[2]], resolve) if message[2] else None
    return collections.defaultdict(factory, _pairs(message, resolve))


def _timezone(message: list[Any], resolve: Resolve) -> datetime.timezone:
    offset = datetime.timedelta(seconds=message[1])
    plainly_named = str(datetime.timezone(offset)) == message[2]
    return datetime.timezone(offset) if plainly_named else datetime.timezone(offset, message[2])


def _named_by_text(message: list[Any], resolve: Resolve) -> Any:
    module, name, _ = next(one for one in SEEN_BY_NAME if one[2] == message[0])
    if type(message[1]) is not str:
        raise NotPlainError("not plain data")
    return getattr(importlib.import_module(module), name)(message[1])


def _array(message: list[Any], resolve: Resolve) -> Any:
    import numpy  # only where a program or a test used it

    dtype = numpy.dtype(str(message[1]))
    if dtype.kind not in "biufcUS":
        raise NotPlainError("not plain data")
    values = [_decode(one, resolve) for one in message[3]]
    longest = max((len(one) for one in values if isinstance(one, str | bytes)), default=0)
    if dtype.itemsize > max(4 * longest, WIDEST_NUMBER):
        raise NotPlainError("not plain data")
    flat = numpy.array(values, dtype=dtype)
    return flat.reshape([int(one) for one in message[2]]) if message[4] else flat[0]


_READERS: dict[str, Callable[[list[Any], Resolve], Any]] = {
    "i": lambda m, r: int(m[1], 16),
    "l": _items,
    "t": lambda m, r: tuple(_items(m, r)),
    "s": lambda m, r: set(_items(m, r)),
    "f": lambda m, r: frozenset(_items(m, r)),
    "d": _pairs,
    "od": lambda m, r: collections.OrderedDict(_pairs(m, r)),
    "ct": lambda m, r: collections.Counter(_pairs(m, r)),
    "dq": lambda m, r: collections.deque(_items(m, r), m[2]),
    "c": lambda m, r: complex(float(m[1]), float(m[2])),
    "b": lambda m, r: bytes.fromhex(m[1]),
    "ba": lambda m, r: bytearray.fromhex(m[1]),
    "r": lambda m, r: range(m[1], m[2], m[3]),
    "sl": lambda m, r: slice(m[1], m[2], m[3]),
    "D": lambda m, r: decimal.Decimal(m[1]),
    "F": lambda m, r: fractions.Fraction(int(m[1], 16), int(m[2], 16)),
    "dt": lambda m, r: DATES[m[1]].fromisoformat(m[2]),
    "td": lambda m, r: datetime.timedelta(m[1], m[2], m[3]),
    "ty": _builtin_type,
    "nt": _named_tuple,
    "dd": _default_dict,
    "tz": _timezone,
    "pa": _named_by_text,
    "pp": _named_by_text,
    "uu": _named_by_text,
    "np": _array,
}
