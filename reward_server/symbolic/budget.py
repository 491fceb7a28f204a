"""The budget of one comparison before the worker: steps, not time, so that load does not change a verdict.

A unit is about two microseconds of a present machine. Guards elsewhere keep single steps small; this one keeps their
number small, whatever they are nested in.
"""

from __future__ import annotations

import threading

UNITS = 30_000


class Exhausted(ArithmeticError):
    """More steps than one comparison is worth."""


class _Scratch(threading.local):
    left = UNITS


scratch = _Scratch()
"""What a thread keeps for itself: how much work is left, and the contexts of numeric.py."""


def begin() -> None:
    """A new comparison."""
    scratch.left = UNITS


def spend(units: int) -> None:
    """Raises Exhausted, and again at every later step until the next comparison begins."""
    scratch.left -= units
    if scratch.left < 0:
        raise Exhausted
