"""Questions that stand on both sides: trained on, and asked to tell how good the model has become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sdk.data.alike import Alike
from sdk.train.data.problems import Problem


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
    trained = Alike()
    for number, one in enumerate(training):
        trained.add(_text(one), number)
    same, near = list[Problem](), list[Problem]()
    for one in held_out:
        if trained.same(_text(one)) is not None:
            same.append(one)
        elif trained.near(_text(one)) is not None:
            near.append(one)
    found = [*same, *near]
    return Leaks(len(same), len(near), _text(found[0]), len(held_out)) if found else None


def _text(problem: Problem) -> str:
    question = problem.question
    return question if isinstance(question, str) else " ".join(str(turn.get("content", "")) for turn in question)
