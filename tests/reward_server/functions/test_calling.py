"""Arguments from items, and answers made plain: never a number that the function did not give."""

from __future__ import annotations

from typing import Any

import pytest

from reward_server.functions.calling import call
from reward_server.functions.description import describe, load

USERS = "tests.reward_server.functions.users_rewards"


def item(completion: str, **more: Any) -> dict[str, Any]:
    return {"completion": completion, "prompt": "p", "ground_truth": None, "metadata": {}, "data_source": None, **more}


def called(name: str, *items: dict[str, Any], **options: Any) -> list[dict[str, Any]]:
    target = f"{USERS}:{name}"
    return call(load(target), describe(target), items, options)


def test_one_item_a_call_with_options_and_a_reason() -> None:
    assert called("brief", item("a b"), item("a b c d")) == [
        {"score": 1.0, "reason": "2 words"},
        {"score": 0.0, "reason": "4 words"},
    ]
    assert called("brief", item("a b c d"), most_words=9)[0]["score"] == 1.0


def test_an_item_s_metadata_fills_an_option_that_the_request_does_not_set() -> None:
    assert called("brief", item("a b c d", metadata={"most_words": 4}))[0]["score"] == 1.0
    assert called("brief", item("a b c d", metadata={"most_words": 4}), most_words=1)[0]["score"] == 0.0


def test_a_batch_with_truths_and_columns() -> None:
    items = [item("it is 7", ground_truth=["7"]), item("it is 8", ground_truth=["7"])]
    assert [one["score"] for one in called("matches", *items)] == [1.0, 0.0]


def test_functions_of_trl_and_verl_work_as_they_are() -> None:
    """TRL's take messages and the column `solution`; verl's return a mapping."""
    assert called("as_in_trl", item("7", ground_truth=["7"]))[0]["score"] == 1.0
    assert called("as_in_trl", item("7", metadata={"solution": "8"}))[0]["score"] == 0.0
    verl = item("7", ground_truth=["7"], metadata={"split": "test"}, data_source="gsm8k")
    assert called("as_in_verl", verl)[0]["score"] == 1.0


def test_a_coroutine_is_awaited() -> None:
    assert called("slowly", item("a hint", metadata={"hint": "hint"}))[0]["score"] == 1.0


def test_a_column_that_is_not_there_is_a_fault_of_the_input_that_names_it() -> None:
    (found,) = called("slowly", item("a"))
    assert found["failed"] == "input"
    assert "'hint'" in found["reason"]


def test_a_model_of_options_is_validated() -> None:
    assert called("with_a_model", item("abc"), least=2)[0]["score"] == 1.0
    (found,) = called("with_a_model", item("abc"), least=-1)
    assert (found["failed"], "least" in found["reason"]) == ("input", True)


@pytest.mark.parametrize("text", ["raise", "exit", "leak"])
def test_whatever_a_function_raises_is_an_outcome(text: str) -> None:
    (found,) = called("misbehaves", item(text))
    assert found["failed"] == "exception"


@pytest.mark.parametrize("text", ["nan", "text"])
def test_what_is_no_finite_number_is_no_score(text: str) -> None:
    (found,) = called("misbehaves", item(text))
    assert found["failed"] == "answer"


def test_none_is_told_apart_and_a_bool_is_a_number() -> None:
    none, true = called("misbehaves", item("none"), item("bool"))
    assert none["none"] is True
    assert true["score"] == 1.0


def test_as_many_values_as_items_must_come_back() -> None:
    found = called("too_few", item("a"), item("b"))
    assert all(one["failed"] == "answer" for one in found)
