"""What the grammar reads: one tree for many spellings, and no tree for what it does not know."""

from __future__ import annotations

import contextlib
from fractions import Fraction

import pytest
from table_cases import NOTHING, Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.parse import blocks, notation
from reward_server.symbolic.parse.cursor import Cursor
from reward_server.symbolic.parse.grammar import RULES, parse
from reward_server.symbolic.parse.precedence import items
from reward_server.symbolic.parse.tokens import Unparsable, tokenize
from reward_server.symbolic.parse.tree import Num, Op, Sym, show

HALF = Op("div", (Num(Fraction(1)), Num(Fraction(2))))


@pytest.mark.parametrize(
    "text",
    [r"\frac12", r"\frac{1}2", r"\frac1{2}", r"\dfrac{1}{2}", "1/2", "½", r"\frac{1}{2", r"\left(\frac12\right)"],
)
def test_a_half_however_it_is_set(text: str) -> None:
    assert parse(text) == HALF


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1/2x", "(1/2)*x"),
        ("2x^2", "2*(x^2)"),
        ("-x^2", "-(x^2)"),
        ("(-2)^4", "-2^4"),
        ("2^3^2", "2^(3^2)"),
        ("2^{10}", "2^10"),
        ("xy", "x*y"),
        ("sinx", "sin(x)"),
        (r"\sin 2x \cos x", "sin((2*x))*cos(x)"),
        (r"\sin^{-1} x", "arcsin(x)"),
        (r"\log_2 8", "logb(8, 2)"),
        (r"1\frac{1}{2}", "3/2"),
        (r"2\frac{3}{2}", "2*(3/2)"),
        ("|x-1|", "abs((x - 1))"),
        ("5!", "fact(5)"),
        ("52_8", "42"),
        ("0.(3)", "1/3"),
        ("1,234", "1234"),
        ("(1,234)", "(1, 234)"),
        ("1.5e3", "1500"),
        ("5 km/h", "quantity(5, km / h)"),
        (r"a<b\le c", "a < b and b <= c"),
        (r"\{x \mid x > 2\}", "such_that(x, x > 2)"),
        (r"x \equiv 3 \pmod 7", "cong(x, 3, 7)"),
        (r"\sum_{k=1}^n k", "sum(#1, 1, n, #1)"),
        (r"\frac1{x}", "1/x"),
        ("Paris", "Paris"),
    ],
)
def test_precedence_and_notation(text: str, shown: str) -> None:
    assert show(parse(text)) == shown


def test_a_bound_index_has_no_name_of_its_own() -> None:
    assert parse(r"\sum_{k=1}^n k^2") == parse(r"\sum_{i=1}^n i^2")


def test_a_decimal_remembers_how_it_was_written() -> None:
    assert parse("0.50") == Num(Fraction(1, 2), decimals=2, places=2)
    assert parse("0.5") != parse("0.50")


def test_letters_are_variables_and_words_are_words() -> None:
    assert parse("x") == Sym("x")
    assert show(parse(r"\text{Evelyn}")) == "Evelyn"


@pytest.mark.parametrize(
    "text", ["", "???", "1 2 3", r"\frac{", "(((", "+", r"\unknown{3}", "9" * 3000, "(" * 500 + "1"]
)
def test_what_it_does_not_know_it_does_not_guess(text: str) -> None:
    with pytest.raises(Unparsable):
        parse(text)


def test_a_long_sum_is_flat_and_a_deep_tree_is_refused() -> None:
    assert len(getattr(parse("+".join(["x"] * 500)), "args", ())) == 500
    with pytest.raises(Unparsable):
        parse("/".join(["2"] * 500))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A_1^94", "A_1^94"),
        ("A_1^4", "A_1^4"),
        ("C_5^{2}", "binom(5, 2)"),
        ("C_5^71", "C_5^71"),
        ("P_2^1+1", "perm(2, 1) + 1"),
    ],
)
def test_a_reading_that_fails_leaves_nothing_behind(text: str, shown: str) -> None:
    assert show(parse(text)) == shown


def test_tokens_are_the_same_after_reading() -> None:
    tokens = tokenize(r"\frac12 xy 5!=120 \int_0^12 x dx A_1^94")
    cursor = Cursor(tokens, RULES)
    with contextlib.suppress(Unparsable):
        items(cursor)
    assert cursor.tokens == tokens == tokenize(r"\frac12 xy 5!=120 \int_0^12 x dx A_1^94")


ATOMS: Cases = {
    "num": ("12", "12", "1 2", NOTHING), "sym": ("x_1", "x_1", "x_", "x"), "fn": (r"\sin x", "sin(x)", r"\sin", NOTHING), "word": ("Paris", "Paris", "xy", "x*y"),
    "currency": ("€5", "quantity(5, euro)", "€", NOTHING), "cmd": (r"\overline{z}", "bar(z)", r"\unknown z", NOTHING), "op": ("(1, 2)", "(1, 2)", ") 1", NOTHING), "end": (r"1, \ldots", "1, ...", "", NOTHING),
}  # fmt: skip
"""Kind of a token -> what begins with it, and what does not."""

test_each_kind_of_token_begins_one_text_and_not_another = accepting_and_refusing(RULES.atoms, ATOMS)


def test_the_grammar_is_the_tables_of_its_parts() -> None:
    """Their cases stand in the tests of each part."""
    assert RULES.commands == blocks.COMMANDS | notation.COMMANDS
    assert not blocks.COMMANDS.keys() & notation.COMMANDS.keys()
    assert (RULES.brackets, RULES.functions, RULES.postfix) == (blocks.BRACKETS, notation.FUNCTIONS, notation.POSTFIX)
