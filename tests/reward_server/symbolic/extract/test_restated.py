"""A clause that says the question again states the value, whatever its verb is."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.restated import repeats_question, says_result

APPLES = "У Маши было 4 яблока, ей дали ещё 12. Сколько яблок стало у Маши?"
TRAIN = "Un train parcourt 80 km en 5 heures. Quelle est sa vitesse moyenne en km/h ?"
KILOMETRES = "電車が時速4kmで走ります。4時間で何km進みますか。"
GARTEN = "Ein Bus fährt 3 Stunden mit 80 km/h. Wie viele Kilometer legt der Bus zurück?"
SADU = "У саду 9 рядів по 14 яблунь. Скільки яблунь у саду?"


@pytest.mark.parametrize(
    ("prompt", "before", "shown", "after", "again"),
    [
        (APPLES, "У Маши стало ", "16", " яблок", True),
        (APPLES, "У Пети стало ", "16", " яблок", False),
        (APPLES, "Если у Маши стало ", "16", " яблок", False),
        (TRAIN, "Vitesse moyenne : ", "16 km/h", "", True),
        (KILOMETRES, "4時間で", "16km", "進みます。", True),
        (KILOMETRES, "5時間で", "16km", "走ります。", False),
    ],
)
def test_the_words_of_the_question_state_the_value(
    prompt: str, before: str, shown: str, after: str, again: bool
) -> None:
    assert repeats_question(before, after, shown, prompt) == again


@pytest.mark.parametrize(
    ("prompt", "before", "after", "says"),
    [
        (SADU, "у саду росте ", " яблунь", True),
        (SADU, "у саду росте ", " груш", False),
        (SADU, "брат з'їв у саду ", " яблунь", False),
        (GARTEN, "", " Kilometer", False),
        ("How many owls are in the wood?", "in the wood live ", " owls", False),  # English has tables of its own
    ],
)
def test_a_result_may_be_said_of_a_place_with_any_verb(prompt: str, before: str, after: str, says: bool) -> None:
    assert says_result(before, after, "126", prompt) == says
