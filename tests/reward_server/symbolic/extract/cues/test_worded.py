"""How a sentence states a word or a letter."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.cues import worded
from reward_server.symbolic.extract.worded import worded_statement

CASES: Cases = {
    "JOINED": ("fullmatch", " oder ", " nicht "),
    "RIGHT": ("fullmatch", " is correct", " is false"),
    "LEADS_TO_CHOICE": ("search", "so we choose ", "so we drop "),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(worded, CASES)


@pytest.mark.parametrize("noun", worded.CHOICE_NOUNS)
def test_a_letter_after_the_noun_of_a_choice_is_one(noun: str) -> None:
    assert worded_statement(f"Also: {noun} D").texts == ("D",)


@pytest.mark.parametrize("noun", worded.CHOICE_NOUNS_GLUED.split("|"))
def test_a_letter_after_such_a_noun_without_a_space_is_one(noun: str) -> None:
    assert worded_statement(f"{noun}是D").texts == ("D",)


@pytest.mark.parametrize("verb", worded.NAMING)
def test_a_word_after_a_verb_that_names_is_stated(verb: str) -> None:
    assert worded_statement(f"Po Xyz {verb} Rome").texts == ("Rome",)


@pytest.mark.parametrize("article", worded.ARTICLES)
def test_an_article_is_no_part_of_a_name(article: str) -> None:
    assert worded_statement(f"Xyz is {article} Rome").texts == ("Rome",)


@pytest.mark.parametrize("ending", sorted(worded.ENDINGS))
def test_a_copula_may_follow_a_letter(ending: str) -> None:
    sentence = f"正解は選択肢D{ending}" if ending[0] > "\u3000" else f"सही विकल्प D {ending}"
    assert worded_statement(sentence).texts == ("D",)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("后一天是星期五", "星期五"),
        ("次の日は水曜日です", "水曜日"),
        ("다음 날은 수요일입니다", "수요일"),
        ("", None),
        ("星期五", None),
    ],
)
def test_chinese_japanese_and_korean_state_a_word_around_their_copula(sentence: str, word: str | None) -> None:
    found = [match["value"] for pattern in worded.GLUED_STATEMENTS if (match := pattern.match(sentence))]
    assert found == ([word] if word else [])
