"""The parts of a clause."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.clause import END_OF_COUNTED, head_of, subject_of


@pytest.mark.parametrize(
    ("before", "subject"),
    [
        ("We know the height, so the area is ", "the area is"),
        ("In total, the boxes hold ", "In total, the boxes hold"),
        ("The probability that it is red is ", "The probability that it is red is"),
        ("Clearly, the answer is ", "the answer is"),
        ("Dividing by 4 gives ", ""),
    ],
)
def test_the_subject_begins_after_the_last_joint_and_a_circumstance_stays(before: str, subject: str) -> None:
    assert subject_of(before).strip() == subject


@pytest.mark.parametrize(
    ("subject", "head"),
    [
        ("The area of the garden is ", "The area "),
        ("The number of owls in the wood is ", "owls "),
        ("Nina's age is ", "age "),
        ("Nina has ", ""),
    ],
)
def test_the_head_is_the_noun_before_what_its_preposition_adds(subject: str, head: str) -> None:
    assert head_of(subject) == head


@pytest.mark.parametrize(("after", "counted"), [(" red owls in the wood", " red owls "), (" Kisten. Dann", " Kisten")])
def test_what_is_counted_ends_at_a_preposition_or_a_mark(after: str, counted: str) -> None:
    assert END_OF_COUNTED.split(after, maxsplit=1)[0] == counted
