"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes. The label of a word never turns to the target because another word says less for it.

Against gaming: the chain is closed to a ring, so that a text and the same text twice have the same share; a word said
again and again is said once; and a word that is foreign in one place is not counted for the target in another.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from reward_server.rewards.language_id.evidence import FOREIGN, NAME, NO_WORD, Evidence, judge_for
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import WORD, load
from reward_server.rewards.language_id.words import words

CLEAR = 13 * UNITS_PER_NAT // 4
"""From here on a word alone tells its language."""
FEW = 2
"""Clear words of other languages below which a text is taken to be in one."""
SWITCH = (7 * UNITS_PER_NAT // 10, 3 * UNITS_PER_NAT)
"""The least and the most that a change of language costs."""
_ODDS, _WEIGHT, _, _WORD, _SPELLED = map(itemgetter, range(len(Evidence._fields)))
_LONGEST_NAME = 3
"""Words. A longer run of capitalised words is a text in capitals."""


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
    judged = [*map(judge_for(target).__getitem__, tokens)]
    near, states = _labelled(judged)
    said_no = [one for one, state in zip(near, states, strict=True) if state <= 0]
    no = sum(map(_WEIGHT, said_no))
    foreign = {*map(_WORD, said_no)}
    yes = sum([one[1] for one in near if one[3] not in foreign] if foreign else map(_WEIGHT, near))
    return Share(yes, yes + no + _distant(judged) if len(near) < len(judged) else yes + no)


def _labelled(judged: Sequence[Evidence]) -> tuple[list[Evidence], list[int]]:
    """The words of the target's script, and the label of each."""
    # Words of other scripts are foreign whatever stands beside them, and say nothing of what does.
    near = [one for one in judged if one[1] and not one[2]]
    odds = _odds(near)
    return near, label(odds, _change(odds))


def verdicts(tokens: Sequence[str], target: str) -> list[bool | None]:
    """Of each word, for people: whether it counts for the target or for another language; None: neither, as it is no
    word, a name, or said once more. The words are `words(text)`; `share` adds up the same."""
    fresh = [last != token for last, token in zip([*tokens[-1:], *tokens], tokens, strict=False)]
    judged = [judge_for(target)[token] for token, new in zip(tokens, fresh, strict=True) if new]
    near, states = _labelled(judged)
    foreign = {one.word for one, state in zip(near, states, strict=True) if state <= 0}
    told = (
        None if not one.weight or one is NAME else one.word not in foreign and not one.other_script for one in judged
    )
    return [next(told) if new else None for new in fresh]


def _unrepeated(tokens: Sequence[str]) -> Sequence[str]:
    """Without those that repeat the one before (in the ring): to say a word again and again is to say it once."""
    before = [*tokens[-1:], *tokens]
    return [token for last, token in zip(before, tokens, strict=False) if token != last] or tokens[:1]


def _distant(found: Sequence[Evidence]) -> int:
    """The weight of the words of other scripts; capitalised ones are names, and no words, where they stand alone."""
    far = [one for one in found if one[2]]
    total: int = sum(map(_WEIGHT, far))
    return total - WORD * _names([one for one in found if one is not NO_WORD]) if NAME in far else total


def _names(found: Sequence[Evidence]) -> int:
    """How many of the capitalised words are names: they are few, and beside no other word of their script."""
    places = [place for place, one in enumerate(found) if one is NAME]
    count = 0
    for name in _runs(places):
        beside = (*found[max(name[0] - 1, 0) : name[0]], *found[name[-1] + 1 : name[-1] + 2])
        count += len(name) if len(name) <= _LONGEST_NAME and FOREIGN not in beside else 0
    return count


def _odds(near: Sequence[Evidence]) -> list[int]:
    """Names are few in a row: more capitalised words than that are a text in capitals."""
    odds, spelled = [*map(_ODDS, near)], [*map(_SPELLED, near)]
    if odds == spelled:
        return odds
    names = [place for place, one in enumerate(odds) if one != spelled[place]]
    for run in _runs(names) if len(names) > _LONGEST_NAME else ():
        if len(run) > _LONGEST_NAME:
            odds[run[0] : run[-1] + 1] = spelled[run[0] : run[-1] + 1]
    return odds


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places in a row differ from their ranks alike."""
    for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):
        yield [place for _, place in run]


def label(odds: Sequence[int], cost: int) -> list[int]:
    """Above 0 where the best labelling of all words gives this one to the target; `cost`: of a change of language."""
    if min(odds, default=1) > 0:
        return list(odds)
    before = _messages(odds, cost)
    after = _messages(odds[::-1], cost)[::-1]
    return [one + left + right for one, left, right in zip(odds, before, after, strict=True)]


def _change(odds: Sequence[int]) -> int:
    """What a change of language costs in this text: the logarithm of how rarely its clear words change, in the ring.

    Where languages alternate word by word a neighbour tells little; in a text of one language it tells much.
    """
    least, most = SWITCH
    clear = [one > 0 for one in odds if abs(one) >= CLEAR]
    if len(clear) - sum(clear) < FEW:
        return most
    changes = sum([left != right for left, right in zip(clear, [*clear[1:], clear[0]], strict=True)])
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
    shares = {code: share(text, code) for code in SUPPORTED}
    best = max(shares, key=lambda code: shares[code].target)
    return best if shares[best].target else None


def warm() -> None:
    """Reads the profiles: once, at the service's start."""
    load()
