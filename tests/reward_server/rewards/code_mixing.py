"""Texts in two languages whose share of target words is known, because they are put together word by word.

Sentences of the target language are interrupted by runs of foreign words and by what is no word: LaTeX, code, addresses
and names. Everything is drawn from a seeded `random.Random`; the same arguments give the same text.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

SENTENCES = Path(__file__).parents[2] / "data" / "language"
UNSPACED = {"zh": 2, "ja": 2, "th": 4}
"""Letters that count as one word in the scripts without spaces."""
LANGUAGES = ("en", "zh", "ja", "ko", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "ar", "hi", "th", "vi", "tr")
LATIN = frozenset(["en", "de", "fr", "es", "pt", "it", "nl", "pl", "vi", "tr"])
CYRILLIC = frozenset({"ru", "uk"})
IDEOGRAPHIC = frozenset({"zh", "ja"})

NOISE = (
    "$x^2 + 3x - 4 = 0$",
    "\\(a_n = 2a_{n-1} + 1\\)",
    "$$\\sum_{k=1}^{n} k = \\frac{n(n+1)}{2}$$",
    "\\[\\int_0^1 x^2 \\, dx = \\frac13\\]",
    "\\begin{align}\n2x + y &= 7 \\\\\nx - y &= 2\n\\end{align}",
    "\\frac{3}{4}",
    "\\boxed{42}",
    "`total = sum(values)`",
    "```python\nfor item in values:\n    print(item * 2)\n```",
    "```\nint main() { return 0; }\n```",
    "https://www.example.com/articles/index.html?page=2&sort=name",
    "someone@example.org",
    "17",
    "3.14",
    "1,250",
    "NASA",
    "GCD",
    "max_value",
    "x_1",
    "getValue",
    "n = 12",
    "2 + 3 = 5",
    "→",
    "x",
)
_LETTER_AND_PUNCTUATION = re.compile(
    "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff][^\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]*"
)
NAMES = ("Alice", "Bob", "Newton", "Euler", "Maria Schmidt", "Python", "Berlin", "Tanaka", "Fermat", "Carlos")


class Piece(NamedTuple):
    """A word, with its punctuation, or something that is none: then `language` is None and it counts 0."""

    text: str
    language: str | None
    counts: float


@dataclass(frozen=True, slots=True)
class Mixed:
    target: str
    foreign: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return join(self.pieces)

    @property
    def share(self) -> float:
        """Words of the target over all words, by construction."""
        return sum(one.counts for one in self.pieces if one.language == self.target) / sum(
            one.counts for one in self.pieces
        )


def join(pieces: Sequence[Piece]) -> str:
    """Spaces between all but two words of one language that writes none."""
    parts = [pieces[0].text] if pieces else []
    for before, piece in itertools.pairwise(pieces):
        glued = piece.language in UNSPACED and piece.language == before.language
        parts += [piece.text] if glued else [" ", piece.text]
    return "".join(parts)


@cache
def sentences(language: str, folder: str) -> tuple[str, ...]:
    return tuple((SENTENCES / folder / f"{language}.txt").read_text(encoding="utf-8").splitlines())


def words_of(language: str, folder: str, rng: random.Random) -> Iterator[Piece]:
    """Words without end: whole sentences in random order, their punctuation kept."""
    while True:
        for sentence in rng.sample(sentences(language, folder), len(sentences(language, folder))):
            yield from split(sentence, language)


def split(sentence: str, language: str) -> list[Piece]:
    if language not in UNSPACED:
        return [Piece(word, language, 1.0) for word in sentence.split()]
    size = UNSPACED[language]
    letters = _LETTER_AND_PUNCTUATION.findall(sentence)
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    return [Piece("".join(group), language, len(group) / size) for group in groups]


def mixed(
    target: str,
    foreign: str,
    seed: int,
    folder: str,
    *,
    words: tuple[int, int] = (60, 300),
    foreign_share: tuple[float, float] = (0.0, 0.5),
    noise: float = 0.08,
) -> Mixed:
    """A text with about so many words; `noise` is the chance that something that is no word follows a word."""
    rng = random.Random(f"{target} {foreign} {seed} {folder}")
    total, wanted = rng.randint(*words), rng.uniform(*foreign_share)
    own, other = words_of(target, folder, rng), words_of(foreign, folder, rng)
    pieces: list[Piece] = []
    counted = foreign_counted = 0.0
    while counted < total:
        is_foreign = foreign_counted < wanted * counted and rng.random() < 0.7
        for _ in range(rng.randint(1, 20)):
            piece = next(other if is_foreign else own)
            counted += piece.counts
            foreign_counted += piece.counts if is_foreign else 0
            pieces += [piece] if rng.random() > noise else [piece, no_word(rng)]
    return Mixed(target, foreign, tuple(pieces))


def no_word(rng: random.Random) -> Piece:
    return Piece(rng.choice(NOISE) if rng.random() < 0.8 else rng.choice(NAMES), None, 0.0)


def padded(language: str, seed: int, folder: str, share: float = 0.6, words: int = 100) -> Mixed:
    """A text in one language alone of which `share` of the characters are LaTeX and code."""
    rng = random.Random(f"{language} {seed} {folder} padded")
    source = words_of(language, folder, rng)
    pieces: list[Piece] = []
    prose = technical = 0
    for _ in range(words):
        pieces.append(next(source))
        prose += len(pieces[-1].text) + 1
        while rng.random() < 0.5 and technical < share / (1 - share) * prose:
            pieces.append(Piece(rng.choice(NOISE[:10]), None, 0.0))
            technical += len(pieces[-1].text) + 1
    return Mixed(language, language, tuple(pieces))
