"""An item as the rewards see it, and one that is too long to be seen."""

from __future__ import annotations

from typing import Any

import pytest

from reward_server.rewards.reward import Sample, Score
from reward_server.samples import TRUTH_CHARS, chars, to_sample
from sdk.schema import Item, ScoreRequest


def sample(completion: Any, limit: int) -> Sample | Score:
    item = Item(completion=completion)
    return to_sample(item, ScoreRequest(items=[item]), limit)


@pytest.mark.parametrize("text", ["x" * 10, "é" * 5, "文" * 3 + "x", "\ud800" * 3 + "x"])
def test_completions_are_measured_in_utf8_bytes_and_one_over_is_zero_undecided_and_names_the_limit(text: str) -> None:
    assert isinstance(sample(text, 10), Sample)
    over = sample(text + "x", 10)
    assert isinstance(over, Score)
    assert (over.score, over.status, over.undecided) == (0.0, "ok", True)
    assert "10 bytes" in over.reason


def test_of_messages_the_reply_that_is_judged_counts_with_its_reasoning() -> None:
    asked = {"role": "user", "content": "x" * 100}
    said = {"role": "assistant", "content": "x" * 6, "reasoning_content": "y" * 4}
    assert isinstance(sample([asked, said], 10), Sample)
    assert isinstance(sample([asked, {**said, "reasoning_content": "y" * 5}], 10), Score)


def test_an_over_long_item_leaves_its_neighbours_alone_and_is_never_null() -> None:
    assert all(isinstance(sample("x" * n, 10), Sample) for n in range(11))
    assert isinstance(sample("x" * 11, 10), Score)


def test_an_item_is_as_large_as_its_completion_and_what_it_is_compared_with() -> None:
    assert chars(Item(completion="x" * 6, ground_truth="7" * 100)) == 6
    assert chars(Item(completion="x" * 6, ground_truth=["7"] * 1000)) == 6 + 1000 * (1 + TRUTH_CHARS)
