"""Numbers in words, language by language."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.numerals_of import in_any_language, languages_of, number, with_digits


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("achtundvierzig", 48), ("zweitausenddreihundertelf", 2311), ("hundert", 100), ("tweeëntwintig", 22), ("honderdvijf", 105), ("ventuno", 21), ("ventitré", 23), ("duecentotrentaquattro", 234), ("tremila", 3000),
        ("quatre-vingts", 80), ("quatre-vingt-dix-sept", 97), ("soixante et onze", 71), ("deux cent trente-quatre", 234), ("mil novecientos", 1900), ("cuarenta y ocho", 48), ("vinte e dois", 22), ("trezentos e um", 301),
        ("dwadzieścia pięć", 25), ("двадцать пять", 25), ("сто сорок два", 142), ("дев'яносто", 90), ("двеста", 200), ("δώδεκα", 12), ("otuz beş", 35), ("iki yüz", 200), ("bảy", 7),
        ("due tre", None), ("onze cent", None), ("vingt trente", None), ("cinq zéro", None), ("fünf Eier", None), ("x", None), ("", None), ("cinq + deux", None), ("cinq" + " cinq" * 20, None),
    ],
)  # fmt: skip
def test_a_text_that_is_one_number_is_its_value(text: str, value: int | None) -> None:
    """Two numbers side by side are none."""
    assert in_any_language(text) == value


def test_a_number_belongs_to_a_language() -> None:
    assert number(["six"], "fr") == number(["six"], "en") == 6
    assert number(["six"], "de") is None


def test_the_languages_of_numbers_come_with_how_many_they_are() -> None:
    """One is an article in most of them."""
    assert languages_of(["un", "cinq", "six"]) == {"fr": 2, "en": 1}
    assert languages_of(["une", "maison"]) == {}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("dita: cinque, unghie centootto", "it", "dita: 5, unghie 108"), ("One hundred and two eggs, one bad", "en", "102 eggs, one bad"), ("cinq six", "fr", "5 6"), ("cinq et six", "fr", "5 et 6"), ("", "fr", ""), ("rien", "fr", "rien"),
    ],
)  # fmt: skip
def test_numbers_in_a_text_become_digits(text: str, language: str, found: str) -> None:
    assert with_digits(text, language) == found
