"""Answers that are values in words, or things counted in words."""

from __future__ import annotations

import re

from reward_server.memo import remembered
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.parse.spelled import in_any_language
from reward_server.symbolic.parse.units import STOP_WORDS

MAX_LENGTH = 100
_ENDLESS = frozenset(
    {
        "infinitely many",
        "infinitely many solutions",
        "infinite",
        "infinite solutions",
        "无穷多",
        "无数",
        "无穷多个",
        "无数个",
    }
)


@remembered("number_words", 512, 200)
def word_number(text: str) -> str | None:
    """The digits of "three", "twenty-five", "two hundred and six", 五十, 百分之五十."""
    if len(text) > MAX_LENGTH:
        return None
    folded = fold(text)
    if folded in _ENDLESS:
        return r"\infty"
    if number := place(folded.removeprefix("the ")):
        return number.rstrip("dhnrst")
    if "-" not in text and (ratio := _RATIO.fullmatch(folded)):
        terms = [in_any_language(one) or "" for one in ratio.groups()]
        return ":".join(terms) if all(map(str.isdecimal, terms)) else None
    if (parts := _PARTS.fullmatch(folded)) and (fraction := _mixed(*parts.groups())) is not None:
        return fraction
    percent = folded.startswith("百分之")
    value = in_any_language(folded.removeprefix("百分之")) or in_any_language(text.strip().rstrip(".!"))
    if value is None or "/" not in value:
        return f"{value}%" if value and percent else value
    above, below = value.split("/")
    return rf"\frac{{{above}}}{{{below}}}" + "%" * percent


_UNDER_TWENTY = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_DECADES = "twenti thirti forti fifti sixti seventi eighti nineti"
_PLACES, _TENS = _UNDER_TWENTY.split(), _DECADES.split()
_PLACE = re.compile(
    rf"(?:({'|'.join(one[:-1] + 'y' for one in _TENS)})[- ]?)?({'|'.join(_PLACES[1:])})|({'|'.join(_TENS)})eth"
)


def place(word: str) -> str:
    """3rd for third, 21st for twenty-first; empty for what is no ordinal in words."""
    if not word.endswith(("th", "st", "nd", "rd")) or (found := _PLACE.fullmatch(word)) is None:
        return ""
    tens = found[1][:-1] + "i" if found[1] else found[3]
    number = (10 * _TENS.index(tens) + 20 if tens else 0) + (_PLACES.index(found[2]) if found[2] else 0)
    return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_RATIO = re.compile(r"([a-z]{3,9}) to ([a-z]{3,9})")
PARTS_OF = re.compile("分之|分の|분의")
_PARTS = re.compile(
    r"(负|負|マイナス|마이너스)?\s?(?:(\w{1,9}?)\s?(?:又|と|와|과)\s?)?(?!百分之)(\w{1,9}?)\s?(?:分之|分の|분의)\s?(\w{1,9})"
)


def _mixed(sign: str | None, whole: str | None, below: str, above: str) -> str | None:
    """二又四分之三 and 13分之2, the denominator first."""
    values = [_digits(one) if one else 0 for one in (whole, below, above)]
    if None in values or not values[1]:
        return None
    first, under, over = (value or 0 for value in values)
    return rf"{'-' if sign else ''}\frac{{{first * under + over}}}{{{under}}}"


def _digits(text: str) -> int | None:
    value = text if text.isdecimal() else in_any_language(text)
    return int(value) if value is not None and value.isdecimal() else None


def counted(text: str) -> str | None:
    """ "five apples" is "5 apples"; not "one of them"."""
    if len(text) > MAX_LENGTH or "[" in text:  # on [0, 1], which is no ten in Turkish
        return None
    words = fold(text).removeprefix("exactly ").split()[:6]
    for size in range(min(len(words) - 1, 4), 0, -1):
        value, noun = in_any_language(" ".join(words[:size])), words[size:]
        if value is not None:
            return None if len(noun) > 3 or STOP_WORDS.intersection(noun) else f"{value} {' '.join(noun)}"
    return None
