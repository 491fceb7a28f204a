"""A wrong item is told with its field, what came, and what was probably meant."""

from __future__ import annotations

from typing import Any

import pytest

from sdk import InvalidRequestError, RewardClient

NOWHERE = "http://127.0.0.1:9"


class Ids:
    """What arrays and tensors have in common."""

    def tolist(self) -> list[int]:
        return [1, 2]


def told(item: Any, **arguments: Any) -> str:
    with pytest.raises(InvalidRequestError) as caught:
        RewardClient(NOWHERE).score([item], **arguments)
    return str(caught.value)


@pytest.mark.parametrize(
    ("completion", "says"),
    [
        ([1, 2, 3], "completion: should be a string or a list of messages, not a list of int: are these token ids?"),
        (Ids(), ".Ids: are these token ids? Decode them first"),
        (b"text", "not bytes: decode them first"),
        ({"role": "assistant", "content": "x"}, "not dict: put the message into a list"),
        ([{"content": "x"}], "completion: message 0, role: Field required"),
        ([{"role": "assistant", "content": 3}], "a message's content should be a string or a list of text parts"),
        (None, "not None"),
        (3.5, "not float 3.5"),
    ],
)
def test_the_type_that_came_is_named(completion: object, says: str) -> None:
    assert says in told({"completion": completion})


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("answer", "ground_truth"),
        ("grund_truth", "ground_truth"),
        ("Response", "completion"),
        ("question", "prompt"),
        ("test_cases", "tests"),
        ("completion_token", "completion_tokens"),
    ],
)
def test_the_nearest_field_is_named(field: str, meant: str) -> None:
    assert f"item 0, {field}: no such field; did you mean {meant}?" in told({"completion": "x", field: "1"})


def test_a_name_like_no_field_is_told_which_there_are() -> None:
    assert "zzz: no such field; there are id, prompt, completion" in told({"completion": "x", "zzz": 1})


def test_what_is_no_item_is_told_so() -> None:
    assert "item 0: should be a dict or an Item, not str" in told("text")


def test_a_misspelt_word_of_the_template_is_told_the_nearest_one() -> None:
    assert "template.think_opn: no such field; did you mean think_open?" in told(
        {"completion": "x"}, template={"think_opn": "<t>"}
    )


def test_ten_mistakes_are_shown_and_the_others_counted() -> None:
    wrong = [{"completion": "x", "answer": str(number)} for number in range(10_000)]
    with pytest.raises(InvalidRequestError, match="10000 of 10000 items are not valid; nothing was sent") as caught:
        RewardClient(NOWHERE).score(wrong)
    assert len(caught.value.details) == 10_000
    assert len(str(caught.value).splitlines()) == 12
    assert str(caught.value).endswith("... and 9990 more")
