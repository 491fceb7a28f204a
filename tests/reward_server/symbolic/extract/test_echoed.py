"""Sentences that say the question again with what it supposes and compares."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.echoed import echoes, last_in_its_words

LIGHTS = (
    "The trip takes 14 minutes, and 19 minutes if all three lights are red. "
    "How many minutes longer will the trip be if all three lights are red?"
)
CANTEIROS = (
    "O jardineiro tem 180 rosas e 396 cravos. "
    "Qual o número máximo de canteiros que o jardineiro pode fazer, de modo que nenhuma flor sobre?"
)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("19 - 14 = 5.\n\nAnswer: The trip will be 5 minutes longer if all three lights are red.", True),
        ("The trip will not be 5 minutes longer if all three lights are red.", False),
        ("The trip will be more than 5 minutes longer if all three lights are red.", False),
        ("If the trip is 5 minutes longer, all three lights are red.", False),
        ("The trip may be 5 minutes longer if all three lights are red.", False),
        ("The answer is 6. The trip will be 5 minutes longer if all three lights are red.", False),
        ("The trip will be 5 times longer if all three lights are red.", False),
        ("His friend says the trip will be 5 minutes longer if all three lights are red.", False),
        ("The trip will be 5 minutes each if all three lights are red.", False),
        ("The trip will be 19 minutes longer if all three lights are red.", False),
        ("", False),
    ],
)
def test_a_last_sentence_in_the_words_of_the_question_states_its_new_number(text: str, stated: bool) -> None:
    found = last_in_its_words(text, LIGHTS)
    assert (found is not None and found.texts == ("5 minutes",)) == stated


@pytest.mark.parametrize(
    ("sentence", "again"),
    [
        ("O número máximo de canteiros que o jardineiro pode fazer é 36.", True),
        ("O número máximo de canteiros que o jardineiro pode fazer não é 36.", False),
        ("O número máximo de canteiros que o jardineiro pode fazer é menor que 36.", False),
        ("Não sei se o número máximo de canteiros que o jardineiro pode fazer é 36.", False),
        ("A resposta errada é que o número máximo de canteiros que pode fazer é 36.", False),
        ("O jardineiro pode fazer canteiros.", False),
        ("Talvez 36.", False),
    ],
)
def test_what_a_sentence_before_a_box_supposes_may_be_the_question_s(sentence: str, again: bool) -> None:
    assert echoes(sentence, CANTEIROS) == again
