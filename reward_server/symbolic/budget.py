"""The budget of one comparison before the worker: steps, not time, so that load does not change a verdict.

A unit is about two microseconds on a machine of today. Guards elsewhere keep single steps small; the budget keeps their
number small, however they are nested.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

UNITS = 30_000
LAST_UNITS = 15_000
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


@contextmanager
def reserved() -> Iterator[None]:
    """A second budget, for a last rung that only accepts: those before may have spent the first, and what it spends is
    not missed by those after it. All of a comparison share it."""
    before, scratch.left = scratch.left, scratch.reserve
    try:
        yield
    finally:
        scratch.left, scratch.reserve = before, max(scratch.left, 0)


def take_last() -> None:
    """What the readings of whole texts have at least, which come after all others: they are cheap, and accept only."""
    scratch.left = max(scratch.left, LAST_UNITS)


def spend(units: int) -> None:
    """Raises Exhausted, and again at every later step until the next comparison begins."""
    scratch.left -= units
    if scratch.left < 0:
        raise Exhausted
