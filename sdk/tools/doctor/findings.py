"""What the doctor can find, as one table, and one finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Kind(NamedTuple):
    broken: bool
    """Training on the row would reward the wrong thing, or nothing; it is left out of the cleaned data."""
    told: str


KINDS: dict[str, Kind] = {
    "unreadable": Kind(True, "the row cannot be read as a question"),
    "no_judge": Kind(True, "the row has neither a ground truth nor tests"),
    "truth_unusable": Kind(True, "no answer can be compared with the ground truth"),
    "truth_not_itself": Kind(True, "the ground truth, given as the answer, is not accepted"),
    "empty_is_right": Kind(True, "an empty answer is accepted"),
    "tests_unusable": Kind(True, "the tests cannot be run"),
    "reference_fails": Kind(True, "the reference program fails the tests"),
    "flaky": Kind(True, "the reference program passes in some runs and fails in others"),
    "idle_passes": Kind(True, "a program that computes nothing passes all tests"),
    "duplicate": Kind(True, "an earlier row asks the same"),
    "contradiction": Kind(True, "rows ask the same and have different answers"),
    "overlap": Kind(True, "a benchmark asks the same"),
    "near_overlap": Kind(True, "a benchmark asks nearly the same"),
    "near_duplicate": Kind(False, "an earlier row asks nearly the same"),
    "truth_is_text": Kind(False, "the ground truth looks like mathematics and is compared as a text"),
    "guessable": Kind(False, "0 or 1 is the right answer"),
    "number_of_question": Kind(False, "a number of the question is the right answer"),
    "answer_in_prompt": Kind(False, "the prompt contains the answer"),
    "mutants_live": Kind(
        False, "the tests pass changed copies of the reference program, and an input tells them apart"
    ),
    "slow": Kind(False, "the reference program needs much of its time limit"),
    "language": Kind(False, "the prompt is in another language than most prompts, or than asked for"),
    "not_checked": Kind(False, "a check got no answer from the service"),
}


@dataclass(frozen=True)
class Finding:
    row: int
    """From 1."""
    kind: str
    told: str
    more: dict[str, Any] = field(default_factory=dict)
    """Data for programs, such as tests to add."""

    @property
    def broken(self) -> bool:
        return KINDS[self.kind].broken
