"""What links a value to a verb, who says it, and what is said afterwards."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.assertion import asserted, lead_objection, taken_back
from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Hence ",
        "So the sum is ",
        "She needs ",
        "He made a profit of $",
        "Thus we find exactly ",
        "Somit gibt es genau ",
    ],
)
def test_a_verb_that_states_or_the_beginning_of_a_clause_leads_to_a_value(before: str) -> None:
    assert asserted(before)


@pytest.mark.parametrize(
    "before", ["The clerk mentions ", "The integer is divisible by ", "It lies in row ", "Up to ", "If n is even, "]
)
def test_other_words_do_not(before: str) -> None:
    assert not asserted(before)


@pytest.mark.parametrize(
    "lead", ["", "So the ", "We conclude that the ", "Since $x>0$, the ", "Also ist die ", "综上所述，"]
)
def test_a_statement_is_the_writers_own_after_nothing_but_connectives_and_reasons(lead: str) -> None:
    assert lead_objection(lead) == ""


@pytest.mark.parametrize(
    "lead",
    [
        "Nobody has shown that the ",
        "We are asked to show that the ",
        "If all goes well, the ",
        "My aunt bets that the ",
    ],
)
def test_a_statement_after_anything_else_is_a_condition_a_task_or_somebody_elses(lead: str) -> None:
    assert lead_objection(lead)


@pytest.mark.parametrize("later", [" Correction: I misread it.", " I ran out of time.", ". That is wrong.", "。作废"])
def test_what_follows_may_take_an_answer_back(later: str) -> None:
    assert taken_back(later) or not later.isascii()
    assert find(rf"The answer is \boxed{{8}}{later}").texts == ()
    assert find(f"The answer is 8{later}").texts == ()


@pytest.mark.parametrize(
    "text",
    [
        "40 + 60 = 100 guests did not dance.",
        "So the hall holds 100 guests.",
        "Number of guests: 100",
        "I first counted 99, but after recounting it is 100.",
        "Insgesamt gibt es 100 Gäste.",
        "Всего 100 гостей.",
    ],
)
def test_honest_sentences_without_a_box_are_read(text: str) -> None:
    assert [one.split()[0].strip(".").split("=")[-1] for one in find(text).texts] in (["100"], ["40"])


@pytest.mark.parametrize(
    "text",
    [
        r"The invitation suggests \boxed{100}.",
        r"I refuse to believe it is \boxed{100}.",
        r"Now multiply \boxed{100} by the number of halls.",
        r"Subtract the absent from \boxed{100} to get the answer.",
        r"Only if p is odd do we have \boxed{100}.",
        r"\boxed{100} violates the second condition.",
        r"So far we have \boxed{100}; the remaining cases are open.",
        r"Nobody is sure, dass es \boxed{100} ist.",
        "The goal is to reach 100.",
        "Target: 100",
        "Twice the required number is 100.",
    ],
)
def test_values_that_are_steps_tasks_or_operands_are_no_answers(text: str) -> None:
    assert find(text).texts == ()
