"""Questions on both sides are found, however they are spelt."""

from __future__ import annotations

from sdk.train.data.leaks import find_leaks
from sdk.train.data.problems import Problem

LONG = "A train leaves the station at noon and travels sixty miles an hour towards the town on the coast"


def problems(*texts: str) -> list[Problem]:
    return [Problem(text, text) for text in texts]


def test_the_same_question_is_found_whatever_its_case_spaces_and_signs() -> None:
    found = find_leaks(problems("What is 2 + 3?", "Why?"), problems("what  is 2+3 ?", "What is 2 + 4?"))
    assert found is not None
    assert (found.same, found.near, found.total) == (1, 0, 2)
    assert "1 of 2 held-out questions are trained on too" in str(found)


def test_a_question_in_slightly_other_words_is_nearly_the_same() -> None:
    found = find_leaks(
        problems(LONG), problems(LONG + " today", "A train of thought that is about something else altogether, now")
    )
    assert found is not None
    assert (found.same, found.near) == (0, 1)


def test_nothing_is_said_where_nothing_leaks() -> None:
    assert find_leaks(problems("What is 2+3?", LONG), problems("What is 9-4?")) is None
