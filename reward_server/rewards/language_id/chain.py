"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes. The label of a word never turns to the target because another word says less for it.

Against gaming: the chain is closed to a ring, so that a text and the same text twice have the same share; a word said
again and again is said once; and a word that is foreign in one place is not counted for the target in another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reward_server.rewards.language_id.evidence import FOREIGN, NAME, NO_WORD, Evidence, judge_for
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.reading import WORD, load
from reward_server.rewards.language_id.words import words

SWITCH = 7 * UNITS_PER_NAT
"""What a change of language costs where a text changes it seldom; less where it does so word by word."""
LEAST_SWITCH = 7 * UNITS_PER_NAT // 10
CLEAR = 4 * UNITS_PER_NAT
"""From here on a word alone tells its language."""
SELDOM = 0.2
"""Changes for each clear word up to which a text is taken to be in one language, with runs of another."""
FEW = 6
"""Different clear words of other languages below which a text is too short to tell."""
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
    # Words of other scripts are foreign whatever stands beside them, and say nothing of what does.
    near = [
        (token, odds, weight)
        for token, (odds, weight, distant) in zip(tokens, judged, strict=True)
        if weight and not distant
    ]
    states = label([odds for _, odds, _ in near], _change(near))
    said_no = [one for one, state in zip(near, states, strict=True) if state <= 0]
    no = sum([weight for _, _, weight in said_no])
    foreign = {token for token, _, _ in said_no}
    yes = sum([weight for token, _, weight in near if token not in foreign])
    return Share(yes, yes + no + _distant(judged) if len(near) < len(judged) else yes + no)


def _unrepeated(tokens: Sequence[str]) -> Sequence[str]:
    """Without those that repeat the one before (in the ring): to say a word again and again is to say it once."""
    before = [*tokens[-1:], *tokens]
    return [token for last, token in zip(before, tokens, strict=False) if token != last] or tokens[:1]


def _distant(found: Sequence[Evidence]) -> int:
    """The weight of the words of other scripts; capitalised ones are names, and no words, where they stand alone."""
    total = sum([weight for _, weight, distant in found if distant])
    return total - WORD * _names([one for one in found if one is not NO_WORD]) if NAME in found else total


def _names(found: Sequence[Evidence]) -> int:
    """How many of the capitalised words are names: they are few, and beside no other word of their script."""
    places = [place for place, one in enumerate(found) if one is NAME]
    count = 0
    for _, run in groupby(enumerate(places), lambda one: one[1] - one[0]):  # places in a row differ from ranks alike
        name = [place for _, place in run]
        beside = (*found[max(name[0] - 1, 0) : name[0]], *found[name[-1] + 1 : name[-1] + 2])
        count += len(name) if len(name) <= _LONGEST_NAME and FOREIGN not in beside else 0
    return count


def label(odds: Sequence[int], cost: int = SWITCH) -> list[int]:
    """Above 0 where the best labelling of all words gives this one to the target; `cost`: of a change of language."""
    if min(odds, default=1) > 0:
        return list(odds)
    before = _messages(odds, cost)
    after = _messages(odds[::-1], cost)[::-1]
    return [one + left + right for one, left, right in zip(odds, before, after, strict=True)]


def _change(near: Sequence[tuple[str, int, int]]) -> int:
    """What a change of language costs in this text: the logarithm of how rarely its clear words change, in the ring.

    Where languages alternate word by word a neighbour tells little; in a text of one language it tells much.
    `near`: token, odds and weight of each word.
    """
    clear = [(token, odds > 0) for token, odds, _ in near if abs(odds) >= CLEAR]
    if len({token for token, own in clear if not own}) < FEW:
        return SWITCH
    changes = sum([left[1] != right[1] for left, right in zip(clear, [*clear[1:], clear[0]], strict=True)])
    rate = changes / len(clear)
    if rate <= SELDOM:
        return SWITCH
    return max(LEAST_SWITCH, round(UNITS_PER_NAT * math.log((1.0001 - rate) / rate)))


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
