"""What is read of a prompt: its question, what that asks for, in which units, and the words that an answer may have."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.asked import asked_by, asks_for_money, gives, in_question, licensed, without_given
from reward_server.symbolic.parse.units import unit

OWLS = "A wood has 40 owls and bats. There are 8 more bats than owls. How many owls are in the wood?"
FARE = "Nina pays 12 euros a week. How much does she pay in 3 weeks?"


def test_the_question_is_apart_from_what_is_told() -> None:
    question = asked_by(OWLS)
    assert "8 more" not in question.asks
    assert "owls" in question.wanted
    assert "bats" not in question.wanted
    assert [one.many for one in question.given] == ["40", "8"]


@pytest.mark.parametrize(
    ("prompt", "units"),
    [
        ("How many minutes does the trip take?", ["minutes"]),
        ("Was kosten drei Kilo in Euro?", ["euro"]),
        ("边长是多少厘米？", ["厘米"]),
        (OWLS, []),
    ],
)
def test_units_are_those_that_the_question_names(prompt: str, units: list[str]) -> None:
    assert list(asked_by(prompt).units) == list(map(unit, units))


@pytest.mark.parametrize(
    ("word", "known"), [("owls", True), ("owl", True), ("total", True), ("perimeter", False), ("cm", True)]
)
def test_a_word_is_licensed_by_the_prompt_or_may_be_said_of_any_answer(word: str, known: bool) -> None:
    assert licensed(word, asked_by(OWLS)) == known


def test_a_word_of_what_is_told_is_none_of_the_question() -> None:
    assert in_question("wood", asked_by(OWLS))
    assert not in_question("bats", asked_by(OWLS))


def test_money_is_asked_for_by_its_verbs_and_not_beside_a_time() -> None:
    assert asks_for_money(asked_by("How much does a lamp cost?"))
    assert not asks_for_money(asked_by("How many weeks does she pay?"))


def test_numbers_that_the_prompt_gives_are_known_in_words_too() -> None:
    assert gives("forty", asked_by(OWLS))
    assert not gives("twelve", asked_by(OWLS))
    assert "3 weeks" not in without_given("She pays 36 euros in 3 weeks.", FARE)
    assert without_given("She pays 36 euros.", FARE) == "She pays 36 euros."
