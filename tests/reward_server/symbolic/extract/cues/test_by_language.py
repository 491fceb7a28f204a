"""The words of a language in one place."""

from __future__ import annotations

import re

import pytest

from reward_server.symbolic.extract.assertion import of_its_language
from reward_server.symbolic.extract.cues.by_language import LANGUAGES, OWN_LETTERS, bordered, either, languages_of, of
from reward_server.symbolic.extract.final_answer import find

WHOLE = ("sv", "da", "nb", "fi", "hu", "cs", "sk", "ro", "id")
"""Languages whose every word stands here."""


@pytest.mark.parametrize("language", WHOLE)
def test_a_language_that_stands_here_alone_has_words_for_and_against_an_answer(language: str) -> None:
    needed = {"answer", "result", "verb", "so", "fill", "not", "wrong", "doubt", "suppose", "bound", "about", "part"}
    assert needed | {"said", "partial", "gave up", "polite", "check", "checked"} <= LANGUAGES[language].keys()


def test_phrases_are_of_all_languages_each_once_and_in_a_pattern_the_longest_is_first() -> None:
    assert {"inte", "nem", "bukan"} <= set(of("not"))
    assert len(of("not", "not after")) == len(set(of("not", "not after")))
    first, *_, last = either("answer").split("|")
    assert len(first) > len(last)


def test_a_whole_word_stands_between_spaces_but_where_words_are_written_without_them() -> None:
    assert re.search(bordered("wrong"), "det är fel.")
    assert not re.search(bordered("wrong"), "han felar")
    assert re.search(bordered("wrong"), "框里是错的")


def test_a_word_that_is_a_verb_in_some_languages_alone_is_one_only_in_their_texts() -> None:
    assert set(languages_of("je", "is?", "verb?")) == {"cs", "sk"}
    assert of_its_language("je", "počet tužek je")
    assert not of_its_language("je", "donc je")
    assert not of_its_language("on", "the book is on")
    assert {one for word in of("is?", "verb?") for one in languages_of(word, "is?", "verb?")} <= OWN_LETTERS.keys()


SENTENCES = """
sv | Summan är {}. | Summan är inte {}. | Summan är kanske {}. | Min granne säger att summan är {}. | Delsumman är {}.
da | Summen er {}. | Summen er ikke {}. | Summen er måske {}. | Summen er højst {}. | Lad os antage, at summen er {}.
nb | Svaret er altså {}. | Svaret er ikke {}. | Svaret er trolig {}. | Svaret er minst {}. | Anta at svaret er {}.
fi | Tulos on siis {}. | Tulos ei ole {}. | Tulos on ehkä {}. | Tulos on vähintään {}. | Oletetaan, että tulos on {}.
hu | Tehát az eredmény {}. | Az eredmény nem {}. | Az eredmény talán {}. | Az eredmény legalább {}. | A részeredmény {}.
cs | Výsledek je tedy {}. | Výsledek není {}. | Výsledek je asi {}. | Výsledek je nejméně {}. | Mezivýsledek je {}.
sk | Výsledok je teda {}. | Výsledok nie je {}. | Výsledok je možno {}. | Výsledok je aspoň {}. | Medzivýsledok je {}.
ro | Așadar, suma este {}. | Suma nu este {}. | Suma ar putea fi {}. | Suma este cel puțin {}. | Rezultatul parțial este {}.
id | Jadi, hasilnya {}. | Hasilnya bukan {}. | Hasilnya mungkin {}. | Hasilnya kurang dari {}. | Misalkan hasilnya {}.
"""


@pytest.mark.parametrize("row", SENTENCES.strip().split("\n"))
def test_each_language_states_a_value_and_denies_doubts_bounds_and_supposes_one(row: str) -> None:
    language, states, *others = row.split(" | ")
    assert language in WHOLE
    assert find(states.format(42)).texts == ("42",)
    assert [one for one in others if find(one.format(42)).texts] == []
