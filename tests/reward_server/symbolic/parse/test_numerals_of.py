"""Numbers in words, language by language."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.numerals_of import (
    LANGUAGES,
    languages_of_word,
    may_begin,
    number,
    plain,
    stem,
    terms,
    value,
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("achtundvierzig", "de", 48), ("zweitausenddreihundertelf", "de", 2311), ("hundert", "de", 100), ("tweeëntwintig", "nl", 22), ("honderdvijf", "nl", 105), ("ventuno", "it", 21), ("ventitré", "it", 23), ("centotto", "it", 108), ("duecentotrentaquattro", "it", 234), ("tremila", "it", 3000),
        ("quatre vingts", "fr", 80), ("quatre vingt dix sept", "fr", 97), ("soixante et onze", "fr", 71), ("deux cent trente quatre", "fr", 234), ("mil novecientos", "es", 1900), ("cuarenta y ocho", "es", 48), ("vinte e dois", "pt", 22), ("trezentos e um", "pt", 301),
        ("dwadzieścia pięć", "pl", 25), ("dwudziestu pięciu", "pl", 25), ("двадцать пять", "ru", 25), ("сорока двумя", "ru", 42), ("сто сорок два", "ru", 142), ("дев'яносто", "uk", 90), ("одинадцяти", "uk", 11), ("двеста", "bg", 200), ("δώδεκα", "el", 12), ("τεσσάρων", "el", 4), ("otuz beş", "tr", 35), ("otuzbeş", "tr", 35), ("iki yüz", "tr", 200), ("bảy", "vi", 7), ("hai mươi lăm", "vi", 25), ("một nghìn không trăm mười tám", "vi", 1018),
        ("خمسة عشر", "ar", 15), ("خمسة وعشرون", "ar", 25), ("עשרים ואחד", "he", 21), ("अट्ठाईस", "hi", 28), ("สองพันสามร้อยสี่สิบห้า", "th", 2345), ("一百二十", "zh", 120), ("一百零三", "zh", 103), ("三万五千", "zh", 35000), ("이백삼십", "ko", 230), ("스물다섯", "ko", 25),
        ("tjugofyra", "sv", 24), ("femogtyve", "da", 25), ("tjuefem", "nb", 25), ("kahdessakymmenessäkolmessa", "fi", 23), ("huszonnyolc", "hu", 28), ("třicet tři", "cs", 33), ("pětadvacet", "cs", 25), ("dvadsaťosem", "sk", 28), ("nouăsprezece", "ro", 19),
        ("two hundred and six", "en", 206), ("a hundred", "en", 100), ("two million five", "en", 2000005), ("ninety nine hundred", "en", 9900),
        ("due tre", "it", None), ("onze cent", "fr", None), ("vingt trente", "fr", None), ("cinq zéro", "fr", None), ("fünf Eier", "de", None), ("hundred", "en", None), ("a one", "en", None), ("three thousand four million", "en", None), ("ten five", "en", None), ("two and", "en", None), ("x", "en", None), ("zzz" * 40, "de", None), ("fünf" * 15, "de", None),
    ],
)  # fmt: skip
def test_words_that_are_one_number_are_its_value(text: str, language: str, found: int | None) -> None:
    """In any case and gender; two numbers side by side are none."""
    assert number(text.split(), language) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_counts(language: str) -> None:
    """Small numbers have words of their own; a number twice is none."""
    small = {value(terms(word, language), language) for word in _words(language)}
    assert small >= set(range(10))
    for word in _words(language):
        if terms(word, language) and terms(word, language)[0] is not None and (terms(word, language)[0] or 0) > 1:
            assert number([word, word], language) is None


def _words(language: str) -> list[str]:
    from reward_server.symbolic.parse import numerals_of

    return list(numerals_of._WORDS[language])


def test_a_number_belongs_to_a_language() -> None:
    """One is an article in many, and counts for none."""
    assert number(["six"], "fr") == number(["six"], "en") == 6
    assert number(["six"], "de") is None
    assert set(languages_of_word("six")) == {"en", "fr"}
    assert languages_of_word("une") == languages_of_word("maison") == ()
    assert "de" in may_begin("fünfzig")
    assert may_begin("maison") == ()


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [("ikidir", "tr", "iki"), ("다섯입니다", "ko", "다섯"), ("iki", "tr", "iki"), ("zwei", "de", "zwei")],
)
def test_a_verb_written_onto_a_number_is_taken_off(word: str, language: str, found: str) -> None:
    assert stem(word, language) == found


@pytest.mark.parametrize(
    ("word", "found"), [("Drei", "drei"), ("أربعة", "اربعه"), ("पाँच", "पांच"), ("şase", "șase"), ("п’ять", "п'ять")]
)
def test_spellings_of_one_word_are_the_same(word: str, found: str) -> None:
    assert plain(word) == found
