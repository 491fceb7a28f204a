"""Chinese or Japanese? Both write with Han letters, but mostly not the same words, and not all the same letters."""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgpack
from langdetect.utils.ngram import NGram

from reward_server.rewards.language_id import lexicon
from reward_server.rewards.language_id.languages import script_of
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT, profile

_LONGEST = 4
"""Letters of a listed word; longer ones are made of such."""
_UNSEEN = 2e-4
"""The share that a letter is taken to have which a profile leaves out: about that of the rarest ones it keeps."""
_SPELLED = 4 * UNITS_PER_NAT
"""What a letter costs that is no listed word, on top of its rarity among letters."""
_MIXED = 5 * UNITS_PER_NAT
"""What a letter costs in Chinese that is written otherwise where the others of its run are."""


def costs(run: str) -> tuple[int, int]:
    """Units of cost of the run in Chinese and in Japanese.

    Chinese is written in simplified or in traditional letters, which the list of words does not have: they are read
    as the simplified ones. A run with letters of both, as 委員会 has, is hardly Chinese.
    """
    chinese, japanese = _words()
    letters = [_letters().get(NGram.CJK_MAP.get(letter, letter), _NO_LETTER) for letter in run]
    mixed = min(sum([one.not_simplified for one in letters]), sum([one.not_traditional for one in letters]))
    in_chinese = _cheapest(run.translate(_simplified()), chinese, [one.chinese for one in letters]) + mixed * _MIXED
    in_japanese = _cheapest(run, japanese, [one.japanese for one in letters])
    return in_chinese * 2 // 3, in_japanese * 2 // 3  # many words belong to both, and lists cut them differently


class _Letter(NamedTuple):
    """Costs of one letter that is no listed word, and how Chinese does not write it (0 or 1 each)."""

    chinese: int
    japanese: int
    not_simplified: int = 0
    not_traditional: int = 0


def _cheapest(run: str, words: Mapping[str, int], letters: list[int]) -> int:
    """The cost of the cheapest way to cut the run into listed words and single letters."""
    best = [0]
    for end in range(1, len(run) + 1):
        cost = best[end - 1] + letters[end - 1]
        for start in range(max(0, end - _LONGEST), end):
            word = words.get(run[start:end])
            if word is not None and best[start] + word < cost:
                cost = best[start] + word
        best.append(cost)
    return best[-1]


@cache
def _words() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Chinese and Japanese words in Han letters, and Japanese stems: what stands before the ending in Kana."""
    chinese = {word: cost for word, cost in lexicon.listed("zh") if len(word) <= _LONGEST and _is_han(word)}
    japanese: dict[str, int] = {}
    for word, cost in lexicon.listed("ja"):  # from the most frequent on: the first with a stem counts
        stem = word
        while stem and script_of(stem[-1]) != "han":
            stem = stem[:-1]
        if len(stem) <= _LONGEST and _is_han(stem):
            japanese.setdefault(stem, cost)
    return chinese, japanese


def _is_han(word: str) -> bool:
    return bool(word) and all(script_of(letter) == "han" for letter in word)


@cache
def _simplified() -> Mapping[int, str]:
    packed = (files("wordfreq") / "data" / "_chinese_mapping.msgpack.gz").read_bytes()
    found: Mapping[int, str] = msgpack.unpackb(gzip.decompress(packed), raw=False, strict_map_key=False)
    return found


@cache
def _letters() -> Mapping[str, _Letter]:
    """langdetect's representative of a class of Han letters -> what is known of them."""
    simplified, traditional, japanese = (_shares(name) for name in ("zh-cn", "zh-tw", "ja"))
    return {
        letter: _Letter(
            _cost((simplified.get(letter, 0) + traditional.get(letter, 0)) / 2),
            _cost(japanese.get(letter, 0)),
            not_simplified=letter not in simplified,
            not_traditional=letter not in traditional,
        )
        for letter in {*simplified, *traditional, *japanese}
    }


def _cost(share: float) -> int:
    return round(-math.log(share + _UNSEEN) * UNITS_PER_NAT) + _SPELLED


_NO_LETTER = _Letter(_cost(0), _cost(0))


def _shares(name: str) -> dict[str, float]:
    counts = {gram: n for gram, n in profile(name).items() if len(gram) == 1 and script_of(gram) == "han"}
    total = sum(counts.values())
    return {gram: count / total for gram, count in counts.items()}


def load() -> None:
    """Reads what is read from files, once."""
    _words(), _simplified(), _letters()
