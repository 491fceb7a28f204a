"""Chinese or Japanese? Both write with Han letters, but mostly not the same words, and not all the same letters."""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

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
_COUNTED = re.compile("[一二三四五六七八九十百千万]+[人個本枚回年月日分円]|[二三四五六七八九十百千万]{2,}")
_NO_WAY = 10**9
"""More than any way to cut a run costs."""
_MIXED = 5 * UNITS_PER_NAT
"""What a letter costs in Chinese that is written otherwise where the others of its run are."""
_CHANGE = 3 * UNITS_PER_NAT
_LEANS = 6 * UNITS_PER_NAT
_REMEMBERED = 5_000
"""Runs with letters of Chinese alone, in texts with Kana: they are few."""


def costs(run: str) -> tuple[int, int]:
    """Units of cost of the run in Chinese and in Japanese.

    Chinese is written in simplified or in traditional letters, which the list of words does not have: they are read
    as the simplified ones. A run with letters of both, as 委員会 has, is hardly Chinese. Numbers say nothing.
    """
    run = _COUNTED.sub("", run)
    if not run:
        return 0, 0
    chinese, japanese, simplified, not_simplified, not_traditional = zip(*map(_LETTERS.__getitem__, run), strict=True)
    mixed = min(sum(not_simplified), sum(not_traditional))
    in_chinese = _cheapest("".join(simplified), _words("zh"), chinese) + mixed * _MIXED
    in_japanese = _cheapest(run, _words("ja"), japanese)
    return in_chinese * 2 // 3, in_japanese * 2 // 3  # many words belong to both, and lists cut them differently


def _cheapest(run: str, words: Mapping[str, int], letters: Sequence[int]) -> int:
    """The cost of the cheapest way to cut the run into listed words and single letters, of which the costs are known.

    A word of three or four letters is looked for only where its first two are the beginning of such a word.
    """
    last = 0
    second = third = fourth = _NO_WAY  # the costs up to so many letters before
    begun = begun_before = False
    for end, letter in enumerate(letters, 1):
        cost = last + letter
        listed = words.get(run[end - 2 : end])
        if listed is not None and second + abs(listed) < cost:
            cost = second + abs(listed)
        if begun and (word := words.get(run[end - 3 : end])) is not None and third + word < cost:
            cost = third + word
        if begun_before and (word := words.get(run[end - 4 : end])) is not None and fourth + word < cost:
            cost = fourth + word
        begun, begun_before = listed is not None and listed < 0, begun
        last, second, third, fourth = cost, last, second, third
    return last


def may_have_parts(token: str) -> bool:
    """Does it hold a letter that no Japanese word has, beside others?"""
    return len(token) > 1 and not _in_one_alone()[0].isdisjoint(token)


@lru_cache(_REMEMBERED)
def parts(run: str, *, before_kana: bool) -> Sequence[str]:
    """The run cut where its Chinese and its Japanese words meet, as the cheapest way to read it has them: each word in
    one of the languages, a change of language costing `_CHANGE`. The last letters before Kana lean to Japanese, of
    which an ending or a particle follows.
    """
    chinese_alone, japanese_alone = _in_one_alone()
    simplified = "".join(_LETTERS[letter].simplified for letter in run)
    never = (japanese_alone, chinese_alone)
    letters = [(found.chinese, found.japanese) for found in map(_LETTERS.__getitem__, run)]
    ways: list[tuple[_Way, _Way]] = [((0, ()), (0, ()))]  # up to each letter: the cheapest that ends in each language
    for end in range(1, len(run) + 1):
        best = []
        for language, (written, words) in enumerate(((simplified, _words("zh")), (run, _words("ja")))):
            found = []
            for start in range(max(0, end - _LONGEST), end):
                listed = abs(words.get(written[start:end], _NO_WAY))
                cost = listed if end - start > 1 else letters[start][language]
                if cost < _NO_WAY and never[language].isdisjoint(run[start:end]):
                    found.append((ways[start][language][0] + cost, ways[start][language][1]))
                    other = ways[start][1 - language]
                    found.append((other[0] + cost + _CHANGE, (*other[1], start)) if start else (_NO_WAY, ()))
            best.append(min(found, default=(_NO_WAY, ())))
        ways.append((best[0], best[1]))
    in_chinese, in_japanese = ways[-1]
    cuts = in_japanese[1] if in_japanese[0] - before_kana * _LEANS < in_chinese[0] else in_chinese[1]
    return [run[start:end] for start, end in pairwise((0, *cuts, len(run)))]


_Way = tuple[int, tuple[int, ...]]
"""What it costs, and where the language changes."""


@cache
def _in_one_alone() -> tuple[frozenset[str], frozenset[str]]:
    """The letters of listed words of Chinese alone, and of Japanese alone."""
    chinese, japanese = (
        frozenset(letter for letter in set().union(*(word for word, _ in lexicon.listed(language))) if _is_han(letter))
        for language in ("zh", "ja")
    )
    return chinese - japanese, japanese - chinese


@cache
def _words(language: Literal["zh", "ja"]) -> Mapping[str, int]:
    """The costs of words in Han letters of up to `_LONGEST` letters; below 0 those of two that begin a longer one, and
    of two that are no word but begin one.

    Of a Japanese word its stem: what stands before the ending in Kana.
    """
    words: dict[str, int] = {}
    for word, cost in lexicon.listed(language):  # from the most frequent on: the first with a stem counts
        stem = word
        while language == "ja" and stem and script_of(stem[-1]) != "han":
            stem = stem[:-1]
        if len(stem) <= _LONGEST and _is_han(stem):
            words.setdefault(stem, cost)
    return with_beginnings(words)


def with_beginnings(words: Mapping[str, int]) -> Mapping[str, int]:
    """One table, and so one look into memory for two letters, which most often are neither."""
    return {**words, **{word[:2]: -words.get(word[:2], _NO_WAY) for word in words if len(word) > 2}}


def _is_han(word: str) -> bool:
    return bool(word) and all(script_of(letter) == "han" for letter in word)


@cache
def _simplified() -> Mapping[int, str]:
    packed = (files("wordfreq") / "data" / "_chinese_mapping.msgpack.gz").read_bytes()
    found: Mapping[int, str] = msgpack.unpackb(gzip.decompress(packed), raw=False, strict_map_key=False)
    return found


class _Letter(NamedTuple):
    """What one letter costs, how it is written in simplified Chinese, and how Chinese does not write it (0 or 1)."""

    chinese: int
    japanese: int
    simplified: str
    not_simplified: int
    not_traditional: int


class _Letters(dict[str, _Letter]):
    """What is known of each letter, found when it is met."""

    def __missing__(self, letter: str) -> _Letter:
        simplified, traditional, japanese = _profiles()
        like = NGram.CJK_MAP.get(letter, letter)  # langdetect's representative of a class of Han letters
        written = letter.translate(_simplified())
        in_chinese = _cost((simplified.get(like, 0) + traditional.get(like, 0)) / 2)
        in_japanese = _cost(japanese.get(like, 0))
        known = like in simplified or like in traditional or like in japanese
        found = self[letter] = _Letter(
            min(in_chinese, _words("zh").get(written, in_chinese)),
            min(in_japanese, _words("ja").get(letter, in_japanese)),
            written,
            known and like not in simplified,
            known and like not in traditional,
        )
        return found


_LETTERS = _Letters()


def _cost(share: float) -> int:
    return round(-math.log(share + _UNSEEN) * UNITS_PER_NAT) + _SPELLED


@cache
def _profiles() -> tuple[Mapping[str, float], Mapping[str, float], Mapping[str, float]]:
    return _shares("zh-cn"), _shares("zh-tw"), _shares("ja")


def _shares(name: str) -> dict[str, float]:
    counts = {gram: n for gram, n in profile(name).items() if len(gram) == 1 and script_of(gram) == "han"}
    total = sum(counts.values())
    return {gram: count / total for gram, count in counts.items()}


def load() -> None:
    """Reads what nearly every text needs from files, once."""
    for letters in (*_words("zh"), *_words("ja")):
        for letter in letters:
            _LETTERS[letter]
    _in_one_alone()
