"""Sentences after an answer that add nothing to it."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.remarks import (
    adds_nothing,
    check,
    courtesy,
    explains,
    failed,
    last_begins,
    noted,
    otherwise,
    telling_sentences,
    without_check,
)


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


@pytest.mark.parametrize("opening", of("otherwise"))
def test_what_would_be_so_otherwise_is_no_answer_and_what_is_computed_or_of_the_work_may_be(opening: str) -> None:
    assert otherwise(f"{opening.capitalize()} xyz, xyz would be 720.")
    assert not otherwise(f"{opening} xyz, xyz would be 6 * 120 = 720.")
    assert not otherwise(f"{opening} my xyz, xyz would be 720.")
    assert not otherwise("xyz would be 720.")


@pytest.mark.parametrize("label", of("explains"))
def test_an_explanation_after_its_label_adds_nothing_and_a_doubt_in_it_does(label: str) -> None:
    assert explains(f"{label.capitalize()}: xyz 3 · 4 = 12.")
    assert not explains(f"{label}: xyz 3 · 4 = 12, but 13 is the answer.")
    assert not explains(f"{label} xyz 12.")


@pytest.mark.parametrize("label", of("note"))
def test_a_note_adds_nothing_and_one_of_another_part_does(label: str) -> None:
    assert noted(f"{label.capitalize()}: this xyz 12.") == noted(f"({label.capitalize()}: this xyz 12.)")
    assert not noted(f"{label}: this is only xyz 12.")


@pytest.mark.parametrize(
    ("sentence", "aside"),
    [
        ("(This is the familiar 5-12-13 triangle.)", True), ("(For comparison, the next one is 18.)", True), ("(If the order mattered, it would be 720.)", True), ("*Note: this assumes the speed stays constant for the whole trip.*", True), ("(In 20 years the son will be 30, as needed.)", True),
        ("(In my opinion.)", False), ("(With a lot of luck.)", False), ("(That is the number of months.)", False), ("(It is what the internet says.)", False),
        ("(This is for one side.)", False), ("(I am guessing.)", False), ("(This is what Tom says.)", False), ("(This is wrong.)", False), ("(Is this right?)", False), ("This is the familiar triangle.", False), ("(It may be 13.)", False),
    ],
)  # fmt: skip
def test_a_remark_in_brackets_adds_nothing_and_one_that_narrows_or_doubts_does(sentence: str, aside: bool) -> None:
    assert noted(sentence) == aside


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("x = 8; infatti 2·(8 − 3) = 10.", "x = 8"), ("It is 24 (24 + 26 + 28 = 78).", "It is 24"), ("The number is 12, since 12 + 8 = 20 and 12 - 8 = 4.", "The number is 12"), ("Het is 24 (24 + 26 + 28 = 78 klopt).", "Het is 24"), ("Es sind 20 Minuten (20 · 3 = 60).", "Es sind 20 Minuten"), ("Будет 18 (проверка: 18 : 3 = 6).", "Будет 18"),
        ("x = 8; infatti 2·(8 − 3) = 11.", None), ("It is 24 (20 + 5 = 25).", None), ("It is 8; 8 + 5 = 13.", None), ("It is 24 (perhaps 20 + 4 = 24).", None),
    ],
)  # fmt: skip
def test_a_check_that_holds_falls_away_and_one_that_fails_or_goes_on_does_not(sentence: str, rest: str | None) -> None:
    assert without_check(sentence) == (sentence if rest is None else rest)


@pytest.mark.parametrize("verb", of("would"))
def test_every_verb_of_what_would_be_is_known(verb: str) -> None:
    assert otherwise(f"If the xyz were xyz, xyz {verb} 720.")


@pytest.mark.parametrize(
    ("sentence", "passes"),
    [
        ("Plugging in x = 1 gives 16 on both sides, as it should.", True), ("For example, n = 4 gives 18, as it should.", True), ("Beispielsweise ist 3 · 4 = 12.", True),
        ("Plugging in x = 3 gives 16.", False), ("It gives 16, as it should.", False), ("For example, it should be 16.", False), ("For example, 3 · 4 = 13.", False),
    ],
)  # fmt: skip
def test_an_example_that_comes_out_as_it_should_is_a_check_and_a_step_that_computes_is_none(
    sentence: str, passes: bool
) -> None:
    assert check(sentence) == passes


@pytest.mark.parametrize(
    "sentence",
    ["Without the mistake it would be 10.", "Ohne den Rechenfehler wäre es 10.", "Sans l'erreur, ce serait 10.", "Без ошибки было бы 10.", "Had it been checked, it would be 10.", "Reason: the calculator is broken.", "Explanation: we ignored the second half.", "Note: this value comes from a friend."],
)  # fmt: skip
def test_what_doubts_the_work_is_no_remark(sentence: str) -> None:
    assert not adds_nothing(sentence)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Check: $25 \\ne 26$.", True), ("Check: 25 is not 26.", True), ("So the check fails.", True), ("They are not equal.", True),
        ("Die Probe geht nicht auf.", True), ("x = 5 fails the check.", True), ("x = 2 fails the check.", False),
        ("Check for x = 2: 2 ≠ -2, so it is extraneous.", False), ("Here 25 ≠ 26.", False), ("Check: 25 = 25.", False),
        ("The other root fails the check.", False),
    ],
)  # fmt: skip
def test_a_check_that_fails_is_of_the_value_unless_it_names_another(sentence: str, wrong: bool) -> None:
    assert failed(sentence, "5") == wrong


def test_the_sentences_that_tell_something_and_where_the_last_one_begins() -> None:
    assert telling_sentences("It rains. The total is 7. Thank you. Good luck!") == ["It rains.", " The total is 7."]
    assert telling_sentences("Thank you.") == ["Thank you."]
    assert telling_sentences("") == []
    text = "It rains. The total is 7."
    assert text[last_begins(text) :] == " The total is 7."
    assert last_begins("The total is 7.") == 0
