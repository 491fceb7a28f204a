"""So many of a thing: what a prompt gives, and a sentence without it, where it states another number."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from reward_server.symbolic.extract.cues.asked import COMPOUND
from reward_server.symbolic.extract.cues.kinds import glued
from reward_server.symbolic.extract.formulas import SEGMENT
from reward_server.symbolic.extract.phrases import alike
from reward_server.symbolic.extract.worded import in_digits


class Amount(NamedTuple):
    """3 days: the number in digits, and the word after it."""

    many: str
    thing: str


MOST = 100
"""Amounts of a text that are compared."""
_NOT_IN_A_WORD = r"(?<![^\W\u3040-\u9fff\uac00-\ud7af])"
_NUMERAL = re.compile(rf"{_NOT_IN_A_WORD}\d+(?:[.,]\d+)*")
_AMOUNT = re.compile(
    rf"{_NOT_IN_A_WORD}(?<![$€£¥₹.,/\\^+*=×·<>:-])(\d+(?:[.,]\d+)?)\s?"
    r"((?:[^\W\d_]|[\u0900-\u0963]){2,}|[\u3040-\u9fff\uac00-\ud7af])(?![\^_=(])"
)


def amounts(text: str) -> tuple[Amount, ...]:
    """The different amounts of a text, with its numbers in digits or words."""
    return tuple(dict.fromkeys(Amount(*one.groups()) for one in _AMOUNT.finditer(in_digits(text))))[:MOST]


def same_thing(one: Amount, other: Amount) -> bool:
    if glued(one.thing[0]):
        return one.thing[0] == other.thing[0]
    return alike(one.thing.lower(), other.thing.lower())


def several(sentence: str) -> bool:
    """Does a sentence have more numbers than one?"""
    return len(_NUMERAL.findall(sentence)) > 1


def without(sentence: str, given: Callable[[Amount], bool]) -> str:
    """The sentence without the numbers that were given; with all of them where nothing would be left."""
    found = list(_AMOUNT.finditer(sentence))
    known = {one for one in list(dict.fromkeys(Amount(*one.groups()) for one in found))[:MOST] if given(one)}
    found = [one for one in found if Amount(*one.groups()) in known]
    if "$" in sentence or "\\" in sentence:
        formulas = [one.span() for one in SEGMENT.finditer(sentence)]
        found = [one for one in found if not any(start <= one.start() < end for start, end in formulas)]
    if not found or len(found) >= len(_NUMERAL.findall(sentence)) or COMPOUND.search(sentence):
        return sentence
    pieces, at = [], 0
    for one in found:
        pieces.append(sentence[at : one.start()])
        at = one.start(2)
    return "".join((*pieces, sentence[at:]))
