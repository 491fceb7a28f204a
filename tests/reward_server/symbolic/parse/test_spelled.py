"""Values in words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.spelled import (
    glued_fraction,
    glued_in_digits,
    in_any_language,
    languages_of,
    reading,
    tokens_of,
    with_digits,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two thirds", "2/3"), ("a half", "1/2"), ("half", "1/2"), ("two and three quarters", "11/4"), ("twenty-one hundredths", "21/100"), ("drei Viertel", "3/4"), ("dreiviertel", "3/4"), ("ein Drittel", "1/3"), ("un tercio", "1/3"), ("dos quintos", "2/5"), ("trois quarts", "3/4"), ("due terzi", "2/3"), ("dois terços", "2/3"), ("tweederde", "2/3"),
        ("dwie trzecie", "2/3"), ("две трети", "2/3"), ("пять шестых", "5/6"), ("одній третій", "1/3"), ("три четвърти", "3/4"), ("τρία τέταρτα", "3/4"), ("beşte iki", "2/5"), ("beşte ikidir", "2/5"), ("hai phần ba", "2/3"), ("ثلاثة أرباع", "3/4"), ("ثلثان", "2/3"), ("שני שלישים", "2/3"), ("तीन बटा आठ", "3/8"), ("三分之二", "2/3"), ("三分の二", "2/3"), ("5분의 3", "3/5"), ("삼분의 이", "2/3"),
        ("två tredjedelar", "2/3"), ("kolme neljäsosaa", "3/4"), ("kétharmad", "2/3"), ("tři čtvrtiny", "3/4"), ("două treimi", "2/3"),
        ("three and a half", "7/2"), ("два с половиной", "5/2"), ("deux et demi", "5/2"), ("שניים וחצי", "5/2"), ("iki buçuk", "2.5"), ("три целых две пятых", "17/5"),
        ("three point one four", "3.14"), ("drei Komma fünf", "3.5"), ("minus four", "-4"), ("moins vingt-cinq", "-25"), ("negative two thirds", "-2/3"), ("minus zero", None),
        ("twenty-fifth", None), ("twenty fifth", None), ("two third", None), ("a third person", None), ("two seconds", None), ("half of it", None), ("cinq + deux", None), ("cinq" + " cinq" * 20, None), ("three apples", None), ("a", None), ("", None),
    ],
)  # fmt: skip
def test_a_text_that_is_one_value_is_it(text: str, found: str | None) -> None:
    """An ordinal is no fraction: several parts are in the plural."""
    assert in_any_language(text) == found


def test_the_languages_of_numbers_come_with_how_many_they_are() -> None:
    assert languages_of(["un", "cinq", "six"]) == {"fr": 2, "en": 1}
    assert languages_of(["une", "maison"]) == {}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("dita: cinque, unghie centootto", "it", "dita: 5, unghie 108"), ("One hundred and two eggs, one bad", "en", "102 eggs, one bad"), ("cinq six", "fr", "5 6"), ("cinq et six", "fr", "5 et 6"), ("", "fr", ""), ("rien", "fr", "rien"),
        ("It takes two thirds of an hour", "en", "It takes 2/3 of an hour"), ("The sum is minus four", "en", "The sum is -4"), ("Answer: minus four", "en", "Answer: -4"), ("il valore è meno due", "it", "il valore è -2"), ("five minus four", "en", "5 minus 4"), ("x minus four", "en", "x minus 4"), ("olasılık beşte ikidir", "tr", "olasılık 2/5dir"), ("이 값은 다섯입니다", "ko", "이 값은 5입니다"),
    ],
)  # fmt: skip
def test_values_in_a_text_become_digits(text: str, language: str, found: str) -> None:
    assert with_digits(text, language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一共有一百二十种", "一共有120种"), ("三角形有三条边", "三角形有3条边"), ("概率是三分之二", "概率是2/3"), ("확률은 삼분의 이입니다", "확률은 2/3입니다"), ("第三个", "第三个"), ("星期五", "星期五"), ("唯一", "唯一"), ("十一月", "十一月"), ("plain", "plain"), ("", ""),
    ],
)  # fmt: skip
def test_numbers_without_spaces_become_digits_where_they_count(text: str, found: str) -> None:
    assert glued_in_digits(text) == found


def test_a_fraction_without_spaces_may_be_a_whole_text() -> None:
    assert glued_fraction("5分の3") == "3/5"
    assert glued_fraction("百分之五") is glued_fraction("一分之五") is glued_fraction("三分") is None


def test_a_reading_says_how_far_it_goes() -> None:
    text = "about two thirds of it"
    found = reading(text, tokens_of(text), 1, "en")
    assert found is not None
    assert (found.size, found.text, text[: found.end]) == (2, "2/3", "about two thirds")
    assert reading(text, tokens_of(text), 0, "en") is None


@pytest.mark.parametrize(
    ("text", "value"), [("一百五", None), ("两千三", None), ("一百零五", "105"), ("一百五十", "150")]
)
def test_a_number_in_short_has_no_certain_value(text: str, value: str | None) -> None:
    """一百五 is 150 in speech, and 105 for others."""
    assert in_any_language(text) == value
