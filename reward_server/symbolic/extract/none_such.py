"""None, where something is asked for: "none" is "f has no critical points" where the question is about these."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.text_answers import says_no_solution
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 100
_NONE = frozenset({"none", "there are none", "there is none", "nothing", "none exist", "nonexistent"})
_SAYS_NONE = re.compile(
    r"(?:(?:there (?:are|is|exists?)|(?:the )?(?:function|curve|graph|equation|system|map|field|it|[a-z]|[a-z] [a-z])"
    r" (?:has|have|admits?)) no"
    r"|no|(?:the )?(?:function|curve|graph|it|[a-z]|[a-z] [a-z]) does(?: not|n t) have(?: any)?)"
    r" (?P<noun>[a-z]+(?:[ -][a-z]+){0,4}?)(?: (?:exists?|here|of [a-z]))?"
)
_SEVERAL = re.compile(r"\b(?:and|or)\b|,")
_COUNT = re.compile(r"\bhow many\b|\bnumber of\b", re.IGNORECASE)


def same_none(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if not prompt or max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left, right = _none(truth), _none(answer)
    if left is None or right is None or _COUNT.search(asked := prompt[-MAX_PROMPT:]):
        return None
    named = [one for one in (left, right) if one]
    if len({frozenset(map(_stem, one.split())) for one in named}) > 1:
        return None
    if named and not _asked_for(named[0], asked, alone=len(named) == 1):
        return None
    return Verdict(True, f"none: {truth[:40]}, {answer[:40]}", "text")


def _none(text: str) -> str | None:
    """What there is none of, empty if the text does not say of what; None where the text says something else."""
    plain = fold(text.replace("\\,", " "))
    if plain in _NONE or (says_no_solution(text) and "solution" not in plain) or text.strip(" $") in _EMPTY:
        return ""
    found = _SAYS_NONE.fullmatch(plain)
    return found["noun"] if found is not None else None


_EMPTY = frozenset({r"\emptyset", r"\varnothing", "∅", r"\{\}"})


def _asked_for(noun: str, asked: str, *, alone: bool) -> bool:
    """Does the question have its words, and ask for nothing beside it where the other side names nothing?"""
    stems = {_stem(one) for one in noun.split()}
    places = {_stem(one.group().lower()): one for one in _WORD.finditer(asked)}
    if not stems <= places.keys():
        return False
    last = places[_stem(noun.split()[-1])]
    return not (alone and _SEVERAL.search(asked[max(0, last.start() - 40) : last.end() + 25]))


_WORD = re.compile(r"[A-Za-z]+")


def _stem(word: str) -> str:
    """Of points and point, strategies and strategy, extrema and extremum."""
    return re.sub(r"(?:ies|es|s|a|e|um|y)$", "", word)
