"""A verb that no table has states a value that is measured as the question asks, in the words of the prompt."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.asked import asked_by
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.new_verbs import in_prompt, with_new_verb

POPULATION = "A population grows from 400 to 460. By what percentage did it grow?"
TANK = "How many minutes does it take to fill a 120-litre tank at 8 litres per minute?"
TRAIN = "Un train parcourt 240 km en 2 heures. Quelle est sa vitesse moyenne en km/h ?"
CLASS = "W klasie jest 28 uczniów, z czego 3/7 to dziewczęta. Ile dziewcząt jest w klasie?"
TAP = "Un grifo llena 12 litros por minuto. ¿Cuántos litros llena en 5 minutos?"
PENCILS = "Marta tiene 5 cajas de 6 lápices. ¿Cuántos lápices tiene Marta?"


@pytest.mark.parametrize(
    ("prompt", "before", "shown", "after", "computed", "says"),
    [
        (POPULATION, "The population went up by ", "15%", "", False, True),
        (POPULATION, "It rose by ", "15%", "", False, True),
        (POPULATION, "The village rose by ", "15%", "", False, False),
        (POPULATION, "It rose by less than ", "15%", "", False, False),
        (POPULATION, "If it rose by ", "15%", "", False, False),
        (POPULATION, "It lost ", "15%", "", False, False),
        (TANK, "The tank will be full after ", "15 minutes", " minutes", True, True),
        (TANK, "The tank will be half full after ", "15 minutes", " minutes", True, False),
        (TANK, "The bath will be full after ", "15 minutes", " minutes", True, False),
        (TRAIN, "Le train roule à ", "120 km/h", " km/h", True, True),
        (TRAIN, "Le train roule à ", "120 km", " km", True, False),
        (CLASS, "W klasie uczy się ", "12", " dziewcząt", True, True),
        (CLASS, "W klasie uczy się ", "12", " chłopców", True, False),
        (TAP, "El grifo vierte ", "60 litros", " litros", True, True),
        (TAP, "El grifo pierde ", "60 litros", " litros", True, False),
        (PENCILS, "Marta imagina ", "30", " lápices", True, False),
    ],
)
def test_one_new_verb_may_state_a_value_in_the_words_of_the_prompt(
    prompt: str, before: str, shown: str, after: str, computed: bool, says: bool
) -> None:
    assert with_new_verb(before, after, shown, prompt, computed=computed) == says


def test_a_word_beside_a_verb_that_states_is_no_verb() -> None:
    assert not find("La vitesse maximale du train s'élève à 120 km/h.", TRAIN).texts
    assert find("La vitesse moyenne du train s'élève à 120 km/h.", TRAIN).texts


def test_a_function_word_is_no_word_of_the_prompt() -> None:
    question = asked_by(POPULATION)
    assert in_prompt("population", question)
    assert not in_prompt("what", question)
    assert not in_prompt("village", question)
