"""What a token is, whatever the target: a word or none, its script, its weight, and its cost in each language."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from langdetect.utils.ngram import NGram

from reward_server.memo import remembered
from reward_server.rewards.language_id import lexicon
from reward_server.rewards.language_id.languages import (
    SHARED_SCRIPTS,
    Script,
    script_of,
)
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT, CharacterModels, profile

WORD = 4
"""The weight of one word, in quarters."""
LETTER: Mapping[Script, int] = {"han": 2, "kana": 2, "thai": 1}
"""In scripts without spaces each letter weighs so many quarters of a word."""
_REMEMBERED = 50_000
"""Tokens: about 20 MB."""
_REMEMBERED_CHARS = 64
"""A longer one is no word that comes again, and could be as long as a completion."""
_COMPOSED_LETTERS = 64
"""Longer words stay as they are: composing a run of combining marks takes the square of its length."""
_IN_IDENTIFIERS = re.compile(r"[\d_./(:>@]")
_ONE_LETTER_WORDS = frozenset("aàáeéèioóyúuwzвиоксуяійжбеоηοήό")
_STUTTER = re.compile(r"(.{1,8}?)\1+")


class Reading(NamedTuple):
    """`costs`: units of negative log probability in the languages of a shared script, in the order of its languages;
    none where they tell nothing. `may_be_name`: no word among words of another script."""

    script: Script
    weight: int
    costs: tuple[int, ...] = ()
    may_be_name: bool = False


def read(token: str) -> Reading | None:
    """None for what is no word."""
    return _read.cached(token) if len(token) <= _REMEMBERED_CHARS else _read.function(token)


@remembered("words", _REMEMBERED, _REMEMBERED_CHARS)
def _read(token: str) -> Reading | None:
    if not _is_word(token):
        return None
    script = script_of(token[0])
    if script == "han":
        token = _STUTTER.sub(r"\1", token)
        return Reading(script, LETTER[script] * len(token), _han_costs(token))
    if script in LETTER:
        return Reading(script, LETTER[script] * len(token))
    word = _composed(token.lower().replace("’", "'"))
    if len(token) == 1 and script == "latin":  # may be a symbol, and is evidence of nothing
        return Reading(script, WORD, may_be_name=True)
    if script not in SHARED_SCRIPTS:
        return Reading(script, WORD)
    return Reading(
        script, WORD, _spelled_costs(word, script), token[0].isupper() and word not in lexicon.costs("latin")
    )


def _is_word(token: str) -> bool:
    """Identifiers have digits, underscores or capitals inside; a single letter is a symbol unless a language has it."""
    if len(token) == 1:
        return script_of(token) not in ("latin", "cyrillic", "greek", "other") or token.lower() in _ONE_LETTER_WORDS
    if _IN_IDENTIFIERS.search(token):
        return "/" in token and all(part.lower() in lexicon.costs("latin") for part in token.split("/"))  # "and/or"
    return token[1:].islower() or token.isupper() or not any(map(str.isupper, token[1:]))


def _composed(word: str) -> str:
    return word if word.isascii() or len(word) > _COMPOSED_LETTERS else unicodedata.normalize("NFC", word)


def _spelled_costs(word: str, script: Script) -> tuple[int, ...]:
    spelled = _models(script).costs(word)
    if min(spelled) < lexicon.RAREST:
        spelled = tuple([max(cost, lexicon.RAREST) for cost in spelled])
    listed = lexicon.costs(script).get(word)
    if listed is None:
        return spelled
    elsewhere = lexicon.LISTED_ELSEWHERE
    return tuple(
        cost + elsewhere if known is None else min(cost, known) for cost, known in zip(spelled, listed, strict=True)
    )


def _han_costs(token: str) -> tuple[int, ...]:
    chinese = japanese = 0
    costs = _letter_costs()
    for letter in token:
        in_chinese, in_japanese = costs.get(NGram.CJK_MAP.get(letter, letter), (0, 0))
        chinese += in_chinese
        japanese += in_japanese
    return chinese, japanese


@cache
def _models(script: Script) -> CharacterModels:
    return CharacterModels(SHARED_SCRIPTS[script], base=lexicon.UNLISTED)


_UNSEEN_HAN = 2e-4
"""The share that a letter is taken to have which a profile leaves out: about that of the rarest ones it keeps."""


@cache
def _letter_costs() -> Mapping[str, tuple[int, int]]:
    """Han letter (langdetect's representative of its class) -> cost in Chinese, and in Japanese."""
    simplified, traditional, japanese = (_han_shares(name) for name in ("zh-cn", "zh-tw", "ja"))
    return {
        letter: (
            _cost((simplified.get(letter, 0) + traditional.get(letter, 0)) / 2),
            _cost(japanese.get(letter, 0)),
        )
        for letter in {*simplified, *traditional, *japanese}
    }


def _cost(share: float) -> int:
    return round(-math.log(share + _UNSEEN_HAN) * UNITS_PER_NAT)


def _han_shares(name: str) -> dict[str, float]:
    counts = {gram: n for gram, n in profile(name).items() if len(gram) == 1 and script_of(gram) == "han"}
    total = sum(counts.values())
    return {gram: count / total for gram, count in counts.items()}


_SPELLED: tuple[Script, ...] = ("latin", "cyrillic")


def load() -> None:
    """Reads what is read from files, once."""
    for script in _SPELLED:
        _models(script)
        lexicon.costs(script)
    _letter_costs()
