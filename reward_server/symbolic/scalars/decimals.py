"""When a decimal stands for a value: the rules of rounding.

Exact by default. A ground truth in decimals (two or more) accepts an exact value that rounds to it; an exact ground
truth accepts a decimal of at least five significant digits, rightly rounded; of two decimals the longer may round to
the shorter ground truth. A ground truth that is a simple fraction in double precision accepts it. No absolute tolerance
anywhere.
"""

from __future__ import annotations

from fractions import Fraction

from reward_server.symbolic.parse.tree import Node, Num, Op
from reward_server.symbolic.verdict import Rules

TRUTH_DECIMALS = 2
ANSWER_DIGITS = 5
DOUBLE_DIGITS, LARGE = (16, 17), 10**16
DOUBLE_NOISE = Fraction(1, 10**15)
SIMPLE = 10_000
"""A ground truth of so many digits, so near to a fraction of so small a denominator, was computed in double precision,
whose last digits are noise: 0.6666666666666666, 0.30000000000000004. It is written as computers write a double."""


def literal(node: Node) -> Num | None:
    """The decimal (or integer) as it is written: signs, percent and powers of ten taken in."""
    if isinstance(node, Num):
        return node
    if not isinstance(node, Op):
        return None
    if node.head == "neg" and (inner := literal(node.args[0])) is not None:
        return Num(-inner.value, inner.decimals, inner.places, inner.open_ended)
    if node.head == "percent" and (inner := literal(node.args[0])) is not None:
        hundredth = _scaled(inner, -2)  # 41.4 % is 0.414, with three decimals
        return hundredth if inner.decimals is None else Num(hundredth.value, inner.decimals + 2, hundredth.places)
    if node.head == "mul" and len(node.args) == 2:
        return _scientific(*node.args)
    return None


def _scientific(mantissa: Node, power: Node) -> Num | None:
    inner = literal(mantissa)
    if inner is None or not (isinstance(power, Op) and power.head == "pow" and power.args[0] == Num(Fraction(10))):
        return None
    exponent = literal(power.args[1])
    if exponent is None or exponent.value.denominator != 1 or abs(exponent.value) > 1000:
        return None
    return _scaled(inner, int(exponent.value))


def _scaled(number: Num, tens: int) -> Num:
    value = number.value * Fraction(10) ** tens
    return Num(value, number.decimals, number.places - tens if number.decimals is not None else 0, number.open_ended)


def rounds_to(value: Fraction, places: int, target: Fraction) -> bool:
    """Half up or half to even: both are taught."""
    scaled, wanted = value * Fraction(10) ** places, target * Fraction(10) ** places
    away = int(abs(scaled) + Fraction(1, 2))
    return wanted in (round(scaled), away if scaled >= 0 else -away)


def cuts_to(value: Fraction, places: int, target: Fraction) -> bool:
    """Are the digits of `target` the leading digits of `value`?"""
    return int(value * Fraction(10) ** places) == target * Fraction(10) ** places


def significant_digits(number: Num) -> int:
    return digits_of(int(number.value * Fraction(10) ** number.places)) if number.value else 0


def digits_of(number: int) -> int:
    """How many decimal digits; without writing them, which is slow and limited for large numbers."""
    size = abs(number).bit_length() * 30103 // 100000
    return size + 1 if abs(number) >= 10**size else max(size, 1)


def within(truth: Fraction, answer: Fraction, rules: Rules) -> bool:
    """The caller's own rule."""
    if rules.relative_tolerance is not None:
        return abs(answer - truth) <= Fraction(rules.relative_tolerance) * abs(truth)
    return significant(truth, rules.digits or 1) == significant(answer, rules.digits or 1)


def significant(value: Fraction, digits: int) -> Fraction:
    """Rounded to so many significant digits, half away from zero."""
    if value == 0:
        return value
    size = digits_of(value.numerator) - digits_of(value.denominator)
    if abs(value) >= Fraction(10) ** size:
        size += 1
    scale = Fraction(10) ** (digits - size)
    return (1 if value > 0 else -1) * int(abs(value) * scale + Fraction(1, 2)) / scale


def _same_double(shown: Num, truth: Fraction, value: Fraction) -> bool:
    if significant_digits(shown) not in DOUBLE_DIGITS or abs(truth) > LARGE or Fraction(repr(float(truth))) != truth:
        return False
    simple = truth.limit_denominator(SIMPLE)
    noise = abs(truth) * DOUBLE_NOISE
    return abs(truth - simple) <= noise and abs(value - simple) <= noise


def decimal_equal(truth: Num | None, answer: Num | None, true_value: Fraction, value: Fraction) -> bool:
    """By the rules above, where the values are not equal. Values are exact, or good to far more digits than written."""
    true_decimal = truth if truth is not None and truth.decimals is not None else None
    decimal = answer if answer is not None and answer.decimals is not None else None
    if true_decimal and _same_double(true_decimal, true_value, value):
        return True
    if true_decimal and decimal:
        longer = decimal.places > true_decimal.places or decimal.open_ended
        return longer and true_decimal.value != 0 and rounds_to(value, true_decimal.places, true_decimal.value)
    if true_decimal:
        good = (true_decimal.decimals or 0) >= TRUTH_DECIMALS and true_decimal.value != 0
        return good and rounds_to(value, true_decimal.places, true_decimal.value)
    if decimal is None or significant_digits(decimal) < ANSWER_DIGITS:
        return False
    if decimal.open_ended and cuts_to(true_value, decimal.places, decimal.value):
        return True
    return rounds_to(true_value, decimal.places, decimal.value)
