"""The few hundred most frequent words of each language that shares its script with others.

They are half of a running text and often too short for their letters to tell: `lexicon/CODE.txt`, written for this
project, in about the order of their frequency, which gives their probability by Zipf's law.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from reward_server.rewards.language_id.languages import SHARED_SCRIPTS, Script
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT

LISTED_SHARE = 0.5
"""Of the words of a running text, those in the list."""
_ZIPF_OFFSET = 5  # probability ~ 1 / (rank + offset): flatter at the top than Zipf's own law, as measured texts are
UNLISTED = round(-math.log(1 - LISTED_SHARE) * UNITS_PER_NAT)
"""The cost of not being listed, on top of the letters'."""
RAREST = 9 * UNITS_PER_NAT
"""No word that is not listed costs less: were it more frequent, it would be listed."""
LISTED_ELSEWHERE = UNITS_PER_NAT
"""What a word costs more in a language that does not list it when another does."""


@cache
def costs(script: Script) -> Mapping[str, tuple[int | None, ...]]:
    """Word -> its cost in each language of the script, in units of negative log probability; None if not listed."""
    lists = [_listed(language) for language in SHARED_SCRIPTS[script]]
    return {word: tuple(one.get(word) for one in lists) for word in set().union(*lists)}


def _listed(language: str) -> dict[str, int]:
    words = (files(__package__) / "lexicon" / f"{language}.txt").read_text(encoding="utf-8").split()
    total = sum(1 / (rank + _ZIPF_OFFSET) for rank in range(len(words)))
    shares = (LISTED_SHARE / ((rank + _ZIPF_OFFSET) * total) for rank in range(len(words)))
    return {word: round(-math.log(share) * UNITS_PER_NAT) for word, share in zip(words, shares, strict=True)}
