"""The answer of every rung, and the options that a caller may set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from reward_server.symbolic.parse.tree import Node


class Verdict(NamedTuple):
    """`reason` says what was compared; `rule` is the stable name of the rule that decided."""

    equal: bool
    reason: str
    rule: str = ""
    unfinished: bool = False
    """The answer leaves its work to the judge."""


def by(rule: str, verdict: Verdict) -> Verdict:
    """The verdict with this rule's name, unless a rule within it has set its own name."""
    return verdict if verdict.rule else verdict._replace(rule=rule)


class Undecided(Exception):
    """This rung cannot tell; a later one may."""


class OverBudget(Undecided):
    """A size guard refused the comparison: no rung should try."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How numbers are compared. Without options: exact, with the rules of rounding for decimals.

    relative_tolerance: |answer - truth| <= relative_tolerance * |truth| is equal; never an absolute one.
    digits: equal where both round to the same number of this many significant digits.
    unevaluated: answers that leave an operation to be done count.
    unrounded: the question asks for the exact value.
    counted: it asks for each value as often as it counts.
    """

    relative_tolerance: float | None = None
    digits: int | None = None
    unevaluated: bool = False
    unrounded: bool = False
    counted: bool = False

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
"""The function that compares parts; it is passed to the rules that compare wholes."""
