"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes. The label of a word never turns to the target because another word says less for it.

Against gaming: the chain is closed to a ring, so that a text and the same text twice have the same share; a word said
again and again is said once; and a word that is foreign in one place is not counted for the target in another.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice, repeat
from operator import eq, itemgetter

from reward_server.rewards.language_id.evidence import (
    AGAINST,
    FAR,
    FAR_LETTERS,
    FAR_NAME,
    FOR,
    JUDGED,
    NAME_AGAINST,
    NAME_FOR,
    NONE,
    RATHER_AGAINST,
    RATHER_FOR,
    TARGETS,
    Evidence,
    kind_of,
    load,
)
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import WORD
from reward_server.rewards.language_id.words import words

FEW = 2
"""Clear words of other languages below which a text is taken to be in one."""
SWITCH = (35 * UNITS_PER_NAT // 100, 3 * UNITS_PER_NAT)
"""The least and the most that a change of language costs."""
_ODDS, _WEIGHT, _KIND, _SPELLED = map(itemgetter, range(len(Evidence._fields)))
_IN = {target: itemgetter(place) for place, target in enumerate(TARGETS)}
_FAR = bytes([FAR, FAR_NAME, FAR_LETTERS, NONE])
_IS_NEAR = bytes([kind not in _FAR for kind in range(256)])
_IS_FOR = bytes([kind in (FOR, RATHER_FOR, NAME_FOR) for kind in range(256)])
_UNCLEAR = bytes([RATHER_FOR, RATHER_AGAINST, NAME_FOR, NAME_AGAINST])
_RUNS = re.compile(b"\0+|\1+")
# Names are few in a row, three words at most: more capitalised words than that are a text in capitals.
_NO_NAMES = re.compile(b"[%c%c]{4,}+" % (NAME_FOR, NAME_AGAINST))
# And a name of another script is beside no other word of its script.
_FAR_NAMES = re.compile(b"(?<![%c%c])%c{1,3}(?![%c%c])" % (FAR, FAR_NAME, FAR_NAME, FAR, FAR_NAME))


@dataclass(frozen=True, slots=True)
class Share:
    """Words in quarters: of the target language, and all that were judged."""

    target: int
    total: int

    @property
    def value(self) -> float:
        return self.target / self.total if self.total else 0.0


def share(text: str, target: str) -> Share:
    """`target` is a code of `SUPPORTED`."""
    tokens = _unrepeated(words(text))
    return _share(tokens, [*map(_IN[target], map(JUDGED.__getitem__, tokens))])


def _share(tokens: Sequence[str], judged: Sequence[Evidence]) -> Share:
    kinds = bytes(map(_KIND, judged))
    is_near = kinds.translate(_IS_NEAR)
    near = [*compress(judged, is_near)]
    weights = [*map(_WEIGHT, near)]
    yes, no = sum(weights), 0
    if foreign := _foreign(near, kinds):
        written = [*compress(tokens, is_near)]
        yes -= sum(compress(weights, map(_strangers(written, foreign).__contains__, written)))
        no = sum(compress(weights, foreign))
    return Share(yes, yes + no + (_distant(judged, kinds) if len(near) < len(judged) else 0))


def _foreign(near: Sequence[Evidence], kinds: bytes) -> Sequence[bool]:
    """Of each word of the target's script whether it counts for another language; empty if none does.

    `kinds`: of all words. Words of other scripts are foreign whatever stands beside them, and say nothing of what does.
    Words in a row that all speak for the target, or none of which does, have one label: they are labelled as one.
    """
    odds = [*map(_ODDS, near)]
    kinds = kinds.translate(None, _FAR)
    if kinds.count(NAME_FOR) + kinds.count(NAME_AGAINST) > 3:
        told = bytearray(kinds)
        for run in _NO_NAMES.finditer(kinds):
            place = slice(*run.span())
            odds[place] = spelled = [*map(_SPELLED, near[place])]
            told[place] = map(kind_of, spelled)
        kinds = bytes(told)
    is_for = kinds.translate(_IS_FOR)
    if 0 not in is_for:
        return ()
    runs = [run.span() for run in _RUNS.finditer(is_for)]
    labels = label([sum(odds[start:end]) for start, end in runs], _change(kinds))
    if min(labels) > 0:
        return ()
    return [*chain.from_iterable(repeat(one <= 0, end - start) for one, (start, end) in zip(labels, runs, strict=True))]


def verdicts(tokens: Sequence[str], target: str) -> list[bool | None]:
    """Of each word, for people: whether it counts for the target or for another language; None: neither, as it is no
    word, a name, or said once more. The words are `words(text)`; `share` adds up the same."""
    fresh = [last != token for last, token in zip([*tokens[-1:], *tokens], tokens, strict=False)]
    judged = [*map(_IN[target], map(JUDGED.__getitem__, compress(tokens, fresh)))]
    kinds = bytes(map(_KIND, judged))
    is_near = kinds.translate(_IS_NEAR)
    written = [*compress(tokens, fresh)]
    strangers = _strangers(compress(written, is_near), _foreign([*compress(judged, is_near)], kinds))
    told = (
        None if kind in (NONE, FAR_NAME) else bool(near) and word not in strangers
        for kind, near, word in zip(kinds, is_near, written, strict=True)
    )
    return [next(told) if new else None for new in fresh]


def _strangers(tokens: Iterable[str], foreign: Iterable[bool]) -> set[str]:
    """The words that are foreign in one place, with and without the space that tells where a word stands."""
    found = {token.lstrip(" ") for token in compress(tokens, foreign)}
    return found.union([f" {word}" for word in found])


def _unrepeated(tokens: Sequence[str]) -> Sequence[str]:
    """Without those that repeat the one before (in the ring): to say a word again and again is to say it once."""
    if tokens[:1] != tokens[-1:] and not any(map(eq, tokens, islice(tokens, 1, None))):
        return tokens
    before = [*tokens[-1:], *tokens[:-1]]
    return [token for last, token in zip(before, tokens, strict=True) if token != last] or tokens[:1]


def _distant(judged: Sequence[Evidence], kinds: bytes) -> int:
    """The weight of the words of other scripts; capitalised ones are names, and no words, where they stand alone."""
    total = WORD * (kinds.count(FAR) + kinds.count(FAR_NAME))
    if FAR_LETTERS in kinds:
        total += sum([one.weight for one in judged if one.kind == FAR_LETTERS])
    if FAR_NAME in kinds:
        total -= WORD * sum(map(len, _FAR_NAMES.findall(kinds.replace(b"%c" % NONE, b""))))
    return total


def label(odds: Sequence[int], cost: int) -> list[int]:
    """Above 0 where the best labelling of all words gives this one to the target; `cost`: of a change of language."""
    if sum(odds) > 0 and sum([one for one in odds if one < 0]) > -cost:  # no words together outweigh a change
        return [1] * len(odds)
    before, after = _messages(odds, cost), _messages(odds[::-1], cost)
    return [*map(sum, zip(odds, before, after[::-1], strict=True))]


def _change(kinds: bytes) -> int:
    """What a change of language costs in this text: the logarithm of how rarely its clear words change, in the ring.

    Where languages alternate word by word a neighbour tells little; in a text of one language it tells much.
    """
    least, most = SWITCH
    clear = kinds.translate(None, _UNCLEAR)
    if clear.count(AGAINST) < FEW:
        return most
    changes = 2 * (clear + clear[:1]).count(b"%c%c" % (AGAINST, FOR))  # as often there as back, in a ring
    rate = (changes + 0.3) / (len(clear) + 1)
    return max(least, min(most, round(UNITS_PER_NAT * math.log((1 - rate) / rate)))) if rate < 1 else least


def _messages(odds: Sequence[int], cost: int) -> list[int]:
    """What the words before each word say of it, at most a change of state's worth."""
    highest, lowest = cost, -cost
    message = highest if sum(odds) > 0 else lowest
    messages: list[int] = []
    for one in odds:
        messages.append(message)
        message += one
        if message > highest:
            message = highest
        elif message < lowest:
            message = lowest
    for index, one in enumerate(odds):  # round the ring once more, until it says what it said before
        if messages[index] == message:
            break
        messages[index] = message
        message = max(lowest, min(highest, message + one))
    return messages


def identify(text: str) -> str | None:
    """The language that most of the text's words are in; None where it has none."""
    tokens = _unrepeated(words(text))
    judged = [*map(JUDGED.__getitem__, tokens)]
    shares = {code: _share(tokens, [*map(_IN[code], judged)]) for code in SUPPORTED}
    best = max(shares, key=lambda code: shares[code].target)
    return best if shares[best].target else None


def warm() -> None:
    """Reads the profiles: once, at the service's start."""
    load()
