"""Numbers in words: English and Chinese here, the other languages in `numerals_of`."""

from __future__ import annotations

import re

from reward_server.memo import remembered
from reward_server.symbolic.parse.normalize import fold
from reward_server.symbolic.parse.numerals_of import in_any_language
from reward_server.symbolic.parse.units import STOP_WORDS

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = {word: k for k, word in enumerate(_SMALL)} | {word: 10 * k + 20 for k, word in enumerate(_TENS)}
_SCALES = {"thousand": 1000, "million": 10**6, "billion": 10**9}
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
    if parts := _PARTS.fullmatch(folded):  # 三分之七
        below, above = map(_chinese, parts.groups())
        return None if not below or above is None else rf"\frac{{{above}}}{{{below}}}"
    value = _chinese(folded) if not folded.isascii() else _signed(folded.split())
    value = in_any_language(text) if value is None else value
    return None if value is None else f"{value}%" if folded.startswith("百分之") else str(value)


def counted(text: str) -> str | None:
    """ "five apples" is "5 apples"; not "one of them"."""
    words = fold(text).split()[:6] if len(text) <= MAX_LENGTH else []
    for size in range(min(len(words) - 1, 4), 0, -1):
        value, noun = _english(words[:size]), words[size:]
        value = in_any_language(" ".join(words[:size])) if value is None else value
        if value is not None:
            return None if len(noun) > 3 or STOP_WORDS.intersection(noun) else f"{value} {' '.join(noun)}"
    return None


_SIGNS = frozenset({"minus", "negative"})


def _signed(words: list[str]) -> int | None:
    """minus four, negative twenty-five; not minus zero."""
    if not _SIGNS.intersection(words[:1]):
        return _english(words)
    value = _english(words[1:])
    return -value if value else None


def _english(words: list[str]) -> int | None:
    words = [word for word in words if word != "and" or word is words[0]]
    total, part, last = 0, 0, ""
    for word in words:
        if word in _ONES and _may_follow(last, _ONES[word]):
            part += _ONES[word]
        elif word == "hundred" and 0 < part < 100:
            part *= 100
        elif word in _SCALES and part > 0 and total % (1000 * _SCALES[word]) == 0:
            total, part = total + part * _SCALES[word], 0
        else:
            return None
        last = word
    return total + part if words else None


def _may_follow(last: str, value: int) -> bool:
    """five after twenty, hundred or thousand; not one after one."""
    return last not in _ONES or (_ONES[last] >= 20 and 0 < value < 10)


_DIGITS = {char: k for k, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_SHORT_TENS = str.maketrans({"廿": "二十", "卅": "三十", "卌": "四十"})
_NUMERAL = re.compile(r"(?:百分之)?([零〇一二两三四五六七八九十百千万]{1,12})")


_PARTS = re.compile(r"(?!百分之)([一二两三四五六七八九十百千万]{1,6})分之([零〇一二两三四五六七八九十百千万]{1,12})")


def _chinese(text: str) -> int | None:
    match = _NUMERAL.fullmatch(text.translate(_SHORT_TENS))
    if match is None:
        return None
    total = part = digit = 0
    for char in match.group(1):
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "万":
            total, part, digit = (total + part + digit) * 10**4, 0, 0
        else:
            part, digit = part + (digit or 1) * _UNITS[char], 0
    return total + part + digit
