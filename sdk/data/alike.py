"""Texts that say the same: word for word, or in most of their runs of words."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator

WORD = re.compile(r"\w+")
RUN = 6
"""Words of a run by which near-duplicates are found."""
ALIKE = 0.7
"""Share of a text's runs that one other text has too."""
MOST_RUNS = 512
"""Of a longer text those with the smallest hashes are kept, which are mostly those that a text like it keeps."""


def words(text: str) -> tuple[str, ...]:
    """Two texts with the same words are the same, whatever their case, spaces and signs."""
    return tuple(WORD.findall(text.casefold()))


class Alike:
    """Texts by number, in which those like another are found; memory is bounded by the number of texts."""

    def __init__(self) -> None:
        self._same: dict[int, int] = {}
        self._runs: dict[int, int | list[int]] = {}

    def add(self, text: str, number: int) -> None:
        """The first text of several that are the same stands for all."""
        found = words(text)
        self._same.setdefault(hash(found), number)
        for run in _runs(found):
            here = self._runs.get(run)
            if here is None:
                self._runs[run] = number
            elif isinstance(here, list):
                here.append(number)
            else:
                self._runs[run] = [here, number]

    def same(self, text: str) -> int | None:
        """The number of a text with the same words."""
        return self._same.get(hash(words(text)))

    def near(self, text: str) -> int | None:
        """The number of the text that has the most of this one's runs, where these are `ALIKE` or more of them."""
        own, shared = _runs(words(text)), dict[int, int]()
        for run in own:
            here = self._runs.get(run, ())
            for number in (here,) if isinstance(here, int) else here:
                shared[number] = shared.get(number, 0) + 1
        if not own or not shared:
            return None
        number = max(shared, key=lambda one: (shared[one], -one))
        return number if shared[number] >= ALIKE * len(own) else None


def _runs(found: tuple[str, ...]) -> set[int]:
    runs = set(_hashes(found))
    return runs if len(runs) <= MOST_RUNS else set(heapq.nsmallest(MOST_RUNS, runs))


def _hashes(found: tuple[str, ...]) -> Iterator[int]:
    return (hash(one) for one in zip(*(found[at:] for at in range(RUN)), strict=False))
