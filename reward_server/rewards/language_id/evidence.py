"""How strongly one word, seen alone, speaks for or against the target language."""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import NamedTuple

from langdetect.utils.ngram import NGram  # type: ignore[import-untyped,unused-ignore]

from reward_server.rewards.language_id import lexicon
from reward_server.rewards.language_id.languages import (
    OWN_SCRIPTS,
    SHARED_SCRIPTS,
    Script,
    script_of,
)
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT, CharacterModels, profile

CERTAIN = 20 * UNITS_PER_NAT
WORD = 4
"""The weight of one word, in quarters: a Thai letter is one quarter, a Han or Kana letter two."""
_MEMO = 200_000


class Evidence(NamedTuple):
    """`odds`: logarithm in units, above 0 for the target; `weight`: quarters of a word, 0 for what is no word."""

    odds: int
    weight: int


BENEFIT = 5 * UNITS_PER_NAT // 4
"""Of the doubt, for the target: it stands against the best of several others, and one of them is often near."""
_COMPOSED_LETTERS = 64
"""Longer words stay as they are: composing a run of combining marks takes the square of its length."""
NO_WORD = Evidence(0, 0)


class Judge(dict[str, Evidence]):
    """Token -> its evidence for one target language; a pure function, remembered."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target

    def __missing__(self, token: str) -> Evidence:
        if len(self) >= _MEMO:
            self.clear()
        found = self[token] = _judge(token, self._target)
        return found


@cache
def judge_for(target: str) -> Judge:
    return Judge(target)


def _judge(token: str, target: str) -> Evidence:
    if not _is_word(token):
        return NO_WORD
    script = script_of(token[0])
    weight = {"han": 2 * len(token), "kana": 2 * len(token), "thai": len(token)}.get(script, WORD)
    return Evidence(_odds(token, script, target), weight)


def _is_word(token: str) -> bool:
    """Identifiers have digits, underscores or capitals inside; a single letter is a symbol unless a language has it."""
    if len(token) == 1:
        return ord(token) > 0x3000 or 0x0E00 <= ord(token) < 0x0E80 or token.lower() in _ONE_LETTER_WORDS
    if any(letter.isdigit() or letter == "_" for letter in token):
        return False
    return token.islower() or token.istitle() or token.isupper() or not any(map(str.isupper, token[1:]))


_ONE_LETTER_WORDS = frozenset("aàáeéèioóyúuwzвиоксуяійжб")


def _odds(token: str, script: Script, target: str) -> int:
    languages = SHARED_SCRIPTS.get(script)
    if languages is None:
        return CERTAIN if OWN_SCRIPTS.get(script) == target else -CERTAIN
    if target not in languages:
        return _name_or_foreign(token)
    if script == "han":
        return _han_odds(token) if target == "ja" else -_han_odds(token)
    own, foreign = _against(costs(token, script), languages.index(target))
    return max(-CERTAIN, min(CERTAIN, foreign - own + BENEFIT))


def _name_or_foreign(token: str) -> int:
    """A capitalised word among words of another script may be a name: one is no evidence, a run of them is."""
    return -NAME if token.istitle() and len(token) > 1 else -CERTAIN


NAME = UNITS_PER_NAT


def _against(costs: list[int], index: int) -> tuple[int, int]:
    return costs[index], min(costs[:index] + costs[index + 1 :])


def costs(token: str, script: Script) -> list[int]:
    """Units of cost of the word in each language of its script: what it would take to see it there."""
    word = token.lower().replace("’", "'")
    if not word.isascii() and len(word) <= _COMPOSED_LETTERS:
        word = unicodedata.normalize("NFC", word)
    spelled = [max(cost + lexicon.UNLISTED, lexicon.RAREST) for cost in _models(script).costs(word)]
    listed = [lexicon.costs(language).get(word) for language in SHARED_SCRIPTS[script]]
    if not any(listed):
        return spelled
    return [
        cost + lexicon.LISTED_ELSEWHERE if known is None else min(cost, known)
        for cost, known in zip(spelled, listed, strict=True)
    ]


@cache
def _models(script: Script) -> CharacterModels:
    return CharacterModels(SHARED_SCRIPTS[script])


@cache
def _han_profiles() -> tuple[dict[str, float], dict[str, float]]:
    chinese: dict[str, float] = {}
    for name in ("zh-cn", "zh-tw"):
        counts = profile(name)
        total = sum(count for gram, count in counts.items() if len(gram) == 1 and script_of(gram) == "han")
        for gram, count in counts.items():
            chinese[gram] = chinese.get(gram, 0) + count / total / 2
    counts = profile("ja")
    total = sum(count for gram, count in counts.items() if len(gram) == 1 and script_of(gram) == "han")
    return chinese, {gram: count / total for gram, count in counts.items()}


def _han_odds(token: str) -> int:
    """For Japanese, against Chinese."""
    chinese, japanese = _han_profiles()
    odds = 0.0
    for letter in token:
        same = NGram.CJK_MAP.get(letter, letter)
        floor = 1e-5
        odds += math.log((japanese.get(same, 0) + floor) / (chinese.get(same, 0) + floor))
    return round(odds * UNITS_PER_NAT)


_SPELLED: tuple[Script, ...] = ("latin", "cyrillic")


def load() -> None:
    for script in _SPELLED:
        _models(script)
        for language in SHARED_SCRIPTS[script]:
            lexicon.costs(language)
    _han_profiles()
