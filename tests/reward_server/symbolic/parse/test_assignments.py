"""Equations that name a value."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.assignments import (
    _DENIALS,
    are_labels,
    are_roots,
    assignments,
    denies,
    in_order,
    names_a_value,
    value_of,
)
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.parse.tree import show
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("x = 5", "5", True),
        ("AB = 5", "5", True),
        ("f(2) = 5", "5", True),
        (r"\frac{AB}{CD} = 5", "5", True),
        ("|AB| = 5", "5", True),
        (r"\text{Area} = 5", "5", True),
        ("x = 1, y = 2", "y = 2, x = 1", True),
        ("x = 1, y = 2", "x = 2, y = 1", False),
        ("x = 1, y = 2", "a = 1, b = 2", False),
        ("y = 2, x = 1", "(1, 2)", True),
        ("y = 2, x = 1", "(2, 1)", False),
        ("(1, 2)", "x = 2, u = 1", True),
        ("(2, 1)", "x = 2, u = 1", False),
        ("(1, 2)", "f = 2, a = 1", False),
        ("(2, 1)", "f = 2, a = 1", True),
        ("x = 1, y = 2", "5", False),
        ("x = 1, y = 2", "1, 2", True),
        ("x = 1, y = 2", "2, 1", False),
        (r"\frac{dy}{dx} = 2x", "2x", True),
    ],
)  # fmt: skip
def test_a_name_falls_away_and_names_are_told_apart(truth: str, answer: str, right: bool) -> None:
    """What is named is compared by name, or in the order of the alphabet beside a tuple."""
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize("word", sorted(_DENIALS))
def test_each_denial_names_no_value_and_a_word_that_holds_it_may(word: str) -> None:
    assert denies(f"Surely {word}")
    assert not denies(f"Surely {word}x")


@pytest.mark.parametrize(
    ("accepted", "refused"),
    [
        ("x", r"\pi"), (r"\text{Area}", "5"), ("f(x)", "x+1"), ("(x, y)", "(x, 2)"), ("|AB|", "|5|"), (r"\bar z", r"\overline{2+i}"), (r"\frac{dy}{dx}", r"\frac{d(x+1)}{dx}"), (r"\frac{AB}{CD}", r"\frac{AB}{2}"),
        (r"\Delta x", r"\Delta 2"), ("AB", "ab"), ("AB : CD", "2 : 3"),
    ],
)  # fmt: skip
def test_a_left_side_names_a_value(accepted: str, refused: str) -> None:
    """Letters, words, calls, tuples, lengths, derivatives, ratios of segments; not numbers and sums."""
    assert names_a_value(parse(accepted))
    assert not names_a_value(parse(refused))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x = 1, y = 2", ["x", "y"]), ("(x, y) = (1, 2)", ["x", "y"]), ("(x, x) = (1, 2)", None), ("(x, 2) = (1, 2)", None), ("(x, y) = (1, 2, 3)", None), ("x = 1", None), ("x = 1, x = 2", None), ("x = 1, 2", None), ("5", None),
        ("x = 1, x + y = 2", None), (r"\text{Small} = 1, \text{Large} = 3", ["small", "large"]), ("x = 1 = y, y = 2", None),
    ],
)  # fmt: skip
def test_assignments_have_distinct_names(text: str, names: list[str] | None) -> None:
    found = assignments(parse(text))
    assert (None if found is None else list(found)) == names


def test_one_unknown_with_numbers_has_roots_and_long_names_are_labels() -> None:
    one = parse("1")
    assert are_roots({"x_1": one, "x_2": one})
    assert not are_roots({"x_1": one, "y_2": one})
    assert not are_roots({"x_a": one, "x_b": one})
    assert are_labels({"min": one, "max": one})
    assert not are_labels({"x": one, "max": one})
    assert not are_labels({"min1": one})


def test_names_of_one_run_of_the_alphabet_are_sorted_and_others_stay() -> None:
    one, two = parse("1"), parse("2")
    assert in_order({"y": two, "x": one}) == (one, two)
    assert in_order({"z": two, "a": one}) == (two, one)
    assert in_order({"ab": two, "aa": one}) == (two, one)


@pytest.mark.parametrize(
    ("text", "value"), [("x = 5", "5"), ("5 = x", "5"), ("x = 2 + 3 = 5", "5"), ("x = x + 1", "x = (x + 1)"), ("2 + 3 = 5", "(2 + 3) = 5"), ("5", "5"), ("f(x) = 2x", "2*x"), ("f(x) = f", "apply(f, x) = f")]
)  # fmt: skip
def test_an_equation_that_names_its_value_is_worth_it(text: str, value: str) -> None:
    assert show(value_of(parse(text))) == value


NUMBERED_NAMES_IN_THEIR_ORDER = [
    (r"Find $(\pi_1,\pi_2)$.", r"(\frac23,\frac13)", r"\pi_2=\frac23, \pi_1=\frac13", False),
    (r"Find $(\pi_1,\pi_2)$.", r"(\frac23,\frac13)", r"\pi_2=\frac13, \pi_1=\frac23", True),
    (r"Find $(\pi_1,\pi_2)$.", r"(\frac23,\frac13)", r"\pi_1=\frac23, \pi_2=\frac13", True),
    ("Solve $x^2-3x+2=0$.", "1,2", "x_2=1, x_1=2", True),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), NUMBERED_NAMES_IN_THEIR_ORDER)
def test_numbered_names_in_their_order(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
