"""Sentences after an answer that add nothing to it."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.remarks import adds_nothing, check, courtesy


@pytest.mark.parametrize("phrase", of("polite"))
def test_a_courtesy_may_follow_an_answer_and_one_with_a_number_may_be_another(phrase: str) -> None:
    assert courtesy(f"{phrase.capitalize()} xyz!")
    assert not courtesy(f"{phrase} 18")


@pytest.mark.parametrize(
    "sentence",
    [
        "I hope this is right.",
        "Hoffentlich stimmt das.",
        "J'espère que c'est juste.",
        "Hoppas att det är rätt.",
        "Sper că e corect.",
        "Надеюсь, это правильно.",
        "Toivottavasti se on oikein.",
    ],
)
def test_who_hopes_that_the_answer_is_right_doubts_it(sentence: str) -> None:
    assert not adds_nothing(sentence)


@pytest.mark.parametrize("phrase", of("check"))
def test_a_check_may_compute_again_and_may_not_fail(phrase: str) -> None:
    assert check(f"{phrase} 3 · 4 = 12")
    assert not check(f"{phrase} 3 · 4 = 12, falsch")
    assert not check(f"xx{phrase}xx 3 · 4 = 12") or not phrase.isascii()


@pytest.mark.parametrize("phrase", of("confirms"))
def test_a_word_that_the_check_is_right_adds_nothing_and_more_than_that_word_may(phrase: str) -> None:
    assert adds_nothing(f"{phrase.capitalize()}!")
    assert not adds_nothing(f"{phrase}?")
    assert not adds_nothing(f"{phrase} 18")


@pytest.mark.parametrize("phrase", of("checked"))
def test_an_answer_that_was_checked_stands(phrase: str) -> None:
    assert check(f"xyz {phrase} xyz")
    assert not check(f"xyz {phrase} xyz 18"), "another value may be what the check found"


@pytest.mark.parametrize("phrase", of("must"))
def test_an_answer_that_must_still_be_checked_does_not(phrase: str) -> None:
    assert not check(f"Das {phrase} noch überprüft werden")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("El resultado es 17. ¡Espero que te sirva!", "17"),
        ("¡Claro! La respuesta es 17. ¿Necesitas algo más?", "17"),
        ("Das Ergebnis ist 17. Ich habe das Ergebnis überprüft.", "17"),
        ("Das Ergebnis ist 17. Ich habe das Ergebnis nicht überprüft.", None),
        ("Výsledek je 17. Výpočet jsem zkontroloval.", "17"),
        ("Výsledek je 17. Výpočet jsem nekontroloval, možná je špatně.", None),
        ("It's 17. Double-check me, I may be off.", None),
        ("x = 4. Sprawdzenie: 8·4 − 5 = 27.", "x = 4"),
    ],
)
def test_what_stands_before_such_a_sentence_is_stated(text: str, stated: str | None) -> None:
    assert find(text).texts == (stated,) if stated else "17" not in find(text).texts
