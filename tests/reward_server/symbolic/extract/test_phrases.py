"""Where the phrases of a table stand in a text."""

from __future__ import annotations

import re

import pytest

from reward_server.symbolic.extract.phrases import Anywhere, Phrases, alike, ends, plain, untitled, words_of


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("a of", "of"), ("a set of", "set of"), ("set of", "set of"), ("aset of", "of"), ("roof", ""), ("", ""), ("set", ""), ("约为", "为"), ("of ", "")],
)  # fmt: skip
def test_the_longest_phrase_at_the_end_counts_at_a_word_border(text: str, phrase: str) -> None:
    """Scripts without spaces have a border everywhere."""
    assert Phrases(("of", "set of", "为")).ending(text) == phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("is a", "is"), ("is not a", "is not"), ("is not", "is not"), ("is nota", "is"), ("isle", ""), ("", ""), ("i", ""), ("为约", "为"), (" is", "")],
)  # fmt: skip
def test_the_longest_phrase_at_the_beginning_counts_at_a_word_border(text: str, phrase: str) -> None:
    assert Phrases(("is", "is not", "为")).beginning(text) == phrase


def test_a_phrase_of_two_kinds_has_both_in_the_order_of_the_tables() -> None:
    found = Phrases({"wrong": ("no",), "negated": ("no", "not")})
    assert found.kinds == {"no": ["wrong", "negated"], "not": ["negated"]}


@pytest.mark.parametrize(
    ("text", "stands"),
    [("he is of age", True), ("of", True), ("he is off", False), ("a roof", False), ("this could be", True), ("could", False), ("可能是", True), ("是", False)],
)  # fmt: skip
def test_a_phrase_stands_anywhere_between_borders(text: str, stands: bool) -> None:
    found = Anywhere(("of", "could be", "可能"))
    assert found.search(text) is stands
    assert found.search(text, words_of(text)) is stands


@pytest.mark.parametrize(
    ("text", "end"), [("so 7", 2), ("so 7, so 8", 8), ("also", 0), ("sofa so far", 7), ("7所以8所以9", 6), ("所以 so", 5), ("so 所以", 5), ("", 0)]
)  # fmt: skip
def test_the_last_phrase_is_known_by_where_it_ends(text: str, end: int) -> None:
    assert Anywhere(("so", "所以")).last(text) == end


def test_a_text_is_plain_without_styling_and_in_small_letters() -> None:
    assert plain("The\n\n \\textbf{Answer} isn’t\\,7") == "the  {answer} isn't 7"


def test_a_pattern_is_looked_for_in_the_last_characters_alone() -> None:
    pattern = re.compile("a.*$")
    assert ends(pattern, "a" + "b" * 20, 10) is None
    assert ends(pattern, "a" + "b" * 9, 10) is not None
    assert ends(pattern, "ab", 10) is not None


def test_a_vowel_sign_belongs_to_its_word() -> None:
    """न is "not", and the last letter of मान, "value"."""
    table = Phrases(("न",))
    assert table.ending("मान") == ""
    assert table.ending("यह न") == "न"
    assert table.beginning("नि") == ""
    assert table.beginning("न 7") == "न"


@pytest.mark.parametrize(("one", "other", "same"), [("book", "books", True), ("книга", "книги", True), ("book", "boat", False), ("he", "her", False)])  # fmt: skip
def test_forms_of_a_word_begin_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) == same


@pytest.mark.parametrize(
    ("text", "without"),
    [("Mr. Hill and Dr. Roe", "Mr Hill and Dr Roe"), ("Ask Mrs. Hill.", "Ask Mrs Hill."), ("in hr. It is", "in hr. It is"), ("plain", "plain")],
)  # fmt: skip
def test_the_stop_of_a_title_ends_no_sentence(text: str, without: str) -> None:
    assert untitled(text) == without
