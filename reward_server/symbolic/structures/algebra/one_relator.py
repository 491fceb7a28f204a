r"""Groups with two generators and one relator: \langle a, b | abab^{-1} \rangle is \langle x, y | x^2 = y^2 \rangle.

Two relators that an automorphism of the free group takes into each other present isomorphic groups. A few of
Nielsen's moves are tried on short relators, which stand for their rotations and inverses. Only to accept.
"""

from __future__ import annotations

import re

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
MAX_LENGTH = 8
MAX_SEEN = 60
_PRESENTED = re.compile(
    r"[\s$]*(?:\\left)?\s*(?:\\langle|⟨)\s*([a-z])\s*,\s*([a-z])\s*(?:\\mid|\\vert|\\colon|[|:∣])"
    r"\s*([^,;|<>]{1,60}?)\s*(?:\\right)?\s*(?:\\rangle|⟩)[\s$.]*"
)
_LETTER = re.compile(r"([a-z])(?:\^(?:\{(-?\d)\}|(\d)))?")
Word = tuple[int, ...]
"""1 and 2 for the generators, -1 and -2 for their inverses."""
_MOVES: tuple[dict[int, Word], ...] = (
    {1: (2,), 2: (1,)}, {1: (-1,), 2: (2,)},
    {1: (1, 2), 2: (2,)}, {1: (1, -2), 2: (2,)}, {1: (2, 1), 2: (2,)}, {1: (-2, 1), 2: (2,)},
)  # fmt: skip
"""They generate the automorphisms of the free group."""


def same_presentations(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or "roup" not in prompt[-MAX_PROMPT:]:
        return None
    left = _relator(truth)
    right = _relator(answer) if left else None
    if not left or not right:
        return None
    start, end = _standard(left), _standard(right)
    seen, waiting = {start}, [start]
    while waiting and end not in seen and len(seen) < MAX_SEEN:
        spend(50)
        word = waiting.pop(0)
        for move in _MOVES:
            other = _standard(_moved(word, move))
            if len(other) <= MAX_LENGTH and other not in seen:
                seen.add(other)
                waiting.append(other)
    return Verdict(True, "relators that an automorphism makes equal", "one_relator") if end in seen else None


def _relator(text: str) -> Word | None:
    """Of both letters; u = v is the relator u v^{-1}."""
    found = _PRESENTED.fullmatch(text)
    if found is None or found[1] == found[2]:
        return None
    sides = [_word(side, {found[1]: 1, found[2]: 2}) for side in found[3].split("=")]
    known = [side for side in sides if side is not None]
    if len(known) != len(sides) or len(known) > 2:
        return None
    word = _reduced(known[0] + (_inverse(known[1]) if len(known) == 2 else ()))
    return word if 0 < len(word) <= MAX_LENGTH else None


def _word(text: str, generators: dict[str, int]) -> Word | None:
    plain, at, letters = re.sub(r"\s|\\[,;:! ]", "", text), 0, list[int]()
    if plain in ("1", "e"):
        return ()
    while found := _LETTER.match(plain, at):
        at, power = found.end(), int(found[2] or found[3] or 1)
        if found[1] not in generators:
            return None
        letters += [generators[found[1]] * (1 if power > 0 else -1)] * abs(power)
    return tuple(letters) if letters and at == len(plain) else None


def _inverse(word: Word) -> Word:
    return tuple(-one for one in reversed(word))


def _moved(word: Word, move: dict[int, Word]) -> Word:
    return tuple(one for letter in word for one in (move[letter] if letter > 0 else _inverse(move[-letter])))


def _reduced(word: Word) -> Word:
    """Without x x^{-1}, at the ends too: a conjugate is as good."""
    letters: list[int] = []
    for one in word:
        if letters and letters[-1] == -one:
            letters.pop()
        else:
            letters.append(one)
    while len(letters) > 1 and letters[0] == -letters[-1]:
        letters = letters[1:-1]
    return tuple(letters)


def _standard(word: Word) -> Word:
    """The first of its rotations and of those of its inverse."""
    word = _reduced(word)
    return min(
        (one[k:] + one[:k] for one in (word, _inverse(word)) for k in range(len(word))),
        default=(),
    )
