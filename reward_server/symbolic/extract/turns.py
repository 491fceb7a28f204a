"""A text without the clauses that it sets right itself: what one may think at first sight, a doubt that is removed, an
error that is named, a candidate that falls away.

What a clause before a "but" denies, doubts or quotes says nothing against the clause after it, if that one states its
value by itself. A doubt that the writer still has, a condition and a guess reach over the "but".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reward_server.symbolic.extract.context import gave_up
from reward_server.symbolic.extract.cues import turns
from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.phrases import Anywhere, Phrases, plain, words_of

REACH, MOST = 600, 4
"""Characters at the end of a text that are read, and turns that are tried."""

_DOUBTS = Anywhere(
    tuple(
        one
        for one in of("doubt", "doubt before", "doubt after", "unsure", "unsure around")
        if len(one) > 1 and not one.startswith("is ")  # of another value: 8 is possible
    )
)
_PAST, _AT_FIRST, _SEEMS = Anywhere(of("past")), Anywhere(of("at first")), Anywhere(of("seems"))
_SUPPOSES = Phrases(tuple(one for one in of("if", "suppose before", "suppose around") if len(one) > 1))
_ANOTHER = Phrases(of("first", "elsewhere", "relative"))
_NARROWLY = frozenset(of("narrowly"))
_GAVE_UP = of("gave up")


def without_conceded(text: str, before: int) -> Iterator[str]:
    """The text without a clause that ends in a turn before this place, from the last turn on."""
    begin = max(0, before - REACH)
    found = list(turns.TURN.finditer(text, begin, before))
    ends = [one.end() for one in turns.SENTENCE.finditer(text, begin, before)]
    for turn in found[::-1][:MOST]:
        start = max([begin, *(end for end in ends if end <= turn.start())])
        clause, rest = text[start : turn.start()], text[turn.end() :]
        if not any(map(str.isdigit, rest)) and "\\boxed" not in rest:
            continue
        said_right = turns.SAYS_RIGHT.match(rest) is not None
        if not conceded(clause, supposed=said_right and any(map(str.isdigit, clause))):
            continue
        if rest.startswith("正しくは"):
            rest = rest.replace("正しくは", "答えは", 1)
        if _stands_alone(rest[: before - turn.end()]):
            yield f"{text[:start]} {rest.lstrip()}"
        elif (box := _BOX.match(rest)) and turns.DOES.match(rest, box.end()) and _DENIES.search(plain(clause)):
            yield f"{text[:start]} {turns.ANSWER}{box.group()}."
    sentence = max([begin, *ends])
    for denied in turns.NOT_BUT.finditer(text, sentence, before + 1):
        left = text[sentence : denied.start()].rstrip()
        if not left or (left.endswith((",", "，")) and conceded(left[:-1])):
            yield f"{text[:sentence]} {turns.ANSWER}{text[denied.end() :]}"
    for denied in turns.DENIED_AFTER.finditer(text, sentence, before + 1):
        left = text[sentence : denied.start()]
        yield f"{text[:sentence]}{left if _WORD.search(left) else turns.ANSWER}{text[denied.end() :]}"
    fronted = turns.FRONTED.match(text, sentence, before) or turns.AFFIRMED.match(text, sentence, before)
    if fronted and "\\boxed" not in fronted.group():
        yield f"{text[:sentence]} {text[fronted.end() :]}"


def settled(text: str) -> str:
    """The text with a question that it affirms at once as a statement: Is it 8? It is. Without what changes nothing."""
    begin = max(0, len(text) - REACH)
    tail = turns.EXACTLY.sub(lambda one: turns.JUST if one.group().isascii() else " ", text[begin:])
    tail = turns.AND_NOT.sub(r"\g<kept>", turns.INDIFFERENT.sub("", tail))
    if "?" in tail or "？" in tail:
        tail = turns.ASKED.sub(lambda one: f"{turns.ANSWER}{one['value']}. ", tail, count=1)
    return text[:begin] + tail


def conceded(clause: str, *, supposed: bool = False) -> bool:
    """Does a clause leave open to the next one to say what is so? `supposed`: it may suppose something."""
    said = plain(clause).strip()
    if not said or any(mark in clause for mark in ("\\boxed", "?", "？", "####")):
        return False
    words = words_of(said)
    if (_SUPPOSES.beginning(said.lstrip(" *_-")) and not supposed) or turns.HANGS.search(said):
        return False
    past = _PAST.search(said, words) or _AT_FIRST.search(said, words)
    if gave_up(said) and not (_narrowly(said) or _AT_FIRST.search(said, words)):
        return False
    if turns.NOT_FOUND.search(said) and (not past or turns.OF_IT.match(said)):
        return False
    return not _DOUBTS.search(said, words) or past or _SEEMS.search(said, words)


def _narrowly(said: str) -> bool:
    """Nearly gave up: right before what was given up, or behind it where a language puts such words there."""
    at = min((at for one in _GAVE_UP if (at := said.find(one)) >= 0), default=0)
    left = said[:at].split()[-3:]
    return any(one in said if any(map(glued, one)) else f" {one} " in f" {' '.join(left)} " for one in _NARROWLY)


def _stands_alone(clause: str) -> bool:
    """Is it a clause of its own, with words before its value, and about no other person, case or value?"""
    said = plain(clause).strip(" *_$\\([")
    return _WORD.search(said) is not None and not (turns.ADDS.match(said) or _ANOTHER.beginning(said))


_WORD = re.compile(r"[^\W\d_]")
_BOX = re.compile(r"\$?\\boxed\{[^{}]{1,40}\}\$?")
_DENIES = Anywhere(tuple(one for one in of("not", "not after", "no", "wrong after") if any(map(str.isalpha, one))))
