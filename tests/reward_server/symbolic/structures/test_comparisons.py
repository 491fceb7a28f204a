"""Which of two numbers is the larger, in words and by a sign."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '2^{100} \\text{ is larger}', True),
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '10^{30} \\text{ is smaller than } 2^{100}', True),
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '10^{30} \\text{ is larger}', False),
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '2^{100} \\text{ is smaller than } 10^{30}', False),
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '2^{100} \\text{ is not larger}', False),
        ('Compare $2^{100}$ and $10^{30}$.', '2^{100}>10^{30}', '2^{101} \\text{ is larger}', False),
        ('Compare $2^{100}$ and $10^{30}$.', 'e^\\pi \\text{ is larger than } \\pi^e', 'e^\\pi>\\pi^e', True),
        ('Compare $2^{100}$ and $10^{30}$.', 'e^\\pi \\text{ is larger than } \\pi^e', '\\pi^e<e^\\pi', True),
        ('Compare $2^{100}$ and $10^{30}$.', 'e^\\pi \\text{ is larger than } \\pi^e', '\\pi^e>e^\\pi', False),
        ('Compare $2^{100}$ and $10^{30}$.', 'e^\\pi \\text{ is larger than } \\pi^e', 'e^\\pi\\ge\\pi^e', False),
        ('Which is larger, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac49', '\\frac49>\\frac37', True),
        ('Which is larger, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac49', '\\frac37<\\frac49', True),
        ('Which is larger, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac49', '\\frac37>\\frac49', False),
        ('Which is larger, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac49', '\\frac49<\\frac37', False),
        ('Which is larger, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac49', '\\frac37', False),
        ('Which is smaller, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac37', '\\frac49>\\frac37', True),
        ('Which is smaller, $\\frac{3}{7}$ or $\\frac{4}{9}$?', '\\frac37', '\\frac49<\\frac37', False),
    ],
)  # fmt: skip
def test_an_order_of_two_is_the_same_in_words(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
