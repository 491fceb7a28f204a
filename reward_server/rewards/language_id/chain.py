"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes. The label of a word never turns to the target because another word says less for it.

Against gaming: the chain is closed to a ring, so that a text and the same text twice have the same share; a word said
again and again is said once; and a word that is foreign in one place is not counted for the target in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reward_server.rewards.language_id.evidence import FOREIGN, NAME, NO_WORD, Evidence, judge_for, load
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.words import words

SWITCH = 8 * UNITS_PER_NAT
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
    judge = judge_for(target)
    tokens = [token for token in _unrepeated(words(text)) if judge[token] is not NO_WORD]
    found = [judge[token] for token in tokens]
    distant = sum([one.weight for one in _without_names(found) if one.other_script])
    # Words of other scripts are foreign whatever stands beside them, and say nothing of what does.
    near = [(token, one) for token, one in zip(tokens, found, strict=True) if not one.other_script]
    states = label([one.odds for _, one in near])
    foreign = {token for (token, _), state in zip(near, states, strict=True) if state <= 0}
    yes = sum([one.weight for token, one in near if token not in foreign])
    no = sum([one.weight for (_, one), state in zip(near, states, strict=True) if state <= 0])
    return Share(yes, yes + no + distant)


def _unrepeated(tokens: Sequence[str]) -> Sequence[str]:
    """Without those that repeat the one before (in the ring): to say a word again and again is to say it once."""
    before = [*tokens[-1:], *tokens]
    return [token for last, token in zip(before, tokens, strict=False) if token != last] or tokens[:1]


def _without_names(found: Sequence[Evidence]) -> Sequence[Evidence]:
    """Capitalised words of another script are names, unless they are many or stand in a text of that script."""
    if NAME not in found:
        return found
    runs = [(one is NAME, list(run)) for one, run in groupby(found)]
    kept: list[Evidence] = []
    for index, (is_name, run) in enumerate(runs):
        beside = [part[1][0] for part in (runs[index - 1 : index] + runs[index + 1 : index + 2])]
        if not is_name:
            kept += run
        elif len(run) > _LONGEST_NAME or FOREIGN in beside:
            kept += [FOREIGN] * len(run)
    return kept


def label(odds: Sequence[int]) -> list[int]:
    """Above 0 where the best labelling of all words gives this one to the target."""
    if min(odds, default=1) > 0:
        return list(odds)
    before = _messages(odds)
    after = _messages(odds[::-1])[::-1]
    return [one + left + right for one, left, right in zip(odds, before, after, strict=True)]


def _messages(odds: Sequence[int]) -> list[int]:
    """What the words before each word say of it, at most a change of state's worth; twice round, since it is a ring."""
    message = SWITCH if sum(odds) > 0 else -SWITCH
    for _ in range(2):
        messages: list[int] = []
        for one in odds:
            messages.append(message)
            message = max(-SWITCH, min(SWITCH, message + one))
    return messages


def identify(text: str) -> str | None:
    """The language that most of the text's words are in; None where it has none."""
    shares = {code: share(text, code) for code in SUPPORTED}
    best = max(shares, key=lambda code: shares[code].target)
    return best if shares[best].target else None


def warm() -> None:
    """Reads the profiles: once, at the service's start."""
    load()
