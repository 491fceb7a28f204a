"""How strongly one word, seen alone, speaks for or against each language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reward_server.rewards.language_id import lexicon
from reward_server.rewards.language_id.languages import OWN_SCRIPTS, SHARED_SCRIPTS, Script
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import DEAREST, SPELLED, WORD, read
from reward_server.rewards.language_id.reading import load as load_languages

CERTAIN = 20 * UNITS_PER_NAT
STRONGEST = 13 * UNITS_PER_NAT // 2
"""What the spelling of one word can say: it may be borrowed, misspelt, or missing from a list. Two such words between
words of the target are less than two changes of language cost; three are a run."""
CLEAR = 13 * UNITS_PER_NAT // 4
"""From here on a word alone tells its language."""
FAINT = UNITS_PER_NAT
"""What a name says of the language that it stands in."""
TARGETS = (
    *(language for ones in SHARED_SCRIPTS.values() for language in ones),
    *sorted({*OWN_SCRIPTS.values()} - {"ja"}),
)
"""The languages in the order of `evidence`: those of a shared script stand side by side."""
_JUDGED_AT_START = round(math.log(2e4) * UNITS_PER_NAT)
"""The cost of a word that is one in twenty thousand: about two thousand of a language are as frequent."""
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


FOR, RATHER_FOR, RATHER_AGAINST, AGAINST, NAME_FOR, NAME_AGAINST, FAR, FAR_NAME, FAR_LETTERS, NONE = b"FfaAnmWNL-"
"""Of the target's script: a word that speaks for the target or does not, clearly or not; a name of which the spelling
says more than `odds`. Of another script: a word; a capitalised word, a name perhaps, what stands beside it decides;
letters that are not one word. And what is no word."""


def kind_of(odds: int) -> int:
    """Of a word of the target's script that is no name."""
    if odds > 0:
        return FOR if odds >= CLEAR else RATHER_FOR
    return AGAINST if odds <= -CLEAR else RATHER_AGAINST


_NO_WORDS = (Evidence(0, 0, NONE),) * len(TARGETS)
_BENEFIT = {
    script: round((0.25 + 0.45 * math.log(len(languages) - 1)) * UNITS_PER_NAT)
    for script, languages in SHARED_SCRIPTS.items()
}
_WEIGHTS = 300
"""Kinds of words of which the evidence is made once; a run of Kana can be as long as a text."""


class Judged(dict[str, tuple[Evidence, ...]]):
    """Token -> `evidence(token)`, remembered."""

    def __missing__(self, token: str) -> tuple[Evidence, ...]:
        ready = _READY.get(token.lstrip(" "))
        found = evidence(token) if ready is None else (*ready,)  # a copy: what is in use lies side by side in memory
        if len(token) <= _REMEMBERED_CHARS:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[token] = found
        return found


JUDGED = Judged()
_READY: dict[str, tuple[Evidence, ...]] = {}
"""Frequent words, in lower case, judged at the start. Apart, since a large table is slow: most of it is in no cache."""


def evidence(token: str) -> tuple[Evidence, ...]:
    """What the token says in each of `TARGETS`; a pure function."""
    reading = read(token)
    if reading is None:
        return _NO_WORDS
    script, weight, costs, name = reading
    if script not in SHARED_SCRIPTS:
        return _of_own_script(script, weight)
    before, after = _others(script, weight, name)
    if script == "han":
        chinese, japanese = costs
        differences = (japanese - chinese, chinese - japanese)
        return (*before, *[_spoken(script, weight, name, one) for one in differences], *after)
    ahead, behind = _by_difference(script, name)
    first, second = sorted(costs)[:2]
    found = [behind[cost - first] for cost in costs]
    found[costs.index(first)] = ahead[second - first]
    return (*before, *found, *after)


def _spoken(script: Script, weight: int, name: bool, difference: int) -> Evidence:
    """What a word says for the target where its nearest rival costs so much more.

    The target gets the benefit of the doubt: of its many rivals the nearest counts.
    """
    strongest = CERTAIN if script == "han" else STRONGEST
    spelled = max(-strongest, min(strongest, difference + _BENEFIT[script]))
    odds = max(-FAINT, min(FAINT, spelled)) if name else spelled
    kind = kind_of(odds) if odds == spelled else NAME_FOR if odds > 0 else NAME_AGAINST
    return Evidence(odds, weight, kind, spelled)


@cache
def _by_difference(script: Script, name: bool) -> tuple[Sequence[Evidence], Sequence[Evidence]]:
    """What a word says where it costs so much less than in the nearest rival, and where it costs so much more."""
    ahead, behind = (
        [_spoken(script, WORD, name, sign * difference) for difference in range(DEAREST + 1)] for sign in (1, -1)
    )
    return ahead, behind


@lru_cache(_WEIGHTS)
def _others(script: Script, weight: int, name: bool) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What a word says in the targets before those of its script, and in those after them."""
    far = (Evidence(-1, weight, FAR_NAME) if name else _far(weight),)
    start, languages = TARGETS.index(SHARED_SCRIPTS[script][0]), len(SHARED_SCRIPTS[script])
    return far * start, far * (len(TARGETS) - start - languages)


@lru_cache(_WEIGHTS)
def _of_own_script(script: Script, weight: int) -> tuple[Evidence, ...]:
    found = {OWN_SCRIPTS.get(script, ""): Evidence(CERTAIN, weight, FOR, CERTAIN)}
    if script == "kana":  # they tell what language the Han letters beside them are in
        found["zh"] = Evidence(-CERTAIN, weight, AGAINST, -CERTAIN)
    return tuple([found.get(target, _far(weight)) for target in TARGETS])


def _far(weight: int) -> Evidence:
    return Evidence(-CERTAIN, weight, FAR if weight == WORD else FAR_LETTERS)


@cache
def load() -> None:
    """Reads what is read from files, and judges the words of which nearly every text is made."""
    load_languages()
    for script in SPELLED:
        for word, costs in lexicon.costs(script).items():
            if min(costs) * lexicon.STEP <= _JUDGED_AT_START:
                _READY[word] = evidence(word)
