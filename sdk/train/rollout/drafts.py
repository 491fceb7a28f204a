"""Drafts: tokens that may well come next, because they followed the same tokens before, or by the model's own modules.

A draft is a guess that the model verifies in one pass (speculative decoding: Leviathan et al. 2023, arXiv 2211.17192;
n-grams of the text itself as draft: Yang et al. 2023, arXiv 2304.04487). The token drawn at a place is the one that
would be drawn without a draft, with the same random number, and the draft holds as long as it names the tokens drawn.
That is rejection sampling with a draft of one token: it is accepted with its probability p(t), and in its place comes x
with p(x), which, given that it is not t, is p without t made to sum to 1. So a draft changes how many passes are made,
and never what is drawn.

The model's modules (`multi_token`) draw their guess from their own distribution by that same random number (Daliri,
Musco and Suresh 2024, arXiv 2408.07978): the nearer they are to the model, the more often both name the same token, be
the distribution narrow or wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

LONGEST = 4
"""Tokens of the longest context that is looked up."""
MEMORY = 8
"""What was accepted is a mean over about so many passes."""
HOPED = 0.05
"""At first every draft is hoped to hold: that counts like a pass where a guess costs this much, and less where more."""
SPENT = 0.025
"""The share of the time that goes into longer drafts than pay, lest what did not pay once is never tried again."""
COST_ON_CPU, COST_ON_GPU = 0.4, 0.05
"""See `Length`. Measured with a small model; and a guess, for where reading the weights takes most of the time. What a
module computes for its guess comes on top."""


class Lookup:
    """What followed which tokens: last in the rows of a group, or first in its prompt; else last in rows beside it.

    `beside` is what all groups learn, one dictionary for all of them.
    """

    def __init__(self, prompt: Sequence[int], beside: dict[tuple[int, ...], int]) -> None:
        self._here: dict[tuple[int, ...], int] = {}
        self._beside = beside
        for end in range(1, len(prompt)):
            for context in _contexts(prompt[max(0, end - LONGEST) : end]):
                self._here.setdefault(context, prompt[end])

    def learn(self, before: Sequence[int], token: int) -> None:
        """This token followed those in a row; the last few are enough."""
        for context in _contexts(before):
            self._here[context] = self._beside[context] = token

    def draft(self, before: Sequence[int], tokens: int) -> list[int]:
        """So many, each by the longest context that is known; the last token again where none is."""
        text = list(before[-LONGEST:])
        for _ in range(tokens):
            known = (found.get(one) for one in _contexts(text) for found in (self._here, self._beside))
            text.append(next((one for one in known if one is not None), text[-1]))
        return text[len(text) - tokens :]


def _contexts(before: Sequence[int]) -> list[tuple[int, ...]]:
    """The last tokens, the longest first."""
    return [tuple(before[-length:]) for length in range(min(LONGEST, len(before)), 0, -1)]


class Length:
    """How long drafts pay to be, by how many of their tokens were accepted lately; 0 where none pays.

    A pass that verifies n drafted tokens a row is taken to last as long as 1 + n `cost` passes without. Counts alone
    decide, never a clock: a run that is resumed makes the same passes, to the last bit of their results.
    """

    def __init__(self, most: int, cost: float) -> None:
        self._cost = cost
        self._accepted = [1.0] * most
        """By place in the draft: the share of rows in which it was accepted, and all before it."""
        self._noted = [min(1.0, HOPED / cost) if cost else 1.0] * most
        """By place: the passes that tell of it, and what was hoped."""
        self._since = 0
        """Passes since more was tried than pays."""
        self._pays = self._trying = False
        """Of the pass that comes: whether any draft is thought to pay; and whether more than pays is tried."""

    @property
    def may_pay(self) -> bool:
        """Whether drafts of which every token holds would."""
        return bool(self._accepted) and self._cost < 1

    def next(self) -> int:
        """For the pass that comes."""
        best, most = self._best(), len(self._accepted)
        more = max(1, most - best) if best else 1  # where one token does not pay, no longer draft does
        self._since += 1
        self._pays, self._trying = best > 0, self.may_pay and self._since * SPENT >= more * self._cost
        if not self._trying:
            return best
        self._since = 0
        return min(most, best + more)

    def _best(self) -> int:
        """The length with the most tokens for its time."""
        tokens, best, most = 1.0, 0, 1.0
        for length, share in enumerate(
            accumulate(self._accepted, min), 1
        ):  # none holds where the one before it does not
            tokens += share
            gain = tokens / (1 + length * self._cost)
            if gain > most:
                best, most = length, gain
        return best

    def note(self, tried: int, accepted: Sequence[int]) -> None:
        """Of a pass with drafts of so many tokens: how many were accepted in each row."""
        for place in range(tried if accepted else 0):
            self._learn(place, sum(one > place for one in accepted) / len(accepted))

    def _learn(self, place: int, share: float) -> None:
        self._noted[place] = min(MEMORY, self._noted[place] + 1)
        self._accepted[place] += (share - self._accepted[place]) / self._noted[place]


class Confident(Length):
    """Likewise, by what the model's modules think of their guesses: a draft ends where its next token no longer pays.

    They know at which places the text is open. How far they are to be believed is learned from what was accepted. What
    they decline counts as if it had been tried, for to ask them costs too: where they mostly do, they are asked seldom.
    """

    def __init__(self, most: int, cost: float) -> None:
        super().__init__(most, cost)
        self._held = [1.0] * most
        """By place: the share of rows in which all tokens so far would hold, as the modules had it lately."""
        self._holds = [1.0] * most
        """Likewise, in which they did."""
        self._told: list[float] = []
        """Of the pass that comes, as the modules have it."""
        self._tokens = 1.0
        """Of a row that are to be expected of it."""
        self._declined: float | None = None
        """The share of rows in which the first token that was not drafted would have held."""

    def next(self) -> int:
        """The most that may be guessed for the pass that comes."""
        self._told, self._tokens, self._declined = [], 1.0, None
        wanted = super().next()
        return len(self._held) if self._pays else wanted

    def pays(self, held: float) -> bool:
        """Whether one token more pays. `held`: the share of rows in which all so far hold, as the modules have it."""
        place = len(self._told)
        self._told.append(held)
        share = min(1.0, held * self._holds[place] / max(self._held[place], 1e-6))
        paid = share * (1 + place * self._cost) > self._cost * self._tokens
        self._tokens += share
        self._declined = None if paid or self._trying else share
        return self._declined is None

    def note(self, tried: int, accepted: Sequence[int]) -> None:
        super().note(tried, accepted)
        for place in range(tried if accepted else 0):
            share = sum(one > place for one in accepted) / len(accepted)
            self._held[place] += (self._told[place] - self._held[place]) / self._noted[place]
            self._holds[place] += (share - self._holds[place]) / self._noted[place]
        if self._declined is not None:
            self._learn(len(self._told) - 1, self._declined)
