"""Values as a sandbox writes them (JSON with tags, see `sandbox_images/README.md`), as Python's own and back.

Only what is compared by Python's own operators at a cost that its size bounds; everything else is unclear here, and
left to a process in the sandbox. Decoding runs nothing of a program's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MAX_DEPTH = 60
SMALL = 2**63


class UnclearError(Exception):
    """Not to be decided here."""


def encode(value: Any, depth: int = 0) -> Any:
    """A message that decodes to `value`, for exact types of literals. Raises UnclearError."""
    kind = type(value)
    if value is None or kind in (bool, str, float):
        return value
    if kind is int:
        return value if -SMALL < value < SMALL else ["i", hex(value)]
    if kind is bytes:
        return ["b", value.hex()]
    if kind is complex:
        return ["c", value.real, value.imag]
    if depth > MAX_DEPTH:
        raise UnclearError
    if kind is dict:
        return ["d", [[encode(key, depth + 1), encode(one, depth + 1)] for key, one in value.items()]]
    if kind in _TAGS:
        return [_TAGS[kind], [encode(one, depth + 1) for one in value]]
    raise UnclearError


def decode(message: Any, depth: int = 0) -> Any:
    """Raises UnclearError for whatever is not of these types, and nothing else."""
    kind = type(message)
    if message is None or kind is bool or kind is int or kind is float or kind is str:
        return message
    if kind is not list or len(message) < 2 or depth > MAX_DEPTH or type(message[0]) is not str:
        raise UnclearError
    try:
        return _tagged(message[0], message[1], message, depth)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        raise UnclearError from None


def _tagged(tag: str, content: Any, message: list[Any], depth: int) -> Any:
    if type(content) is list and tag in _BUILDERS:
        return _BUILDERS[tag]([decode(one, depth + 1) for one in content])
    if type(content) is list and tag == "d":
        return {decode(key, depth + 1): decode(one, depth + 1) for key, one in content}
    if type(content) is str and tag == "i":
        return int(content, 16)
    if type(content) is str and tag == "b":
        return bytes.fromhex(content)
    if tag == "c":
        return complex(float(content), float(message[2]))
    raise UnclearError


_TAGS: dict[type, str] = {list: "l", tuple: "t", set: "s", frozenset: "f"}
_BUILDERS: dict[str, Callable[[list[Any]], Any]] = {tag: kind for kind, tag in _TAGS.items()}
