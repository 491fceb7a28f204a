"""A number with the nouns of the question, which say what it counts: 9 blorps, 9 große Pilze, 共9只兔子, りんご9個."""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.cues.by_language import either
from reward_server.symbolic.extract.cues.function_words import FUNCTION_WORDS
from reward_server.symbolic.extract.phrases import alike
from reward_server.symbolic.parse.normalize import plain_unicode
from reward_server.symbolic.parse.noun_data import NO_NOUN
from reward_server.symbolic.parse.numerals import numeral
from reward_server.symbolic.parse.units import describes, is_multiple, is_unit
from reward_server.symbolic.verdict import Verdict

MAX_COUNTED = 80
_SET_AS_TEXT = re.compile(r"\\(?:text|mathrm|mbox)\s*\{([^{}]*)\}|\\[,;: ]|~")
_ONE_NUMBER = re.compile(r"(?P<before>[^\d.,]{0,20})(?P<number>\d[\d,]{0,12})\s*(?P<after>[^\d\s][^\d]{0,50})")
_IN_ALL = re.compile(r"(?:一共|总共|總共|共有|合计|合計|全部で|全部|共|총|모두|전부)(?:有|是|为)?")
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def same_count(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only: the number of the ground truth, with nouns of the prompt that do not change it."""
    if not prompt or len(answer) > MAX_COUNTED or answer[-1:].isdigit() or not truth.isdecimal():
        return None
    text = " ".join(_SET_AS_TEXT.sub(r" \1 ", plain_unicode(answer)).replace("$", " ").split()).rstrip(" .。!")
    found = _ONE_NUMBER.fullmatch(text)
    if found is None or numeral(found["number"]) != numeral(truth):
        return None
    before, after = _IN_ALL.sub("", found["before"]).strip(), found["after"].strip()
    counts = _counts(before, after) if _ASIAN.match(after) else (not before and _said(after))
    if not counts:
        asked = " " not in after and not before and _HOW_MANY.search(f"{prompt[-MAX_PROMPT:]} {{{after}}}")
        return _equal(answer) if asked else None
    words = _WORDS.findall(prompt[-MAX_PROMPT:].lower())
    nouns = [before] if _ASIAN.match(after) else after.split()
    known = all(
        one in prompt if _ASIAN.match(one) else any(alike(one.lower(), word) for word in words) for one in nouns if one
    )
    return _equal(answer) if known else None


def _equal(answer: str) -> Verdict:
    return Verdict(True, f"the number of what the question counts: {answer[:60]}", "asked_form")


_HOW_MANY = re.compile(
    rf"(?<!\w)(?:{either('many')})\s(?:d[ei]\s)?(?P<noun>[^\W\d_]{{3,16}})(?!\w).*\{{(?P=noun)\}}$",
    re.IGNORECASE | re.DOTALL,
)
"""Сколько раз: what stands right after it counts, whatever it would say elsewhere."""


def _counts(before: str, after: str) -> bool:
    """A counter after the number, and before it no more than a noun."""
    word = "".join(after.split())
    return (
        is_unit(word)
        and not is_multiple(word)
        and NO_NOUN.isdisjoint(before)
        and (not before or bool(_ASIAN.match(before)))
    )


def _said(after: str) -> bool:
    """Words alone, none of which may change the number, and not all of them function words."""
    words = after.split()
    return (
        0 < len(words) < 5
        and all(_WORDS.fullmatch(one) and describes(one) and len(one) > 2 for one in words)
        and not any(one.lower() in function_words for one in words[-1:] for function_words in FUNCTION_WORDS.values())
    )
