"""What a kind of instruction is: its arguments, each of a declared type, and a check that says why a text fails it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Args = Mapping[str, Any]
"""Checked: every argument of the kind is there and has its type."""
Check = Callable[[str, Args], str]
"""Why a text does not follow the instruction; empty where it does. Pure, total, and linear in the text."""
ArgType = Literal["count", "position", "percent", "number", "text", "texts", "letter", "relation", "levels"]
RELATIONS: Mapping[str, Callable[[int, int], bool]] = {
    "less than": lambda found, wanted: found < wanted,
    "at least": lambda found, wanted: found >= wanted,
    "at most": lambda found, wanted: found <= wanted,
    "more than": lambda found, wanted: found > wanted,
    "equal to": lambda found, wanted: found == wanted,
    "exactly": lambda found, wanted: found == wanted,
    "around": lambda found, wanted: abs(found - wanted) <= max(round(wanted * 0.1), 1),
}
MAX_CHARS = 20_000
"""Of an argument."""


class BadArgument(ValueError):
    """An argument that the kind cannot use; the message names its field."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `arguments`: name -> type; `optional`: those that may be missing, with the value they then have."""

    check: Check
    arguments: Mapping[str, ArgType]
    optional: Mapping[str, Any]
    from_prompt: str = ""
    """The argument that is the item's prompt where it is not given."""


class Instruction(NamedTuple):
    """One instruction of an item. `where`: the field that it came from, for errors."""

    kind: str
    args: Args
    where: str


Table = dict[str, Kind]


def into(
    table: Table, *names: str, optional: Args | None = None, from_prompt: str = "", **arguments: ArgType
) -> Callable[[Check], Check]:
    """Puts a check into a table under its names."""

    def put(check: Check) -> Check:
        for name in names:
            table[name] = Kind(check, arguments, optional or {}, from_prompt)
        return check

    return put


def checked(kind: Kind, given: Mapping[str, Any], where: str) -> Args:
    """The arguments as the check takes them. Nulls are what data sets pad with, and are none. Raises BadArgument."""
    args = {name: value for name, value in given.items() if value is not None}
    unknown = [name for name in args if name not in kind.arguments]
    if unknown:
        known = ", ".join(kind.arguments) or "none"
        raise BadArgument(f"{where}.{unknown[0]}: unknown argument; the arguments of this kind are: {known}")
    missing = [name for name in kind.arguments if name not in args and name not in kind.optional]
    if missing:
        raise BadArgument(f"{where}.{missing[0]}: missing")
    return {**kind.optional, **{name: _typed(kind.arguments[name], value, name, where) for name, value in args.items()}}


def _typed(wanted: ArgType, value: Any, name: str, where: str) -> Any:
    try:
        return _READERS[wanted](value)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadArgument(f"{where}.{name}: {error}") from None


def _integer(least: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        # Tables of numbers with gaps hold floats: 5.0 is 5.
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise ValueError(f"should be a whole number, not {value!r:.40}")
        if not least <= value <= 10_000_000:
            raise ValueError(f"should be from {least} to 10000000, not {value!r:.40}")
        return int(value)

    return read


def _real(most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise ValueError(f"should be a number from 0 to {most:g}, not {value!r:.40}")
        return float(value)

    return read


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_CHARS:
        raise ValueError(f"should be a text of 1 to {MAX_CHARS} characters, not {value!r:.40}")
    return value


def _texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not 1 <= len(value) <= 1000:
        raise ValueError(f"should be a list of 1 to 1000 texts, not {value!r:.40}")
    return [_text(one) for one in value]


def _letter(value: Any) -> str:
    if not isinstance(value, str) or len(value.strip()) != 1:
        raise ValueError(f"should be one character, not {value!r:.40}")
    return value.strip()


def _relation(value: Any) -> str:
    if value not in RELATIONS:
        raise ValueError(f"should be one of {', '.join(RELATIONS)}, not {value!r:.40}")
    return str(value)


def _levels(value: Any) -> list[int]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"should be a list of whole numbers, not {value!r:.40}")
    return [_integer(1)(one) for one in value]


_READERS: Mapping[ArgType, Callable[[Any], Any]] = {
    "count": _integer(0), "position": _integer(1), "percent": _real(100), "number": _real(1e9), "text": _text,
    "texts": _texts, "letter": _letter, "relation": _relation, "levels": _levels,
}  # fmt: skip


def amount(found: int, relation: str, wanted: int, what: str) -> str:
    """Why a count is not as asked for; empty where it is."""
    return "" if RELATIONS[relation](found, wanted) else f"{found} {what}, and not {relation} {wanted}"


def unless(kept: bool, why: str) -> str:
    """`why`, unless the instruction is kept."""
    return "" if kept else why
