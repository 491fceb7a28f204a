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

Export = Callable[[Any], list[Any] | None]
"""What to send for a value that is no data; None for a named tuple that is to go as data."""
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
VALUES: dict[str, Any] = {
    kind.__name__: kind
    for kind in [int, float, str, bytes, tuple, frozenset, datetime.timedelta, decimal.Decimal, *DATES.values()]
}
"""Standard types of what never changes: an object of a class derived from one is a value, and what its class adds."""
HOLDERS: dict[str, type] = {kind.__name__: kind for kind in CHANGEABLE}
VIEWS: dict[type, str] = {type({}.keys()): "dk", type({}.values()): "dv", type({}.items()): "di"}
TIMES = "Mm"
"""Kinds of numpy's moments and durations: whole numbers of a unit."""


class NotPlainError(Exception):
    """A value that cannot cross as data, or a message that is no data."""


class Known:
    """The containers of a call that can be changed, by the order in which they were met; `values` keeps them alive."""

    def __init__(self, values: list[Any] | None = None) -> None:
        self.values = list(values or ())
        self._numbers = {id(value): number for number, value in enumerate(self.values)}

    def number(self, value: Any) -> int | None:
        """None where it is met for the first time, and counted."""
        known = self._numbers.get(id(value))
        if known is None:
            self._numbers[id(value)] = len(self.values)
            self.values.append(value)
        return known


def encode(value: Any, export: Export, depth: int = 0, known: Known | None = None) -> Any:
    """known: containers are counted there, and one that was met before is named. Raises NotPlainError where the value
    is nested too deeply, and whatever `export` raises."""
    kind = type(value)
    if value is None or kind is bool or kind is str or kind is float:
        return value
    if kind is int:
        return value if -SMALL < value < SMALL else ["i", hex(value)]
    if known is not None and (kind in CHANGEABLE or _is_array(kind)):
        number = known.number(value)
        if number is not None:
            return ["@", number]
    return encode_content(value, export, known, depth)


def encode_content(value: Any, export: Export, known: Known | None = None, depth: int = 0) -> Any:
    """A value that is no scalar, known or not."""
    kind = type(value)
    if depth > MAX_DEPTH:
        raise NotPlainError(f"data nested deeper than {MAX_DEPTH} levels cannot cross")
    if kind in CONTAINERS:
        return [CONTAINERS[kind], [encode(one, export, depth + 1, known) for one in value]]
    if kind in MAPPINGS or kind is collections.defaultdict:
        pairs = [
            [encode(key, export, depth + 1, known), encode(one, export, depth + 1, known)] for key, one in value.items()
        ]
        return ["dd", pairs, _factory(value)] if kind is collections.defaultdict else [MAPPINGS[kind], pairs]
    found = _encode_scalar(value, kind) or _encode_array(value, kind, export, depth, known) or export(value)
    return found or _encode_named_tuple(value, kind, export, depth, known)


def derived_from(kind: type) -> type | None:
    """The standard type from which a class is derived; None for one that is derived from none, or is one itself."""
    standard = {*VALUES.values(), *HOLDERS.values()}
    found = next((base for base in kind.__mro__ if base in standard), None)
    return None if found is kind else found


def content(value: Any, base: type) -> Any:
    """The plain value of an object of a class derived from `base`, whatever the class overrides."""
    if base in (str, int, float):
        return {str: str.__str__, int: int.__int__, float: float.__float__}[base](value)
    if base in DATES.values():
        return base.fromisoformat(base.isoformat(value))  # type: ignore[attr-defined]
    if base is datetime.timedelta:
        return base(*[getattr(base, name).__get__(value) for name in ("days", "seconds", "microseconds")])
    if base is decimal.Decimal:
        return decimal.Decimal(decimal.Decimal.__str__(value))
    if base is bytes:
        return b"".join([value])
    return dict(dict.items(value)) if base is dict else base(base.__iter__(value))  # type: ignore[attr-defined]


def never_changes(value: Any) -> bool:
    """Whether what crosses of a value is right for good: nothing in it is copied that can be changed."""
    if isinstance(value, tuple | frozenset):
        return all(map(never_changes, value))
    return not (type(value) in CHANGEABLE or type(value) in VIEWS or _is_array(type(value)))


def _is_array(kind: type) -> bool:
    return kind is getattr(sys.modules.get("numpy"), "ndarray", None)


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


def _encode_array(value: Any, kind: type, export: Export, depth: int, known: Known | None = None) -> list[Any] | None:
    """deques, views of dictionaries, and numpy's arrays and numbers."""
    if kind is collections.deque:
        return ["dq", [encode(one, export, depth + 1, known) for one in value], value.maxlen]
    if kind in VIEWS:
        return [VIEWS[kind], [encode(one, export, depth + 1, known) for one in value]]
    numpy = sys.modules.get("numpy")
    if numpy is None or not (kind is numpy.ndarray or isinstance(value, numpy.generic)):
        return None
    are_times = value.dtype.kind in TIMES
    if value.dtype.kind not in "biufcUS" and not are_times:
        return None
    flat = (value.astype("i8") if are_times else value).reshape(-1).tolist()
    return [
        "nm" if are_times else "np",
        value.dtype.str,
        list(value.shape),
        [encode(one, export, depth + 1) for one in flat],
        kind is numpy.ndarray,
    ]


def _encode_named_tuple(value: Any, kind: type, export: Export, depth: int, known: Known | None) -> list[Any]:
    parts = [encode(one, export, depth + 1, known) for one in tuple(value)]
    return ["nt", kind.__name__, list(getattr(kind, "_fields", ())), parts]


def is_named_tuple(kind: type) -> bool:
    return kind.__bases__ == (tuple,) and isinstance(getattr(kind, "_fields", None), tuple)


class Reading:
    """How one message is read: handles by `resolve`, and the containers met so far."""

    def __init__(self, resolve: Resolve, values: list[Any]) -> None:
        self.resolve = resolve
        self.values = values
        self.is_known = False
        """The next container is: it is not met anew."""

    def open(self, container: Any) -> Any:
        if not self.is_known:
            self.values.append(container)
        self.is_known = False
        return container


FAULTS = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError, ImportError)


def decode(message: Any, resolve: Resolve) -> Any:
    """Raises NotPlainError for anything that `encode` would not have made; never anything else but MemoryError."""
    return read(message, Reading(resolve, []))


def read(message: Any, reading: Reading, *, as_content: bool = False) -> Any:
    """The same, as a part of what `reading` reads. as_content: of a container that is known already."""
    reading.is_known = as_content
    try:
        if as_content and message[0] == "@":
            raise NotPlainError("not plain data")
        return _decode(message, reading)
    except FAULTS as error:
        raise NotPlainError(f"not plain data: {error}") from None


def _decode(message: Any, reading: Reading) -> Any:
    if message is None or type(message) in (bool, int, float, str):
        return message
    if type(message) is not list or not message or type(message[0]) is not str:
        raise NotPlainError("not plain data")
    reader = _READERS.get(message[0])
    return reading.resolve(message) if reader is None else reader(message, reading)


def _again(message: list[Any], reading: Reading) -> Any:
    number = message[1]
    if type(number) is not int or number < 0:
        raise NotPlainError("not plain data")
    return reading.values[number]


def _items(message: list[Any], reading: Reading) -> list[Any]:
    return [_decode(one, reading) for one in message[1]]


def _into_list(message: list[Any], reading: Reading) -> Any:
    made = reading.open([])
    made.extend(_items(message, reading))
    return made


def _into_set(message: list[Any], reading: Reading) -> Any:
    made = reading.open(set())
    made.update(_items(message, reading))
    return made


def _into_deque(message: list[Any], reading: Reading) -> Any:
    made = reading.open(collections.deque(maxlen=message[2]))
    made.extend(_items(message, reading))
    return made


def _into_mapping(kind: Callable[[], Any]) -> Callable[[list[Any], Reading], Any]:
    def read_into(message: list[Any], reading: Reading) -> Any:
        made = reading.open(kind())
        for key, one in message[1]:
            made[_decode(key, reading)] = _decode(one, reading)
        return made

    return read_into


def _builtin_type(message: list[Any], reading: Reading) -> type:
    found = getattr(builtins, message[1])
    if not isinstance(found, type):
        raise NotPlainError("not a type")
    return found


def _named_tuple(message: list[Any], reading: Reading) -> Any:
    values = [_decode(one, reading) for one in message[3]]
    return collections.namedtuple(str(message[1]), [str(one) for one in message[2]])(*values)


def _default_dict(message: list[Any], reading: Reading) -> Any:
    factory = _builtin_type(["ty", message[2]], reading) if message[2] else None
    return _into_mapping(lambda: collections.defaultdict(factory))(message, reading)


def _timezone(message: list[Any], reading: Reading) -> datetime.timezone:
    offset = datetime.timedelta(seconds=message[1])
    plainly_named = str(datetime.timezone(offset)) == message[2]
    return datetime.timezone(offset) if plainly_named else datetime.timezone(offset, message[2])


def _view(message: list[Any], reading: Reading) -> Any:
    """Of a dictionary that nobody else has."""
    parts = _items(message, reading)
    if message[0] == "dk":
        return dict.fromkeys(parts).keys()
    return dict(enumerate(parts)).values() if message[0] == "dv" else dict(parts).items()


def _named_by_text(message: list[Any], reading: Reading) -> Any:
    module, name, _ = next(one for one in SEEN_BY_NAME if one[2] == message[0])
    if type(message[1]) is not str:
        raise NotPlainError("not plain data")
    return getattr(importlib.import_module(module), name)(message[1])


def _times(message: list[Any], reading: Reading) -> Any:
    import numpy

    dtype = numpy.dtype(str(message[1]))
    if dtype.kind not in TIMES:
        raise NotPlainError("not plain data")
    flat = numpy.array([_decode(one, reading) for one in message[3]], dtype="i8").view(dtype.newbyteorder("="))
    return reading.open(flat.reshape([int(one) for one in message[2]])) if message[4] else flat[0]


def _array(message: list[Any], reading: Reading) -> Any:
    import numpy  # only where a program or a test used it

    dtype = numpy.dtype(str(message[1]))
    if dtype.kind not in "biufcUS":
        raise NotPlainError("not plain data")
    values = [_decode(one, reading) for one in message[3]]
    longest = max((len(one) for one in values if isinstance(one, str | bytes)), default=0)
    if dtype.itemsize > max(4 * longest, WIDEST_NUMBER):
        raise NotPlainError("not plain data")
    flat = numpy.array(values, dtype=dtype)
    return reading.open(flat.reshape([int(one) for one in message[2]])) if message[4] else flat[0]


_READERS: dict[str, Callable[[list[Any], Reading], Any]] = {
    "i": lambda m, r: int(m[1], 16),
    "@": _again,
    "l": _into_list,
    "t": lambda m, r: tuple(_items(m, r)),
    "s": _into_set,
    "f": lambda m, r: frozenset(_items(m, r)),
    "d": _into_mapping(dict),
    "od": _into_mapping(collections.OrderedDict),
    "ct": _into_mapping(collections.Counter),
    "dq": _into_deque,
    "c": lambda m, r: complex(float(m[1]), float(m[2])),
    "b": lambda m, r: bytes.fromhex(m[1]),
    "ba": lambda m, r: r.open(bytearray.fromhex(m[1])),
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
    "nm": _times,
    "dk": _view,
    "dv": _view,
    "di": _view,
}
