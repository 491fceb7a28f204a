"""What is still to be shown is not stated. The phrases are tested with their tables, too."""

from __future__ import annotations

import pytest

from reward_server.symbolic.extract.cues import tasks
from reward_server.symbolic.extract.final_answer import find


@pytest.mark.parametrize("label", tasks.TASK_LABEL)
def test_a_sentence_after_the_label_of_a_task_states_nothing_and_the_next_sentence_may(label: str) -> None:
    for written in (f"{label.capitalize()}: the sum is 7.", f"**{label}** 3: the sum is 7."):
        assert find(written).texts == ()
    assert find(f"{label.capitalize()}: add them.\n\nThe sum is 7.").texts == ("7",)


def test_only_a_colon_makes_a_label() -> None:
    assert find("Problem solving aside, the sum is 7.").texts == ("7",)
    assert find("Total: 7").texts == ("7",)


@pytest.mark.parametrize("phrase", tasks.TO_SHOW)
def test_what_is_to_be_shown_is_not_stated_without_a_box_either(phrase: str) -> None:
    assert find(f"Now {phrase} the sum is 7.").texts == ()


def test_what_was_shown_is_stated() -> None:
    for text in ("We have shown that the sum is 7.", "We proved that it equals 7.", "Hence the sum is 7."):
        assert find(text).texts == ("7",), text
