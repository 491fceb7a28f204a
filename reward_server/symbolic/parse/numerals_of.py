"""Numbers in words, language by language: "achtundvierzig", "quatre-vingt-dix-sept", "двадцати пяти", 一百二十.

The words are data (`numerals.tsv`); one grammar reads them all. A number is a sum of ever lower terms, each of which
may be multiplied by a scale; what is special to a language is in a few constants. `spelled` adds parts of one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

Term = int | None
"""A value, a scale as a negative number, or None for what joins two terms."""

_GLUED = frozenset(("de", "nl", "it", "sv", "da", "nb", "fi", "hu", "sk", "cs", "tr", "el", "th", "zh", "ko", "es"))
"""Languages that write several of the words as one."""
_ONES_FIRST = frozenset(("de", "nl", "da", "ar", "cs"))
_TEENS_IN_TWO_WORDS = frozenset(("ar", "he"))
_TEN_AND_MORE = frozenset(("fr", "tr", "vi", "th", "zh", "ko"))
"""Languages that say ten-five."""
_PREFIXED = {"ar": "و", "he": "ו"}
_BARE_SCALE = frozenset(("en",))
"""Languages in which a scale must be told how many."""
_LARGE_GROUPS = frozenset(("zh", "ko"))
MAX_WORDS = 8
MAX_WORD = 80
"""Characters of a word that may be a number."""


_SPELLING = str.maketrans("’ʼşţأإآىةёँ", "''șțاااي\u0647е\u0902")
_MARKS = re.compile("[\u0591-\u05c7\u064b-\u0652\u093c]")
_MARK = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0963\u0e31\u0e34-\u0e4e"
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARK}])*(?:['’ʼ](?:[^\W\d_]|[{_MARK}])+)?")
"""A word, with the marks that vowels are written with."""


def plain(word: str) -> str:
    """In lower case, and without what is written or left out at will: the marks of Hebrew and Arabic vowels."""
    word = word.lower()
    if word.isascii():
        return word
    return _MARKS.sub("", unicodedata.normalize("NFC", word).translate(_SPELLING))


def _table() -> dict[str, dict[str, Term]]:
    found: dict[str, dict[str, Term]] = {}
    for line in (Path(__file__).parent / "numerals.tsv").read_text(encoding="utf-8").splitlines():
        language, *entries = line.split("\t")
        for meaning, *words in (entry.split() for entry in entries):
            value = None if meaning == "+" else -int(meaning[1:]) if meaning[0] == "*" else int(meaning)
            found.setdefault(language, {}).update(dict.fromkeys(map(plain, words), value))
    return found


_WORDS = _table()
LANGUAGES = tuple(_WORDS)


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _WORDS.items():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


_KNOWN = _by_word()
"""A word -> the languages in which it belongs to numbers."""
_BEGINNINGS = {
    language: frozenset(word[:1] if language in _LARGE_GROUPS else word[:2] for word in _WORDS[language])
    for language in _WORDS
    if language in _GLUED
}
_BEGINNING: dict[str, tuple[str, ...]] = {}
for _language, _found in _BEGINNINGS.items():
    for _start in _found:
        _BEGINNING[_start] = (*_BEGINNING.get(_start, ()), _language)
_ENDINGS = {
    "tr": re.compile(r"(?:'?[dt][ıiuü]r)$"),
    "ko": re.compile(r"(?:입니다|이다|이에요|예요|이었다)$"),
}
"""Verbs that are written onto the last word."""


@lru_cache(maxsize=8192)
def terms(word: str, language: str) -> tuple[Term, ...]:
    """What a word in plain spelling adds to a number; empty where it belongs to none."""
    known = _WORDS[language]
    if word in known:
        return (known[word],)
    if len(word) > MAX_WORD or len(word) < 2:
        return ()
    prefix = _PREFIXED.get(language)
    if prefix and word[0] == prefix and (value := known.get(word[1:])) is not None:
        return (None, value)
    begins = _BEGINNINGS.get(language, frozenset())
    return _segments(word, language) if word[:1] in begins or word[:2] in begins else ()


def _segments(word: str, language: str) -> tuple[Term, ...]:
    """The parts of a word that is several: fünf, und, zwanzig. Longer parts first; an end that failed is not tried
    again, so that it takes time in proportion to the word."""
    known, longest = _WORDS[language], _LONGEST[language]
    failed: set[int] = set()
    path: list[tuple[int, int]] = [(0, min(longest, len(word)))]
    while path:
        at, size = path[-1]
        if at == len(word):
            found = tuple(known[word[start : start + length]] for start, length in path[:-1])
            return found if value(found, language) is not None else ()
        while size and (word[at : at + size] not in known or at + size in failed):
            size -= 1
        if size:
            path[-1] = (at, size)
            path.append((at + size, min(longest, len(word) - at - size)))
            continue
        failed.add(at)
        path.pop()
        if path:
            path[-1] = (path[-1][0], path[-1][1] - 1)
    return ()


_LONGEST = {language: max(map(len, words)) for language, words in _WORDS.items()}


def value(found: tuple[Term, ...], language: str) -> int | None:
    """The sum of terms each of which is lower than what the one before leaves open: 20 and 5, not 5 and 20."""
    total: list[int] = []
    joined, skipped = False, -1
    for at, term in enumerate(found):
        if term is None or (term == 0 and language in _LARGE_GROUPS and total):
            if not total or at == len(found) - 1:
                return None
            joined = True
            continue
        if term == 0 and total and found[at + 1 : at + 2] == (-100,):  # một nghìn không trăm mười
            skipped = at + 1
        if at in (skipped, skipped - 1):
            continue
        if term < 0:
            if not _multiply(total, -term, language):
                return None
        elif not total or 0 < term < _open(total[-1], language):
            total.append(term)
        elif joined and language in _ONES_FIRST and 20 <= term < 100 and 0 < total[-1] < 10:
            total[-1] += term
        elif term == 10 and language in _TEENS_IN_TWO_WORDS and 0 < total[-1] < 10:
            total[-1] += 10
        elif term == 20 and language == "fr" and total[-1] == 4:
            total[-1] = 80
        else:
            return None
        joined = False
    return sum(total) if total else None


def _multiply(total: list[int], scale: int, language: str) -> bool:
    """Three hundred: the terms below a scale say how many of it."""
    many = 0
    limit = 10 if scale == 10 else 100 if scale == 100 else 10**4 if language in _LARGE_GROUPS else 1000
    while total and total[-1] < min(scale, limit):
        many += total.pop()
    if (not many and language in _BARE_SCALE) or many >= limit or (scale == 100 and many >= 10 and language != "en"):
        return False
    product = (many or 1) * scale
    if total and product >= _open(total[-1], language):
        return False
    total.append(product)
    return True


def _open(term: int, language: str) -> int:
    """What the next term must be less than: ten after twenty, one hundred after two hundred."""
    if language == "fr" and term % 100 in (60, 80):
        return 20
    if term == 10 and language not in _TEN_AND_MORE:
        return 0
    room = 1
    while term and term % (10 * room) == 0:
        room *= 10
    return room if room > 1 else 0


def number(words: list[str], language: str) -> int | None:
    """The value of words that are one number of a language."""
    found: list[Term] = [1] if words[:1] == ["a"] and language == "en" and len(words) > 1 else []
    for word in words[len(found) :]:
        parts = terms(plain(word), language)
        if not parts:
            return None
        found += parts
    if found[:2] == [1, 1]:
        return None
    return value(tuple(found), language)


def stem(word: str, language: str) -> str:
    """A word without the verb that is written onto it: ikidir, 다섯입니다."""
    ending = _ENDINGS.get(language)
    return ending.sub("", word) if ending else word


def may_begin(word: str) -> tuple[str, ...]:
    """The languages in which a number may begin with a word, in plain spelling; in their order in the table."""
    found = {*_KNOWN.get(word, ()), *_BEGINNING.get(word[:2], ()), *_BEGINNING.get(word[:1], ())}
    return tuple(filter(found.__contains__, LANGUAGES)) if found else ()


@lru_cache(maxsize=8192)
def languages_of_word(word: str) -> tuple[str, ...]:
    """The languages in which a word, in plain spelling, is a number of at least two."""
    found = []
    for language in may_begin(word):
        known = value(terms(word, language), language)
        known = value(terms(stem(word, language), language), language) if known is None else known
        if known is not None and known > 1:
            found.append(language)
    return tuple(found)
