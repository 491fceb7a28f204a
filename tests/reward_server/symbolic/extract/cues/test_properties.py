"""The words for properties."""

from __future__ import annotations

from reward_server.symbolic.extract.cues import properties
from reward_server.symbolic.extract.cues.properties import CONTRARIES, SAME, SEVERAL
from tests.reward_server.symbolic.cue_cases import Cases, accepting_and_refusing

CASES: Cases = {
    "SUBJECTS": ("match", "it is closed", "its closure is compact"),
    "DENIALS": ("search", " is not closed", " notable"),
}
test_patterns = accepting_and_refusing(properties, CASES)


def test_no_name_of_a_property_means_another_one() -> None:
    for _, name, contrary in SAME:
        found = [(other, turned) for pattern, other, turned in SAME if pattern.fullmatch(name)]
        assert all(other == name for other, _ in found), name
        assert contrary or (name, True) not in found, name


def test_what_is_said_in_several_words_ends() -> None:
    for pattern, name in SEVERAL:
        assert pattern.sub(name, f" {name} ").count(" ") <= len(name) + 2


def test_contraries_come_in_pairs() -> None:
    rows = {row for row, _ in CONTRARIES.values()}
    assert all({side for row, side in CONTRARIES.values() if row == one} == {0, 1} for one in rows)
