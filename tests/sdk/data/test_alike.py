"""Texts that say the same are found, in memory that long texts do not fill."""

from __future__ import annotations

from sdk.data.alike import MOST_RUNS, RUN, Alike, _runs, words

LONG = "A train leaves the station at noon and travels sixty miles an hour towards the town on the coast"


def alike(*texts: str) -> Alike:
    found = Alike()
    for number, one in enumerate(texts):
        found.add(one, number)
    return found


def test_the_same_words_are_the_same_text_and_the_first_stands_for_all() -> None:
    found = alike("What is 2 + 3?", "What is 2+3", "Why?")
    assert found.same("what  is 2 +3 ?") == 0
    assert found.same("What is 2 + 4?") is None


def test_the_text_with_most_of_the_runs_is_near() -> None:
    found = alike("Nothing like it", LONG + " and then it goes on and on to the very end of the line", LONG + " today")
    assert found.near(LONG) == 1
    assert found.near("A train of thought that is about something else altogether, now") is None


def test_a_text_shorter_than_a_run_is_near_nothing() -> None:
    short = " ".join(["word"] * (RUN - 1))
    assert alike(short).near(short) is None


def test_a_long_text_keeps_few_runs_and_is_still_found_when_it_is_changed_a_little() -> None:
    long = " ".join(f"word{number}" for number in range(20_000))
    assert len(_runs(words(long))) == MOST_RUNS
    assert alike("x " * 50, long).near(long + " and a few words more") == 1
