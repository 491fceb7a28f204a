"""Words, whatever is asked: which ones a text has, and which may be said of any answer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.cues import asked, leads, verbs, worded
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.formulas import SEGMENT
from reward_server.symbolic.extract.moments import moment
from reward_server.symbolic.extract.phrases import alike

WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+(?:(?:['’]|[\"״](?=[\u05d0-\u05ea](?![^\W\d_])))[^\W\d_]+)?")
_COMMAND = re.compile(r"\\(?:begin|end)\s*\{[^{}]*\}|\\[a-zA-Z]+")


def is_no_number(shown: str) -> bool:
    return moment(shown) or not any(map(str.isdigit, shown))


def nouns_of(words: Iterable[str], language: str) -> list[str]:
    found = [
        word for word in (one.lower() for one in words) if not said_of_any(word.partition("'")[0] or word, language)
    ]
    return [word for word in found if word not in asked.LOW | asked.HIGH]


PREPOSITION = re.compile(
    r"(?<!\w)(?:of|in|on|at|for|from|to|with|that|which|who|between|after|when|if|der|des|von|vom|du|des|de|d['’]|del|della|do|da|di|dell['’]|van|между)(?!\w)|(?<=\s)[A-Z]"
)


def words_of(text: str) -> list[str]:
    return [found for word in WORD.findall(plain_words(text)) if (found := _ELIDED.sub("", word.strip("²³")))]


_ELIDED = re.compile(r"^(?:l|d|qu|n|s|c|j|m|t|un|dell|all|nell|sull|dall|quell)'", re.IGNORECASE)
"""L'aire, dell'area."""


def plain_words(text: str) -> str:
    """The words, without formulas and commands."""
    return _COMMAND.sub(" ", SEGMENT.sub(" ", text)).replace("’", "'")


def said_of_any(word: str, language: str) -> bool:
    """May this be said of any answer: a function word, a verb that states, "total"?"""
    return (
        (len(word) < 3 and not glued(word[0]))
        or word in asked.GENERAL
        or word in worded.OF_CHOICES
        or (word in _verbs(language) and deed_of(word, language) is None)
        or word in FUNCTION_WORDS["en"]
        or word in FUNCTION_WORDS.get(language, ())
        or (word.endswith(("ly", "ing")))
    )


def deed_of(word: str, language: str) -> re.Pattern[str] | None:
    """Which deed, of those that nothing but a question about it licenses, does a word of another language than English
    name?"""
    return None if language == "en" else next((one for one in asked.DEEDS if one.match(word)), None)


def _verbs(language: str) -> frozenset[str]:
    return asked.NEUTRAL if language == "en" else _FOREIGN_VERBS


_FOREIGN_VERBS = verbs.EVERY | {
    part for one in (*verbs.OTHERS, *worded.NAMING, *of("is?", "verb?", "get")) for part in re.split(r"[\s'’]", one)
}
"""Of "s'élève à" each word too."""
_ARTICLE = re.compile(r"^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك](?=ال)|[وف](?=[\u0600-\u06ff]{3})|ו?[הבלכמש](?=..))(?=...)")


def bare(word: str) -> str:
    """Arabic and Hebrew write the article, and the prepositions before it, as a part of the noun."""
    return _ARTICLE.sub("", word)


def same_noun(one: str, other: str) -> bool:
    return any(alike(left, right) for left in {one, bare(one)} for right in {other, bare(other)})


def part_of_compound(word: str, words: frozenset[str]) -> bool:
    """Pfähle, where the prompt has Zaunpfähle, Fläche for Flächeninhalt; a mother is no grandmother."""
    return (
        len(word) > 4
        and word not in asked.RELATIVES
        and any(one.endswith(word) or (one.startswith(word) and one[len(word) :] in _MEASURES) for one in words)
    )


_MEASURES = frozenset(("ninhalt", "inhalt", "maß", "nmaß", "länge", "nlänge", "betrag", "wert", "zahl", "nzahl"))
"""What German adds to a quantity, which stays the same."""


GLUED_WORDS = tuple(
    one
    for table in (of("result"), cues.FILLERS, cues.BRIDGES, cues.ANSWER_NOUNS, verbs.OTHERS, leads.FOREIGN_LEADS)
    for one in table
    if glued(one[0]) and not any(deed in one for deed in asked.DEEDS_GLUED)
)
