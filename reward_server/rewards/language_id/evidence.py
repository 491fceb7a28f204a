"""How strongly one word, seen alone, speaks for or against the target language."""

from __future__ import annotations

import math
from functools import cache
from typing import NamedTuple

from reward_server.rewards.language_id.languages import OWN_SCRIPTS, SHARED_SCRIPTS
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import WORD, read

CERTAIN = 20 * UNITS_PER_NAT
STRONGEST = 13 * UNITS_PER_NAT // 2
"""What the spelling of one word can say: it may be borrowed, misspelt, or missing from a list. Two such words between
words of the target are less than two changes of language cost; three are a run."""
FAINT = UNITS_PER_NAT
"""What a name says of the language that it stands in."""
_REMEMBERED = 50_000
"""Tokens, for each target language: about 10 MB."""


class Evidence(NamedTuple):
    """`odds`: logarithm in units, above 0 for the target; `weight`: quarters of a word; `spelled`: the odds where the
    word is no name, which says next to nothing of the language that it stands in."""

    odds: int
    weight: int
    other_script: bool = False
    word: str = ""
    spelled: int = 0


NO_WORD = Evidence(0, 0)
FOREIGN = Evidence(-CERTAIN, WORD, other_script=True)
"""A word of another script."""
NAME = Evidence(-1, WORD, other_script=True)
"""A capitalised word of another script, a name perhaps; what stands beside it decides."""


class Judge(dict[str, Evidence]):
    """Token -> its evidence for one target language; a pure function, remembered."""

    def __init__(self, target: str) -> None:
        super().__init__()
        self._target = target
        self._places = {script: ones.index(target) for script, ones in SHARED_SCRIPTS.items() if target in ones}

    def __missing__(self, token: str) -> Evidence:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[token] = self._judged(token)
        return found

    def _judged(self, token: str) -> Evidence:
        reading = read(token)
        if reading is None:
            return NO_WORD
        place = self._places.get(reading.script)
        if place is not None:
            strongest = CERTAIN if reading.script == "han" else STRONGEST
            spelled = _odds(reading.costs, place, strongest)
            odds = max(-FAINT, min(FAINT, spelled)) if reading.name else spelled
            return Evidence(odds, reading.weight, word=token.lstrip(" "), spelled=spelled)
        owner = OWN_SCRIPTS.get(reading.script)
        if owner == self._target:
            return Evidence(CERTAIN, reading.weight, word=token, spelled=CERTAIN)
        if owner == "ja" and self._target == "zh":  # Kana tell what language the Han letters beside them are in
            return Evidence(-CERTAIN, reading.weight, word=token, spelled=-CERTAIN)
        if reading.name:
            return NAME
        return FOREIGN if reading.weight == WORD else Evidence(-CERTAIN, reading.weight, other_script=True)


@cache
def judge_for(target: str) -> Judge:
    return Judge(target)


def _odds(costs: tuple[int, ...], own: int, strongest: int) -> int:
    """0 where nothing is known. The target gets the benefit of the doubt: of its many rivals the nearest counts."""
    if not costs:
        return 0
    rivals = costs[:own] + costs[own + 1 :]
    return max(-strongest, min(strongest, min(rivals) - costs[own] + _benefit(len(rivals))))


@cache
def _benefit(rivals: int) -> int:
    return round((0.25 + 0.45 * math.log(rivals)) * UNITS_PER_NAT)
