"""Questions that stand on both sides: trained on, and asked to tell how good the model has become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sdk.train.data.problems import Problem

WORD = re.compile(r"\w+")
RUN = 6
"""Words of a run by which near-duplicates are found."""
ALIKE = 0.7
"""Share of a question's runs that one other question has too."""


@dataclass(frozen=True)
class Leaks:
    same: int
    """Held-out questions that are trained on word for word, whatever their case, spaces and signs."""
    near: int
    """Others of which one training question has most runs of words."""
    example: str
    total: int

    def __str__(self) -> str:
        return (
            f"{self.same} of {self.total} held-out questions are trained on too, and {self.near} more nearly so "
            f"(such as {self.example[:60]!r}): what an evaluation tells is too good by them; leave them out of one side"
        )


def find_leaks(training: Sequence[Problem], held_out: Sequence[Problem]) -> Leaks | None:
    """None where nothing is on both sides."""
    known = {tuple(_words(one)) for one in training}
    runs: dict[tuple[str, ...], list[int]] = {}
    for number, one in enumerate(training):
        for run in set(_runs(_words(one))):
            runs.setdefault(run, []).append(number)
    same = [one for one in held_out if tuple(_words(one)) in known]
    near = [one for one in held_out if tuple(_words(one)) not in known and _is_near(_words(one), runs)]
    found = [*same, *near]
    return Leaks(len(same), len(near), _text(found[0]), len(held_out)) if found else None


def _is_near(words: list[str], runs: dict[tuple[str, ...], list[int]]) -> bool:
    own, shared = set(_runs(words)), dict[int, int]()
    for run in own:
        for number in runs.get(run, ()):
            shared[number] = shared.get(number, 0) + 1
    return bool(own) and max(shared.values(), default=0) >= ALIKE * len(own)


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def _words(problem: Problem) -> list[str]:
    return WORD.findall(_text(problem).casefold())


def _text(problem: Problem) -> str:
    question = problem.question
    return question if isinstance(question, str) else " ".join(str(turn.get("content", "")) for turn in question)
