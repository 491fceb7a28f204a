"""What one sentence without a cue states."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.statements import SAID_OF_IT, TO_BE_DONE, ask, own_voice, statement


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("The area is 12", "12"), ("So she pays 12 dollars", "12 dollars"), ("40 + 60 = 100 guests did not dance", "40 + 60 = 100 guests"), ("They paid $120 for 3 tickets", "$120"), ("We keep $n = 24$ and reject $n = -3$", "n = 24"),
        ("As $x > 0$, $x = 7$", "x = 7"), ("The total is 7, because 8 is even", "7"), ("Thus m + n = 125", "125"), ("The equation is m + n = 125", "m + n = 125"), ("The solutions are 1 and 2", "1, 2"), ("The value is negative 5", "-(5)"),
        ("Tom owes her 19 dollars", "19 dollars"), ("It takes Amy 15 days", "15 days"), ("The lines meet at (2, 3)", "(2, 3)"), ("We have $x = 3$ so that $y = 4$", "y = 4"), ("After 24 hours it is 7", "7"), ("There are 7 left", "7 left"),
        ("Number of ways: 36", "36"), ("정답은 7입니다", "7"), ("We have 25 - 19 = 6 students who do not like fries", "25 - 19 = 6 students"), ("We get 12 or 15", "12 or 15"), ("So the total is $7$", "7"),
        ("The total is approximately 3.14", "3.14"), ("We keep 24 and reject 3", "24"), ("They paid $120 and $30", "$120, $30"), ("The total is 12, since 3 + 4 = 7", "12"), ("Because 3 + 4 = 7, the total is 12", "12"), ("Therefore the sum is 9 and so the product is 20", "20"),
        ("So she was tired, therefore it is 20", "20"), (r"$x \ne 0$ and $x = 3$", "x = 3"), ("x = 3 and y = 4", "x = 3, y = 4"), ("The solutions are 1, 2 and 3", "1, 2, 3"), ("The area is 12, not 13", "12"), ("The area is not 12 but 13", "13"), ("Rounded to the nearest integer it is about 7", "7"),
        ("The point is at (2, 3)", "(2, 3)"), ("I found 7", "7"), ("We found that it is 7", "7"), ("It is 7/8 of the cake", "7/8"), ("The perimeter equals 4 + 4 = 8 cm", "4 + 4 = 8 cm"),
    ],
)  # fmt: skip
def test_a_sentence_states_the_value_after_its_verb(sentence: str, text: str | None) -> None:
    assert (statement(sentence, "").texts or (None,))[0] == text


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("Is it 7?", "a question states nothing"), ("I give up at 7", "the text says that it has no answer"), ("Let $x = 7$", "the last sentence supposes, asks or refers to something"),
        ("We pondered $x = 7$", "the last sentence says what was done, not what the answer is"), ("This proof has 7 lines", "the last sentence speaks of the text, not of the answer"), ("Twice the answer is 7", "the answer is described by a value, not stated"),
        ("She took 7 or perhaps 8 apples", "alternatives are no final answer"), ("There are 7 cases left to check", TO_BE_DONE), ("We need 7 more steps", TO_BE_DONE), ("7 is even", SAID_OF_IT), ("All that is left is to add 7", TO_BE_DONE), ("The clerk mentions 7", "nothing is stated: no verb that states a value leads to it"), ("The total equals ~7", "a whole number that is said to be about the answer is no answer"),
        ("The total is about 7", "nothing is stated: no verb that states a value leads to it"), ("It is in row 7", "nothing is stated: no verb that states a value leads to it"), ("It is divisible by 7", "nothing is stated: no verb that states a value leads to it"), ("The sum is at least 7", "nothing is stated: no verb that states a value leads to it"),
        ("Bob, number 7", "nothing is stated: no verb that states a value leads to it"), ("Step 7: nothing", "nothing is stated: no verb that states a value leads to it"), ("The answer was 7 or perhaps 8", "the value is doubted"), ("It may be 7", "the value is doubted"), ("The sum is 7 more than 3", "the value is a bound of the answer, not the answer"),
        ("12 students do not like fries", SAID_OF_IT), ("Of these, 7 are red", SAID_OF_IT), ("The remaining 7 apples are red", SAID_OF_IT), ("The lines meet at 3", SAID_OF_IT), ("The value is to find 7", TO_BE_DONE), ("We need to compute 7", TO_BE_DONE), ("If x < 0, x = 3", TO_BE_DONE), ("Question: 7", "the value is to be shown or checked, not stated"),
        ("Let us see if 7", "the last sentence supposes, asks or refers to something"), ("Somebody gets 7", "it is what somebody gets, not what the text states"), ("Three times the answer is 21", "the answer is described by a value, not stated"), ("Hence the 7th term", "the number is a part of a word or phrase"), ("We get 7th place", "the number is a part of a word or phrase"),
        ("It is 7-sided", "the number is a part of a word or phrase"), ("nothing", ""), ("The total is not 7", "nothing is stated: no verb that states a value leads to it"),
    ],
)  # fmt: skip
def test_what_states_nothing_says_why(sentence: str, why: str) -> None:
    found = statement(sentence, "")
    assert found.texts == ()
    assert found.none == why


@pytest.mark.parametrize(
    ("text", "asks"), [("7?", True), ("7？ **", True), ('is it "7?"', True), ("7? yes", False), ("7", False)]
)
def test_a_question_mark_at_the_end_asks(text: str, asks: bool) -> None:
    assert ask(text) is asks


@pytest.mark.parametrize(
    ("text", "own"), [("so we have found it", True), ("I'm adding", True), ("so he found it", False), ("wet", False)]
)
def test_the_first_person_is_the_writers_own_voice(text: str, own: bool) -> None:
    assert own_voice(text) is own
