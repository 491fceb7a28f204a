"""Which answers the scorers of reasoning-gym may evaluate; their own answers are tried by `scripts/check puzzles`."""

from __future__ import annotations

import pytest

from reward_server.functions.puzzles import EVALUATED, MAX_CHARS, _refused


@pytest.mark.parametrize(
    ("name", "answer"),
    [("countdown", "(3 + 4) * 12 - 8/2"), ("puzzle24", "6*4"), ("spiral_matrix", "[1, 2, 3]"), ("string_insertion", "['A', 'B']"),
     ("n_queens", "_ Q\nQ _"), ("simple_integration", "3*x**2/2 + C"), ("intermediate_integration", "x*exp(x) - sin(2*x)/3 + C"),
     ("polynomial_multiplication", "9*x**12 - 2*x*y + 7"), ("knights_knaves", "exit()")],
)  # fmt: skip
def test_an_answer_in_the_signs_of_its_data_set_is_scored(name: str, answer: str) -> None:
    assert _refused(name, answer) == ""


@pytest.mark.parametrize("name", EVALUATED)
@pytest.mark.parametrize(
    "answer",
    ["__import__('os').system('id')", "().__class__", "exit()", "open('x')", "9**9**9", "(9**9)**9999", "9**(9**9)", "[1]*10**9", "lambda: 0",
     "1 if 1 else 0;", "9 ** 999", "9**(99)**9", "x.y", "1e9999**2", "getattr(x, y)", "a" * 3000, "9* *9", "f(x)" * 600],
)  # fmt: skip
def test_nothing_can_be_called_or_made_large(name: str, answer: str) -> None:
    assert _refused(name, answer)


def test_an_answer_has_a_length() -> None:
    assert _refused("knights_knaves", "a" * (MAX_CHARS + 1))
