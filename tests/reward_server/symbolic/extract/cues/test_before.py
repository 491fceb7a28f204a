"""What stands right before a value and keeps it from being the answer; what may stand there; names of numbers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract import cues
from reward_server.symbolic.extract.assertion import asserted
from reward_server.symbolic.extract.final_answer import find

BOXED_ONLY_WITHOUT_A_BOX = {"approximate"}
"""About \\boxed{7} is how rounded answers are given; "about 7" for a whole number is no answer."""


def paid(texts: list[str]) -> list[str]:
    return [text for text in texts if find(text).texts]


@pytest.mark.parametrize("kind", sorted(set(cues.BEFORE) - BOXED_ONLY_WITHOUT_A_BOX))
def test_no_phrase_before_a_box_lets_it_count(kind: cues.Kind) -> None:
    assert paid([f"It is {'50' * (phrase[0] == '%')}{phrase} \\boxed{{7}}." for phrase in cues.BEFORE[kind]]) == []


@pytest.mark.parametrize("kind", sorted(cues.BEFORE))
def test_each_phrase_in_another_sentence_lets_it_count(kind: cues.Kind) -> None:
    texts = [f"{phrase}.\n\nSo the answer is \\boxed{{7}}." for phrase in cues.BEFORE[kind]]
    assert len(paid(texts)) == len(texts)


def test_each_filler_may_stand_before_a_value_and_no_word_that_holds_it() -> None:
    assert [one for one in cues.FILLERS if not asserted(f"she pays {one} ")] == []
    assert [one for one in cues.FILLERS if asserted(f"she pays zz{one}zz ")] == []


@pytest.mark.parametrize("phrase", cues.LABELS)
def test_a_number_after_a_label_is_a_name_and_another_number_is_not(phrase: str) -> None:
    assert find(f"This is seen from {phrase} 7.").texts == ()
    assert find(f"This is seen from {phrase} 3. The total is 7.").texts == ("7",)
