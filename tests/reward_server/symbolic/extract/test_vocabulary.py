"""Words of a text, and which of them may be said of any answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.vocabulary import (
    bare,
    deed_of,
    is_no_number,
    nouns_of,
    part_of_compound,
    said_of_any,
    same_noun,
    words_of,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12 red owls", ["red", "owls"]),
        (r"\frac{1}{2} of the area", ["of", "the", "area"]),
        ("l'aire est 35", ["aire", "est"]),
        ('השטח הוא 35 סמ"ר', ["השטח", "הוא", 'סמ"ר']),
    ],
)
def test_commands_articles_and_numbers_are_no_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("word", "language", "any_answer"),
    [
        ("total", "en", True), ("the", "en", True), ("is", "en", True), ("perimeter", "en", False),
        ("beträgt", "de", True), ("umfang", "de", False), ("kauft", "de", False),
    ],
)  # fmt: skip
def test_function_words_and_verbs_that_state_say_nothing_of_the_subject(
    word: str, language: str, any_answer: bool
) -> None:
    assert said_of_any(word, language) == any_answer


def test_a_deed_is_known_by_its_stem_and_english_names_none() -> None:
    assert deed_of("kauft", "de") is deed_of("compra", "es") is not None
    assert deed_of("buys", "en") is None


def test_nouns_leave_out_degrees_and_words_of_any_answer() -> None:
    assert nouns_of(["The", "smaller", "number", "of", "owls"], "en") == ["owls"]


def test_an_article_that_is_written_with_its_noun_makes_no_other_noun() -> None:
    assert bare("المساحة") == "مساحة"
    assert same_noun("המהירות", "מהירות")
    assert not same_noun("area", "volume")


def test_the_end_of_a_compound_is_its_noun_and_no_relative() -> None:
    assert part_of_compound("pfähle", frozenset(["zaunpfähle"]))
    assert not part_of_compound("mother", frozenset(["grandmother"]))


def test_a_time_and_a_word_are_no_numbers() -> None:
    assert is_no_number("7:30")
    assert is_no_number("Monday")
    assert not is_no_number("7")
