"""Clauses that say again what the prompt asks for, whose verb therefore states the value whatever it is."""

from __future__ import annotations

import itertools
import re

from reward_server.symbolic.extract.asked import (
    Asked,
    asked_in,
    asks_for,
    in_question,
    interrogative,
    last_clause,
    licensed,
    same_deed,
)
from reward_server.symbolic.extract.clause import END_OF_COUNTED, head_of, subject_of
from reward_server.symbolic.extract.cues import asked, leads
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.objections import objection
from reward_server.symbolic.extract.phrases import alike, plain
from reward_server.symbolic.extract.vocabulary import deed_of, nouns_of, plain_words, said_of_any, words_of
from reward_server.symbolic.parse.units import is_measure


def repeats_question(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say again what the prompt asks for, so that its verb, whatever it is, states the value?"""
    question = asked_in(prompt, words_of(f"{before} {after}"))
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


def in_its_words(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does an English sentence with a value say what the prompt asks, and hold no other words than the prompt's?

    The faster car can go 750 miles per hour, where it asks how fast the car can go; the discs he could have bought if
    he had kept it are 11, where it asks with these words. What denies, limits or supposes counts only beside the same
    word as in the prompt, a modal verb or comparison where it asks with the same, a number where the prompt gives it.
    """
    question = asked_in(prompt, words_of(f"{before} {after}"))
    if question.language != "en" or question.elsewhere or _SIGN.search(before + after):
        return False
    if leads.IF.match(plain(before)) or objection(before, after, shown, prompt):
        return False
    if not set(_NUMBER.findall(before + after)) <= set(_NUMBER.findall(question.text)):
        return False
    left, right = _lower(before), _lower(after)
    if left and left[-1] in _RESERVED | asked.AS_ASKED:  # not 7, more than 7
        return False
    pairs = set(itertools.pairwise(_lower(question.text)))
    asks = frozenset(_lower(question.asks[interrogative(question.asks) :]))
    said = [*left, "", *right]  # an empty word in the place of the value
    for at, word in enumerate(said):
        if word in _RESERVED:
            known = not pairs.isdisjoint(itertools.pairwise(said[max(0, at - 1) : at + 2]))
        elif word in asked.AS_ASKED:
            known = word in asks
        else:
            known = not word or word in asked.IN_ANY_CLAUSE or _is_asked(word, question)
        if not known:
            return False
    return sum(word not in _FUNCTION and asks_for(word, question) for word in said if word) > 1


def labels(before: str, after: str, prompt: str) -> bool:
    """Does a label before a value name what the prompt asks for in its words alone: Eigenvalues: 1 and 3?"""
    label = before.rstrip(" *_$\\[(\n")
    question = asked_in(prompt, words_of(label))
    said = [word.lower() for word in words_of(label)]
    if not label.endswith((":", "：")) or question.elsewhere or len(said) > MOST_OF_LABEL:
        return False
    named = [word for word in said if not said_of_any(word, question.language)]
    known = all(in_question(word, question) for word in named)
    return bool(named) and known and not objection(before, after, "", prompt)


MOST_OF_LABEL = 4
"""Words of a label."""


def _lower(text: str) -> list[str]:
    return [word.lower().removesuffix("'s") for word in words_of(text)]


def _is_asked(word: str, question: Asked) -> bool:
    forms = (word, asked.PAST.get(word, word))
    return is_measure(word) or any(alike(form, one) for form in forms for one in question.words | question.implied)


_SIGN, _NUMBER = re.compile(r"[=<>≤≥≈~?\"“”]|\\(?:le|ge|lt|gt|ne|approx|sim)"), re.compile(r"\d+")
_FUNCTION = frozenset(FUNCTION_WORDS["en"])
_RESERVED = _FUNCTION - asked.IN_ANY_CLAUSE - asked.AS_ASKED
"""What may deny, limit or suppose, or say another time, part or number: not, only, half, if, still, before, two."""


def says_result(before: str, after: str, shown: str, prompt: str) -> bool:
    """Does a clause say a number that was just computed in the words of the prompt alone, or of a place with any verb?

    Das Auto legt 240 km zurück; у саду росте 126 яблунь.
    """
    question = asked_in(prompt, words_of(f"{before} {after}"))
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
