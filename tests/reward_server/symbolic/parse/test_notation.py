"""LaTeX's notation of numbers and functions."""

from __future__ import annotations

import pytest
from table_cases import NOTHING, accepting_and_refusing, reading  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse import bases, notation


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\frac{1}{2}", r"\frac12", True),
        (r"\frac{1}{2}", r"\tfrac{1}{2}", True),
        (r"\frac{1}{2}", "1/2", True),
        (r"\frac{1}{2}", r"\frac21", False),
        (r"\sqrt{x}", "x^{1/2}", True),
        (r"\sqrt[3]{x}", "x^{1/3}", True),
        (r"\sqrt[3]{x}", r"\sqrt{x}", False),
        (r"\sin x", r"\sin(x)", True),
        (r"\sin^2 x", r"(\sin x)^2", True),
        (r"\sin^2 x", r"\sin(x^2)", False),
        (r"\sin^{-1} x", r"\arcsin x", True),
        (r"\sin^2 x", r"\operatorname{sin}^2 x", True),
        (r"\sin^2 x", r"\mathrm{sin}^3 x", False),
        (r"\log_2 x", r"\operatorname{log}_2 x", True),
        (r"\log_2 x", r"\frac{\ln x}{\ln 2}", True),
        (r"\log_2 x", r"\frac{\ln 2}{\ln x}", False),
        ("n!", "n(n-1)!", True),
        ("x^{10}", "x^10", True),
        ("101_2", "5", True),
        ("101_2", "6", False),
        ("f'(x)", "f(x)", False),
        (r"2\frac{1}{2}", r"\frac{5}{2}", True),
        (r"2\frac{1}{2}", "1", False),
    ],
)  # fmt: skip
def test_notations_of_one_value_are_equal(truth: str, answer: str, right: bool) -> None:
    """Fractions, roots, powers, factorials, bases, functions with and without brackets."""
    assert compare(truth, answer).equal is right


test_each_function_with_a_notation_of_its_own_reads_its_arguments = accepting_and_refusing(
    notation.FUNCTIONS,
    {
        "frac": (r"\frac12", "1/2", r"\frac1", NOTHING), "binom": (r"\binom{5}{2}", "binom(5, 2)", r"\binom5", NOTHING), "sqrt": (r"\sqrt[3]{8}", "root(8, 3)", r"\sqrt[3]", NOTHING),
        "cbrt": ("cbrt(8)", "root(8, 3)", "cbrt", NOTHING),
    },
)  # fmt: skip

test_each_command_reads_what_it_decorates = accepting_and_refusing(
    notation.COMMANDS,
    {
        "partial": (r"\frac{\partial f}{\partial x}", "partial(f, x, 1)", r"\frac{\partial^2 f}{\partial x}", NOTHING), "tilde": (r"\tilde x", "x~", r"\tilde", NOTHING),
        "dot": (r"\dot x", "x'", r"\dot{2x}", NOTHING), "ddot": (r"\ddot{x}", "x''", r"\ddot", NOTHING),
        "vec": (r"\vec{BA}", "-AB→", r"\vec", NOTHING), "overrightarrow": (r"\overrightarrow{AB}", "AB→", r"\overrightarrow", NOTHING),
        "widetilde": (r"\widetilde x", "x~", r"\widetilde", NOTHING),
    },
)  # fmt: skip

test_each_sign_after_a_value_is_read_with_it = accepting_and_refusing(
    notation.POSTFIX,
    {
        "^": ("x^2", "x^2", r"x^{\text{so}}", NOTHING), "!": ("5!", "fact(5)", "!5", NOTHING), "!=": ("5!=120", "fact(5) = 120", "5 !=120", "5 != 120"), "%": (r"5\%", "percent(5)", r"\%5", NOTHING),
        "deg": ("90°", "degree(90)", "°", NOTHING), "_": ("101_2", "5", "9_2", NOTHING), "'": ("f'", "f'", "5'", NOTHING),
    },
)  # fmt: skip

test_each_function_whose_inverse_has_a_name_gets_it_at_minus_one = accepting_and_refusing(
    notation._INVERSE, {name: (rf"\{name}^{{-1}} x", f"{inverse}(x)", rf"\{name}^{{-2}} x", f"{name}(x)^-2") for name, inverse in notation._INVERSE.items()}
)  # fmt: skip

test_each_letter_of_a_named_function_is_a_letter_without_brackets = accepting_and_refusing(
    notation._SPECIAL, {name: (rf"\{name}(5)", f"{head}(5)", rf"\{name}", name) for name, head in notation._SPECIAL.items()}
)  # fmt: skip

test_each_word_of_a_base_is_one_and_its_digits_end_below_it = accepting_and_refusing(
    bases.BASE_WORDS,
    {name: (f"10_{{{name}}}", str(base), f"{'19'[base < 10] * 2}_{{{name}x}}", NOTHING) for name, base in bases.BASE_WORDS.items()},
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tree"),
    [("3!=x", "fact(3) = x"), ("3 != x", "3 != x"), ("3≠x", "3 != x"), (r"3\ne x", "3 != x"), (r"3\neq x", "3 != x"), ("3<>x", "3 != x"), ("x!=3", "x != 3")],
)  # fmt: skip
def test_only_an_exclamation_mark_makes_a_factorial(text: str, tree: str) -> None:
    """A sign of inequality is none, however close to a number it stands."""
    assert reading(text) == tree
