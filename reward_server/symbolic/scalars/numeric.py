"""Values to as many digits as a comparison needs, and the rule by which agreement counts as equality.

Two different expressions may agree to many digits: 1 and 1 + 10^-60. So the digits compared grow with what the
expressions can hide: 60, and 2 for each operation, and 4 for each decimal order of magnitude of every value on the
way (10^-60 adds 240). Sums of k square roots of integers up to n differ, where they differ, by about n^-(2k) and each
root adds 4 log10(n): the rule stays above that. Functions that saturate (tanh, exp under a sum) add the size of their
argument. Past MAX_DIGITS nothing is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath

from reward_server.symbolic.budget import scratch, spend
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, walk
from reward_server.symbolic.scalars.exact import NOWHERE, Inexact, Points, TooLarge, Undefined, rational

MAX_DIGITS = 1200
FIRST_DIGITS = 100
STEP_DIGITS = 20
USUAL_HEIGHT = 10
"""Of a comparison whose values have ordinary sizes."""
_LOG2 = 0.30103

Value = Any  # mpmath's mpf and mpc, which have no types


class Unknown(Exception):
    """No numeric meaning: an unknown function, infinity, a bound variable without a closed form."""


class Unclear(Undefined):
    """With so few digits a value cannot be told from zero; it is not zero for that."""


def _context(digits: int) -> Any:
    """An mpmath context of at least so many digits, one for each precision and thread: to make one takes as long as a
    small comparison. Its precision is never changed."""
    contexts: dict[int, Any] = scratch.__dict__.setdefault("contexts", {})
    digits += -digits % STEP_DIGITS
    if digits not in contexts:
        contexts[digits] = mpmath.MPContext()
        contexts[digits].dps = digits
    return contexts[digits]


class Evaluator:
    """Values of trees at `digits` digits; `height` sums the decimal orders of magnitude of all values on the way."""

    def __init__(self, digits: int, at: Points = NOWHERE, log_base_10: bool = False) -> None:
        self.ctx = _context(digits)
        self.digits = digits
        self.at = at
        self.log_base_10 = log_base_10
        self.tiny = self.ctx.mpf(10) ** (20 - digits)
        self.height = 0.0
        self.operations = 0

    def value(self, node: Node) -> Value:
        """Raises Unknown, Undefined, TooLarge."""
        self.operations += 1
        if isinstance(node, Num):
            return self._counted(self._number(node.value))
        if isinstance(node, Sym):
            return self._symbol(node.name)
        if not isinstance(node, Op) or node.head not in RULES:
            raise Unknown(str(getattr(node, "head", "word")))
        values = [self.value(arg) for arg in node.args]
        spend(2 + self.digits // (32 if node.head in _ARITHMETIC else 4))
        try:
            result = RULES[node.head](self, *values)
        except (ZeroDivisionError, ValueError, OverflowError, TypeError, NotImplementedError, AttributeError):
            raise Undefined(node.head) from None
        if node.head in _MAY_CANCEL and abs(result) < self.tiny:
            return self.ctx.mpf(0)  # as sin(pi) is: what could make it truly tiny was counted on the way
        return self._counted(result)

    def compare(self, truth: Node, answer: Node, real_only: bool) -> bool | None:
        """Do they differ by more than rounding? None: only one of them is real (`real_only`: not both are)."""
        left, right = self.value(truth), self.value(answer)
        if self.is_real(left) != self.is_real(right) or (real_only and not self.is_real(left)):
            return None
        return bool(abs(left - right) > self.noise())

    def needed(self) -> int:
        """The digits to which agreement counts as equality, after what was evaluated so far."""
        return _needed(self.operations, self.height)

    def _number(self, value: Fraction) -> Value:
        return self.ctx.mpf(value.numerator) / value.denominator

    def _symbol(self, name: str) -> Value:
        if name in self.at:
            return self._number(self.at[name])
        if name == "pi":
            return +self.ctx.pi
        if name == "e":
            return +self.ctx.e
        if name == "i":
            return self.ctx.mpc(0, 1)
        raise Unknown(name)

    def _counted(self, value: Value) -> Value:
        if value:
            size = abs(self.ctx.mag(value)) * _LOG2
            if not size < 10**6:
                raise TooLarge("magnitude")
            self.height += size
        return value

    def noise(self) -> Value:
        """Differences up to this may be rounding."""
        return self.ctx.mpf(10) ** int(self.height + 12 - self.digits)

    def is_real(self, value: Value) -> bool:
        return not isinstance(value, self.ctx.mpc) or abs(value.imag) <= self.noise()

    # -- the rules that need a guard -------------------------------------------------------------------------------

    def add(self, *terms: Value) -> Value:
        total = self.ctx.fsum(terms)
        largest = max(abs(term) for term in terms)
        return total if abs(total) > largest * self.tiny else self.ctx.mpf(0)

    def divide(self, top: Value, below: Value) -> Value:
        if not below:
            raise Undefined("division by zero")
        if abs(below) <= self.noise():
            raise Unclear("a small divisor")
        return top / below

    def power(self, base: Value, exponent: Value) -> Value:
        if base == 0:
            if self.is_real(exponent) and self.real(exponent) > 0:
                return base
            raise Undefined("zero to a power that is not positive")
        if abs(exponent) * (abs(self.ctx.mag(base)) + 4) > 10**6:
            raise TooLarge("power")
        if self.is_real(base) and self.is_real(exponent) and self.real(base) < 0:
            return self._power_of_negative(self.real(base), self.real(exponent))
        return self.ctx.power(base, exponent)

    def _power_of_negative(self, base: Value, exponent: Value) -> Value:
        """The real value where the exponent is a fraction with a small odd denominator, as schools have it."""
        for below in (1, 3, 5, 7, 9):
            above = exponent * below
            if abs(above - self.ctx.nint(above)) <= self.noise():
                sign = -1 if int(self.ctx.nint(above)) % 2 else 1
                return sign * self.ctx.power(-base, exponent)
        return self.ctx.power(base, exponent)

    def root(self, value: Value, degree: Value) -> Value:
        whole = int(self.ctx.nint(self.real(degree)))
        if whole == 0 or abs(whole) > 10**4 or whole != degree:
            return self.power(value, 1 / degree)
        if whole % 2 and self.is_real(value) and self.real(value) < 0:
            return -self.ctx.root(-self.real(value), whole)
        return self.ctx.root(value, whole) if value else value

    def real(self, value: Value) -> Value:
        return value.real if isinstance(value, self.ctx.mpc) else value

    def exponential(self, value: Value) -> Value:
        if abs(value) > 10**5:
            raise TooLarge("exponential")
        return self.ctx.exp(value)

    def saturating(self, function: str, value: Value) -> Value:
        if abs(value) > 10**5:
            raise TooLarge(function)
        self.height += float(abs(value)) ** (2 if function in ("erf", "ncdf") else 1)
        return getattr(self.ctx, function)(value)

    def circular(self, function: str, value: Value) -> Value:
        if abs(value) > 10**30:
            raise TooLarge(function)
        result = getattr(self.ctx, function)(value)
        if abs(result) * self.tiny > 1:
            raise Undefined(function)
        return result

    def logarithm(self, value: Value) -> Value:
        if not value:
            raise Undefined("logarithm of zero")
        if abs(value) <= self.noise():
            raise Unclear("logarithm of a small number")
        return self.ctx.log(value)

    def log(self, value: Value) -> Value:
        result = self.logarithm(value)
        return result / self.ctx.log(10) if self.log_base_10 else result

    def step(self, function: str, value: Value) -> Value:
        """Floor and ceiling; a value within rounding of an integer is that integer."""
        value = self.real(value)
        near = self.ctx.nint(value)
        return near if abs(value - near) <= self.noise() else getattr(self.ctx, function)(value)

    def zeta(self, value: Value) -> Value:
        if abs(value) > 1000 or abs(value - 1) <= self.noise():
            raise Undefined("zeta")
        return self.ctx.zeta(value)

    def factorial(self, value: Value) -> Value:
        if abs(value) > 10**4:
            raise TooLarge("factorial")
        return self.ctx.factorial(value)

    def binomial(self, above: Value, below: Value) -> Value:
        if max(abs(above), abs(below)) > 10**4:
            raise TooLarge("binomial")
        return self.ctx.binomial(above, below)

    def extreme(self, largest: bool, *values: Value) -> Value:
        return (max if largest else min)(self.real(value) for value in values)


def _circular(function: str) -> Callable[..., Value]:
    return lambda run, value: run.circular(function, value)


def _saturating(function: str) -> Callable[..., Value]:
    return lambda run, value: run.saturating(function, value)


def _plain(function: str) -> Callable[..., Value]:
    return lambda run, value: getattr(run.ctx, function)(value)


_ARITHMETIC = frozenset({"add", "mul", "neg", "div"})
_MAY_CANCEL = frozenset(
    {"add", "sin", "cos", "tan", "cot", "ln", "log", "logb", "arcsin", "arccos", "arctan", "Re", "Im"}
)
RULES: Mapping[str, Callable[..., Value]] = {
    "add": Evaluator.add,
    "mul": lambda run, *values: run.ctx.fprod(values),
    "neg": lambda run, value: -value,
    "div": Evaluator.divide,
    "pow": Evaluator.power,
    "root": Evaluator.root,
    "percent": lambda run, value: value / 100,
    "degree": lambda run, value: value * run.ctx.pi / 180,
    "abs": lambda run, value: abs(value),
    "floor": lambda run, value: run.step("floor", value),
    "ceil": lambda run, value: run.step("ceil", value),
    "max": lambda run, *values: run.extreme(True, *values),
    "min": lambda run, *values: run.extreme(False, *values),
    "fact": Evaluator.factorial,
    "gamma": lambda run, value: run.factorial(value - 1),
    "zeta": lambda run, value: run.zeta(value),
    "binom": Evaluator.binomial,
    "exp": Evaluator.exponential,
    "ln": Evaluator.logarithm,
    "log": Evaluator.log,
    "logb": lambda run, value, base: run.divide(run.logarithm(value), run.logarithm(base)),
    "arcsin": _plain("asin"),
    "arccos": _plain("acos"),
    "arctan": _plain("atan"),
    "arccot": _plain("acot"),
    "arcsec": _plain("asec"),
    "arccsc": _plain("acsc"),
    "arsinh": _plain("asinh"),
    "arcosh": _plain("acosh"),
    "artanh": _plain("atanh"),
    "Re": _plain("re"),
    "Im": _plain("im"),
    "arg": _plain("arg"),
    "bar": _plain("conj"),
    "sgn": _plain("sign"),
    "erf": _saturating("erf"),
    "normcdf": _saturating("ncdf"),
    **{name: _circular(name) for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{name: _saturating(name) for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
}


def _needed(operations: int, height: float) -> int:
    return int(60 + 2 * operations + 4 * height)


def differ(
    truth: Node, answer: Node, at: Points = NOWHERE, log_base_10: bool = False, real_only: bool = False
) -> bool | None:
    """Do the values differ at a point? None: one of them is not real there while the other is, or, where only real
    values count, neither is.

    Raises Unknown, Undefined, and TooLarge where MAX_DIGITS don't decide.
    """
    nodes = sum(1 for tree in (truth, answer) for _ in walk(tree))
    digits = min(max(FIRST_DIGITS, _needed(nodes, USUAL_HEIGHT)), MAX_DIGITS)  # so that one run is mostly enough
    while True:
        run = Evaluator(digits, at, log_base_10)
        try:
            different = run.compare(truth, answer, real_only)
        except Unclear:
            different = False
            if digits < MAX_DIGITS:
                digits = min(max(2 * digits, run.needed()), MAX_DIGITS)
                continue
        except Undefined:
            if digits >= min(run.needed(), MAX_DIGITS):
                raise
            different = False  # with too few digits for what is small here
        else:
            if different is not False:
                return different
            if digits >= run.needed():
                return False
        if digits >= MAX_DIGITS:
            raise TooLarge("precision")
        digits = min(run.needed() + 20, MAX_DIGITS)


def exact_or_approximate(node: Node) -> Fraction:
    """Exact where that is possible, which is cheap. Raises Unknown, Undefined, TooLarge."""
    try:
        return rational(node)
    except Inexact:
        return approximate(node)


def approximate(node: Node) -> Fraction:
    """A real value to FIRST_DIGITS digits or more. Raises Unknown, Undefined, TooLarge."""
    run = Evaluator(FIRST_DIGITS)
    try:
        value = run.value(node)
    except Undefined as missing:
        if run.needed() <= FIRST_DIGITS and not isinstance(missing, Unclear):
            raise
        value = None
    if run.needed() > FIRST_DIGITS or value is None:
        run = Evaluator(min(max(run.needed(), 2 * FIRST_DIGITS), MAX_DIGITS))
        try:
            value = run.value(node)
        except Unclear as unclear:
            raise TooLarge(str(unclear)) from None
    if not run.is_real(value) or not run.ctx.isfinite(value):
        raise Unknown("not a real number")
    sign, mantissa, exponent, _ = run.real(value)._mpf_
    if abs(exponent) > 20_000:
        raise TooLarge("magnitude")
    return Fraction((-1 if sign else 1) * int(mantissa)) * Fraction(2) ** int(exponent)


def needs_logarithm_reading(node: Node) -> bool:
    """A logarithm without a base is natural in one book and decimal in another."""
    return any(isinstance(one, Op) and one.head == "log" for one in walk(node))
