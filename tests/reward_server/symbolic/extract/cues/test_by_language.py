"""The words of a language in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reward_server.symbolic
from reward_server.symbolic.extract.assertion import of_its_language
from reward_server.symbolic.extract.cues import by_language
from reward_server.symbolic.extract.cues.by_language import (
    KINDS,
    LANGUAGES,
    OWN_LETTERS,
    bordered,
    either,
    languages_of,
    of,
)
from reward_server.symbolic.extract.final_answer import find

FOLDER = Path(by_language.__file__).parent / "languages"
WHOLE = ("sv", "da", "nb", "fi", "hu", "cs", "sk", "ro", "id", "ca")
"""Languages of which no word stands in a pattern."""


@pytest.mark.parametrize("language", WHOLE)
def test_a_language_that_stands_here_alone_has_words_for_and_against_an_answer(language: str) -> None:
    needed = {"answer", "result", "verb", "so", "fill", "not", "wrong", "doubt", "suppose", "bound", "about", "part"}
    assert needed | {"said", "partial", "gave up", "polite", "check", "checked"} <= LANGUAGES[language].keys()


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.stem)
def test_a_file_of_a_language_has_a_line_for_a_kind_and_a_phrase_once_in_a_line_in_lower_case(file: Path) -> None:
    lines = [line.partition(": ") for line in file.read_text(encoding="utf-8").splitlines()]
    assert [kind for kind, _, _ in lines] == [kind for kind in KINDS if kind in LANGUAGES[file.stem]]
    assert [row for _, _, row in lines if "||" in row or len(set(row.split("|"))) < row.count("|") + 1] == []
    assert [row for _, _, row in lines if row != row.lower()] == []


def test_each_kind_that_is_told_has_words_and_is_read() -> None:
    assert {kind for rows in LANGUAGES.values() for kind in rows} == KINDS.keys()
    sources = [file.read_text(encoding="utf-8") for file in Path(reward_server.symbolic.__file__).parent.rglob("*.py")]
    assert [kind for kind in KINDS if not re.search(rf"""["']{re.escape(kind)}["']""", "".join(sources))] == []


def test_the_words_of_one_language_may_be_left_out() -> None:
    assert {"we conclude", "daraus folgt"} & set(of("lead", but="en")) == {"daraus folgt"}


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
ca | Per tant, la suma és {}. | La suma no és {}. | Potser la suma és {}. | La suma és almenys {}. | Segons el llibre la suma és {}.
id | Jadi, hasilnya {}. | Hasilnya bukan {}. | Hasilnya mungkin {}. | Hasilnya kurang dari {}. | Misalkan hasilnya {}.
"""


@pytest.mark.parametrize("row", SENTENCES.strip().split("\n"))
def test_each_language_states_a_value_and_denies_doubts_bounds_and_supposes_one(row: str) -> None:
    language, states, *others = row.split(" | ")
    assert language in WHOLE
    assert find(states.format(42)).texts == ("42",)
    assert [one for one in others if find(one.format(42)).texts] == []
