"""Words that carry no subject: a line a language."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS

SENTENCES = {
    "en": "how many of them are there",
    "de": "wie viele sind es dann noch",
    "fr": "combien y en a-t-il",
    "es": "cuántos son los que hay",
    "pt": "quantos são os que ele tem",
    "it": "quante ne ha lui",
    "nl": "hoeveel heeft hij er nog",
    "pl": "ile jest ich teraz",
    "ru": "сколько их было",
    "uk": "скільки їх було",
    "bg": "колко са те сега",
    "el": "πόσα έχει αυτός",
    "tr": "kaç tane var",
    "vi": "có bao nhiêu",
    "ar": "كم لديه من هذه",
    "he": "כמה יש לו",
    "fa": "چند تا از آن دارد",
    "hi": "उसके पास कितने हैं",
    "sv": "hur många finns det nu",
    "da": "hvor mange findes der af dem",
    "nb": "hvor mange finnes på",
    "fi": "kuinka monta niin on",
    "hu": "mennyi van és melyik",
    "cs": "kolik je jich celkem",
    "sk": "koľko je ich spolu",
    "ro": "câte sunt și care este",
    "id": "berapa banyak yang ada di dalam",
    "ca": "quants n'hi ha amb els altres",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_language_of_a_sentence_has_most_of_its_function_words(language: str) -> None:
    words = SENTENCES[language].replace("-", " ").split()
    counts = {one: sum(word in known for word in words) for one, known in FUNCTION_WORDS.items()}
    assert counts[language] == max(counts.values()) > 0


def test_every_language_of_the_table_has_a_sentence() -> None:
    assert set(SENTENCES) == set(FUNCTION_WORDS)
