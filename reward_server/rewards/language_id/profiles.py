"""What a word looks like in each language: character trigram models from langdetect's n-gram profiles.

A profile (Apache-2.0, from Wikipedia) counts the sequences of one to three characters of a language, a space standing
for the word's edge. Of them a smoothed model is made that says how probable each next character is; the cost of a word
is the sum of its negative logarithms. The costs in all languages of a script are kept in one integer, a field of bits
for each, so that one addition a trigram adds them all.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

UNITS_PER_NAT = 64
"""Costs are integers, so that the same text gives the same bits on every machine."""
_FIELD_BITS = 20
_FIELD_MASK = (1 << _FIELD_BITS) - 1
_MAX_SCORED_LETTERS = 40
_TRUST = (0.98, 0.85, 0.85)  # in the counts of one, two and three characters, against those of one less
_ALPHABET = 120
"""Letters that the rest of the probability is spread over."""
_MAX_UNSEEN = 100_000
# langdetect writes every Vietnamese letter with two marks as this one.
_AS_IN_PROFILES = dict.fromkeys(range(0x1EA0, 0x1F00), 0x1EC3)

Counts = Mapping[str, float]


def profile(name: str) -> dict[str, float]:
    """Frequencies of the n-grams of a language, case folded. Raises FileNotFoundError for a name that is none."""
    counts: dict[str, float] = defaultdict(float)
    data = json.loads((files("langdetect") / "profiles" / name).read_text(encoding="utf-8"))
    for gram, count in data["freq"].items():
        counts[gram.lower()] += count
    return dict(counts)


class CharacterModels:
    """The trigram models of several languages, read at once. `costs(word)` is one number a language, in order."""

    def __init__(self, names: Sequence[str]) -> None:
        self._width = len(names)
        models = [_Model(profile(name)) for name in names]
        self._models = models
        grams = sorted(set().union(*(model.trigrams() for model in models)))
        self._packed = _Packed(models, grams)

    def costs(self, word: str) -> list[int]:
        """Units of cost of the word (in lower case, composed) in each language."""
        padded = f" {word[:_MAX_SCORED_LETTERS].translate(_AS_IN_PROFILES)} "
        packed = self._packed
        total = sum([packed[padded[at : at + 3]] for at in range(len(padded) - 2)], packed[padded[:2]])
        return [total >> shift & _FIELD_MASK for shift in range(0, self._width * _FIELD_BITS, _FIELD_BITS)]


class _Packed(dict[str, int]):
    """Gram -> the costs of its last character in all languages; those that no profile has are added when met."""

    def __init__(self, models: Sequence[_Model], grams: Sequence[str]) -> None:
        super().__init__()
        self._models = models
        for gram in grams:
            self[gram] = self._cost(gram)
        self._seen = len(self)

    def __missing__(self, gram: str) -> int:
        cost = self._cost(gram)
        if len(self) < self._seen + _MAX_UNSEEN:
            self[gram] = cost
        return cost

    def _cost(self, gram: str) -> int:
        costs = (round(-UNITS_PER_NAT * math.log(model.probability(gram))) for model in self._models)
        return sum(cost << index * _FIELD_BITS for index, cost in enumerate(costs))


class _Model:
    """P(last character of a gram | the ones before), interpolated from the counts of one profile."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._letters = sum(count for gram, count in counts.items() if len(gram) == 1)
        self._after: dict[str, float] = defaultdict(float)
        for gram, count in counts.items():
            if len(gram) > 1:
                self._after[gram[:-1]] += count

    def trigrams(self) -> Iterator[str]:
        return (gram for gram in self._counts if len(gram) > 1)

    def probability(self, gram: str) -> float:
        """Never 0: each order is mixed with the one below, the last with an even spread over the alphabet."""
        estimate = 1 / _ALPHABET
        for order, trust in enumerate(_TRUST[: len(gram)], start=1):
            part = gram[-order:]
            seen = self._after.get(part[:-1], 0.0) if order > 1 else self._letters
            if seen:
                estimate += trust * (self._counts.get(part, 0.0) / seen - estimate)
        return estimate
