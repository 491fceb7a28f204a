"""Each table of phrases, one test a kind: every phrase of it keeps a box from counting, and honest words do not."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.final_answer import find

BOXED_ONLY_WITHOUT_A_BOX = {"approximate"}
"""About \\boxed{7} is how rounded answers are given; "about 7" for a whole number is no answer."""


def paid(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text).texts]


@pytest.mark.parametrize("kind", sorted(set(cues.BEFORE) - BOXED_ONLY_WITHOUT_A_BOX))
def test_no_phrase_before_a_box_lets_it_count(kind: cues.Kind) -> None:
    assert paid([f"It is {'50' * (phrase[0] == '%')}{phrase} \\boxed{{7}}." for phrase in cues.BEFORE[kind]]) == []


@pytest.mark.parametrize("kind", sorted(set(cues.AFTER) - {"derived"}))
def test_no_phrase_after_a_box_lets_it_count(kind: cues.Kind) -> None:
    ends = {phrase: " 3" if phrase in COMPARED else "" for phrase in cues.AFTER[kind]}
    assert paid([f"So \\boxed{{7}} {phrase}{end}" for phrase, end in ends.items()]) == []


COMPARED = {"less than", "more than", "fewer than", "greater than", "plus", "minus"}


@pytest.mark.parametrize("kind", sorted(cues.AROUND))
def test_no_phrase_around_a_box_lets_it_count(kind: cues.Kind) -> None:
    assert paid([f"{phrase} whatever it is, \\boxed{{7}}" for phrase in cues.AROUND[kind]]) == []


@pytest.mark.parametrize("phrase", cues.GAVE_UP)
def test_a_text_that_gives_up_states_nothing(phrase: str) -> None:
    assert find(f"Well, {phrase} (7).").texts == ()


@pytest.mark.parametrize("phrase", cues.LABELS)
def test_a_number_after_a_label_is_a_name(phrase: str) -> None:
    assert find(f"This is seen from {phrase} 7.").texts == ()


@pytest.mark.parametrize("noun", cues.ANSWER_NOUNS)
def test_a_noun_of_an_answer_introduces_it(noun: str) -> None:
    assert find(f"{noun}: 7").texts == ("7",)


@pytest.mark.parametrize("noun", cues.ANSWER_NOUNS)
def test_a_noun_of_an_answer_introduces_nothing_in_a_question(noun: str) -> None:
    assert find(f"{noun}: 7?").texts == ()


@pytest.mark.parametrize("reset", cues.RESET)
def test_after_a_therefore_a_new_statement_begins(reset: str) -> None:
    assert find(f"My friend once gave another number, {reset} \\boxed{{7}}").texts == ("7",)


@pytest.mark.parametrize(
    "text",
    [
        r"The number of integers below 50 that 7 does not divide is \boxed{43}.",
        r"The probability of a wrong guess is \boxed{43}.",
        r"The largest possible value is \boxed{43}.",
        r"The smallest number that cannot be reached is \boxed{43}.",
        r"There is no doubt that it is \boxed{43}.",
        r"She needs at least \boxed{43} coins.",
        r"They add up to \boxed{43}.",
        r"It is not 42 but \boxed{43}.",
        r"\boxed{43}, not 42.",
        r"\boxed{43} is the answer.",
        r"\boxed{43}. Note that 42 is not prime.",
        r"If $x = 2$, the sum is \boxed{43}.",
        r"$x \approx \boxed{43}$",
        "可能的取值个数为\\boxed{43}。",
        "答案不是42，而是\\boxed{43}。",
        "Die Antwort ist nicht 42, sondern \\boxed{43}.",
    ],
)
def test_words_of_the_question_do_not_object(text: str) -> None:
    assert find(text).texts == ("43",)
