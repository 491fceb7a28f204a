# ruff: noqa: E501  (a pattern is one way to say it)
"""How many times as large something becomes, in words: it doubles, it falls to one ninth, it grows by a factor of 4."""

from __future__ import annotations

import re
from fractions import Fraction

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
_VERBS: dict[str, int | Fraction] = {
    "doubl": 2,
    "tripl": 3,
    "trebl": 3,
    "quadrupl": 4,
    "halv": Fraction(1, 2),
    "unchanged": 1,
    "the same": 1,
}
_VERB = re.compile(
    r"(?:(?:is|are|gets|becomes|stays|remains|will|be|has)\s)*(?P<verb>doubl|tripl|trebl|quadrupl|halv|unchanged|the same)(?:es?d?|ed|ing)?"
)
_NUMBERS: dict[str, int | Fraction] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "sixteen": 16, "half": Fraction(1, 2),
    "one half": Fraction(1, 2), "one third": Fraction(1, 3), "one fourth": Fraction(1, 4), "one quarter": Fraction(1, 4), "a quarter": Fraction(1, 4), "a third": Fraction(1, 3),
    "one eighth": Fraction(1, 8), "one ninth": Fraction(1, 9), "one sixteenth": Fraction(1, 16), "twice": 2, "thrice": 3,
}  # fmt: skip
_NUMBER = rf"(?P<number>\d{{1,6}}(?:\.\d{{1,4}}|\s?/\s?\d{{1,6}})?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UP = r"(?:increas|grow|ris|multipl)\w*|goes up"
_DOWN = r"(?:decreas|reduc|shrink|fall|drop|diminish|divid)\w*|goes down"
_BY_FACTOR = re.compile(
    rf"(?:(?:is|are|it)\s)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\sby\s(?:an?\sfactor\sof\s)?{_NUMBER}(?P<times>\stimes)?"
)
_BY_PERCENT = re.compile(
    rf"(?:(?:is|are|has|have|it|will|be)\s)*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\sby\s(?P<percent>\d{{1,4}}(?:\.\d{{1,3}})?)\s?(?:\\?%|percent|per cent)"
)
_TO_PART = re.compile(
    rf"(?:(?:is|are|it|becomes|will be|be|gets|(?:{_DOWN}|{_UP})\sto|only)\s)*{_NUMBER}(?:\stimes)?"
    r"(?:\s(?:as (?:large|great|big|much|strong|high|fast)|(?:of\s)?(?:its|the)\s(?:original|initial|previous|former)?\s?(?:value|force|size|amount)?|of it|larger|greater))*"
)
_STYLE = re.compile(r"\\text[a-z]*\s*\{([^{}]*)\}|\\[,;: ]|[$~]")
_FRACTION = re.compile(r"\\[dt]?frac\s*\{?\s*(\d+)\s*\}?\s*\{?\s*(\d+)\s*\}?")
_FACTOR_ASKED = re.compile(
    r"factor|how many times|by what|what happens|how (?:does|do|will|would)|chang", re.IGNORECASE
)
_WORD = re.compile(r"[a-z]{3}")


def same_multiples(truth: str, answer: str, prompt: str) -> Verdict | None:
    """None unless the question asks how something changes, and one side says it in words."""
    if max(len(truth), len(answer)) > MAX_CHARS or not (_WORD.search(truth) or _WORD.search(answer)):
        return None
    if not _FACTOR_ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _multiple(truth), _multiple(answer)
    if left is None or right is None or not (_WORD.search(truth) or "factor" in prompt or "times" in prompt):
        return None
    if left != right and not _WORD.search(truth):
        return None  # "decreases by a factor of 9" beside 9
    return Verdict(left == right, f"times {left}, {right}", "multiples")


def _multiple(text: str) -> Fraction | None:
    plain = _FRACTION.sub(r"\1/\2", text)
    plain = " ".join(_STYLE.sub(r" \1 ", plain).lower().replace("-", " ").split()).strip(" .")
    plain = re.sub(r"^(?:it|the \w+(?: \w+)?)\s(?=[a-z])", "", plain)
    if (found := _VERB.fullmatch(plain)) is not None:
        return Fraction(_VERBS[found["verb"]])
    if (found := _BY_FACTOR.fullmatch(plain)) is not None and (
        "factor" in plain or plain.startswith(("multipl", "divid", "is multipl", "is divid"))
    ):
        return 1 / _value(found["number"]) if found["down"] else _value(found["number"])
    if (found := _BY_PERCENT.fullmatch(plain)) is not None:
        share = Fraction(found["percent"]) / 100
        return 1 + share if found["up"] else (1 - share if share < 1 else None)
    if (found := _TO_PART.fullmatch(plain)) is not None:
        return _value(found["number"])
    return None


def _value(text: str) -> Fraction:
    """Zero is no number of times."""
    if text in _NUMBERS:
        return Fraction(_NUMBERS[text])
    above, _, below = text.replace(" ", "").partition("/")
    return Fraction(above) / (Fraction(below or 1) or 1) or Fraction(-1)
