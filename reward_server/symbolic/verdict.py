"""What every rung answers, and the rules a caller may set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reward_server.symbolic.parse.tree import Node


class Verdict(NamedTuple):
    """`reason` tells what was compared; `rule` is a stable name of the rule that decided."""

    equal: bool
    reason: str
    rule: str = ""
    unfinished: bool = False
    """The answer leaves its work to the judge."""


def by(rule: str, verdict: Verdict) -> Verdict:
    """The verdict with the name of its rule, where no rule within it has named itself."""
    return verdict if verdict.rule else verdict._replace(rule=rule)


class Undecided(Exception):
    """This rung cannot tell; a later one may."""


class OverBudget(Undecided):
    """Past a size guard: no rung should try."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How numbers are compared. Without options: exact, with the rules of rounding for decimals.

    relative_tolerance: |answer - truth| <= relative_tolerance * |truth| is equal; never an absolute one.
    digits: equal where both round to the same number of this many significant digits.
    unevaluated: answers that leave an operation to be done count.
    """

    relative_tolerance: float | None = None
    digits: int | None = None
    unevaluated: bool = False

    @property
    def approximate(self) -> bool:
        """Does an option replace the rules of rounding?"""
        return self.relative_tolerance is not None or self.digits is not None

    @property
    def option(self) -> str:
        """The stable name of the rule that the option stands for."""
        return "relative_tolerance" if self.relative_tolerance is not None else "significant_digits"


EXACT = Rules()

Same = Callable[[Node, Node, Rules], Verdict]
"""How parts are compared, handed to the rules that compare wholes."""
