"""Where the phrases of a table stand in a text: one look-up, whatever their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from reward_server.symbolic.extract.cues import Kind
from reward_server.symbolic.extract.cues.kinds import glued


class Phrases:
    """Which phrase stands at the end, or at the beginning, of a text: one look-up a length, whatever their number."""

    def __init__(self, tables: dict[Kind, tuple[str, ...]] | tuple[str, ...]) -> None:
        pairs: Iterable[tuple[str, Kind | None]] = (
            ((one, kind) for kind, found in tables.items() for one in found)
            if isinstance(tables, dict)
            else ((one, None) for one in tables)
        )
        self.kinds: dict[str, list[Kind | None]] = {}
        for one, kind in pairs:
            self.kinds.setdefault(one, []).append(kind)
        self.by_last = self._lengths(-1)
        self.by_first = self._lengths(0)

    def _lengths(self, end: int) -> dict[str, list[int]]:
        """The last, or first, character -> how long the phrases are that have it there, longest first."""
        found: dict[str, set[int]] = {}
        for one in self.kinds:
            found.setdefault(one[end], set()).add(len(one))
        return {char: sorted(lengths, reverse=True) for char, lengths in found.items()}

    def ending(self, text: str) -> str:
        """The longest phrase that the text ends with at a word border; empty where there is none."""
        for length in self.by_last.get(text[-1:], ()):
            one = text[-length:]
            if len(one) == length and one in self.kinds and _borders(text[:-length][-1:], one[0]):
                return one
        return ""

    def beginning(self, text: str) -> str:
        for length in self.by_first.get(text[:1], ()):
            one = text[:length]
            if len(one) == length and one in self.kinds and _borders(one[-1], text[length : length + 1]):
                return one
        return ""


def _borders(left: str, right: str) -> bool:
    """May a word end between these two characters?"""
    return not (_in_word(left) and _in_word(right)) or glued(left) or glued(right)


def _in_word(char: str) -> bool:
    """A letter, a digit, or a vowel sign, which Hindi writes as a mark of its own."""
    return char.isalnum() or "\u0900" <= char <= "\u0963"


class Anywhere:
    """Which phrase stands anywhere in a text, at word borders: looked up by its first word."""

    def __init__(self, found: tuple[str, ...]) -> None:
        self.by_word: dict[str, list[str]] = {}
        self.glued = [one for one in found if any(map(glued, one))]
        for one in found:
            if not any(map(glued, one)):
                self.by_word.setdefault(_words(one)[0], []).append(one)

    def search(self, text: str, words: frozenset[str] | None = None) -> bool:
        """`words`: those of the text, where they are known already."""
        listed = self.by_word
        found = words_of(text) if words is None else words
        if any(_stands(one, text) for word in found if word in listed for one in listed[word]):
            return True
        return not text.isascii() and any(one in text for one in self.glued)

    def last(self, text: str) -> int:
        """Where the last phrase of the table ends in a text; 0 where none stands there."""
        end = 0
        for word in _WORD.finditer(text):
            for one in self.by_word.get(word.group(), ()):
                after = word.start() + len(one)
                if text.startswith(one, word.start()) and _borders(one[-1], text[after : after + 1]):
                    end = max(end, after)
        if not text.isascii():
            end = max([end, *(at + len(one) for one in self.glued if (at := text.rfind(one)) >= 0)])
        return end


def words_of(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


_WORD = re.compile(r"[\w'\u0900-\u097f]+")


def _stands(one: str, text: str) -> bool:
    at = text.find(one)
    return (
        at >= 0
        and _borders(text[max(0, at - 1) : at], one[0])
        and _borders(one[-1], text[at + len(one) : at + len(one) + 1])
    )


_COMMANDS = re.compile(r"\\(?:text[a-z]*|mathrm|mathbf|mbox|q?quad|large|Large|displaystyle|[,;:!()\[\]])|\s+")


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """As the phrases are written: lower case, single spaces, no commands of styling."""
    return _COMMANDS.sub(" ", text).replace("’", "'").lower()


def ends(pattern: re.Pattern[str], text: str, width: int = 48) -> re.Match[str] | None:
    """What a pattern that ends with the text finds in its last characters: nothing further left is tried."""
    return pattern.search(text, max(0, len(text) - width))


def alike(left: str, right: str) -> bool:
    """Forms of one word: they begin alike, but for an ending."""
    if left == right:
        return True
    shorter = min(len(left), len(right))
    same = next((k for k in range(shorter) if left[k] != right[k]), shorter)
    ending = 4 if left.isascii() else 5  # the articles that Bulgarian puts behind
    return same >= max(3, shorter - 2) and max(len(left), len(right)) - same <= ending


def untitled(text: str) -> str:
    """Without the full stop of Mr., Mrs., Ms. and Dr., which ends no sentence."""
    return _TITLE.sub(r"\1", text) if "r. " in text or "s. " in text else text


_TITLE = re.compile(r"(?<![\w&])(Mrs?|Ms|Dr)\.(?=\s[A-Z])")
