"""Calls between the two processes: arguments go over as copies, and what the call made of them comes back.

Containers that can be changed are counted in the order in which they are met, on both sides alike; one that is met
again is named by its number. So a list in two places stays one list, what was changed in place is changed for the
caller too, however deep it lies, and a result that is an argument, or holds one, is that very object again.
"""

from __future__ import annotations

import collections
from typing import Any

from sandbox_runner import plain


class Sent:
    """One side's part: the arguments encoded, and what becomes of them with the answer."""

    def __init__(self, args: tuple[Any, ...], kwargs: dict[str, Any], export: plain.Export) -> None:
        self._known = plain.Known()
        self.args = [plain.encode(one, export, known=self._known) for one in args]
        self.kwargs = [[name, plain.encode(one, export, known=self._known)] for name, one in kwargs.items()]

    def take(self, answer: Any, resolve: plain.Resolve) -> Any:
        """The result; the arguments become what the call made of them. Raises NotPlainError."""
        reading = plain.Reading(resolve, self._known.values)
        if type(answer) is not list or len(answer) != 2 or type(answer[1]) is not list:
            raise plain.NotPlainError("an answer to a call is a result and what became of the arguments")
        given = list(self._known.values)
        result = plain.read(answer[0], reading)
        states = [plain.read(one, reading, as_content=True) for one in answer[1]]
        for value, state in zip(given, states, strict=False):
            follow(value, state)
        return result


class Received:
    """The other side's: the arguments decoded, and the answer."""

    def __init__(self, args: list[Any], kwargs: list[Any], resolve: plain.Resolve) -> None:
        reading = plain.Reading(resolve, [])
        self.args = [plain.read(one, reading) for one in args]
        self.kwargs = {str(name): plain.read(one, reading) for name, one in kwargs}
        self._given = list(reading.values)

    def answer(self, result: Any, export: plain.Export) -> list[Any]:
        known = plain.Known(self._given)
        encoded = plain.encode(result, export, known=known)
        return [encoded, [plain.encode_content(one, export, known) for one in self._given]]


def follow(value: Any, state: Any) -> None:
    """Makes the caller's container what the other side's copy became; one of another type is left alone."""
    if type(value) is not type(state) or _unchanged(value, state):
        return
    if isinstance(value, list | bytearray):
        value[:] = state
    elif isinstance(value, dict | set):
        value.clear()
        value.update(state)
    elif isinstance(value, collections.deque):
        value.clear()
        value.extend(state)
    elif hasattr(value, "dtype") and value.shape == state.shape:
        value[...] = state


def _unchanged(value: Any, state: Any) -> bool:
    """The same elements in the same order, by identity, but for scalars."""
    if hasattr(value, "dtype") or len(value) != len(state):
        return False
    if isinstance(value, bytearray):
        return bool(value == state)
    pairs = (
        zip(value.items(), state.items(), strict=True) if isinstance(value, dict) else zip(value, state, strict=True)
    )
    return all(_identical(one, other) for one, other in pairs)


def _identical(one: Any, other: Any) -> bool:
    if type(one) is tuple and type(other) is tuple:
        return len(one) == len(other) and all(map(_identical, one, other))
    if one is other:
        return True
    return type(one) is type(other) and type(one) in (int, str, float, bool, bytes) and one == other
