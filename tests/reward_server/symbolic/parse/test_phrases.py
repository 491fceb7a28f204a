"""Words among mathematics."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


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
