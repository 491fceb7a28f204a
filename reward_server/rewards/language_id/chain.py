"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes. The chain is closed to a ring, so that a text and the same text twice have the same share. The label of a
word never turns to the target because another word says less for it; a word that contradicts its label is not counted,
so that repeating a foreign word that its neighbours drown cannot pay either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reward_server.rewards.language_id.evidence import FOREIGN, NAME, NO_WORD, Evidence, judge_for, load
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.words import words

SWITCH = 5 * UNITS_PER_NAT
CONTRADICTED = 2 * UNITS_PER_NAT
"""A word that says so much against the label that its neighbours give it is not counted at all."""
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
    found = [one for one in map(judge.__getitem__, _unrepeated(words(text))) if one is not NO_WORD]
    if NAME in found:
        found = _without_names(found)
    # Words of other scripts are foreign whatever stands beside them, and say nothing of what does.
    near = [one for one in found if not one.other_script]
    labels = label([one.odds for one in near])
    yes = sum([one.weight for one, state in zip(near, labels, strict=True) if state > 0 and one.odds >= -CONTRADICTED])
    no = sum([one.weight for one, state in zip(near, labels, strict=True) if state <= 0 and one.odds <= CONTRADICTED])
    return Share(yes, yes + no + sum([one.weight for one in found if one.other_script]))


def _unrepeated(tokens: Sequence[str]) -> Sequence[str]:
    """Without those that repeat the one before (in the ring): to say a word again and again is to say it once."""
    before = [*tokens[-1:], *tokens]
    return [token for last, token in zip(before, tokens, strict=False) if token != last] or tokens[:1]


def _without_names(found: Sequence[Evidence]) -> list[Evidence]:
    """Capitalised words of another script are names, unless they are many or stand in a text of that script."""
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
