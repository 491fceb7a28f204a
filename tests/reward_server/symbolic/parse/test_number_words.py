"""Numbers in words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse import number_words
from reward_server.symbolic.parse.number_words import counted, word_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zero", "0"), ("Three", "3"), ("nineteen", "19"), ("twenty", "20"), ("ninety", "90"), ("twenty-five", "25"),
        ("two hundred and six", "206"), ("one hundred", "100"), ("ninety nine hundred", "9900"),
        ("three thousand", "3000"), ("two million three thousand and one", "2003001"), ("five billion", "5000000000"),
        ("one thousand one hundred eleven", "1111"), ("infinitely many", r"\infty"), ("无数个", r"\infty"),
        ("五十", "50"), ("十二", "12"), ("一百零三", "103"), ("两千", "2000"), ("三万五千", "35000"), ("百分之五十", "50%"),
        ("三分之二", r"\frac{2}{3}"), ("a hundred", "100"), ("two thirds", r"\frac{2}{3}"), ("minus four", "-4"), ("три с половиной", r"\frac{7}{2}"), ("trois virgule cinq", "3.5"), ("百分之零", "0%"), ("四分之零", r"\frac{0}{4}"), ("一万", "10000"), ("二百三十四", "234"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_its_digits(text: str, value: str) -> None:
    assert word_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "and", "one one", "twenty twenty", "five twenty", "twenty zero", "twenty ten", "hundred", "hundred hundred",
        "two hundred hundred", "thousand", "two million five million", "three thousand four million", "three apples",
        "houses", "zzz", "一二三四五六七八九十百千万", "seven " * 30, "hundredth", "two billions",
    ],
)  # fmt: skip
def test_other_words_are_no_number(text: str) -> None:
    """What may not follow each other, multiples of nothing, longer texts."""
    assert word_number(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five apples", "5 apples"), ("twenty five red apples", "25 red apples"), ("two hundred and six cm", "206 cm"),
        ("three ways to do", None), ("one of them", None), ("five", None), ("apples", None), ("one is wrong", None),
        ("five big old red apples", None), ("seven " * 30, None),
    ],
)  # fmt: skip
def test_a_counted_noun_keeps_its_noun(text: str, found: str | None) -> None:
    assert counted(text) == found


@pytest.mark.parametrize("text", sorted(number_words._ENDLESS))
def test_each_word_for_no_end_is_infinite_and_a_word_that_holds_it_is_not(text: str) -> None:
    assert word_number(text) == r"\infty"
    assert word_number(f"x{text}") is None
