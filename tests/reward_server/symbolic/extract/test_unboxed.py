"""Values that a text states without a box."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Das Ergebnis ist ein Sechstel.", ("1/6",)), ("הגבול שווה ל-**1/4**.", ("1/4",)), ("התשובה היא -4.", ("-4",)),
        ("So Mia has 15 stickers (and Leo has 25, which adds up to 40).", ("15 stickers",)), ("The answer is 8. Best wishes!", ("8",)),
    ],
)  # fmt: skip
def test_articles_of_fractions_hyphens_of_hebrew_and_brackets_with_reasons(text: str, texts: tuple[str, ...]) -> None:
    assert find(text).texts == texts


def test_the_number_of_an_item_that_was_not_written_is_no_answer() -> None:
    """But a number with a point after a list of other things is."""
    assert find("The solids:\n\n1. cube\n2. tetrahedron\n3.").texts == ()
    assert find("1. We add 2 and 3.\n\n5.").texts != ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The net change is -$7 million.", "-$7 million"),
        ("Answer: $-7$ million", r"-7\text{ million}"),
        ("The answer is $7$ apples.", "7"),
        ("The total cost will be 3 packs * $3.00/pack = $9.00.", "= $9.00"),
        ("The total is 3 boxes * 4 pens = 12 pens.", "= 12 pens"),
        ("Her budget is 40 euros, and 3 * 4 = 12.", "40 euros"),
    ],
)
def test_a_value_keeps_its_scale_and_a_computation_with_units_comes_to_its_last(text: str, value: str) -> None:
    assert find(text).texts == (value,)
