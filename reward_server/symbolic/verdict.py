"""What every rung answers, and the rules a caller may set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reward_server.symbolic.parse.tree import Node


class Verdict(NamedTuple):
    """`reason` names the rung and the forms compared."""

    equal: bool
    reason: str


class Undecided(Exception):
    """This rung cannot tell; a later one may."""


class OverBudget(Undecided):
    """Past a size guard: no rung should try."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How numbers are compared. Without options: exact, with the rules of rounding for decimals.

    relative_tolerance: |answer - truth| <= relative_tolerance * |truth| is equal; never an absolute one.
    digits: equal where both round to the same number of this many significant digits.
    unevaluated: sums, integrals and a repeated question count as answers.
    """

    relative_tolerance: float | None = None
    digits: int | None = None
    unevaluated: bool = False


EXACT = Rules()

Same = Callable[[Node, Node, Rules], Verdict]
"""How parts are compared, handed to the rules that compare wholes."""
