"""Irrational values."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, Word
from reward_server.symbolic.scalars.exact import TooLarge, Undefined
from reward_server.symbolic.scalars.numeric import Evaluator, Unclear, Unknown, approximate, differ


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\sqrt{3+2\sqrt2}", r"1+\sqrt2", True),
        (r"\sqrt{3+2\sqrt2}", r"1+\sqrt3", False),
        (r"\sin\frac{\pi}{12}", r"\frac{\sqrt6-\sqrt2}{4}", True),
        (r"\sin\frac{\pi}{12}", r"\frac{\sqrt6+\sqrt2}{4}", False),
        (r"\pi", r"\frac{355}{113}", False),
        (r"e^{\pi\sqrt{163}}", "262537412640768744", False),
        (r"\ln 2+\ln 3", r"\ln 6", True),
        (r"\ln 2+\ln 3", r"\ln 5", False),
        (r"\arctan 2+\arctan 3", r"\frac{3\pi}{4}", True),
        (r"\sqrt2+10^{-30}", r"\sqrt2", False),
    ],
)  # fmt: skip
def test_values_are_compared_to_as_many_digits_as_it_takes(truth: str, answer: str, right: bool) -> None:
    """Equal forms are equal; a difference far behind the point is seen."""
    assert compare(truth, answer).equal is right


def tree(head: str, *values: int | str) -> Op:
    return Op(head, tuple(Num(Fraction(value)) for value in values))


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (tree("exp", 1), math.e), (tree("exp", -2), math.exp(-2)), (tree("ln", 2), math.log(2)), (tree("log", 2), math.log(2)), (tree("logb", 10, 2), math.log(10, 2)),
        (tree("sin", 2), math.sin(2)), (tree("cos", 2), math.cos(2)), (tree("tan", 2), math.tan(2)), (tree("cot", 2), 1 / math.tan(2)), (tree("sec", 2), 1 / math.cos(2)), (tree("csc", 2), 1 / math.sin(2)),
        (tree("arcsin", "1/3"), math.asin(1 / 3)), (tree("arccos", "1/3"), math.acos(1 / 3)), (tree("arctan", 3), math.atan(3)), (tree("arccot", 3), math.atan(1 / 3)), (tree("arcsec", 3), math.acos(1 / 3)), (tree("arccsc", 3), math.asin(1 / 3)),
        (tree("sinh", 2), math.sinh(2)), (tree("cosh", 2), math.cosh(2)), (tree("tanh", 2), math.tanh(2)), (tree("coth", 2), 1 / math.tanh(2)), (tree("sech", 2), 1 / math.cosh(2)), (tree("csch", 2), 1 / math.sinh(2)),
        (tree("arsinh", 2), math.asinh(2)), (tree("arcosh", 2), math.acosh(2)), (tree("artanh", "1/2"), math.atanh(1 / 2)), (tree("erf", 1), math.erf(1)), (tree("zeta", 2), math.pi**2 / 6), (tree("gamma", "1/2"), math.sqrt(math.pi)), (tree("gamma", 5), 24), (tree("fact", "1/2"), math.sqrt(math.pi) / 2),
        (tree("binom", 5, 2), 10), (tree("max", 1, 3, 2), 3), (tree("min", 2, 1, 3), 1), (tree("floor", "-5/2"), -3), (tree("ceil", "-5/2"), -2), (tree("sgn", -5), -1), (tree("abs", -5), 5), (tree("neg", 5), -5), (tree("add", 1, 2, -4), -1), (tree("mul", 2, 3, 4), 24), (tree("div", 1, 4), 0.25),
        (tree("percent", 50), 0.5), (tree("degree", 60), math.pi / 3), (tree("pow", 2, "1/2"), math.sqrt(2)), (tree("pow", -8, "1/3"), -2), (tree("pow", -8, "2/3"), 4), (tree("pow", -32, "1/5"), -2), (tree("pow", 0, 2), 0), (tree("root", 2, 3), 2 ** (1 / 3)), (tree("root", -8, 3), -2), (tree("root", 16, 4), 2), (tree("root", 0, 3), 0), (tree("root", 4, "1/2"), 16), (tree("Re", 5), 5), (tree("Im", 5), 0), (tree("bar", 5), 5), (tree("arg", -5), math.pi),
        (Op("mul", (Sym("i"), Sym("i"))), -1), (Op("abs", (Op("add", (Num(Fraction(3)), Op("mul", (Num(Fraction(4)), Sym("i"))))),)), 5), (Sym("pi"), math.pi), (Sym("e"), math.e), (Op("sin", (Sym("pi"),)), 0), (Op("floor", (Op("exp", (tree("ln", 3),)),)), 3),
    ],
    ids=repr,
)  # fmt: skip
def test_each_function_has_the_value_that_another_library_gives(node: Node, value: float) -> None:
    """To the digits of a float, from Python's own mathematics."""
    assert float(approximate(node)) == pytest.approx(value, rel=1e-14, abs=1e-30)


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (tree("div", 1, 0), Undefined), (tree("pow", 0, 0), Undefined), (tree("pow", 0, -1), Undefined), (tree("ln", 0), Undefined), (tree("zeta", 1), Undefined), (tree("zeta", 1001), Undefined), (tree("gamma", 0), Undefined), (tree("csc", 0), Undefined),
        (tree("exp", 10**6), TooLarge), (tree("pow", 10, 10**7), TooLarge), (tree("sinh", 10**6), TooLarge), (tree("sin", 10**31), TooLarge), (tree("fact", 10**5), TooLarge), (tree("binom", 10**5, 2), TooLarge),
        (Sym("x"), Unknown), (Word("red"), Unknown), (tree("pow", -1, "1/2"), Unknown), (tree("ln", -1), Unknown), (Op("floor", (Sym("x"),)), Unknown), (tree("curl", 1), Unknown),
    ],
    ids=repr,
)  # fmt: skip
def test_what_has_no_real_value_says_why(node: Node, why: type[Exception]) -> None:
    """A pole, a number too long to write, a name, an imaginary value."""
    with pytest.raises(why):
        approximate(node)


def test_a_logarithm_without_a_base_is_natural_until_it_is_said_to_be_decimal() -> None:
    """With base 10, log is another function than ln, and has the value 1 at 10."""
    assert differ(tree("log", 10), tree("ln", 10)) is False
    assert differ(tree("log", 10), tree("ln", 10), log_base_10=True) is True
    assert differ(tree("log", 10), tree("add", 1), log_base_10=True) is False


def test_a_value_at_a_point_is_real_or_tells_nothing() -> None:
    """None where one side is real and the other is not, and where neither is and only real ones count."""
    root, at = Op("root", (Sym("x"), Num(Fraction(2)))), {"x": Fraction(-4)}
    assert differ(root, Op("neg", (root,)), at) is True
    assert differ(root, root, at) is False
    assert differ(root, root, at, real_only=True) is None
    assert differ(root, Sym("x"), at) is None
    assert differ(root, Num(Fraction(2)), {"x": Fraction(4)}, real_only=True) is False


def outcome(text: str) -> object:
    """The value to 12 digits, or the kind of its refusal."""
    budget.begin()
    run = Evaluator(100)
    try:
        value = run.value(parse(text))
    except (Unknown, Undefined, TooLarge) as refusal:
        return type(refusal)
    return run.ctx.nstr(value, 12, strip_zeros=True) if not isinstance(value, run.ctx.mpc) else complex(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"\frac{1}{\sin\pi}", Undefined), (r"\frac{1}{10^{-95}}", Unclear), (r"\frac{1}{10^{-30}}", "1.0e+30"), (r"\ln 0", Undefined), (r"\ln 10^{-95}", Unclear),
        ("0^{-1}", Undefined), ("0^0", Undefined), ("0^{1/2}", "0.0"), (r"(-8)^{1/3}", "-2.0"), (r"(-8)^{2/3}", "4.0"), ("(-1)^{1/9}", "-1.0"), ("(-1)^{4/7}", "1.0"), ("(-32)^{3/5}", "-8.0"),
        (r"\sqrt[3]{-27}", "-3.0"), (r"\sqrt[4]{16}", "2.0"), (r"\sqrt[3]{0}", "0.0"), (r"\sqrt[-2]{4}", "0.5"), (r"\sqrt[1/2]{3}", "9.0"), (r"\sqrt[20000]{2}", "1.00003465796"),
        (r"\lfloor 2.5 \rfloor", "2.0"), (r"\lfloor -2.5 \rfloor", "-3.0"), (r"\lceil 2.5 \rceil", "3.0"), (r"\lfloor \sqrt2^2 \rfloor", "2.0"),
        (r"\zeta(1)", Undefined), (r"\zeta(1000)", "1.0"), (r"\zeta(1001)", Undefined), (r"\tan\frac{\pi}{2}", Undefined),
        (r"\sin 10^{30}", "-0.0901169019121"), (r"\sin(10^{30}+1)", TooLarge), (r"e^{10^{7}}", TooLarge), ("2^{166666}", "2.91915619318e+50171"), ("2^{166667}", TooLarge), ("0.1^{142857}", "1.0e-142857"), ("0.1^{142858}", TooLarge), ("1+10^{-85}-1", "0.0"), ("1+10^{-70}-1", "1.0e-70"), (r"\exp(10^5)", "2.80666336043e+43429"), (r"\exp(10^5+1)", TooLarge), (r"\tanh(10^5+1)", TooLarge),
        ("(10^4)!", "2.84625968092e+35659"), ("(10^4+1)!", TooLarge), (r"\binom{10^4}{2}", "49995000.0"), (r"\binom{10^4+1}{2}", TooLarge),
        ("f(x)", Unknown), ("x", Unknown), (r"\infty", Unknown), (r"\sqrt2-\sqrt2", "0.0"), (r"\sin\pi", "0.0"), ("i^2", complex(-1)), (r"\sqrt{-4}", 2j), (r"\max(1, 3, 2)", "3.0"), (r"\min(4, 3, 5)", "3.0"),
    ],
)  # fmt: skip
def test_an_expression_has_a_value_or_the_reason_why_it_has_none(text: str, value: object) -> None:
    """A guard refuses the first value beyond it; a small number is not zero, and what cancels is."""
    assert outcome(text) == value


@pytest.mark.parametrize(
    ("text", "operations", "height"),
    [("5", 1, 0.9), ("2+2", 3, 2.1), (r"\sin 1", 2, 0.3), ("10^{-60}", 4, 64.7), (r"\tanh 20", 2, 21.5), ("erf(5)", 2, 25.9), ("0", 1, 0)],
)  # fmt: skip
def test_the_digits_that_are_needed_grow_with_what_an_expression_can_hide(
    text: str, operations: int, height: float
) -> None:
    """60, 2 for each operation, 4 for each order of magnitude on the way, in decimal digits."""
    run = Evaluator(100)
    run.value(parse(text))
    assert (run.operations, round(run.height, 1)) == (operations, height)
    assert run.needed() == int(60 + 2 * operations + 4 * run.height)
    assert run.noise() == run.ctx.mpf(10) ** int(run.height - 88)


@pytest.mark.parametrize(
    ("text", "value"),
    [(r"\sqrt{-4}", Unknown), (r"\frac{1}{0}", Undefined), (r"\frac{1}{10^{-95}}", 10**95), (r"\frac{1}{4}", Fraction(1, 4)), (r"-\frac{3}{8}", Fraction(-3, 8)), ("10^{-10000}", TooLarge), ("x", Unknown)],
)  # fmt: skip
def test_a_real_value_is_approximated_as_a_fraction(text: str, value: object) -> None:
    """With more digits where a small value needs them; a value that is not real is unknown."""
    budget.begin()
    try:
        found: object = approximate(parse(text))
    except (Unknown, Undefined, TooLarge) as refusal:
        found = type(refusal)
    if isinstance(value, int | Fraction):
        assert isinstance(found, Fraction)
        assert abs(found / value - 1) < Fraction(1, 10**60)
    else:
        assert found is value


@pytest.mark.parametrize(
    ("truth", "answer", "real_only", "different"),
    [("1", "2", False, True), (r"\sqrt2^2", "2", True, False), ("i", "1", False, None), ("i", "i", False, False), ("i", "2i", False, True), ("i", "i", True, None), (r"\sqrt2+10^{-90}", r"\sqrt2", False, True)],
)  # fmt: skip
def test_values_differ_agree_or_cannot_be_compared(
    truth: str, answer: str, real_only: bool, different: bool | None
) -> None:
    """A real value and one that is not have no difference; nor have two that are not where reals alone count."""
    budget.begin()
    assert differ(parse(truth), parse(answer), real_only=real_only) is different


@pytest.mark.parametrize(
    ("head", "digits", "units"), [("add", 100, 5), ("add", 64, 4), ("exp", 100, 27), ("exp", 64, 18)]
)
def test_a_rule_costs_its_digits(head: str, digits: int, units: int) -> None:
    """Arithmetic an eighth of what a function costs, and two units more."""
    budget.begin()
    Evaluator(digits).value(tree(head, 1))
    assert budget.UNITS - budget.scratch.left == units
