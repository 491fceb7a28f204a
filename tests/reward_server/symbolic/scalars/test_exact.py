"""Rational values."""

from __future__ import annotations

from fractions import Fraction

import pytest

from reward_server.symbolic import budget
from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.tree import Node, Num, Op, Sym, Word
from reward_server.symbolic.scalars.exact import MAX_BITS, MAX_TERMS, Inexact, TooLarge, Undefined, power_bits, rational


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{3}{4}", r"\frac{6}{8}", True),
        (r"\frac{3}{4}", "0.75", True),
        (r"\frac{3}{4}", r"75\%", True),
        (r"\frac{3}{4}", r"\frac{4}{3}", False),
        ("10^{20}", "100000000000000000000", True),
        ("10^{20}", "100000000000000000001", False),
        ("2^{-3}", r"\frac18", True),
        ("2^{-3}", "-8", False),
        (r"\sqrt{\frac{4}{9}}", r"\frac23", True),
        (r"\frac{1}{3}", r"0.\overline{3}", True),
        (r"\frac{1}{3}", "0.3", False),
        ("4^{-1/2}", r"\frac12", True), ("4^{-1/2}", "2", False), ("8^{2/3}", "4", True), ("8^{2/3}", "2", False),
        ("(-8)^{1/3}", "-2", True), (r"\sqrt[3]{-27}", "-3", True), (r"\sqrt[3]{-27}", "3", False),
        (r"\sqrt[4]{16}", "2", True), (r"\sqrt[4]{16}", "4", False), ("5!", "120", True), ("5!", "119", False),
        ("0!", "1", True), ("0!", "0", False), (r"\binom{5}{2}", "10", True), (r"\binom{5}{2}", "20", False),
        (r"\binom{5}{0}", "1", True), (r"\binom{3}{5}", "0", True), (r"\binom{3}{5}", "1", False),
        (r"\gcd(12, 18)", "6", True), (r"\gcd(12, 18)", "36", False), (r"\text{lcm}(4, 6)", "12", True),
        (r"\text{lcm}(4, 6)", "24", False), (r"|-\frac23|", r"\frac23", True), (r"|-\frac23|", r"-\frac23", False),
        (r"\max(2, 3)", "3", True), (r"\max(2, 3)", "2", False), (r"\min(2, 3)", "2", True),
        (r"\min(2, 3)", "3", False), (r"\lfloor -2.5\rfloor", "-3", True), (r"\lfloor -2.5\rfloor", "-2", False),
        ("2^{10}", "1024", True), ("2^{10}", "1023", False), ("(-1)^{101}", "-1", True), ("(-1)^{101}", "1", False),
        (r"7 \bmod 3", "1", True), (r"7 \bmod 3", "2", False), (r"\frac{1}{0}", "1", False),
        ("200!/199!", "200", True), ("200!/199!", "199", False), ("1/2 - 1/3", "1/6", True),
        ("1/2 - 1/3", "5/6", False),
    ],
)  # fmt: skip
def test_rational_values_are_compared_exactly(truth: str, answer: str, right: bool) -> None:
    """However they are written; one more or one less differs."""
    assert compare(truth, answer).equal is right


def tree(head: str, *values: int | str) -> Op:
    return Op(head, tuple(Num(Fraction(value)) for value in values))


def indexed(head: str, low: int | str, high: int, body: Node) -> Op:
    return Op(head, (Sym("k"), Num(Fraction(low)), Num(Fraction(high)), body))


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (tree("add", 1, "1/2", -3), "-3/2"), (tree("add"), 0), (tree("mul", 2, "3/4", -1), "-3/2"), (tree("mul"), 1), (tree("neg", 3), -3), (tree("div", 3, 6), "1/2"), (tree("pow", "2/3", 2), "4/9"), (tree("pow", "2/3", -2), "9/4"), (tree("pow", -2, 3), -8), (tree("pow", 0, 3), 0),
        (tree("pow", 1, 10**12), 1), (tree("pow", -1, 10**12), 1), (tree("pow", -1, 10**12 + 1), -1), (tree("pow", -1, -1), -1), (tree("pow", "4/9", "3/2"), "8/27"), (tree("root", 8, 3), 2), (tree("root", -8, 3), -2), (tree("root", 0, 3), 0), (tree("root", 7**5, 5), 7), (tree("root", 2**64, 64), 2), (tree("root", "27/8", 3), "3/2"),
        (tree("fact", 0), 1), (tree("fact", 6), 720), (tree("fact2", 7), 105), (tree("fact2", 8), 384), (tree("fact2", 0), 1), (tree("binom", 6, 2), 15), (tree("binom", 2, 6), 0), (tree("perm", 6, 2), 30), (tree("abs", "-1/2"), "1/2"), (tree("floor", "-1/2"), -1), (tree("ceil", "-1/2"), 0), (tree("percent", 5), "1/20"),
        (tree("max", 1, 3, 2), 3), (tree("min", 2, 1, 3), 1), (tree("gcd", 12, 18, 8), 2), (tree("lcm", 4, 6, 10), 60), (tree("mod", 7, 3), 1), (tree("mod", -7, 3), 2), (tree("mod", "7/2", 3), "1/2"), (tree("sgn", -5), -1), (tree("sgn", 0), 0), (tree("sgn", "1/2"), 1),
        (indexed("sum", 1, 4, Sym("k")), 10), (indexed("prod", 1, 4, Sym("k")), 24), (indexed("sum", 2, 1, Sym("k")), 0), (indexed("prod", 2, 1, Sym("k")), 1), (indexed("sum", 3, 3, Sym("k")), 3), (indexed("sum", 0, MAX_TERMS, tree("add", 1)), MAX_TERMS + 1),
    ],
    ids=repr,
)  # fmt: skip
def test_each_operation_has_its_rational_value(node: Node, value: int | str) -> None:
    """Sums and products without a term, ends of an index, signs, the least and the largest argument among them."""
    assert rational(node) == Fraction(value)


@pytest.mark.parametrize(
    ("node", "why"),
    [
        (tree("div", 1, 0), Undefined), (tree("mod", 1, 0), Undefined), (tree("pow", 0, 0), Undefined), (tree("pow", 0, -1), Undefined), (tree("fact", -1), Undefined), (tree("binom", 5, -1), Undefined), (tree("perm", -1, 0), Undefined),
        (Sym("x"), Inexact), (Word("red"), Inexact), (tree("sin", 1), Inexact), (tree("pow", 2, "1/2"), Inexact), (tree("root", 9, 3), Inexact), (tree("root", -4, 2), Inexact), (tree("root", 1, 65), Inexact), (tree("root", 1, 0), Inexact), (tree("root", 1, -1), Inexact), (tree("root", 4, "1/2"), Inexact), (tree("fact", "1/2"), Inexact), (tree("gcd", 1, "1/2"), Inexact), (indexed("sum", "1/2", 3, Sym("k")), Inexact),
        (tree("pow", 2, 10**6), TooLarge), (tree("pow", 2, -(10**6)), TooLarge), (tree("fact", 10**4), TooLarge), (tree("fact2", 10**4), TooLarge), (tree("binom", 10**5, 2), TooLarge), (indexed("sum", 0, MAX_TERMS + 1, Sym("k")), TooLarge), (indexed("prod", 1, 2, tree("add", 2**30_000)), TooLarge), (tree("mul", 2**30_000, 2**30_000), TooLarge), (tree("add", 2**50_000, 1), TooLarge),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else getattr(one, "head", "atom"),
)  # fmt: skip
def test_what_has_no_rational_value_says_why(node: Node, why: type[Exception]) -> None:
    """No value at all, none that is rational, or one that is too long to write."""
    with pytest.raises(why):
        rational(node)


def test_a_variable_has_the_value_of_its_point() -> None:
    """Elsewhere it has none; an index hides a variable of the same name."""
    assert rational(Op("add", (Sym("x"), Sym("k"))), {"x": Fraction(1, 2), "k": Fraction(2)}) == Fraction(5, 2)
    assert rational(indexed("sum", 1, 2, Sym("k")), {"k": Fraction(9)}) == 3
    with pytest.raises(Inexact):
        rational(Op("add", (Sym("x"), Sym("k"))), {"x": Fraction(1, 2)})


def outcome(node: Node) -> object:
    """The value, or the kind of its refusal."""
    budget.begin()
    try:
        return rational(node)
    except (Inexact, TooLarge, Undefined) as refusal:
        return type(refusal)


@pytest.mark.parametrize(
    ("largest", "beyond"),
    [
        (tree("fact", 3000), tree("fact", 3001)),
        (tree("fact2", 3000), tree("fact2", 3001)),
        (tree("perm", 3000, 3), tree("perm", 3001, 3)),
        (tree("binom", 20_000, 2), tree("binom", 20_001, 2)),
        (tree("pow", 2, MAX_BITS // 2), tree("pow", 2, MAX_BITS // 2 + 1)),
        (tree("mul", 2 ** (MAX_BITS // 2 - 1), 2 ** (MAX_BITS // 2 - 2)), tree("mul", 2 ** (MAX_BITS // 2), 2 ** (MAX_BITS // 2 - 1))),
        (tree("add", 2 ** (MAX_BITS - 2), 0), tree("add", 2**MAX_BITS, 0)),
        (indexed("sum", 1, MAX_TERMS + 1, Sym("k")), indexed("sum", 1, MAX_TERMS + 2, Sym("k"))),
    ],
)  # fmt: skip
def test_a_guard_refuses_the_first_value_beyond_it(largest: Node, beyond: Node) -> None:
    """The largest value that a guard allows has a value, the next one is too large."""
    assert (type(outcome(largest)), outcome(beyond)) == (Fraction, TooLarge)


@pytest.mark.parametrize(("degree", "value"), [(64, 2), (65, Inexact)])
def test_roots_are_exact_up_to_degree_64(degree: int, value: object) -> None:
    """A root of a higher degree is left to the numeric rung."""
    assert outcome(tree("root", 2**degree, degree)) == value


@pytest.mark.parametrize(
    ("base", "exponent", "bits"), [(8, 5, 20), (Fraction(1, 8), 5, 20), (2, -3, 6), (2, 10**12, 2 * 10**9), (3, 10**9 + 1, 2 * 10**9)]
)  # fmt: skip
def test_the_bits_of_a_power_are_those_of_its_base_times_the_exponent(base: Fraction, exponent: int, bits: int) -> None:
    """An upper bound, of numerator and denominator, for exponents up to 10^9."""
    assert power_bits(Fraction(base), Fraction(exponent)) == bits


@pytest.mark.parametrize(
    ("node", "units"),
    [
        (tree("add", 1, 1), 1), (tree("add", 2**510, 0), 2), (tree("add", 2**509, 0), 1), (tree("add", 2**1022, 0), 3),
        (indexed("sum", 1, 3, Sym("k")), 3), (indexed("sum", 1, 2, Num(Fraction(2**520))), 4),
    ],
)  # fmt: skip
def test_an_operation_costs_a_unit_and_another_for_every_512_bits(node: Node, units: int) -> None:
    """So that large numbers spend the budget before they spend the time."""
    outcome(node)
    assert budget.UNITS - budget.scratch.left == units
