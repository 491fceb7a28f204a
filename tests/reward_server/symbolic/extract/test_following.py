"""What may follow a value, in any language: both verdicts of each kind."""

from __future__ import annotations

import time

import pytest

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.following import REACH, following_objection

ENGLISH = "So the answer is "
LEFT_ALONE = [
    (ENGLISH, ""),
    (ENGLISH, ". "),
    (ENGLISH, " square inches."),
    (ENGLISH, " students who have not been to Mexico."),
    (ENGLISH, ", since both roots are positive."),
    (ENGLISH, " (the bound is attained by the grid above)."),
    (ENGLISH, ".\n\nNote that the same argument works for odd primes."),
    (ENGLISH, ".\n\n[asy] draw((0,0)--(1,1)); [/asy]"),
    (ENGLISH, " ways out of the 18,632 that there are."),
    ("L'aire est ", " centimètres carrés."),
    ("Es gibt ", " Möglichkeiten, die Kugeln zu verteilen."),
    ("答えは", "通りである。"),
    ("넓이는 ", "입니다."),
    ("योग ", " है।"),
    ("共有", "种分配方法。"),
]
OBJECTED = [
    (ENGLISH, ", or so the brochure claims."),
    (ENGLISH, " -- this was the perimeter."),
    (ENGLISH, "; the other endpoint still needs to be compared."),
    (ENGLISH, ".\n\nEdit: the second approach is more careful."),
    (ENGLISH, ".\n\nMeh, the parity looks off."),
    (ENGLISH, " for the first player alone."),
    ("Réponse : ", ", sauf erreur de calcul."),
    ("Antwort: ", ", sofern die Skizze stimmt."),
    ("Die Antwort ist ", ". Ich habe die Null vergessen."),
    ("El valor ", " corresponde al apartado anterior."),
    ("答えは", "と書いてあった。"),
    ("짝꿍은 ", "이라고 적었다."),
    ("दोस्त ने ", " लिखा था।"),
    ("答案是", "，本小题还没有做完。"),
    ("", "是上一小题的结果。"),
]


@pytest.mark.parametrize(("before", "after"), LEFT_ALONE)
def test_a_unit_a_reason_and_a_remark_leave_a_value_the_answer(before: str, after: str) -> None:
    assert not following_objection(before, after)


@pytest.mark.parametrize(("before", "after"), OBJECTED)
def test_anything_else_after_a_value_leaves_it_open(before: str, after: str) -> None:
    assert following_objection(before, after)


def test_a_sentence_that_states_the_value_again_may_follow() -> None:
    assert not following_objection(ENGLISH, ".\n\nPriya ends up with 12 beads.", "12")
    assert following_objection(ENGLISH, ".\n\nPriya ends up with 13 beads.", "12")
    assert following_objection(ENGLISH, ".\n\nPriya says it is not 12.", "12")


@pytest.mark.parametrize("phrase", of("confirms"))
def test_a_word_that_a_check_came_out_right_may_follow_a_box_and_shields_nothing_after_it(phrase: str) -> None:
    assert find(f"Thus \\boxed{{7}}. {phrase.capitalize()}!").texts == ("7",)
    assert not find(f"Thus \\boxed{{7}}. {phrase.capitalize()}! I forgot the zero.").texts


@pytest.mark.parametrize(
    "sentence", ["Falsch.", "Das stimmt nicht.", "Incorrect.", "Det stämmer inte.", "Nie zgadza się."]
)
def test_a_word_that_a_check_came_out_wrong_may_not(sentence: str) -> None:
    assert not find(f"Thus \\boxed{{7}}. {sentence}").texts


@pytest.mark.parametrize(
    "said",
    [" (withdrawn)", " -- retracted", " (zurückgezogen)", ". Check: $25 \\ne 26$.", ". Check fails: 25 is not 26."],
)
def test_what_is_withdrawn_or_fails_its_check_is_no_answer(said: str) -> None:
    assert not find(f"$x = \\boxed{{5}}${said}").texts


def test_the_check_of_another_value_may_fail() -> None:
    assert find("The answer is \\boxed{7}. Check for $x=2$: $2 \\ne -2$, so this is extraneous.").texts == ("7",)
    assert find("The answer is \\boxed{7}. (The value 2 fails the check.)").texts == ("7",)
    assert find("After rejecting the extraneous root $x=2$, we get \\boxed{7}.").texts == ("7",)
    assert not find("The extraneous root is \\boxed{7}.").texts


def test_what_stands_far_behind_a_value_is_not_read() -> None:
    assert not following_objection(ENGLISH, " beads" + " " * REACH + ". Edit: no.")


@pytest.mark.parametrize("text", ["$" * 3, "\\text{", "[asy]", ", ", "の個", " (", "।", "는 "])
def test_a_long_repetition_costs_no_more_than_a_short_one(text: str) -> None:
    began = time.process_time()
    following_objection(ENGLISH, text * 100_000)
    assert time.process_time() - began < 0.2
