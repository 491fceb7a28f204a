"""numbers: a value with its unit, within a tolerance, as sets of questions from the sciences have it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from reward_server.rewards.reward import Options, Sample, Score, fault
from reward_server.rewards.shelf import measures
from reward_server.rewards.shelf.reading import quoted, truths, whole_answer
from reward_server.symbolic import budget
from reward_server.symbolic.extract.boxes import find_boxes
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.parse.tree import Node, Op, Sym
from reward_server.symbolic.parse.units import Unit, unit
from reward_server.symbolic.reading import read
from reward_server.symbolic.scalars.decimals import significant
from reward_server.symbolic.scalars.exact import Inexact, TooLarge, Undefined, rational
from reward_server.symbolic.structures.quantities import measured, unit_letter

MAX_CHARS = 300
_CUT_OFF = re.compile(r"[ \t]?(?:min|sec)\b")
MAX_DIGITS = 250
"""Of a value, above and below the line: 10^250 is beyond every quantity."""


class NumbersOptions(Options):
    relative: float | None = Field(default=None, ge=0, lt=1, allow_inf_nan=False)
    """|answer - truth| <= relative x |truth|. Without any tolerance 0.01."""
    absolute: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    """|answer - truth| <= absolute, in the ground truth's unit."""
    digits: int | None = Field(default=None, ge=1, le=50)
    """Both round to the same so many significant digits."""
    orders: float | None = Field(default=None, gt=0, le=100, allow_inf_nan=False)
    """The larger is at most 10^orders times the smaller; the signs are the same."""
    unit: bool = False
    """A unit in the ground truth has to stand in the answer too; else an answer without one is taken to mean it."""

    @model_validator(mode="after")
    def _one_tolerance(self) -> Self:
        if sum(one is not None for one in (self.relative, self.absolute, self.digits, self.orders)) > 1:
            raise ValueError("give one of relative, absolute, digits, orders")
        return self


class Numbers:
    name = "numbers"
    definition = (
        "1 when the answer's value lies within the tolerance of a ground truth's (relative, absolute, significant "
        "digits or orders of magnitude; relative 0.01 without any), units converted, else 0. Different kinds of units "
        "are wrong, and so is a unit where the ground truth has none."
    )
    options = NumbersOptions

    def plan(self, sample: Sample, options: NumbersOptions) -> Score:
        expected = truths(sample, options)
        if isinstance(expected, Score):
            return expected
        values = [_read(truth) for truth in expected]
        for truth, value in zip(expected, values, strict=True):
            if value is None:
                return fault(f"the ground truth {quoted(truth)} is no number, with or without a unit")
        answer = whole_answer(sample)
        if isinstance(answer, Score):
            return answer
        final = find(measures.without_hedge(answer))
        given = _stated(answer, final.texts)
        if given is None:
            return Score(0.0, f"no one number: {final.none or quoted(', '.join(final.texts))}", rule="numbers.none")
        reasons = [_difference(value, given, options) for value in values if value is not None]
        if "" in reasons:
            return Score(1.0, "within the tolerance", rule="numbers")
        return Score(0.0, reasons[0], rule="numbers")


Quantity = tuple[Fraction, Unit | None]


def _stated(answer: str, found: Sequence[str]) -> Quantity | None:
    """What the answer states. `found`, as mathematics reads it, ends before a unit that is also a function there
    (`\\times 10^{1} min`): the unit belongs to it. The same holds of an answer, or a box, that is one quantity."""
    if len(answer) <= MAX_CHARS and (whole := measures.quantity(measures.without_hedge(answer))) is not None:
        return whole
    if len(found) != 1:
        return None
    boxes = {box.content for box in find_boxes(answer)}
    if len(boxes) == 1 and found[0] in (only := boxes.pop()):
        return _read(only)
    cut = _CUT_OFF.match(answer, answer.rfind(found[0]) + len(found[0])) if found[0] in answer else None
    return _read(found[0] + (cut[0] if cut else ""))


def _read(text: str) -> Quantity | None:
    """Value and unit of what a text writes; exact values alone, under the budget of a comparison."""
    text = measures.without_hedge(text)
    if len(text) > MAX_CHARS:
        return None
    if (found := measures.quantity(text)) is not None:
        return found
    budget.begin()
    try:
        _, node = read(text)
        return None if node is None else _quantity(node)
    except (budget.Exhausted, RecursionError, ArithmeticError, LookupError, ValueError, Inexact, TooLarge, Undefined):
        return None


def _quantity(node: Node) -> Quantity | None:
    """Of a chain of equalities that begins with a name (`v = d/t = 5 m/s`) the last member counts."""
    if isinstance(node, Op) and node.head == "=" and isinstance(node.args[0], Sym):
        node = node.args[-1]
    found = measured(node) or measured(unit_letter(node) or node)
    value = rational(node if found is None else found[0])
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_DIGITS * 10 // 3:
        return None
    return value, None if found is None else unit(found[1])


def _difference(truth: Quantity, given: Quantity, options: NumbersOptions) -> str:
    """Why they differ; empty where they agree."""
    value, meant = given[0], truth[1]
    if meant is None and given[1] is not None and given[1].powers:
        return "a unit where the ground truth has none"
    if meant is not None and given[1] is None and options.unit:
        return "no unit"
    if meant is not None and given[1] is not None:
        in_the_same = measures.converted(value, given[1], meant)
        if in_the_same is None:
            return "another kind of unit"
        value = in_the_same
    return "" if _within(truth[0], value, options) else f"{_shown(value)} is not within {_shown(truth[0])}"


def _shown(value: Fraction) -> str:
    try:
        return f"{float(value):.6g}"
    except OverflowError:
        return f"{'-' if value < 0 else ''}10^{len(str(abs(int(value)))) - 1}"


def _within(truth: Fraction, value: Fraction, options: NumbersOptions) -> bool:
    if options.absolute is not None:
        return abs(value - truth) <= Fraction(str(options.absolute))
    if options.digits is not None:
        return significant(truth, options.digits) == significant(value, options.digits)
    if options.orders is not None:
        return truth == value or (truth * value > 0 and _spread(truth, value) <= options.orders)
    return abs(value - truth) <= Fraction(str(0.01 if options.relative is None else options.relative)) * abs(truth)


def _spread(truth: Fraction, value: Fraction) -> float:
    """|log10(value / truth)|."""
    ratio = abs(value / truth)
    return abs(math.log10(ratio.numerator) - math.log10(ratio.denominator))


NUMBERS = Numbers()
