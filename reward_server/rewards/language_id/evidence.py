"""How strongly one word, seen alone, speaks for or against the target language."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from langdetect.utils.ngram import NGram  # type: ignore[import-untyped,unused-ignore]

from reward_server.rewards.language_id import lexicon
from reward_server.rewards.language_id.languages import (
    LATIN,
    OWN_SCRIPTS,
    SHARED_SCRIPTS,
    Script,
    script_of,
)
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT, CharacterModels, profile

CERTAIN = 20 * UNITS_PER_NAT
WORD = 4
"""The weight of one word, in quarters: a Thai letter is one quarter, a Han or Kana letter two."""


class Evidence(NamedTuple):
    """`odds`: logarithm in units, above 0 for the target; `weight`: quarters of a word."""

    odds: int
    weight: int
    other_script: bool = False


NO_WORD = Evidence(0, 0)
FOREIGN = Evidence(-CERTAIN, WORD, other_script=True)
"""A word of another script."""
NAME = Evidence(-1, WORD, other_script=True)
"""A capitalised word of another script, a name perhaps; what stands beside it decides."""
_COMPOSED_LETTERS = 64
"""Longer words stay as they are: composing a run of combining marks takes the square of its length."""
_MEMO = 50_000
"""Tokens remembered for each target language: about 10 MB."""
_STUTTER = re.compile(r"(.{1,8}?)\1+")


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
    if script == "han":
        token = _STUTTER.sub(r"\1", token)
    weight = {"han": 2 * len(token), "kana": 2 * len(token), "thai": len(token)}.get(script, WORD)
    own = OWN_SCRIPTS.get(script)
    if own == target:
        return Evidence(CERTAIN, weight)
    if script == "kana" and target == "zh":
        return Evidence(-CERTAIN, weight)
    if target not in SHARED_SCRIPTS.get(script, ()):
        return _of_another_script(token, script, weight)
    return Evidence(_odds(token, script, target), weight)


def _of_another_script(token: str, script: Script, weight: int) -> Evidence:
    if script in ("han", "kana", "thai"):
        return Evidence(-CERTAIN, weight, other_script=True)
    return NAME if token.istitle() and len(token) > 1 and not _is_listed(token) else FOREIGN


def _is_word(token: str) -> bool:
    """Identifiers have digits, underscores or capitals inside; a single letter is a symbol unless a language has it."""
    if len(token) == 1:
        return script_of(token) not in ("latin", "cyrillic", "other") or token.lower() in _ONE_LETTER_WORDS
    if _IN_IDENTIFIERS.search(token):
        return "/" in token and all(_is_listed(part) for part in token.split("/"))  # as in "and/or"
    return token.islower() or token.isupper() or not any(map(str.isupper, token[1:]))


_ONE_LETTER_WORDS = frozenset("aàáeéèioóyúuwzвиоксуяійжб")
_IN_IDENTIFIERS = re.compile(r"[\d_./(:>@]")


def _is_listed(word: str) -> bool:
    return any(word.lower() in lexicon.costs(language) for language in LATIN)


def _odds(token: str, script: Script, target: str) -> int:
    """Of a word of a script that the target shares with other languages."""
    if script == "han":
        odds = _japanese_odds(token)
        return _doubted(odds if target == "ja" else -odds, rivals=1)
    in_each = costs(token, script)
    own = in_each.pop(SHARED_SCRIPTS[script].index(target))
    return _doubted(min(in_each) - own, rivals=len(in_each))


def _doubted(odds: int, rivals: int) -> int:
    """The target gets the benefit of the doubt: it stands against the best of its rivals, and of many one is near."""
    benefit = round((0.25 + 0.45 * math.log(rivals)) * UNITS_PER_NAT)
    return max(-CERTAIN, min(CERTAIN, odds + benefit))


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


def _japanese_odds(token: str) -> int:
    """For Japanese, against Chinese."""
    chinese, japanese = _han_profiles()
    odds = 0.0
    for letter in token:
        same = NGram.CJK_MAP.get(letter, letter)
        floor = 2e-4
        odds += math.log((japanese.get(same, 0) + floor) / (chinese.get(same, 0) + floor))
    return round(odds * UNITS_PER_NAT)


_SPELLED: tuple[Script, ...] = ("latin", "cyrillic")


def load() -> None:
    for script in _SPELLED:
        _models(script)
        for language in SHARED_SCRIPTS[script]:
            lexicon.costs(language)
    _han_profiles()
