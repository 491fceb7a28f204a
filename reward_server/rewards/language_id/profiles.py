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

UNITS_PER_NAT = 64
"""Costs are integers, so that the same text gives the same bits on every machine."""
_FIELD_BITS = 32
_MAX_SCORED_LETTERS = 40
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
        models = [_Model(profile(name)) for name in names]
        self._packed = _Packed(models, {gram for model in models for gram in model.shares if len(gram) > 1})
        self._fields = struct.Struct(f"<{len(names)}I")

    def costs(self, word: str) -> tuple[int, ...]:
        """Units of cost of the word (in lower case, composed) in each language."""
        letters = word[:_MAX_SCORED_LETTERS]
        padded = f" {letters if letters.isascii() else letters.translate(_AS_IN_PROFILES)} "
        packed = self._packed
        total = sum([packed[padded[at : at + 3]] for at in range(len(padded) - 2)], packed[padded[:2]])
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))


class _Packed(dict[str, int]):
    """Gram -> the costs of its last character in all languages; those that no profile has are added when met."""

    def __init__(self, models: Sequence[_Model], grams: Iterable[str]) -> None:
        super().__init__()
        self._models = models
        for gram in grams:
            self[gram] = self._cost(gram)
        self._known = len(self)

    def __missing__(self, gram: str) -> int:
        cost = self._cost(gram)
        if len(self) < self._known + _MAX_UNSEEN:
            self[gram] = cost
        return cost

    def _cost(self, gram: str) -> int:
        packed = 0
        for model in reversed(self._models):
            packed = packed << _FIELD_BITS | round(-UNITS_PER_NAT * math.log(model.probability(gram)))
        return packed


class _Model:
    """P(last character of a gram | the ones before), interpolated from the counts of one profile.

    Never 0: each order is mixed with the one below, the last with an even spread over the alphabet.
    """

    def __init__(self, counts: Mapping[str, float]) -> None:
        after: dict[str, float] = defaultdict(float)
        for gram, count in counts.items():
            after[gram[:-1]] += count
        self.shares = {gram: count / after[gram[:-1]] for gram, count in counts.items()}
        self._contexts = {*after}
        self._pairs: dict[str, float] = {}

    def probability(self, gram: str) -> float:
        """Of a gram of two or three characters."""
        pair = gram[-2:]
        lower = self._pairs.get(pair)
        if lower is None:
            lower = self._pairs[pair] = self._mixed(pair, self._mixed(pair[1], 1 / _ALPHABET))
        return self._mixed(gram, lower) if len(gram) == 3 else lower

    def _mixed(self, gram: str, lower: float) -> float:
        if gram[:-1] not in self._contexts:
            return lower
        return lower + _TRUST[len(gram) - 1] * (self.shares.get(gram, 0.0) - lower)
