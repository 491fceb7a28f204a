"""What stands after a statement may say anything but another answer, and may not take the statement back."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.final_answer import find
from reward_server.symbolic.extract.quiet import (
    quiet,
    remark,
    says_against,
    without_quiet,
    without_remarks,
    without_repeat,
    without_tail,
)

TRIANGLE = "How many triangles are in the figure?"


@pytest.mark.parametrize(
    "sentence",
    [
        "Note how the area of the triangle does the job.", "It grows without bound.", "Das ist ziemlich viel!",
        "Es la figura más bonita de la geometría.", "the empty set included", "C'est la formule des combinaisons.",
        "Это из известной книги по геометрии.", "这是简单的乘法。", "簡単な割り算です。", "Это и есть известная формула.",
    ],
)  # fmt: skip
def test_a_sentence_without_a_number_that_takes_nothing_back_is_quiet(sentence: str) -> None:
    assert quiet(sentence)
    assert without_quiet(f"There are 7 triangles. {sentence}").strip() == "There are 7 triangles."


@pytest.mark.parametrize(
    "sentence",
    [
        "That is wrong.", "Ignore that.", "On a recount there are fewer.", "My friend has eight.", "Is that right?",
        "So there are none.", "Leider habe ich mich verrechnet.", "C'était une blague.", "La respuesta es otra.",
        "Но это неверно.", "Actually there is another.", "I made this up.", "I am not sure.", "There are twice as many.",
        "Das ist aber nur die Hälfte.", "But the real one is larger.", "x = 8", "其实不对。", "しかし違います。", "His neighbour disagrees, and his neighbour is right.", "zzz qqq",
    ],
)  # fmt: skip
def test_what_denies_doubts_corrects_or_goes_on_is_not_quiet(sentence: str) -> None:
    assert not quiet(sentence)


@pytest.mark.parametrize(
    ("sentence", "is_one"),
    [
        ("(Interesting: that's bigger than 5, so no single cycle does it.)", True),
        ("Examples: 1, 2, 3, 4, 5, 6, 8, 9, 10 and 12.", True),
        ("Plus généralement 1 + 2 + … + n = n(n+1)/2.", True),
        ("(Expanded: 81x⁴ − 108x³ + 54x² − 12x + 1 is what we had.)", True),
        ("(Actually, it is 8.)", False),
        ("(My teacher has 8 as the result here.)", False),
        ("(The answer in the book is 8.)", False),
        ("(So it is 8 in the end.)", False),
        ("(Is it 8 in the end?)", False),
        ("There are 8 of them in the end.", False),
    ],
)
def test_a_remark_may_have_numbers_and_takes_nothing_back(sentence: str, is_one: bool) -> None:
    assert remark(sentence) == is_one
    assert (without_remarks(f"There are 7. {sentence}").strip() == "There are 7.") == is_one


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("The answer is 1.5 (= 3/2).", "The answer is 1.5"), ("Svaret er 5√3 (ca. 8,66).", "Svaret er 5√3"),
        ("It is 8 (or 9).", "It is 8 (or 9)."), ("It is 8 (if n is even).", "It is 8 (if n is even)."),
        ("f(x)", "f(x)"),
    ],
)  # fmt: skip
def test_brackets_that_say_the_value_again_fall_away(text: str, short: str) -> None:
    assert without_repeat(text) == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("There are 7 triangles, counting the large triangle.", "There are 7 triangles"),
        ("There are 7 triangles (a pretty figure).", "There are 7 triangles"),
        ("よって8通り（8通り）です。", "よって8通り"),
        ("There are 7 triangles, or so.", ""), ("There are 7 triangles, at least in theory.", ""),
        ("There are 7 triangles, if we are lucky.", ""), ("There are 7 triangles (but I am not sure).", ""),
        ("There are 7 triangles, in the second row.", ""),
    ],
)  # fmt: skip
def test_a_part_at_the_end_may_add_to_a_value_and_not_narrow_it(text: str, short: str) -> None:
    assert without_tail(text, TRIANGLE) == (short or text)


def test_a_clause_says_against_its_value_what_the_prompt_does_not_say() -> None:
    assert says_against("It is not ", frozenset(), "en")
    assert not says_against("It is not ", frozenset(("not",)), "en")
    assert not says_against("It is ", frozenset(), "en")


def test_a_short_sentence_is_read_in_the_language_of_the_text() -> None:
    assert quiet("Perdón, me equivoqué.")
    assert not quiet("Perdón, me equivoqué.", ["es"])


def test_what_falls_away_leaves_the_statement() -> None:
    text = "There are 7 triangles. "
    assert find(text + "What a pretty figure this is!", TRIANGLE).texts == ("7 triangles",)
    assert find(text + "But the real number is larger than that.", TRIANGLE).texts != ("7 triangles",)
    assert find("There might be 7 triangles. What a pretty figure this is!", TRIANGLE).texts != ("7 triangles",)


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Its perimeter is 24, without any doubt.", True), ("Its perimeter is 24 — and I stand by that.", True), ("Il perimetro è 24, senza alcun dubbio.", True),
        ("Is it 24, for sure?", False), ("It is not 24, for sure.", False), ("I would say 24, not for sure.", False),
    ],
)  # fmt: skip
def test_to_be_sure_of_a_value_adds_nothing_to_it(text: str, states: bool) -> None:
    assert bool(find(text, "The sides of a triangle are 7, 8 and 9. What is its perimeter?").texts) is states
