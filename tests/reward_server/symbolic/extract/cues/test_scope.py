"""Which words around a value belong to it."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.context import objection_after, objection_before
from reward_server.symbolic.extract.cues import scope

CASES: Cases = {
    "ABBREVIATION": ("search", "see fig", "see it"),
    "ANSWER": ("search", "the answer", "the area"),
    "ARTICLE": ("search", "passes the", "passes"),
    "STATES": ("search", "the total is ", "the total of "),
    "WRONGLY": ("search", "he mistakenly wrote", "he finally wrote"),
    "MEASURE_OF": ("search", "hat also eine fläche von", "ist die hälfte von"),
    "SAID_BEFORE": ("search", "that was wrong", "that was right"),
    "NEGATED_VERB": ("search", "do not submit", "then submit"),
    "NEGATED_FOREIGN": ("search", "na mesa não há", "na mesa há"),
    "NOT_SO_WORD": ("search", "there is no", "there is one"),
    "OF_ONE_WORD": ("search", "the chance of a wrong", "the chance was wrong"),
    "COUNTERFACTUAL": ("search", "if he were here it would be", "if he is here it is"),
    "IN_LOWEST_TERMS": ("match", " further simplified", " true"),
    "COMPLEMENT": ("match", " the answer", " seven more"),
    "NUMBER": ("match", " three", " apples"),
    "VALUE": ("match", " 7", " apples"),
    "SUBJECT": ("match", "is what he wrote", "apples are red"),
    "RIGHT": ("match", "is the answer", "is what he wrote"),
    "VIOLATES": ("match", " violate any condition", " satisfy any condition"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(scope, CASES)


@pytest.mark.parametrize("word", scope.NOT_SO)
def test_a_doubt_that_is_denied_is_none(word: str) -> None:
    """There is no doubt; without it there is one."""
    assert scope.NOT_SO_WORD.search(f"there is {word}")
    assert not scope.NOT_SO_WORD.search(f"there is {word}thing else")


@pytest.mark.parametrize("word", scope.OF_ONE)
def test_the_chance_of_a_wrong_guess_is_a_chance(word: str) -> None:
    assert scope.OF_ONE_WORD.search(f"the chance {word}")
    assert not scope.OF_ONE_WORD.search(f"the chance {word}x")


@pytest.mark.parametrize("word", sorted(scope.COUNTED))
def test_a_bound_on_what_is_counted_is_no_bound_of_the_answer(word: str) -> None:
    """She needs at least 7 coins; the answer is at least 7."""
    assert objection_before(f"the company hires {word} ", noun=True) == ""
    assert objection_before(f"the answer is {word} ", noun=True)


@pytest.mark.parametrize("word", sorted(scope.FINITE - {"es", "e", "jest", "é", "è"}))
def test_after_a_finite_verb_a_bound_belongs_to_the_subject(word: str) -> None:
    assert objection_before(f"the multiple {word} ") == ""


@pytest.mark.parametrize("word", sorted(scope.COMPARED))
def test_a_value_compared_with_a_number_is_another_value(word: str) -> None:
    assert objection_after(f" {word} 3", number=True)
    assert objection_after(f" {word} apples", number=True) == ""


@pytest.mark.parametrize("word", sorted(scope.ENGLISH_NOT))
def test_a_value_that_is_not_the_answer_is_none(word: str) -> None:
    assert objection_after(f" {word} the answer")
