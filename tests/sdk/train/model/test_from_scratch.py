"""The tokenizer learned on the spot."""

from __future__ import annotations

from typing import Any

import pytest

from sdk.train.config.load import build
from sdk.train.toy.arithmetic import in_template


@pytest.mark.parametrize(
    "text", ["", "<think>", " <think> 12+3=15 </think>\n<answer> 15 </answer>", "naïve 数学 🙂\x00", "<pad"]
)
def test_any_text_comes_back_as_it_was(tokenizer: Any, text: str) -> None:
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert tokenizer.decode(ids) == text
    assert tokenizer.decode(ids, skip_special_tokens=True) == text


def test_a_tag_and_a_number_are_one_token_each(tokenizer: Any) -> None:
    ids = tokenizer("<think>12</think>", add_special_tokens=False)["input_ids"]
    assert [tokenizer.decode([one]) for one in ids] == ["<think>", "12", "</think>"]


def test_the_template_is_few_tokens(tokenizer: Any) -> None:
    prompt = build({}).problems.template.replace("{question}", "What is 3+4?")
    assert len(tokenizer(prompt)["input_ids"]) < 50
    assert len(tokenizer(in_template(("3+4=7",), 7))["input_ids"]) == 16
