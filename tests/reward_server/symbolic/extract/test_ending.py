"""The end of a text made ready to be read, and texts that are nothing but an answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.ending import (
    MAX_LABELLED,
    MAX_WHOLE,
    TAIL,
    end,
    in_figures,
    unstyled,
    whole,
    worded,
)


def test_the_end_begins_with_a_whole_word() -> None:
    assert end("a" * TAIL) == "a" * TAIL
    assert end("x" * 600 + " " + "a" * (TAIL - 300)) == " " + "a" * (TAIL - 300)


@pytest.mark.parametrize(
    ("tail", "shown"),
    [
        ("**7** is", "7 is"), ("__7__ is", "7 is"), ("x**2 + y**3", "x**2 + y**3"), ("14 (fourteen) it is", "14   it is"), ("15 minutes (900 seconds)", "15 minutes  "), ("f (x) is", "f (x) is"), ("7 (apples) are", "7 (apples) are"),
        ("```\n6 * 7\n```\nIt is 42", "\n\nIt is 42"), ("```\n6 * 7\n```", "```\n6 * 7\n```"), ("\\begin{align*} x &= 7 \\\\ y &= 8 \\end{align*}", "\n x  = 7 \n y  = 8 \n"), ("7. I hope it is correct.", "7."), ("I hope for rain", "I hope for rain"), ("plain", "plain"), ("【答案】7", "答案：7"), ('So. {"a": "b", "answer": "\\\\frac{1}{2}"}\n```', "Answer: \\frac{1}{2}"), ("it is 7.\n\\end{enumerate}", "it is 7."), ("$n=6 \\text{. }$", "$n=6 .$"), ("the answer (arabic numerals) is 7", "the answer is 7"),
    ],
)  # fmt: skip
def test_styling_falls_away(tail: str, shown: str) -> None:
    assert unstyled(tail) == shown


@pytest.mark.parametrize(
    "text", ["7", "x = 7", "Paris", "(B) 12", "8:34 PM", "March 5, 2020", "7 red apples", r"\frac12", "Area: 7", "Maximum: 12", "$7$", "(1, 2)", r"5\text{ blorp}"]
)  # fmt: skip
def test_one_expression_or_a_few_words_are_a_whole_answer(text: str) -> None:
    assert whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "The answer is 7", "We choose (B)", "7\n\n8", "1" * (MAX_WHOLE + 1), "Adding up, 7", "I give up", "Tom owes her 19", "~7", "≈ 7", "Chapter: 7", "so $7$ it is", "it is 7", "7 or more", "???", "one two three four five six", "7 of them",
        "Well, it is 7", "(B) " + "a" * MAX_LABELLED,
    ],
)  # fmt: skip
def test_a_sentence_a_rounding_and_a_text_with_a_cue_are_not(text: str) -> None:
    assert not whole(text)


@pytest.mark.parametrize(
    ("text", "says"), [("maybe 7", True), ("7 or more", True), ("7", False), ("7 apples", False), ("maybe", False)]
)
def test_words_may_say_something_of_a_number(text: str, says: bool) -> None:
    assert worded(text) is says


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("योग २५ है", "योग 25 है"),
        ("المجموع ٢٥٫٥", "المجموع 25.5"),
        ("和は２５", "和は25"),
        ("확률은 5분의 3입니다", "확률은 3/5입니다"),
        ("(2|3)", "(2, 3)"),
        ("|2|3|", "|2|3|"),
        ("Olasılık 2/5dir", "Olasılık 2/5'dir"),
        ("Isä on 21-vuotias", "Isä on 21 vuotias"),
        ("a 5-digit number", "a 5-digit number"),
    ],
)
def test_numbers_of_other_scripts_and_what_hangs_on_a_number_are_written_as_they_are_read(
    text: str, figures: str
) -> None:
    assert in_figures(text) == figures
