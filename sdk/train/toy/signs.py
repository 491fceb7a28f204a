"""Signs between numbers: a task in which it pays to think longer, for `examples/self_evolution.yaml`.

"Put + or - between 22 4 5 1 to make 22." What a choice of signs comes to cannot be foreseen, but it is checked at a
glance once it is worked out, and another choice may then be tried. The answer names the signs by digits, 1 for + and
2 for -. The base has read texts that mostly answer after one try, whatever it came to: who stops there is seldom right.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sdk.train.data.problems import Problem, is_held_out

Signs = tuple[int, ...]
"""1 or -1 before each number but the first."""
GAPS, MORE_GAPS = 3, 4
"""Between numbers: of the questions, and of harder ones, which the base has read and which are never trained on."""
HARDER_SHARE = 0.2
"""Of the base's texts that are about harder puzzles."""
PLAIN_SHARE = 0.4
"""Of the base's texts: searches outside of the template."""
HABITS = ((0.15, "guess"), (0.60, "one try"), (0.85, "one try, checked"), (1.01, "search"))
"""Up to which chance the base has read which way to answer."""


@dataclass(frozen=True)
class Puzzle:
    start: int
    numbers: tuple[int, ...]
    target: int

    @property
    def question(self) -> str:
        return f"Put + or - between {self.start} {' '.join(map(str, self.numbers))} to make {self.target}."

    def totals(self, signs: Signs) -> list[int]:
        """Running totals, the last of them what these signs come to."""
        return list(itertools.accumulate((s * n for s, n in zip(signs, self.numbers, strict=True)), initial=self.start))

    def solves(self, signs: Signs) -> bool:
        return self.totals(signs)[-1] == self.target

    def attempt(self, signs: Signs) -> str:
        """`22+4=26-5=21-1=20`"""
        steps = zip(signs, self.numbers, self.totals(signs)[1:], strict=True)
        return f" {self.start}" + "".join(f"{'+' if s > 0 else '-'}{n}={total}" for s, n, total in steps)

    def solutions(self) -> list[str]:
        return [code(signs) for signs in patterns(len(self.numbers)) if self.solves(signs)]

    def problem(self, kind: str = "reasoning") -> Problem:
        searched = search(self, random.Random(self.question))  # noqa: S311 (data, no secret)
        return Problem(self.question, self.question, self.solutions(), solution=searched, source=kind)


@lru_cache(maxsize=8)
def patterns(gaps: int) -> tuple[Signs, ...]:
    return tuple(itertools.product((1, -1), repeat=gaps))


def code(signs: Signs) -> str:
    return "".join("1" if sign > 0 else "2" for sign in signs)


def draw_puzzle(source: random.Random, gaps: int = GAPS) -> Puzzle:
    """Different numbers below 6, and a target that some signs reach; no total is negative."""
    start = source.randint(5 * gaps, 5 * gaps + 9)
    numbers = tuple(source.sample(range(1, 6), gaps))
    signs = source.choice(patterns(gaps))
    return Puzzle(start, numbers, Puzzle(start, numbers, 0).totals(signs)[-1])


def search(puzzle: Puzzle, source: random.Random, tries: int | None = None, checked: bool = True) -> str:
    """Tries in an order of their own until one is right; with `tries` given, after so many whatever they came to."""
    said, signs = "", patterns(len(puzzle.numbers))[0]
    for signs in source.sample(patterns(len(puzzle.numbers)), 2 ** len(puzzle.numbers))[:tries]:
        said += puzzle.attempt(signs)
        said += f" check {puzzle.target} {'right' if puzzle.solves(signs) else 'wrong'}" if checked else ""
        if puzzle.solves(signs):
            break
    return written(said, signs)


def written(thought: str, signs: Signs) -> str:
    return f" <think>{thought} </think> <answer>{code(signs)}</answer>"


def base_text(puzzle: Puzzle, source: random.Random) -> tuple[bool, str]:
    """Whether it follows the prompt's template, and the text."""
    if source.random() < PLAIN_SHARE:
        thought = search(puzzle, source).partition("</think>")[0].removeprefix(" <think>")
        return False, f"{thought}."
    chance = source.random()
    habit = next(name for up_to, name in HABITS if chance < up_to)
    if habit == "guess":
        return True, f" <answer>{code(source.choice(patterns(len(puzzle.numbers))))}</answer>"
    tries = None if habit == "search" else 1
    return True, search(puzzle, source, tries, checked=habit != "one try")


@dataclass(frozen=True)
class Puzzles:
    """`problems.source: signs`. A quarter of the held-out questions are harder than any that is rewarded."""

    seed: int
    holdout: float

    def train(self, number: int) -> Problem:
        return self.puzzle(number).problem()

    def puzzle(self, number: int) -> Puzzle:
        return self._draw(f"train/{self.seed}/{number}", GAPS, held_out=False)

    def read(self, number: int, source: random.Random) -> Puzzle:
        """What a text of the base is about."""
        gaps = MORE_GAPS if source.random() < HARDER_SHARE else GAPS
        return self._draw(f"train/{self.seed}/{number}", gaps, held_out=False)

    def held_out(self, count: int) -> list[Problem]:
        harder = count // 4
        return [*self._held_out(count - harder, GAPS), *self._held_out(harder, MORE_GAPS)]

    def _held_out(self, count: int, gaps: int) -> Sequence[Problem]:
        drawn = (self._draw(f"eval/{gaps}/{number}", gaps, held_out=True) for number in range(10 * count))
        kind = "usual" if gaps == GAPS else "harder"
        return [one.problem(kind) for one in dict.fromkeys(drawn)][:count]

    def _draw(self, seed: str, gaps: int, held_out: bool) -> Puzzle:
        source = random.Random(seed)  # noqa: S311 (data, no secret)
        while True:
            found = draw_puzzle(source, gaps)
            if is_held_out(found.question, self.holdout) == held_out:
                return found
