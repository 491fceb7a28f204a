"""How strongly one word, seen alone, speaks for or against each language."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from reward_server.rewards.language_id.languages import OWN_SCRIPTS, SHARED_SCRIPTS, Script
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import WORD, read

CERTAIN = 20 * UNITS_PER_NAT
STRONGEST = 13 * UNITS_PER_NAT // 2
"""What the spelling of one word can say: it may be borrowed, misspelt, or missing from a list. Two such words between
words of the target are less than two changes of language cost; three are a run."""
FAINT = UNITS_PER_NAT
"""What a name says of the language that it stands in."""
TARGETS = (
    *(language for ones in SHARED_SCRIPTS.values() for language in ones),
    *sorted({*OWN_SCRIPTS.values()} - {"ja"}),
)
"""The languages in the order of `evidence`: those of a shared script stand side by side."""
_REMEMBERED = 50_000
"""Tokens: about 20 MB."""
_REMEMBERED_CHARS = 64
"""A longer one is no word that comes again, and could be as long as a completion."""


class Evidence(NamedTuple):
    """`odds`: logarithm in units, above 0 for the language; `weight`: quarters of a word; `kind`: one of the bytes
    below; `spelled`: the odds where the word is no name, which says next to nothing of the language that it stands in.
    """

    odds: int
    weight: int
    kind: int
    spelled: int = 0


NEAR, NEAR_NAME, FAR, FAR_NAME, FAR_LETTERS, NONE = b"wnWNL-"
"""Of the target's script: a word, a name of which the spelling says more than `odds`. Of another script: a word; a
capitalised word, a name perhaps, what stands beside it decides; letters that are not one word. And what is no word."""
_NO_WORDS = (Evidence(0, 0, NONE),) * len(TARGETS)
_DIFFERENCES = 3_000
"""Evidence that is remembered of words of one weight: all of Latin and Cyrillic words, whose costs are bounded."""
_WEIGHTS = 300
"""Kinds of words of which the evidence is made once; a run of Kana can be as long as a text."""


class Judged(dict[str, tuple[Evidence, ...]]):
    """Token -> `evidence(token)`, remembered."""

    def __missing__(self, token: str) -> tuple[Evidence, ...]:
        found = evidence(token)
        if len(token) <= _REMEMBERED_CHARS:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[token] = found
        return found


JUDGED = Judged()


def evidence(token: str) -> tuple[Evidence, ...]:
    """What the token says in each of `TARGETS`; a pure function."""
    reading = read(token)
    if reading is None:
        return _NO_WORDS
    script, weight, costs, name = reading
    if script not in SHARED_SCRIPTS:
        return _of_own_script(script, weight)
    before, by_difference, after = _in_shared_script(script, weight, name)
    first, second = sorted(costs)[:2]
    found = [by_difference[first - cost] for cost in costs]
    found[costs.index(first)] = by_difference[second - first]
    return (*before, *found, *after)


class _ByDifference(dict[int, Evidence]):
    """What the nearest rival costs more than the target -> the evidence of a word.

    The target gets the benefit of the doubt: of its many rivals the nearest counts.
    """

    def __init__(self, script: Script, weight: int, name: bool) -> None:
        super().__init__()
        self._weight, self._name = weight, name
        self._strongest = CERTAIN if script == "han" else STRONGEST
        self._benefit = round((0.25 + 0.45 * math.log(len(SHARED_SCRIPTS[script]) - 1)) * UNITS_PER_NAT)

    def __missing__(self, difference: int) -> Evidence:
        spelled = max(-self._strongest, min(self._strongest, difference + self._benefit))
        odds = max(-FAINT, min(FAINT, spelled)) if self._name else spelled
        found = Evidence(odds, self._weight, NEAR if odds == spelled else NEAR_NAME, spelled)
        if len(self) < _DIFFERENCES:
            self[difference] = found
        return found


@lru_cache(_WEIGHTS)
def _in_shared_script(
    script: Script, weight: int, name: bool
) -> tuple[tuple[Evidence, ...], _ByDifference, tuple[Evidence, ...]]:
    """What a word says in the targets before those of its script, in those, and in the targets after them."""
    far = (Evidence(-1, weight, FAR_NAME) if name else _far(weight),)
    start, languages = TARGETS.index(SHARED_SCRIPTS[script][0]), len(SHARED_SCRIPTS[script])
    return far * start, _ByDifference(script, weight, name), far * (len(TARGETS) - start - languages)


@lru_cache(_WEIGHTS)
def _of_own_script(script: Script, weight: int) -> tuple[Evidence, ...]:
    found = {OWN_SCRIPTS.get(script, ""): Evidence(CERTAIN, weight, NEAR, CERTAIN)}
    if script == "kana":  # they tell what language the Han letters beside them are in
        found["zh"] = Evidence(-CERTAIN, weight, NEAR, -CERTAIN)
    return tuple([found.get(target, _far(weight)) for target in TARGETS])


def _far(weight: int) -> Evidence:
    return Evidence(-CERTAIN, weight, FAR if weight == WORD else FAR_LETTERS)
