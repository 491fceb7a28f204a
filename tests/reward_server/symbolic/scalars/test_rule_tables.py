"""Tables of values: each rule gives the value of one expression, and not the one beside it."""

from __future__ import annotations

import pytest

from reward_server.symbolic import sympy_rung
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import Node, Num, Op, heads, integer
from reward_server.symbolic.scalars import exact, modular, numeric, powers

VALUES = {
    "add": ("2+3", "5", "6"), "mul": (r"2\cdot 3", "6", "5"), "neg": ("-7", "1-8", "7"), "div": (r"\frac{6}{4}", "1.5", "2/3"),
    "pow": ("2^5", "32", "25"), "root": (r"\sqrt{49}", "7", "-7"), "fact": ("5!", "120", "24"), "fact2": ("7!!", "105", "5040"),
    "binom": (r"\binom{5}{2}", "10", "20"), "perm": ("A_5^2", "20", "10"), "abs": ("|-3|", "3", "-3"),
    "floor": (r"\lfloor -2.5\rfloor", "-3", "-2"), "ceil": (r"\lceil -2.5\rceil", "-2", "-3"), "percent": (r"25\%", "1/4", "25"),
    "max": (r"\max(2,7,3)", "7", "2"), "min": (r"\min(2,7,3)", "2", "7"), "gcd": (r"\gcd(12,18)", "6", "36"), "lcm": ("lcm(12,18)", "36", "6"),
    "mod": (r"17 \bmod 5", "2", "3"), "sgn": ("sgn(-4)", "-1", "1"), "degree": (r"180^\circ", r"\pi", r"2\pi"),
    "gamma": (r"\Gamma(5)", "24", "120"), "zeta": (r"\zeta(2)", r"\frac{\pi^2}{6}", r"\frac{\pi^2}{8}"), "exp": (r"\exp(2)", "e^2", "e^3"),
    "ln": (r"\ln 8", r"3\ln 2", r"2\ln 2"), "log": (r"\log 100", "2", "3"), "logb": (r"\log_2 8", "3", "2"),
    "arcsin": (r"\arcsin 1", r"\frac{\pi}{2}", "0"), "arccos": (r"\arccos 0", r"\frac{\pi}{2}", "0"), "arctan": (r"\arctan 1", r"\frac{\pi}{4}", r"\frac{\pi}{2}"),
    "arccot": (r"\arccot 1", r"\frac{\pi}{4}", r"\frac{\pi}{3}"), "arcsec": (r"\arcsec 2", r"\frac{\pi}{3}", r"\frac{\pi}{6}"), "arccsc": (r"\arccsc 2", r"\frac{\pi}{6}", r"\frac{\pi}{3}"),
    "arsinh": ("arsinh(1)", r"\ln(1+\sqrt2)", r"\ln(2+\sqrt3)"), "arcosh": ("arcosh(2)", r"\ln(2+\sqrt3)", r"\ln(1+\sqrt2)"), "artanh": ("artanh(0.5)", r"\frac12\ln 3", r"\ln 3"),
    "Re": (r"\Re(2+3i)", "2", "3"), "Im": (r"\Im(2+3i)", "3", "2"), "arg": (r"\arg(i)", r"\frac{\pi}{2}", r"\pi"), "bar": (r"\overline{2+3i}", "2-3i", "2+3i"),
    "erf": ("erf(0)", "0", "1"), "normcdf": ("normcdf(0)", "1/2", "0"), "sin": (r"\sin\frac{\pi}{6}", r"\frac12", r"\frac{\sqrt3}{2}"), "cos": (r"\cos\frac{\pi}{6}", r"\frac{\sqrt3}{2}", r"\frac12"),
    "tan": (r"\tan\frac{\pi}{3}", r"\sqrt3", r"\frac{1}{\sqrt3}"), "cot": (r"\cot\frac{\pi}{3}", r"\frac{1}{\sqrt3}", r"\sqrt3"),
    "sec": (r"\sec\frac{\pi}{3}", "2", r"\frac{2}{\sqrt3}"), "csc": (r"\csc\frac{\pi}{3}", r"\frac{2}{\sqrt3}", "2"),
    "sinh": (r"\sinh(\ln 2)", "3/4", "5/4"), "cosh": (r"\cosh(\ln 2)", "5/4", "3/4"), "tanh": (r"\tanh(\ln 2)", "3/5", "5/3"), "coth": (r"\coth(\ln 2)", "5/3", "3/5"),
    "sech": ("sech(ln 2)", "4/5", "4/3"), "csch": ("csch(ln 2)", "4/3", "4/5"),
}  # fmt: skip
"""Head -> an expression with it, an equal one, a different one."""


def trees(head: str) -> tuple[Node, Node, Node]:
    expression, equal, different = map(parse, VALUES[head])
    if head not in heads(expression):  # the grammar has a plainer name for this one
        expression = {"root": Op("root", (integer(49), integer(2))), "neg": Op("neg", (integer(7),))}[head]
    return expression, equal, different


@pytest.mark.parametrize("head", sorted(exact.RULES))
def test_exact(head: str) -> None:
    """Rational numbers."""
    expression, equal, different = map(exact.rational, trees(head))
    assert expression == equal != different


@pytest.mark.parametrize("head", sorted(numeric.RULES))
def test_numeric(head: str) -> None:
    """To as many digits as it takes."""
    expression, equal, different = trees(head)
    assert numeric.differ(expression, equal, log_base_10=True) is False
    assert numeric.differ(expression, different, log_base_10=True) is True


@pytest.mark.parametrize("head", sorted(modular._RULES))
def test_modular(head: str) -> None:
    """Residues."""
    expression, equal, different = trees(head)
    assert modular.equal_modulo_primes(expression, equal) is True
    assert modular.equal_modulo_primes(expression, different) is False


POWERS = {
    "add": ("1+i", r"\frac{2i}{1+i}", "1-i"), "log": (r"\log 8", r"3\log 2", r"2\log 2"), "logb": (r"\log_2 8", "3", "2"),
    "exp": (r"\exp(2)", "e^2", "e^3"),
}  # fmt: skip


@pytest.mark.parametrize("head", sorted(powers._RULES))
def test_powers(head: str) -> None:
    """Products of powers by their exponents."""
    expression, equal, different = map(parse, POWERS[head]) if head in POWERS else trees(head)
    assert powers.powers(expression) == powers.powers(equal)
    assert powers.powers(expression) != powers.powers(different)


@pytest.mark.parametrize("head", sorted(sympy_rung._HEADS))
def test_sympy(head: str) -> None:
    """Trees as sympy has them: equal ones differ by nothing."""
    expression, equal, different = map(sympy_rung.build, trees(head))

    def near(value: object) -> bool:
        return abs(complex(value.evalf(30))) < 1e-20  # type: ignore[attr-defined]

    if head == "log":
        different, equal = 3 * sympy_rung.build(parse(r"\ln 10")), 2 * sympy_rung.build(parse(r"\ln 10"))
    assert near(expression - equal)
    assert not near(expression - different)


def test_a_number_needs_no_rule() -> None:
    assert isinstance(parse("12"), Num)
