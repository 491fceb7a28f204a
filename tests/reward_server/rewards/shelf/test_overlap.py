"""f1 and keywords: words in every script."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from reward_server.rewards.shelf.overlap import tokens
from tests.reward_server.rewards.shelf.asking import HOSTILE, ask


def test_tokens_are_words_and_characters_where_no_spaces_are_written() -> None:
    assert tokens("The H2O, naïve!") == ["the", "h2o", "naïve"]
    assert tokens("北京 is 北京市") == ["北", "京", "is", "北", "京", "市"]


def test_f1_is_the_harmonic_mean_against_the_best_ground_truth() -> None:
    assert ask("f1", "red cat", ["blue dog", "red dog"]).score == pytest.approx(0.5)
    assert ask("f1", "the red dog", "red dog").score == 1
    assert ask("f1", "red red", "red dog").score == pytest.approx(0.5)
    assert ask("f1", "北京", "北京市").score == pytest.approx(0.8)
    assert ask("f1", "red cat", "red dog", threshold=0.6).score == 0
    assert ask("f1", "x", "...").status == "error"


def test_keywords_are_whole_words_in_a_row_or_substrings() -> None:
    assert ask("keywords", "a cat sat", ["cat", "sat"]).score == 1
    assert ask("keywords", "concatenate", "cat").score == 0
    assert ask("keywords", "concatenate", "cat", match="substring").score == 1
    assert ask("keywords", "New, York", all_of=["new york"]).score == 1
    assert ask("keywords", "York New", all_of=["new york"]).score == 0
    assert ask("keywords", "a b", all_of=["a", "c"], partial=True).score == 0.5
    assert ask("keywords", "a b", any_of=["c", "b"]).score == 1
    assert ask("keywords", "a b", all_of=["a"], none_of=["B"], partial=True).score == 0
    assert ask("keywords", "a b", all_of=["a"], none_of=["B"], ignore_case=False).score == 1
    assert ask("keywords", "我在北京市", all_of=["北京"]).score == 1


def test_a_keyword_without_a_letter_is_refused() -> None:
    for word in ("", "!"):
        with pytest.raises(ValidationError):
            ask("keywords", "x", all_of=[word])


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_gets_a_score(text: str) -> None:
    for name in ("f1", "keywords"):
        score = ask(name, text, "B c").score
        assert score is not None
        assert 0 <= score <= 1
