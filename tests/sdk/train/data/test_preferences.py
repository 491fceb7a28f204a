"""Files of preferences are read in TRL's shapes, and what is wrong with one is told with its line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sdk.train.data.preferences import Preference, load_preferences, prompt_of
from sdk.train.data.prompts import Prompter
from sdk.train.errors import DataError

USER = {"role": "user", "content": "What is 1+1?"}
GOOD, BAD = {"role": "assistant", "content": "2"}, {"role": "assistant", "content": "3"}


def load(folder: Path, *rows: Any, paired: bool = True) -> list[Preference]:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows))
    return load_preferences(str(path), paired)


def test_pairs_of_texts_and_of_conversations(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        {"prompt": "1+1=", "chosen": "2", "rejected": "3", "chosen_reward": 1.0},
        {"prompt": [USER], "chosen": [GOOD], "rejected": [BAD]},
        {"chosen": [USER, GOOD], "rejected": [USER, BAD]},
    )
    assert found == [Preference("1+1=", ["2", "3"]), *[Preference([USER], ["2", "3"])] * 2]


def test_labels_and_pairs_are_read_for_kto(tmp_path: Path) -> None:
    rows = [
        {"prompt": "1+1=", "completion": "2", "label": True},
        {"prompt": [USER], "completion": [BAD], "label": 0},
        {"prompt": "1+1=", "chosen": "2", "rejected": "3"},
    ]
    found = load(tmp_path, *rows, paired=False)
    told = [("1+1=", "2", True), ([USER], "3", False), ("1+1=", "2", True), ("1+1=", "3", False)]
    assert found == [Preference(prompt, [text], good) for prompt, text, good in told]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("row", "paired", "message"),
    [
        ([1], True, r"rows.jsonl:1: should be an object with columns"),
        (
            {"prompt": "p", "chosen": "c"},
            True,
            r"has the columns prompt, chosen, and should have prompt, chosen and rejected$",
        ),
        ({"prompt": "p", "completion": "c"}, False, r"or prompt, completion and label$"),
        ({"prompt": "p", "chosen": "c", "rejected": "c"}, True, "chosen and rejected are the same"),
        (
            {"chosen": "c", "rejected": "d"},
            True,
            "without a column prompt, chosen and rejected should be conversations",
        ),
        ({"chosen": [USER, GOOD], "rejected": [BAD]}, True, "conversations that begin alike"),
        ({"prompt": 7, "chosen": "c", "rejected": "d"}, True, "prompt should be text or a list of messages, not 7"),
        ({"prompt": "p", "chosen": [USER], "rejected": "d"}, True, "chosen should be one message of the assistant"),
        ({"prompt": "p", "completion": "c", "label": "yes"}, False, "label should be true or false, not 'yes'"),
        ({"completion": "c", "label": True}, False, "no column prompt beside completion and label"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, row: Any, paired: bool, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load(tmp_path, row, paired=paired)


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no preferences"):
        load(tmp_path)


def test_a_text_is_the_prompt_as_it_is_and_a_conversation_goes_through_the_chat_template(tokenizer: Any) -> None:
    prompter = Prompter("Q: {question}", tokenizer)
    assert prompt_of(Preference("1+1=", ["2"]), prompter).text == "1+1="
    before = tokenizer.chat_template
    try:
        tokenizer.chat_template = "{% for one in messages %}[{{ one.role }}] {{ one.content }}{% endfor %}"
        assert prompt_of(Preference([USER], ["2"]), prompter).text == "[user] What is 1+1?"
    finally:
        tokenizer.chat_template = before
