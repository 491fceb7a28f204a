"""Sentences after an answer that add nothing to it: a politeness, a check of what was found, "that is our answer"."""

from __future__ import annotations

import re

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.cues import answers
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain, words_of

_POLITE, _CHECKS, _CHECKED = Phrases(of("polite")), Phrases(of("check")), Anywhere(of("checked"))
_CONFIRMS = frozenset(of("confirms"))
_AGAINST = Anywhere(
    tuple(one for kind in ("negated", "wrong", "doubted") for one in cues.BEFORE[kind] if len(one) > 1)
    + cues.AROUND["quoted"]
    + of("must")
)
"""A check that holds one of these may have failed, or is still to be made."""
_MARKS = re.compile(r"^[\W_]+")
_AROUND = " \t\n'\"“”«»„>*_#([{-–—•¡¿✓✔✅🎉.:!。！)]}"


def courtesy(sentence: str) -> bool:
    """Does it speak to the reader, and not of the answer as the writer hopes that it is right?"""
    if answers.HOPES_SO.search(sentence):
        return False
    return bool(_POLITE.beginning(_MARKS.sub("", plain(sentence)))) and not any(map(str.isdigit, sentence))


def check(sentence: str) -> bool:
    """Does it say that the answer was checked, and is right?"""
    if answers.NO_CHECK.search(sentence):
        return False
    if answers.CHECK.match(sentence):
        return True
    text = plain(sentence)
    words = words_of(text)
    opens = _CHECKS.beginning(_MARKS.sub("", text))
    told = not opens and not any(map(str.isdigit, text)) and _CHECKED.search(text, words)
    return bool(opens or told) and not _AGAINST.search(text, words)


def confirms(sentence: str) -> bool:
    """Does it say that a check came out right, and nothing else?"""
    return plain(sentence).strip(_AROUND) in _CONFIRMS


def adds_nothing(sentence: str) -> bool:
    return (
        not any(map(str.isalnum, sentence))
        or answers.POINTS_BACK.fullmatch(sentence) is not None
        or confirms(sentence)
        or courtesy(sentence)
        or check(sentence)
    )
