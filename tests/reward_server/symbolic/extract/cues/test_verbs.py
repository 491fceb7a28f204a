"""Verbs by which a sentence states a value."""

from __future__ import annotations

import pytest
from cue_cases import Cases, accepting_and_refusing  # type: ignore[import-not-found]  # in a folder above, no package

from reward_server.symbolic.extract.assertion import asserted
from reward_server.symbolic.extract.cues import verbs

CASES: Cases = {
    "GIVEN": ("search", "it takes Amy", "Amy runs"),
    "NOUNS": ("search", "in the order", "they order"),
}

test_each_pattern_accepts_one_text_and_refuses_another = accepting_and_refusing(verbs, CASES)


@pytest.mark.parametrize(
    "verb",
    ["costs", "carries", "carried", "carrying", "chopped", "chopping", "stayed", "pushes", "baking", "is", "paid"],
)
def test_a_verb_that_states_is_known_in_the_forms_that_are_written(verb: str) -> None:
    """The third person, the past, doubled consonants, irregular verbs."""
    assert verb in verbs.ENGLISH


@pytest.mark.parametrize("verb", ["mentions", "suggests", "carrys", "stayies", "bakeing"])
def test_other_verbs_state_nothing(verb: str) -> None:
    assert verb not in verbs.ENGLISH


def test_each_verb_states_what_follows_it_and_no_word_that_holds_it_does() -> None:
    known = sorted(verbs.ENGLISH) + list(verbs.OTHERS)
    assert [verb for verb in known if not asserted(f"zzz {verb} ")] == []
    assert [verb for verb in known if asserted(f"zzz zz{verb}zz ")] == []


def test_each_object_may_stand_between_a_verb_and_its_value_and_no_word_that_holds_it() -> None:
    assert [one for one in verbs.OBJECTS if not asserted(f"she pays {one} ")] == []
    assert [one for one in verbs.OBJECTS if asserted(f"she pays zz{one}zz ")] == []


def test_a_common_word_is_looked_up_nowhere_else() -> None:
    assert verbs.EVERY.isdisjoint({"order", "e", "left"})
    assert {"costs", "kostet"} <= verbs.EVERY
