"""A value and where it is attained: 1 at (1, 1) and (-1, -1); the minimum is 4, at x = 2; f_min = f(2) = 4."""

from __future__ import annotations

import re
from typing import NamedTuple

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.styles import STYLE_WITH_SIZES
from reward_server.symbolic.parse.units import is_measure

MAX_CHARS = 200
_AT = re.compile(
    r"(?P<head>.{1,80}?)[\s,;]*\(?(?:(?:is|which is|and is|it is)\s+)?"
    r"(?<![A-Za-z\\])(?:(?:attained|reached|achieved|taken|assumed|occurs?|occurring|obtained)\s+(?:only\s+|exactly\s+)?(?:at|when|for|if|in)|at|when|(?P<bare>for))\s+"
    r"(?:both\s+|the\s+points?\s+|all\s+|every\s+|each\s+|any\s+)?(?P<places>(?:(?!\s(?:at|when)\s).){1,100}?)\)?",
    re.DOTALL,
)
_HOLDS = r"(?:(?:holds|occurs|is\s+attained|is\s+achieved|attained)\s+)?"
_EQUALITY = re.compile(
    rf"(?:(?:with\s+)?equality\s+{_HOLDS}|(?:attained|reached|achieved)\s+)(?:(?:exactly|precisely|only)\s+)?"
    r"(?:iff|if\s+and\s+only\s+if|when|if|at|for)\s+(?:and\s+only\s+(?:when|if)\s+)?"
)
"""With equality if and only if, and attained exactly when: attained when."""
_NEVER = re.compile(r"\b(?:no|not|never|without)\s+(?:equality|attained|reached|achieved)\b")
_ELSEWHERE = re.compile(r"\b(?:at|when)\b")
"""Stable at 0, unstable at 3: one place of several."""
_CALL = r"[a-zA-Z]\s*\((?P<{0}>[^()=]{{1,30}})\)"
_VALUE = re.compile(
    rf"(?P<head>[^=()]{{1,20}}=)?\s*{_CALL.format('first')}(?:\s*=\s*[a-zA-Z]\s*\((?P<second>[^()=]{{1,30}})\))?\s*=(?P<value>[^=]{{1,60}})"
)
_KIND = re.compile(r"max|min|least|great|large|small", re.IGNORECASE)
_KINDS = {"least": "min", "small": "min", "great": "max", "large": "max"}
_WORDS = re.compile(r"(?<![\\A-Za-z_{])(?!sqrt|pi\b|ln\b|log\b|sin\b|cos\b|tan\b)[A-Za-z]{2,}(?![A-Za-z}])")


class Attained(NamedTuple):
    value: str
    places: str
    kinds: frozenset[str]
    """What it says to be the value: a maximum, a minimum."""
    worded: bool


def attained(text: str) -> Attained | None:
    if len(text) > MAX_CHARS or not (
        "at" in text or "when" in text or "equality" in text or "for" in text or ")=" in text or ") =" in text
    ):
        return None
    if _NEVER.search(plain := " ".join(STYLE_WITH_SIZES.sub(r" \1 ", text).split()).strip(" .")):
        return None
    plain = _EQUALITY.sub("attained when ", plain)
    kinds = frozenset(_KINDS.get(one.lower(), one.lower()) for one in _KIND.findall(plain))
    if (found := _AT.fullmatch(plain)) is not None and not _ELSEWHERE.search(found["head"]):
        head = _WORDS.sub(_unit_alone, found["head"].rpartition("=")[2]).strip(" :")
        return Attained(head, found["places"], kinds, not found["bare"]) if head else None
    if (found := _VALUE.fullmatch(plain)) is not None:
        places = [f"({one})" if "," in one else one for one in (found["first"], found["second"]) if one]
        return Attained(found["value"].strip(), ", ".join(places), kinds, False)
    return None


def _unit_alone(match: re.Match[str]) -> str:
    """The cm of 5 cm, and none of the other words."""
    after_number = match.string[: match.start()].rstrip()[-1:].isdigit()
    return rf"\text{{ {match[0]} }}" if after_number and is_measure(match[0]) else " "


# -- where only one side says it ---------------------------------------------------------------------------------------

_REACHED = (
    r"(?:which\s|that\s|and\s|it\s)?(?:is\s|occurs\s|being\s)?(?:attained|achieved|reached|obtained|assumed|occurring|atteinte?"
    r"|angenommen|erreicht|alcanzado|raggiunto|достигается)?\s?(?:only\s|exactly\s|precisely\s)?"
)
_HERE = r"(?:at|when|for|bei|für|pour|quand|lorsque|cuando|quando|при)(?:\sthe\spoints?)?\s"
_LETTERS = r"[A-Za-z](?:_\{?\w\}?)?"
_WHERE = rf"(?:(?:{_LETTERS}\s?=\s?)+[^;]+|(?:\\pm\s?|±\s?)?\((?:[^()]|\([^()]*\))*\)(?!\s*=).*)"
_PLACED = re.compile(rf"(?P<value>[^;]{{1,150}}?)[\s,;]*(?:,\s|\s)\(?{_REACHED}{_HERE}(?P<place>{_WHERE})", re.DOTALL)
_AGAIN = re.compile(rf"(?<!\w){_HERE}")
_NO_VALUE = re.compile(r"(?<!\\)(?<![A-Za-z])[A-Za-z]{4,}")
_LETTER = re.compile(r"(?<![A-Za-z\\])[A-Za-z](?=\s?=)")
_MORE = re.compile(r"(?<![\\\w])(?!(?:and|und|et|sqrt|pi)\b)[^\W\d_]{2,}|\?")
"""A place has no other words than a list has."""
_ASKS_WHERE = re.compile(
    r"\bwhere\b|\bpoints?\b|\bfor (?:which|what)\b|\bat (?:which|what)\b|\bwhen (?:is|does)\b"
    r"|attain|achiev|equality|occur|\blocat",
    re.IGNORECASE,
)


def placed(text: str) -> tuple[str, str] | None:
    """The value, and the place, of 3, when a = b = c = 1, in any language."""
    if len(text) > MAX_CHARS or not ("=" in text or ")" in text):
        return None
    if _NEVER.search(plain := " ".join(STYLE_WITH_SIZES.sub(r" \1 ", text).split()).strip(" .")):
        return None
    plain = _EQUALITY.sub("attained when ", plain)
    found = _PLACED.fullmatch(plain)
    if (
        found is None
        or _AGAIN.search(found["place"])
        or _MORE.search(found["place"])
        or _NO_VALUE.search(found["value"])
    ):
        return None
    place, value = found["place"], found["value"].rpartition("=")[2]
    if any(re.search(rf"(?<![A-Za-z\\]){one}(?![A-Za-z])", value) for one in _LETTER.findall(place)):
        return None
    return found["value"].strip(" ,("), place[:-1] if place.count(")") > place.count("(") else place


def asks_where(prompt: str) -> bool:
    return bool(_ASKS_WHERE.search(prompt[-MAX_PROMPT:]))
