"""Sums with running totals: a task that a small model learns in minutes, and texts to pre-train a weak base on.

The texts are what a base model might have read: half of them plain sums without any template, the others answers in
R1-Zero's template, of which few think and most guess. A model of them knows how to add and how the template looks,
and seldom does both: reinforcement learning has something to find.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from sdk.train.data.problems import Problem, is_held_out


@dataclass(frozen=True)
class Sum:
    question: str
    total: int
    steps: tuple[str, ...]
    """The running totals: `3+4=7`, `7-2=5`."""

    def solution(self) -> str:
        """The whole answer in R1-Zero's template, as the model should write it."""
        return in_template(self.steps, self.total)


def in_template(steps: tuple[str, ...], answer: int) -> str:
    return f" <think> {' '.join(steps)} </think> <answer> {answer} </answer>"


def draw_sum(source: random.Random) -> Sum:
    """2 to 4 numbers from 1 to 9, added or taken away; no total on the way is negative."""
    total = source.randint(1, 9)
    expression, steps = str(total), []
    for _ in range(source.randint(1, 3)):
        number = source.randint(1, 9)
        minus = number <= total and source.random() < 0.4
        after = total - number if minus else total + number
        sign = "-" if minus else "+"
        steps.append(f"{total}{sign}{number}={after}")
        expression += f"{sign}{number}"
        total = after
    return Sum(f"What is {expression}?", total, tuple(steps))


@dataclass(frozen=True)
class BaseText:
    in_template: bool
    """The text follows the prompt; else it follows nothing but the question."""
    text: str


def base_text(one: Sum, source: random.Random) -> BaseText:
    """One text of the weak base's corpus about this sum."""
    if source.random() < 0.5:
        return BaseText(False, f" {' '.join(one.steps)} . Result {one.total} .")
    return BaseText(True, _templated(one, source))


def _templated(one: Sum, source: random.Random) -> str:
    guess = max(0, one.total + source.randint(-9, 9))
    chance = source.random()
    if chance < 0.3:
        return f" {guess}"
    if chance < 0.45:
        return f" <answer> {guess} </answer>"
    if chance < 0.78:
        return in_template(one.steps[: source.randint(0, len(one.steps) - 1)], guess)
    return in_template(one.steps, guess if source.random() < 0.05 else one.total)


@dataclass(frozen=True)
class Arithmetic:
    """Sums of 2 to 4 numbers below ten, made on the spot."""

    seed: int
    holdout: float

    def train(self, number: int) -> Problem:
        return as_problem(self.train_sum(number))

    def train_sum(self, number: int) -> Sum:
        return self._draw(f"train/{self.seed}/{number}", held_out=False)

    def held_out(self, count: int) -> list[Problem]:
        sums = (self._draw(f"eval/{number}", held_out=True) for number in range(10 * count))
        return [as_problem(one) for one in dict.fromkeys(sums)][:count]

    def _draw(self, seed: str, held_out: bool) -> Sum:
        source = random.Random(seed)  # noqa: S311 (data, no secret)
        while True:
            found = draw_sum(source)
            if is_held_out(found.question, self.holdout) == held_out:
                return found


def as_problem(one: Sum) -> Problem:
    return Problem(one.question, one.question, ground_truth=str(one.total), solution=one.solution())
