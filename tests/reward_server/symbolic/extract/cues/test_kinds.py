"""How tables of phrases are written."""

from __future__ import annotations

from typing import get_args

from reward_server.symbolic.extract.cues.kinds import REASONS, Kind, phrases


def test_a_table_is_lines_of_phrases_each_once() -> None:
    assert phrases(" a b | c\n\n  c|d | \n") == ("a b", "c", "d")


def test_each_kind_has_a_reason_of_its_own() -> None:
    assert set(REASONS) == set(get_args(Kind))
    assert len(set(REASONS.values())) == len(REASONS)
