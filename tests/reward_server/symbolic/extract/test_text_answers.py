"""Answers that are text: choices, words, times of day, dates."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.text_answers import (
    MAX_CHOICE,
    MAX_TIME,
    choice,
    compare_choices,
    compare_times,
    compare_words,
    date,
    labelled,
    time_of_day,
)
from reward_server.symbolic.verdict import Verdict


def word(found: Verdict | None) -> bool | None:
    return None if found is None else found.equal


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("B", ("B", "")), ("(B)", ("B", "")), ("b", ("B", "")), ("(B) 12", ("B", "12")), ("B. twelve", ("B", "twelve")), ("B: 12", ("B", "12")), ("[B] 12", ("B", "12")),
        ("Option B", ("B", "")), ("the correct answer is B", ("B", "")), ("选B", ("B", "")), ("答案是B", ("B", "")), (r"\textbf{(B)}\ 12", ("B", "12")), ("(B)12", ("B", "12")),
        ("(e)+1", None), ("B.5", None), ("(a) + b", None), (r"(A) \cdot 2", None), (r"(A) \cup B", None), ("K", None), ("Bob", None), ("", None), ("B 12", None),
    ],
)  # fmt: skip
def test_a_choice_is_a_letter_and_its_text(text: str, found: tuple[str, str] | None) -> None:
    assert choice(text) == found


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("B", "B", True), ("B", "b", None), ("B", "(b)", True), ("B", "C", False), ("B", "(B) 12", True), ("(B) 12", "B", True), ("(B) 12", "(C) 12", False), ("(B) 12", "12", None), ("B", "B or C", None),
        ("B", "(B) or (C)", False), ("b", "b", None), ("12", "12", None), ("AC", "AC", True), ("A, C", "C and A", True), ("AC", "AB", False), ("AC", "A", False), ("AC", "12", None),
        ("AA", "AA", None), ("B", "B: 5 or C: 6", False), ("ace", "ace", None), ("B" + " " * MAX_CHOICE, "B", None), ("B" + " " * (MAX_CHOICE - 1), "B", True),
    ],
)  # fmt: skip
def test_choices_agree_by_their_letters(truth: str, answer: str, right: bool | None) -> None:
    """None where the ground truth, or the answer, is no choice; naming two is none."""
    assert word(compare_choices(truth, answer)) is right


@pytest.mark.parametrize(("text", "is_one"), [("(B) 12", True), ("B. twelve", True), ("B", False), ("12", False)])
def test_a_labelled_choice_has_its_text(text: str, is_one: bool) -> None:
    assert labelled(text) is is_one


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("8:34", 30840), ("8:34:05", 30845), ("8:34 am", 30840), ("8:34 p.m.", 74040), ("8 PM", 72000), ("12 am", 0), ("12 pm", 43200), ("12:30 AM", 1800), ("noon", 43200), ("Midnight", 0),
        ("12 noon", 43200), ("8 o'clock", 28800), ("8 in the morning", 28800), ("8 in the evening", 72000), ("3 in the afternoon", 54000), ("24:00", 86400), ("晚上8点", 72000), ("8点半", 30600),
        ("上午8点5分", 29100), ("凌晨3时", 10800), ("中午12点", 43200), ("早上8点", 28800),
        ("8", None), ("25:00", None), ("8:60", None), ("8:34:60", None), ("13 pm", None), ("3:4", None), ("8 apples", None), ("", None), ("8点60分", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_its_seconds(text: str, seconds: int | None) -> None:
    """In English and Chinese; an hour alone is a number."""
    assert time_of_day(text) == seconds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March 5, 2020", (2020, 3, 5)), ("Mar. 5", (None, 3, 5)), ("Thursday, March 5th, 2020", (2020, 3, 5)), ("5 March 2020", (2020, 3, 5)), ("5th of March", (None, 3, 5)), ("2020-03-05", (2020, 3, 5)),
        ("2020年3月5日", (2020, 3, 5)), ("3月5日", (None, 3, 5)), ("3/5/2020", (2020, 3, 5)), ("2020/3/5", (2020, 3, 5)), ("12/31/1999", (1999, 12, 31)), ("January 1", (None, 1, 1)),
        ("March 45, 2020", None), ("13/5/2020", None), ("3/0/2020", None), ("0/3/2020", None), ("2020-03-32", None), ("3/5", None), ("March", None), ("marching 5", (None, 3, 5)),
    ],
)  # fmt: skip
def test_a_date_is_its_year_month_and_day(text: str, found: tuple[int | None, int, int] | None) -> None:
    assert date(text) == found


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("8:34 PM", "20:34", True), ("8:34 PM", "8:34 AM", False), ("March 5, 2020", "2020-03-05", True), ("March 5, 2020", "March 5", False), ("March 5", "March 6", False), ("8:34", "March 5", None), ("8", "8", None),
        ("noon", "12 pm", True), ("8:34", "0.5", None), ("x+1", "8:34", None), ("8:34" + " " * (MAX_TIME - 4), "8:34", True), ("8:34" + " " * MAX_TIME, "8:34", None), ("8:34", "8:34" + " " * MAX_TIME, None),
    ],
)  # fmt: skip
def test_times_and_dates_agree_by_what_they_mean(truth: str, answer: str, right: bool | None) -> None:
    assert word(compare_times(truth, answer)) is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("Paris", "paris.", True), ("Paris", "Rome", False), ("the cat", "a cat", True), ("the", "a", False), ("does not exist", "DNE", True), ("undefined limit", "不存在", True), ("black board", "blackboard", True),
        ("1 2", "12", False), ("", "", False), ("x_1", "x_1", True), ("x_1", "x_2", False), ("x_1", r"\text{x_1}", True), (r"\Pi", r"\pi", False), ("a^b", "$a^b$.", True), ("f'", "f", False), ("$$", "$$", False),
    ],
)  # fmt: skip
def test_words_agree_without_case_articles_and_spaces(truth: str, answer: str, right: bool) -> None:
    """In a formula nothing but styling falls away."""
    assert compare_words(truth, answer).equal is right
