"""The share of a text's words that are in the target language.

Each word has evidence of its own and neighbours: a run of foreign words is likelier than one that only looks foreign.
The best labelling of the words in a chain of two states, in which every change of state costs `SWITCH`, is found in
two passes; the chain is closed to a ring, so that a text and the same text twice have the same share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reward_server.rewards.language_id.evidence import Evidence, judge_for, load
from reward_server.rewards.language_id.languages import SUPPORTED
from reward_server.rewards.language_id.profiles import UNITS_PER_NAT
from reward_server.rewards.language_id.words import words

SWITCH = 5 * UNITS_PER_NAT


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
    found = [evidence for evidence in map(judge.__getitem__, words(text)) if evidence.weight]
    labels = label([evidence.odds for evidence in found])
    return _count(found, labels)


CONTRADICTED = 2 * UNITS_PER_NAT
"""A word that says so much against the label that its neighbours give it is not counted at all."""


def _count(found: Sequence[Evidence], labels: Sequence[int]) -> Share:
    yes = sum(one.weight for one, label in zip(found, labels, strict=True) if label > 0 and one.odds >= -CONTRADICTED)
    no = sum(one.weight for one, label in zip(found, labels, strict=True) if label <= 0 and one.odds <= CONTRADICTED)
    return Share(yes, yes + no)


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
