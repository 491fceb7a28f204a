"""Where a sentence writes mathematics, and what is one value there."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.formulas import delimited, formulas, measured, prefix, read, runs_of


def written(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in formulas(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("so $x=1$ and $y$", ["$x=1$", "$y$"]), ("the area is 12 cm", ["12"]), ("so x = 7 holds", ["x = 7"]), ("nothing", []),
        (r"it is \frac{1}{2}.", [r"\frac{1}{2}"]), (r"we get \(3\) or \[4\]", [r"\(3\)", r"\[4\]"]), ("$$7$$", ["$$7$$"]), ("costs $5 now", ["$5"]),
        ("- 7 apples", ["7"]), ("sin(x) + 2 is it", ["sin(x) + 2"]), ("es gibt 7 Äpfel", ["7"]), ("共有7个", ["7"]), ("(7)", ["(7)"]), ("it is 7!", ["7"]),
        ("3. It is 4", ["3", "4"]), ("a 7", ["a 7"]), ("Il a 70 billes", ["70"]), ("> 7", ["7"]), ("we have > 7", ["> 7"]),
    ],
)  # fmt: skip
def test_formulas_are_found_between_signs_and_without(sentence: str, found: list[str]) -> None:
    assert written(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "runs"), [("$1$ and $2$", 1), ("$1$, $2$, or $3$", 1), ("$1$ plus $2$", 2), ("$1$; then $2$ and $3$", 2), ("1 和 2", 1)]
)  # fmt: skip
def test_formulas_that_only_commas_or_and_join_are_one_list(sentence: str, runs: int) -> None:
    assert len(runs_of(sentence, formulas(sentence))) == runs


@pytest.mark.parametrize(
    ("sentence", "text", "rest"),
    [
        ("$1$ and $2$", "1, 2", ""), ("$1$ or $2$ here", "1 or 2", " here"), ("$7$ here", "7", " here"), ("12 cm here", "12 cm", " here"), ("12 red apples.", "12 red apples", "."),
        ("$50$% of it", "50%", " of it"), ("$90$^\\circ", "90^\\circ", ""), ("12 of them", "12", " of them"), ("5 km/h now", "5 km/h", " now"), ("7, or so", "7", ", or so"),
    ],
)  # fmt: skip
def test_a_run_is_read_with_the_unit_that_follows_it(sentence: str, text: str, rest: str) -> None:
    run = runs_of(sentence, formulas(sentence))[0]
    found, end = read(sentence, run)
    assert (found.strip("$"), sentence[end:]) == (text, rest)


@pytest.mark.parametrize(
    ("piece", "is_one"), [("$7$", True), (r"\(7\)", True), ("7", False), ("$7$ $8$", False), ("$7", False)]
)
def test_a_piece_between_signs_is_delimited(piece: str, is_one: bool) -> None:
    assert delimited(piece) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"), [("7", True), ("7 cm", True), ("7 red balls", True), ("7 blorps", True), ("7 blorp", False), ("7 of them", False), ("(((", False), ("Paris", False)]
)  # fmt: skip
def test_words_of_a_measured_value_are_units_or_counted(text: str, is_one: bool) -> None:
    assert measured(text) is is_one


@pytest.mark.parametrize(
    ("text", "first"), [("7 is right", "7"), ("x + 1 so it is", "x + 1"), ("so it is", ""), ("", "")]
)
def test_the_longest_beginning_that_is_an_expression(text: str, first: str) -> None:
    assert prefix(text) == first
