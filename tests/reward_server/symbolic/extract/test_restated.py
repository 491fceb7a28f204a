"""A clause that says the question again states the value, whatever its verb is."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.restated import in_its_words, labels, repeats_question, says_result

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


CAR = "The 2nd fastest car goes 600 miles per hour. The faster car is 25% faster. How fast can the faster car go?"
DISCS = "How many more discs would Tom have been able to buy if he had decided not to buy the lamp for 9 dollars?"
JAR = "A jar has 90 beans. How many more green beans does the jar contain than red beans?"
TEETH = "Dora has 30 teeth. What percentage of Dora's teeth does the dentist fix?"


@pytest.mark.parametrize(
    ("prompt", "before", "after", "again"),
    [
        (CAR, "The faster car can go ", " miles per hour", True),
        (CAR, "The faster car could go ", " miles per hour", False),
        (CAR, "The faster car can go at least ", " miles per hour", False),
        (CAR, "I guess the faster car can go ", " miles per hour", False),
        (CAR, "If the faster car can go ", " miles per hour", False),
        (CAR, "The faster car can not go ", " miles per hour", False),
        (CAR, "The faster car can go ", " miles per hour = 12 yards", False),
        (
            DISCS,
            "The number of discs Tom would have been able to buy if he had decided not to buy the lamp is ",
            "",
            True,
        ),
        (
            DISCS,
            "The number of discs Tom would not have been able to buy if he had decided to buy the lamp is ",
            "",
            False,
        ),
        (DISCS, "The number of discs Tom would have been able to buy before is ", "", False),
        (JAR, "The jar contains ", " more green beans than red beans", True),
        (JAR, "The jar contains ", " fewer green beans than red beans", False),
        (JAR, "The jar contains more than ", " green beans", False),
        (JAR, "The jar contains ", " blue beans", False),
        (TEETH, "The dentist fixes ", " of Dora's teeth", True),
        (TEETH, "The dentist fixes ", " of Dora's 28 teeth", False),
        (TEETH, "The dentist fixes ", "", True),
        (TEETH, "It is ", "", False),
        ("Wie viele Zähne repariert der Arzt?", "Der Arzt repariert ", " Zähne", False),  # by other rules
    ],
)
def test_a_clause_of_the_prompts_words_alone_says_what_it_asks(
    prompt: str, before: str, after: str, again: bool
) -> None:
    assert in_its_words(before, after, "11", prompt) == again


@pytest.mark.parametrize(
    ("before", "is_one"),
    [
        ("Eigenvalues: $", True), ("**Eigenvalues:** ", True), ("Eigenvectors: ", False),
        ("No eigenvalues: ", False), ("Eigenvalues ", False), (": ", False), ("Wrong eigenvalues: ", False),
    ],
)  # fmt: skip
def test_a_label_in_the_words_of_the_question_names_the_value(before: str, is_one: bool) -> None:
    assert labels(before, "", r"Find the eigenvalues of the matrix $\begin{pmatrix}2&1\\1&2\end{pmatrix}$.") == is_one
