"""What a word looks like in each language: character trigram models from langdetect's n-gram profiles.

A profile (Apache-2.0, from Wikipedia) counts the sequences of one to three characters of a language, a space standing
for the word's edge. Of them a smoothed model is made that says how probable each next character is; the cost of a word
is the sum of its negative logarithms. The costs in all languages of a script are kept in one integer, a field of bits
for each, so that one addition a trigram adds them all.
"""

from __future__ import annotations

import json
import math
import struct
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from operator import itemgetter

UNITS_PER_NAT = 64
"""Costs are integers, so that the same text gives the same bits on every machine."""
_FIELD_BITS = 16
_MAX_SCORED_LETTERS = 40
"""No character costs more than 800, so that the sum of all fits into a field."""
_GRAMS = [
    itemgetter(slice(0, 2), *[slice(at, at + 3) for at in range(letters)]) for letters in range(_MAX_SCORED_LETTERS + 1)
]
"""By the letters of a word, which of its characters are its first pair and its trigrams, with a space at either end."""
_TRUST = (0.98, 0.85, 0.85)  # in the counts of one, two and three characters, against those of one less
_ALPHABET = 120
"""Letters that the rest of the probability is spread over."""
_MAX_UNSEEN = 100_000
# langdetect writes every Vietnamese letter with two marks as this one.
_AS_IN_PROFILES = dict.fromkeys(range(0x1EA0, 0x1F00), 0x1EC3)


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
        self._packed = _Packed([_Model(profile(name)) for name in names])
        self._fields = struct.Struct(f"<{len(names)}H")

    def costs(self, word: str) -> tuple[int, ...]:
        """Units of cost of the word (in lower case, composed) in each language."""
        letters = word[:_MAX_SCORED_LETTERS]
        padded = f" {letters if letters.isascii() else letters.translate(_AS_IN_PROFILES)} "
        total = sum(map(self._packed.__getitem__, _GRAMS[len(letters)](padded)))
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))


class _Packed(dict[str, int]):
    """Gram of two or three characters -> the costs of its last character in all languages."""

    def __init__(self, models: Sequence[_Model]) -> None:
        super().__init__()
        self._models = models
        self._unseen: dict[str, tuple[int, int]] = {}
        self._known_before: dict[str, int] = defaultdict(int)
        for place, model in enumerate(models):
            for context in model.contexts:
                self._known_before[context] |= (1 << _FIELD_BITS) - 1 << _FIELD_BITS * place
        for gram in {gram for model in models for gram in model.shares if len(gram) > 1}:
            self[gram] = _pack([model.probability(gram) for model in models])
        for pair in [gram for gram in self if len(gram) == 2]:
            self._unseen_pair(pair)
        self._most = len(self) + _MAX_UNSEEN

    def __missing__(self, gram: str) -> int:
        """A gram that no profile has: its last two characters tell, and which languages know the first two."""
        seldom, never = self._unseen.get(gram[-2:]) or self._unseen_pair(gram[-2:])
        known = self._known_before.get(gram[:-1], 0) if len(gram) == 3 else 0
        cost = seldom & ~known | never & known
        if len(self) < self._most:
            self[gram] = cost
        return cost

    def _unseen_pair(self, pair: str) -> tuple[int, int]:
        lower = [model.probability(pair) for model in self._models]
        found = _pack(lower), _pack([_mixed(0.0, one, 3) for one in lower])
        if len(self._unseen) < _MAX_UNSEEN:
            self._unseen[pair] = found
        return found


def _pack(probabilities: Iterable[float]) -> int:
    costs = [round(-UNITS_PER_NAT * math.log(one)) for one in probabilities]
    return sum([cost << _FIELD_BITS * place for place, cost in enumerate(costs)])


class _Model:
    """P(last character of a gram | the ones before), interpolated from the counts of one profile.

    Never 0: each order is mixed with the one below, the last with an even spread over the alphabet.
    """

    def __init__(self, counts: Mapping[str, float]) -> None:
        after: dict[str, float] = defaultdict(float)
        for gram, count in counts.items():
            after[gram[:-1]] += count
        self.shares = {gram: count / after[gram[:-1]] for gram, count in counts.items()}
        self.contexts = {*after}
        self._pairs: dict[str, float] = {}

    def probability(self, gram: str) -> float:
        """Of a gram of two or three characters."""
        pair = gram[-2:]
        lower = self._pairs.get(pair)
        if lower is None:
            lower = self._pairs[pair] = self._mixed(pair, self._mixed(pair[1], 1 / _ALPHABET))
        return self._mixed(gram, lower) if len(gram) == 3 else lower

    def _mixed(self, gram: str, lower: float) -> float:
        return _mixed(self.shares.get(gram, 0.0), lower, len(gram)) if gram[:-1] in self.contexts else lower


def _mixed(share: float, lower: float, length: int) -> float:
    """The share of a gram of this length, trusted as much as its count, and the probability of a shorter one."""
    return lower + _TRUST[length - 1] * (share - lower)
