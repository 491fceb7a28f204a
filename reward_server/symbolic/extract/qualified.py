"""Values with words beside them on both sides: "mg, upwards" and "mg (upwards)"; and sentences that add the question's
words to a text: "it flows clockwise".
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.parse.normalize import fold, words
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 160
_WORDS = r"[A-Za-z]{3,}(?:[ -][A-Za-z]+){0,4}"
_QUALIFIED = re.compile(
    r"(?P<value>(?:\\,|[^,;]){1,120}?)(?:\s|\\[,;: ]|\\q?quad(?![a-z])|\$)*"
    rf"(?:,(?:\s|\\[,;: ]|\$)*(?:\\text[a-z]*\s*\{{\s*)?(?P<after>{_WORDS})\s*\}}?"
    rf"|\\text[a-z]*\s*\{{\s*[(,]\s*(?P<inside>{_WORDS})\s*\)?\s*\}}|\(\s*(?:\\text[a-z]*\s*\{{\s*)?(?P<beside>{_WORDS})\s*\}}?\s*\))[\s$.]*"
)
_STATES = re.compile(r"[\d\\=]")
_DENIES = re.compile(r"\b(?:not|no|never|or|if|unless|except|approximately|about|and)\b", re.IGNORECASE)
_LITTLE = words("it they he she the a an is are will be to in at this equation function system series")


def same_words_beside(truth: str, answer: str) -> tuple[str, str] | None:
    """The values of both, where the words beside them are the same."""
    if max(len(truth), len(answer)) > MAX_CHARS:
        return None
    left, right = _QUALIFIED.fullmatch(truth.strip(" $")), _QUALIFIED.fullmatch(answer.strip(" $"))
    if left is None or right is None or not (_STATES.search(left["value"]) and _STATES.search(right["value"])):
        return None
    if _words(left) != _words(right) or _DENIES.search(_words(left)):
        return None
    return left["value"].strip(" $"), right["value"].strip(" $")


def _words(found: re.Match[str]) -> str:
    return fold(found["after"] or found["inside"] or found["beside"])


def same_in_a_sentence(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only: the ground truth at the end of a clause of which the question has all other words."""
    if not prompt or max(len(truth), len(answer)) > MAX_CHARS or not _TEXT.fullmatch(truth):
        return None
    wanted, given = fold(truth).split(), fold(answer).split()
    head = given[: len(given) - len(wanted)]
    if not head or not wanted or given[len(head) :] != wanted or not _TEXT.fullmatch(answer):
        return None
    asked = set(re.findall(r"[a-z]+", prompt[-MAX_PROMPT:].lower()))
    if any(_DENIES.fullmatch(one) or not (one in _LITTLE or one in asked or _base(one, asked)) for one in head):
        return None
    last = head[-1]  # an adjective would say more of it
    if last in _LITTLE or (last not in asked and _base(last, asked)):
        return Verdict(True, f"in the question's words: {answer[:60]}", "text")
    return None


_TEXT = re.compile(r"[\s$]*(?:\\text[a-z]*\s*\{)?[A-Za-z][A-Za-z ,.-]{2,}\}?[\s$.]*")


def _base(word: str, asked: set[str]) -> bool:
    """Flows, where the question has flow."""
    return any(word == one + end for one in asked if len(one) > 2 for end in ("s", "es", "d", "ed"))
