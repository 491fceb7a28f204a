"""What a prompt asks for, and which words it licenses in an answer.

The words come from the prompt, so that nothing needs to be listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reward_server.memo import remembered
from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.amounts import Amount, amounts, same_thing, several, without
from reward_server.symbolic.extract.asked_units import asked_units
from reward_server.symbolic.extract.cues import asked, verbs
from reward_server.symbolic.extract.cues.function_words import spoken
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.phrases import alike, untitled
from reward_server.symbolic.extract.vocabulary import (
    GLUED_WORDS,
    PREPOSITION,
    bare,
    deed_of,
    nouns_of,
    part_of_compound,
    said_of_any,
    words_of,
)
from reward_server.symbolic.parse.spelled import in_any_language
from reward_server.symbolic.parse.units import Unit, is_measure, unit

MAX_WORDS = 400
FEW = 4
"""Fewer nouns and verbs than these, without a number or question mark, ask nothing that could be compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    words: frozenset[str]
    """All content words of the prompt, in lower case."""
    abbreviations: frozenset[str]
    """Words without a vowel, or with a capital inside, in lower case: gcd, НОК, kgV."""
    names: frozenset[str]
    """Words that are always written with a capital letter."""
    asks: str
    """The sentences that ask, in lower case."""
    question: frozenset[str]
    """Their words."""
    lower: frozenset[str]
    """The same in lower case."""
    asked_of: frozenset[str]
    """The names in the question; empty where a pronoun stands for one."""
    sought: frozenset[str]
    """The letters that it asks for."""
    wanted: frozenset[str]
    """The nouns of what it asks for; none where it names none."""
    implied: frozenset[str]
    given: tuple[Amount, ...]
    """The numbers of the prompt, each with the word after it."""
    amounts: tuple[Amount, ...]
    """Those of the question."""
    language: str
    tied: tuple[str, ...]
    """The languages of which it has as many function words: its own is the one that a text about it is in."""
    units: tuple[Unit, ...]
    """What it asks to be measured in: how many minutes."""
    elsewhere: bool
    """Does the question stand somewhere else, as in a picture: solve the problem that is shown?"""


@remembered("asked", 256, MAX_PROMPT, base_bytes=20_000)
def asked_by(prompt: str) -> Asked:
    text = untitled(prompt.replace("’", "'"))
    found = words_of(text)[-MAX_WORDS:]
    counts = spoken([word.lower() for word in found])
    language = max(counts, key=lambda one: (counts[one], one != "en" and not text.isascii()))
    if not counts[language]:
        language = "en"
    small = {word for word in found if word[0].islower()}
    names = frozenset(
        word.removesuffix("'s")
        for word in found
        if word[0].isupper() and len(word) > 1 and word.lower() not in small and not said_of_any(word.lower(), language)
    )
    names -= frozenset(_DATES.findall(text))
    if language == "de":
        names -= frozenset(_AFTER_ARTICLE.findall(text))
    question = " ".join(_asking(text) or [text])
    lower = question.lower()
    of_question = _of(question)
    implied = frozenset(word for pattern, known in asked.IMPLIED_BY if pattern.search(lower) for word in known)
    words = frozenset(word.lower().removesuffix("'s") for word in found)
    return Asked(
        text,
        words | frozenset(asked.PAST[word] for word in words if word in asked.PAST),
        frozenset(word.lower() for word in found if _ABBREVIATION.fullmatch(word)),
        names,
        lower,
        of_question,
        frozenset(word.lower() for word in of_question),
        frozenset() if _has_pronoun(question, language) else names & _of(main_clause(question)),
        frozenset(one.replace(" ", "") for one in asked.SOUGHT.findall(question)),
        _wanted(question, language, implied),
        implied,
        amounts(text),
        amounts(question),
        language,
        tuple(one for one, many in counts.items() if many == counts[language]),
        tuple(map(unit, asked_units(text))),
        not _SAYS_MUCH.search(text) and len(set(nouns_of(found, language))) < FEW,
    )


def _of(clause: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s") for word in words_of(clause))


def main_clause(question: str) -> str:
    """A question without the condition in front of it: if Lucas got 90 dollars, how much was shared?"""
    return _CONDITION.sub("", question)


_CONDITION = re.compile(r"^\W*(?:if|when|given)\s[^?]*,\s(?=(?:how|what|which|who|find)\b)", re.IGNORECASE)
_DATES = re.compile(
    r"\b(?:in|on|during|until|by|since|last|next|this|every|each)\s(January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
"""They begin with a capital, and are no names of somebody."""


def asked_in(prompt: str, said: Iterable[str]) -> Asked:
    """What a prompt asks for; if it may be of several languages, in the one of these words."""
    question = asked_by(prompt[-MAX_PROMPT:])
    if len(question.tied) < 2:
        return question
    counts = spoken([one.lower() for one in said])
    best = max(question.tied, key=lambda one: (counts[one], one == question.language))
    return question if best == question.language else replace(question, language=best)


_AFTER_ARTICLE = re.compile(
    r"(?<!\w)(?:[Dd](?:er|ie|as|en|em|es)|[Ee]in(?:e[rnms]?)?|[Kk]eine?|[Jj]ede[rsnm]?|[Ii]m|[Aa]m|[Zz]u[rm]|[Vv]om|[Ww]elche[rsnm]?|viele|\d+)\s(?:[a-zäöüß]+\s)?([A-ZÄÖÜ]\w+)"
)
"""A noun, which German writes as it does a name."""
_ABBREVIATION = re.compile(r"(?=[^\W_]{3,5}$)(?:(?i:[^\W\d_aeiouyаеиоуыэюяіїєηιοαεωυ])+|\w+[A-ZА-ЯΑ-Ω]\w*)")
_SAYS_MUCH = re.compile(r"[\d$\\?？؟]|いくつ|いくら|何|多少|几|몇|か。|(?<=[\u0370-\u03ff])[;\u037e]\s*$")


def _asking(text: str) -> list[str]:
    """The sentences that end with a question mark, else the last that asks for something."""
    said = [one.group() for one in asked.SENTENCE.finditer(text)]
    if questions := [one for one in said if one.endswith(("?", "？", "؟", "か。")) or asked.GREEK_QUESTION.search(one)]:
        return questions
    return [one.rstrip(".!。") for one in said if asked.ASKS_FOR.search(one)][-1:]


def _has_pronoun(question: str, language: str) -> bool:
    found = (one.group().lower() for one in asked.PRONOUN.finditer(question))
    return any(language not in ("da", "nb") or one != "er" for one in found)


def _wanted(question: str, language: str, implied: frozenset[str]) -> frozenset[str]:
    """The nouns of what a question asks for; none where it asks for a number or value without saying of what."""
    found: set[str] = set()
    for pattern in (asked.COUNTED, asked.MEASURED):
        for phrase in pattern.findall(question):
            head = [word.lower() for word in words_of(PREPOSITION.split(phrase, maxsplit=1)[0])]
            if language in ("ar", "he"):  # the noun stands first: the area of a rectangle whose length is 8
                if pattern is asked.COUNTED and nouns_of(head[:1], language):
                    return frozenset()  # a singular, whose plural may have other letters
                head = head[1:2] if pattern is asked.COUNTED else head[:1]
            nouns = set(nouns_of(head, language))
            if (
                not nouns
                or any(map(is_measure, head))
                or head[0] in verbs.EVERY & (verbs.ENGLISH if language == "en" else verbs.EVERY)
                or "n't" in head[0]
                or any(deed_of(one, language) for one in head)
            ):
                return frozenset()
            found |= nouns
    return frozenset(found | implied) if found else frozenset()


def of_the_prompt(text: str, prompt: str) -> bool:
    """Has a text a word of the prompt?"""
    question = asked_by(prompt[-MAX_PROMPT:])
    return any(word.lower() in question.words for word in words_of(text))


def last_clause(question: Asked) -> str:
    return _CLAUSE_GLUED.split(question.asks.rstrip("?？。 "))[-1]


_CLAUSE_GLUED = re.compile(r"[，、。,]")


def interrogative(asks: str) -> int:
    """Where the last question word stands: what is before it is told, not asked."""
    return max((one.start() for one in asked.INTERROGATIVE.finditer(asks)), default=0)


def asks_for(word: str, question: Asked) -> bool:
    return word in question.implied or any(alike(word, one.lower()) for one in question.question)


def asks_for_money(question: Asked) -> bool:
    return bool(asked.FOR_MONEY.search(question.asks)) and not any(
        asked.SOME_TIME.fullmatch(word.lower()) for word in question.question
    )


def in_question(word: str, question: Asked) -> bool:
    forms = (word, asked.PAST.get(word, word))
    return is_measure(word) or any(alike(form, one.lower()) for form in forms for one in question.question)


def abbreviates(word: str, question: Asked) -> bool:
    """A gcd is the greatest common divisor that the question asks for."""
    return len(word) in (3, 4) and word.lower() in "".join(one[0] for one in words_of(question.asks))


def says_what_it_asks(text: str, prompt: str) -> bool:
    """Are all words of a text, but those that any answer may have, the question's?"""
    question = asked_by(prompt[-MAX_PROMPT:])
    said = [word for one in words_of(text) if not said_of_any(word := one.lower(), question.language)]
    return bool(said) and all(in_question(word, question) for word in said)


def same_deed(word: str, question: Asked) -> bool:
    deed = deed_of(word, question.language)
    return deed is not None and word in verbs.EVERY and any(deed.match(one) for one in question.words)


def licensed(word: str, question: Asked) -> bool:
    stem = _CONTRACTED.sub("", word)
    if glued(stem[0]):
        return is_measure(stem) or _licensed_glued(stem, question.text)
    if _SEMITIC.match(stem) and any({stem, bare(stem)} & {one, bare(one)} for one in question.words):
        return True
    if '"' in stem:  # Hebrew abbreviates units so: square centimetres begin as centimetres do
        return any(stem.replace('"', "").startswith(one.replace('"', "")) for one in question.words if '"' in one)
    return (
        said_of_any(stem, question.language)
        or stem in question.words
        or (question.language != "en" and part_of_compound(stem, question.words))
        or any(alike(form, one) for form in (stem, asked.PAST.get(stem, stem)) for one in question.words)
        or any(_implied(stem, one) for one in question.implied)
        or same_deed(stem, question)
        or asked.DIMENSIONS.get(stem, stem) in question.words
        or (stem in asked.LOW and bool(asked.LOW & question.words))
        or (stem in asked.HIGH and bool(asked.HIGH & question.words))
        or is_measure(stem)
        or abbreviates(stem, question)
        or (stem in asked.NEXT and bool(asked.FOLLOWS.search(question.text)))
    )


_CONTRACTED = re.compile(r"'(?:s|re|ve|ll|d|t|m)?$")
_SEMITIC = re.compile(r"[\u0590-\u06ff]")


def _implied(word: str, one: str) -> bool:
    """A form of it; "pages" is none of "paga"."""
    return word.removesuffix("s") == one or (word[:4] == one[:4] and len(one) > 3 and alike(word, one))


def _licensed_glued(word: str, prompt: str) -> bool:
    """Each Chinese character is the prompt's or a function word's; a Korean word begins as one of the prompt."""
    if "\uac00" <= word[0] <= "\ud7af":
        short = _KOREAN_ENDING.sub("", word)  # a counter, or a noun of one syllable
        known = short != word and len(short) == 1 and re.search(rf"(?<![가-힣]){short}[을를이가은는의인입]", prompt)
        counter = len(short) == 1 and re.search(rf"(?:몇|\d)\s?{short}", prompt)
        return bool(counter) or word[:2] in prompt or any(word.startswith(one) for one in GLUED_WORDS) or bool(known)
    return all(
        char in prompt or char in asked.GLUED or char in asked.REMAINS or not "\u30a0" <= char <= "\u9fff"
        for char in _KNOWN_GLUED.sub("", word)
    )


_KOREAN_ENDING = re.compile("(?:입니다|이다|이에요|예요|[은는이가을를과와의])$")
_KNOWN_GLUED = re.compile("|".join(sorted(map(re.escape, GLUED_WORDS), key=len, reverse=True)))


def gives(word: str, question: Asked) -> bool:
    """Is it a number in words that the prompt gives?"""
    value = in_any_language(word) if len(word) > 2 else None
    return value is not None and any(one.many == value for one in question.given)


def without_given(sentence: str, prompt: str) -> str:
    """A sentence with several numbers without those that the prompt gives: reads 90 pages in 3 days."""
    if not prompt or "=" in sentence or not several(sentence):
        return sentence
    question = asked_by(prompt[-MAX_PROMPT:])
    return without(sentence, lambda one: _is_given(one, question))


def _is_given(amount: Amount, question: Asked) -> bool:
    """Does the question give so many of a thing, or the prompt where the question has no number of it?"""
    known = [one for one in question.amounts if same_thing(one, amount)]
    return any(one.many == amount.many and same_thing(one, amount) for one in known or question.given)
