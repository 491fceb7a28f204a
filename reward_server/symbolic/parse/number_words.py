"""Answers that are values in words, or things counted in words."""

from __future__ import annotations

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
    percent = folded.startswith("百分之")
    value = in_any_language(folded.removeprefix("百分之")) or in_any_language(text.strip().rstrip(".!"))
    if value is None or "/" not in value:
        return f"{value}%" if value and percent else value
    above, below = value.split("/")
    return rf"\frac{{{above}}}{{{below}}}"


def counted(text: str) -> str | None:
    """ "five apples" is "5 apples"; not "one of them"."""
    words = fold(text).split()[:6] if len(text) <= MAX_LENGTH else []
    for size in range(min(len(words) - 1, 4), 0, -1):
        value, noun = in_any_language(" ".join(words[:size])), words[size:]
        if value is not None:
            return None if len(noun) > 3 or STOP_WORDS.intersection(noun) else f"{value} {' '.join(noun)}"
    return None
