"""Numbers of things."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.amounts import Amount, amounts, same_thing, several, without


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He reads 30 pages in three days", [("30", "pages"), ("3", "days")]), ("火车4小时行240千米", [("4", "小时行"), ("240", "千米")]),
        ("2.5 hours at $40", [("2.5", "hours")]), ("2x + 3^2 = 4-week", []), ("", []),
    ],
)  # fmt: skip
def test_an_amount_is_a_number_with_the_word_after_it(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.many, one.thing[:3]) for one in amounts(text)] == [(many, thing[:3]) for many, thing in found]


def test_forms_of_a_word_are_the_same_thing() -> None:
    assert same_thing(Amount("3", "boxes"), Amount("4", "box"))
    assert same_thing(Amount("4", "小时行"), Amount("4", "小时"))
    assert not same_thing(Amount("3", "boxes"), Amount("3", "pens"))


def test_several_numbers_are_more_than_one() -> None:
    assert several("90 pages in 3 days")
    assert not several("90 pages, x2")


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        ("Ben reads 90 pages in 3 days", "Ben reads 90 pages in days"), ("In 3 days", "In 3 days"),
        ("He swims 3 hours 20 minutes in 3 days", "He swims 3 hours 20 minutes in 3 days"), ("$3 days + 4$ and 5", "$3 days + 4$ and 5"),
    ],
)  # fmt: skip
def test_a_sentence_loses_the_numbers_that_were_given_where_another_is_left(sentence: str, rest: str) -> None:
    assert without(sentence, lambda one: one == Amount("3", "days")) == rest
