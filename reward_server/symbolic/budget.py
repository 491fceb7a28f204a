"""The budget of one comparison before the worker: steps, not time, so that load does not change a verdict.

A unit is about two microseconds on a machine of today. Guards elsewhere keep single steps small; the budget keeps their
number small, however they are nested.
"""

from __future__ import annotations

import threading

UNITS = 30_000
MAX_PROMPT = 4000
"""Characters at the end of a prompt that are read: the question stands there."""


class Exhausted(ArithmeticError):
    """The comparison took more steps than its budget allows."""


class _Scratch(threading.local):
    left = UNITS
    reserve = UNITS


scratch = _Scratch()
"""The state of one thread: how much work is left, and the contexts of numeric.py."""


def begin() -> None:
    """A new comparison."""
    scratch.left = scratch.reserve = UNITS


def take_reserve() -> None:
    """A second budget, once in a comparison, for a last rung that only accepts: those before may have spent one."""
    scratch.left, scratch.reserve = max(scratch.left, scratch.reserve), 0


def spend(units: int) -> None:
    """Raises Exhausted, and again at every later step until the next comparison begins."""
    scratch.left -= units
    if scratch.left < 0:
        raise Exhausted
