"""Times of day and dates."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.extract.moments import MAX_TIME, compare_times, date, moment, time_of_day, written
from reward_server.symbolic.verdict import Verdict


def word(found: Verdict | None) -> bool | None:
    return None if found is None else found.equal


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("8:34", 30840), ("8:34:05", 30845), ("8:34 am", 30840), ("8:34 p.m.", 74040), ("8 PM", 72000), ("12 am", 0), ("12 pm", 43200), ("12:30 AM", 1800), ("noon", 43200), ("Midnight", 0),
        ("12 noon", 43200), ("8 o'clock", 28800), ("8 in the morning", 28800), ("8 in the evening", 72000), ("3 in the afternoon", 54000), ("24:00", 86400), ("晚上8点", 72000), ("8点半", 30600),
        ("上午8点5分", 29100), ("凌晨3时", 10800), ("中午12点", 43200), ("早上8点", 28800),
        ("8", None), ("25:00", None), ("8:60", None), ("8:34:60", None), ("13 pm", None), ("3:4", None), ("8 apples", None), ("", None), ("8点60分", None),
        ("14h30", 52200), ("14 h 30", 52200), ("14 heures", 50400), ("14.30 Uhr", 52200), ("14 Uhr", 50400), ("14 Uhr 30", 52200), ("25 h", None),
    ],
)  # fmt: skip
def test_a_time_of_day_is_its_seconds(text: str, seconds: int | None) -> None:
    """In English, Chinese and as the continent writes it; an hour alone is a number."""
    assert time_of_day(text) == seconds


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March 5, 2020", (2020, 3, 5)), ("Mar. 5", (None, 3, 5)), ("Thursday, March 5th, 2020", (2020, 3, 5)), ("5 March 2020", (2020, 3, 5)), ("5th of March", (None, 3, 5)), ("2020-03-05", (2020, 3, 5)),
        ("2020年3月5日", (2020, 3, 5)), ("3月5日", (None, 3, 5)), ("3/5/2020", (2020, 3, 5)), ("2020/3/5", (2020, 3, 5)), ("12/31/1999", (1999, 12, 31)), ("January 1", (None, 1, 1)),
        ("March 45, 2020", None), ("13/5/2020", (2020, 5, 13)), ("13/13/2020", None), ("29.02.2024", (2024, 2, 29)), ("29. 2. 2024", (2024, 2, 29)), ("29-02-2024", (2024, 2, 29)), ("3-5-2020", None), ("29 февраля 2024 г.", (2024, 2, 29)), ("29 лютого 2024 р.", (2024, 2, 29)), ("2024년 2월 29일", (2024, 2, 29)), ("29. února 2024", (2024, 2, 29)), ("29 Şubat 2024", (2024, 2, 29)), ("29. helmikuuta 2024", (2024, 2, 29)), ("29 februarie 2024", (2024, 2, 29)), ("3/0/2020", None), ("0/3/2020", None), ("2020-03-32", None), ("3/5", None), ("March", None), ("14 juillet 1789", (1789, 7, 14)), ("14 de julio de 1789", (1789, 7, 14)), ("14. Juli", (None, 7, 14)), ("14 июля 1789 года", (1789, 7, 14)), ("1er mai", (None, 5, 1)), ("marching 5", None),
    ],
)  # fmt: skip
def test_a_date_is_its_year_month_and_day(text: str, found: tuple[int | None, int, int] | None) -> None:
    assert date(text) == found


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("8:34 PM", "20:34", True), ("8:34 PM", "8:34 AM", False), ("March 5, 2020", "2020-03-05", True), ("March 5, 2020", "March 5", False), ("March 5", "March 6", False), ("29 февраля 2024 г.", "29.02.2024", True), ("29 февраля 2024 г.", "28.02.2024", False), ("8:34", "March 5", None), ("8", "8", None),
        ("3:45 p.m.", r"3\text{:}45 p.m.", True), (r"3\text{:}45\text{ p.m.}", "15:45", True), ("15:45", r"3{:}45~\mathrm{a.m.}", False),
        ("15:45", r"15{:}45\text{ h}", True), ("9:15 pm", r"9\colon 15\text{ p.m.}", True), ("1:5", r"2\colon 10", None), ("3:45 pm", "下午3:45", True),
        ("3:45 pm", "上午3:45", False), ("15:45", "오후 3시 45분", True), ("15:45", "15時45分", True), ("0:30", "12 : 30 a.m.", True), ("2 : 10", "4 : 20", None),
        ("noon", "12 pm", True), ("8 h", "8 H", None), ("8:34", "0.5", None), ("x+1", "8:34", None), ("8:34" + " " * (MAX_TIME - 4), "8:34", True), ("8:34" + " " * MAX_TIME, "8:34", None), ("8:34", "8:34" + " " * MAX_TIME, None),
    ],
)  # fmt: skip
def test_times_and_dates_agree_by_what_they_mean(truth: str, answer: str, right: bool | None) -> None:
    assert word(compare_times(truth, answer)) is right


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It ends at 3:45 PM.", ["3:45 PM"]), ("on 14 July 1789, at 9:15", ["14 July 1789", "9:15"]), ("December 25, which is", ["December 25"]), ("el 14 de julio de 1789", ["14 de julio de 1789"]),
        ("um 14.30 Uhr", ["14.30 Uhr"]), ("à 14h30", ["14h30"]), ("a ratio of 3:2:1", ["3:2:1"]), ("a ratio of 3 : 2", ["3 : 2"]),
        ("7 may be", []), ("they march 3 miles", []), ("n = 3: 8", []), ("3 hours", []), ("x^{2:3", ["2:3"]), ("", []),
    ],
)  # fmt: skip
def test_a_time_a_date_and_a_ratio_are_one_value_of_a_sentence(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in written(text, 0, len(text))] == found
    assert all(moment(one) for one in found)
    assert not moment(text) or [text] == found


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('When does it end?', '22:20', '\\text{twenty past ten in the evening}', True),
        ('When does it end?', '22:20', '\\text{twenty past ten in the morning}', False),
        ('When does it end?', '22:20', '\\text{twenty to ten in the evening}', False),
        ('When does it end?', '22:20', '\\text{ten past ten in the evening}', False),
        ('When does it end?', '9:45', '\\text{a quarter to ten}', True),
        ('When does it end?', '9:45', '\\text{quarter to ten in the morning}', True),
        ('When does it end?', '9:45', '\\text{quarter past ten}', False),
        ('When does it end?', '9:45', '\\text{quarter to nine}', False),
        ('When does it end?', '9:45', '\\text{quarter to ten in the evening}', False),
        ('When does it end?', '\\text{half past three in the afternoon}', '15:30', True),
        ('When does it end?', '\\text{half past three in the afternoon}', '3:30 \\text{ PM}', True),
        ('When does it end?', '\\text{half past three in the afternoon}', '3:30 \\text{ AM}', False),
        ('When does it end?', '\\text{half past three in the afternoon}', '2:30 \\text{ PM}', False),
    ],
)  # fmt: skip
def test_times_in_words(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
