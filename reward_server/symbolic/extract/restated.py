"""Clauses that say again what the prompt asks for, whose verb therefore states the value whatever it is."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.asked import (
    Asked,
    asked_by,
    in_question,
    last_clause,
    licensed,
    same_deed,
)
from reward_server.symbolic.extract.clause import END_OF_COUNTED, head_of, subject_of
from reward_server.symbolic.extract.cues import leads
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.objections import objection
from reward_server.symbolic.extract.phrases import alike, plain
from reward_server.symbolic.extract.vocabulary import deed_of, nouns_of, plain_words, words_of
from reward_server.symbolic.parse.units import is_measure


def repeats_question(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say again what the prompt asks for, so that its verb, whatever it is, states the value?"""
    question = asked_by(prompt[-MAX_PROMPT:])
    if leads.IF.match(plain(before)) or objection(before, after, shown, prompt):
        return False
    said = [*words_of(subject_of(before)), *words_of(after.lstrip(" $\\)").partition(" ")[2])]
    counted = words_of(END_OF_COUNTED.split(plain_words(after), maxsplit=1)[0])
    if any(_repeats_glued(before + measure + after, question) for measure in ("", _DIGITS.sub("", shown))):
        return True
    if (rate := _UNIT.match(shown)) and f" {rate.group(1)}" in question.text:
        return True
    nouns = nouns_of([*words_of(head_of(before)), *(counted or said[-1:])], question.language)
    words = nouns_of(said, question.language)
    return (any(alike(one, word) for one in nouns for word in question.wanted) or not question.wanted) and (
        (
            any(in_question(word, question) for word in words)
            and all(in_question(word, question) or word in question.words for word in words)
        )
        or (
            question.language in _NO_COPULA
            and all(len(word) < 3 or is_measure(word) for word in words_of(after))
            and any(in_question(word.lower(), question) for word in words_of(before)[-1:])
        )
    )


def says_result(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say a number that was just computed in the words of the prompt alone, or of a place with any verb?

    Das Auto legt 240 km zurück; у саду росте 126 яблунь.
    """
    question = asked_by(prompt[-MAX_PROMPT:])
    if question.language == "en" or not question.text.strip():
        return False
    said, counted = words_of(before), words_of(after)
    known = [licensed(word.lower(), question) for word in said]
    verb = next((at for at in range(len(said) - 1, -1, -1) if not known[at]), len(said))
    prepositions = frozenset(FUNCTION_WORDS.get(question.language, ())) - _SHARED_VERBS
    if verb < len(said) and (
        question.language == "de"  # all nouns are names there
        or not _IN_PLACE.match(before)
        or question.names.intersection(said)
        or (deed_of(said[verb].lower(), question.language) and not same_deed(said[verb].lower(), question))
    ):
        return False  # somebody loses, wants or gives away so many; in the garage park 54
    if known.count(False) > 1 or not all(licensed(word.lower(), question) for word in counted):
        return False
    if said and (last := said[-1].lower()) in prepositions and not in_question(last, question):  # of 36, from 36
        return False
    subject = [word for word in said[:verb] if word.lower() in question.words]
    return bool(subject) and not objection(
        before.replace(said[verb], " ") if verb < len(said) else before, after, shown, prompt
    )


_IN_PLACE = re.compile(r"\W*(?:in|dans|sur|en|em|no|na|nel|nella|we?|ve?|у|во?|на|på|op|în)\s", re.IGNORECASE)
_SHARED_VERBS = frozenset(of("is", "is?", "verb?"))
_NO_COPULA = frozenset(("ar", "he", "hu", "id", "ru", "tr", "uk"))
"""Languages that say "the speed 40 km/h" for "the speed is 40 km/h"; the noun before the value is what is asked for."""


def _repeats_glued(clause: str, question: Asked) -> bool:
    """4時間で何km進みますか: 4時間で240km進みます, where the verb stands after the value and no spaces part words."""
    said = _ENDING.sub("", clause.strip())
    asks = _ASKED_GLUED.sub("", _ENDING.sub("", last_clause(question)))
    return len(asks) > 2 and any(map(glued, asks)) and said.endswith(asks.strip())


_DIGITS = re.compile(r"[\d.,\s]+")
_ENDING = re.compile(r"(?:니다|니까|か|呢)?[.。?？\s]*$")
_ASKED_GLUED = re.compile(r"\d+|多少|几|何|いくつ|몇\s?")
_UNIT = re.compile(r"\S*\d\s*([^\W\d_]+/[^\W\d_]+)")
