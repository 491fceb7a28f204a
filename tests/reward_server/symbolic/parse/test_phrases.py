"""Words among mathematics."""

from __future__ import annotations

import pytest
from table_cases import NOTHING, accepting_and_refusing, reading  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse import phrases
from reward_server.symbolic.parse.unit_data import CURRENCY_CODES


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("xy", "yx", True),
        ("xy", "x+y", False),
        (r"\text{yes}", "yes", True),
        (r"\text{yes}", "no", False),
        (r"5\text{ apples}", "5", True),
        ("5th", "5", True),
        (r"\$1{,}000", "1000", True),
        ("€5", r"5\text{ euro}", True),
        ("€5", "£5", False),
        (r"2\sin x", "2sinx", True),
        (r"2\sin x", "3sinx", False),
        (r"\frac{\ln x}{2}", "0.5lnx", True),
        ("15", "15 mins", True),
        ("4", "4 logs", True),
        (r"\text{Monday}", "Monday", True),
        (r"\text{Monday}", "Tuesday", False),
    ],
)  # fmt: skip
def test_short_runs_of_letters_are_products_and_words_are_words(truth: str, answer: str, right: bool) -> None:
    """Quantities, names, ordinals, money."""
    assert compare(truth, answer).equal is right


test_each_code_of_a_currency_stands_before_a_number = accepting_and_refusing(
    CURRENCY_CODES, {code: (f"{code} 5", f"quantity(5, {code})", f"{code}", reading(code)) for code in CURRENCY_CODES}
)  # fmt: skip

test_each_sign_of_a_currency_stands_on_either_side_of_a_number = accepting_and_refusing(
    phrases.CURRENCIES, {sign: (f"5{sign}", f"quantity(5, {name})", sign, NOTHING) for sign, name in phrases.CURRENCIES.items()}
)  # fmt: skip

test_each_unit_that_may_be_a_product_is_one_beside_its_number = accepting_and_refusing(
    phrases._ALSO_PRODUCTS, {one: (f"2 {one}", f"quantity(2, {one})", f"2{one}", f"2*{'*'.join(one)}") for one in phrases._ALSO_PRODUCTS}
)  # fmt: skip

test_each_ordinal_falls_away_from_a_number_and_not_from_a_letter = accepting_and_refusing(
    phrases._ORDINAL, {end: (f"5{end}", "5", f"x{end}", reading(f"x{end}")) for end in phrases._ORDINAL}
)  # fmt: skip

test_each_name_of_several_letters_is_no_product = accepting_and_refusing(
    phrases._NAMES, {name: (name, name, name.lower(), reading(name.lower())) for name in phrases._NAMES}
)  # fmt: skip

test_each_acronym_is_no_product = accepting_and_refusing(
    phrases._ACRONYMS, {name: (name, name, name.lower(), reading(name.lower())) for name in phrases._ACRONYMS}
)  # fmt: skip

test_each_letter_begins_a_quantity_in_two_units = accepting_and_refusing(
    phrases._PARTS, {one: (f"2 {one} 30 min", f"quantity(2, {one}) + quantity(30, min)", f"2{one}", f"2*{one}") for one in phrases._PARTS}
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "tree"),
    [(r"5\text{ m}^9", "quantity(5, m ^9)"), (r"5\text{ m}^{10}", NOTHING), (r"5\text{ m}^{-9}", "quantity(5, m ^-9)"), (r"5\text{ m}^{-10}", NOTHING), (r"5\text{ m}^{1/2}", NOTHING)],
)  # fmt: skip
def test_a_unit_has_a_small_whole_power(text: str, tree: str) -> None:
    """Up to nine, and its inverse."""
    assert reading(text) == tree
