"""What stands right after a value and keeps it from being the answer."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.context import objection_after
from reward_server.symbolic.extract.final_answer import find

COMPARED = {"less than", "more than", "fewer than", "greater than", "plus", "minus"}


def paid(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text).texts]


@pytest.mark.parametrize("kind", sorted(set(cues.AFTER) - {"derived"}))
def test_no_phrase_after_a_box_lets_it_count(kind: cues.Kind) -> None:
    ends = {phrase: " 3" if phrase in COMPARED else "" for phrase in cues.AFTER[kind]}
    assert paid([f"So \\boxed{{7}} {phrase}{end}" for phrase, end in ends.items()]) == []


@pytest.mark.parametrize("kind", sorted(cues.AFTER))
def test_each_phrase_in_another_sentence_lets_it_count(kind: cues.Kind) -> None:
    texts = [f"{phrase}.\n\nSo the answer is \\boxed{{7}}." for phrase in cues.AFTER[kind]]
    assert len(paid(texts)) == len(texts)


def test_what_changes_a_number_changes_no_box() -> None:
    """7 squared is another number; what stands in a box is whole."""
    derived = [one for one in cues.AFTER["derived"] if one not in COMPARED]
    assert [one for one in derived if not objection_after(f" {one}", number=True)] == []
    only_derived = set(derived) - {one for kind, found in cues.AFTER.items() if kind != "derived" for one in found}
    assert [one for one in sorted(only_derived) if objection_after(f" {one}")] == []


def test_each_filler_is_stepped_over_and_no_word_that_holds_it() -> None:
    assert [one for one in cues.FILLERS_AFTER if not objection_after(f" {one} wrong")] == []
    assert [one for one in cues.FILLERS_AFTER if objection_after(f" zz{one}zz wrong") and one.isascii()] == []
