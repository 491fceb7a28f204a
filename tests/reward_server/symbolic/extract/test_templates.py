"""What prompts, templates and habits of chat make of a text around its answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.templates import gives_up, of_object, unglued, without_courtesies


def test_a_glued_sentence_gets_its_space() -> None:
    assert unglued("It is 5.5.The answer is (A).") == "It is 5.5. The answer is (A)."
    assert unglued("所以为三角形．选D") == "所以为三角形。选D"
    assert unglued("3．14") == "3．14"
    assert unglued("It is 5.Then it is 6.") == "It is 5.Then it is 6."


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ('{"answer": "7", "reasoning": "3 + 4 = 7"}', "Answer: 7"), ('{"reasoning": "3 + 4 = 7", "answer": 7}', "Answer: 7"),
        ('{"answer": "7", "reasoning": "This answer is wrong."}', ""), ('{"answer": "7"} {"answer": "8"}', ""), ('{"wrong_answer": "7"}', ""), ('Or {"answer": "7"}', ""),
    ],
)  # fmt: skip
def test_an_object_that_holds_an_answer_and_its_reasons_states_it(text: str, answer: str) -> None:
    assert of_object(text) == (answer or text)


def test_offers_of_help_fall_away() -> None:
    assert without_courtesies("x = 7\n\nI hope this helps! Let me know if you have any other questions.") == "x = 7"
    assert without_courtesies("x = 7\n\nLet me know if 8 is better.") == "x = 7\n\nLet me know if 8 is better."


@pytest.mark.parametrize(
    ("text", "writer"),
    [
        ("We gave up. The answer is 7.", True), ("I don't know how to do it. The answer is 7.", True), ("We don't know how many she has.", True), ("My program gave up.", True), ("I couldn't finish.", True),
        ("Five children then give up, so 7 are left.", False), ("The money that Stetson gave up is 7.", False), ("We don't know how many she has, so we call it x, and x = 7. The answer is 7.", False), ("8 men couldn't finish.", False),
    ],
)  # fmt: skip
def test_only_the_writer_gives_up(text: str, writer: bool) -> None:
    assert gives_up(text) is writer
