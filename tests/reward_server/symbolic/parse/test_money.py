"""Amounts are equal however a country writes them."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.money import (
    with_codes,
    with_point_before_cents,
    without_delimiters,
    without_lakhs,
    without_separators,
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("US$5", r"\$5"), (r"A\$15", "AUD 15"), ("HK$15", "HKD 15"), ("R$ 12,50", "BRL 12,50"), ("Rs.15/-", "Rs 15"),
        ("$15", "$15"), ("15/-2", "15/-2"),
    ],
)  # fmt: skip
def test_signs_of_money_become_codes(text: str, plain: str) -> None:
    assert with_codes(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("₹1,50,000", "₹150000"), ("1,50,000", "1,50,000"), ("Rs 1,50,000", "Rs 150000"), ("₹1,500", "₹1,500")],
)
def test_only_rupees_have_lakhs(text: str, plain: str) -> None:
    assert without_lakhs(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("1.234.567", "1234567"), ("12.345,67", "12345.67"), ("1'234'567", "1234567"), ("1.234", "1.234"), ("f'", "f'")],
)
def test_separators_of_thousands_fall_away_where_they_are_no_decimal_point(text: str, plain: str) -> None:
    assert without_separators(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [("12,50 €", "12.50 €"), ("1.234,50 euros", "1234.50 euros"), ("BRL 12,50", "BRL 12.50"), ("(12,50)", "(12,50)")],
)
def test_a_comma_before_cents_is_a_point(text: str, plain: str) -> None:
    assert with_point_before_cents(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"), [("$x$", " x "), ("$5", "＄5"), ("$5, $7", "＄5, ＄7"), ("$$x$$", "  x  "), ("x", "x")]
)
def test_a_dollar_sign_is_money_where_it_delimits_no_formula(text: str, plain: str) -> None:
    assert without_delimiters(text) == plain
