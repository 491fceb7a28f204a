"""Plain items and results are read without pydantic, to the same models and the same errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sdk.columns import wire_fields
from sdk.schema import MAX_INTEGER, Item, ItemResult, ScoreResponse
from sdk.schema_plain import _item_fields, built, is_plain, item_of, plain_answer, result_of

ODD: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1.5, float("inf"), float("nan"), "", "\ud800", "ok", [], {}, [1, 2], [[1, 2]], [[1, "2"]], [[True, 2]],
     {"a": 1}, (1,), MAX_INTEGER + 1, [{"role": "user", "content": "x"}], [{"role": "assistant", "content": "x"}],
     [{"role": "assistant", "content": None}], [{"role": "assistant", "content": "x", "name": "n"}], ["x"], b"x"]
)  # fmt: skip
RATE = st.fixed_dictionaries(
    {"rate": st.floats(0, 1) | ODD, "low": st.just(0.0), "high": st.just(1.0), "of": st.just(9) | ODD}
)
COMPONENT = st.fixed_dictionaries(
    {"score": st.sampled_from([None, 0.0, 1.0]) | ODD, "status": st.sampled_from(["ok", "timeout"]) | ODD, "reason": st.just("r") | ODD},
    optional={
        "seconds": st.just(0.5) | ODD, "queued_s": st.just(0.0) | ODD, "undecided": st.booleans() | ODD,
        "unfinished": st.booleans() | ODD, "rule": st.just("rational") | ODD, "tests": ODD, "parts": ODD, "more": ODD,
        "rates": st.dictionaries(st.sampled_from(["false_accepts", "b"]), RATE, max_size=2) | ODD,
        "spans": st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), max_size=2) | ODD,
    },
)  # fmt: skip
RESULT = st.fixed_dictionaries(
    {"reward": st.sampled_from([None, 1.1]) | ODD, "components": st.dictionaries(st.sampled_from(["accuracy", "format"]), COMPONENT) | ODD},
    optional={"id": st.just("q") | ODD, "metadata": st.just({"a": [1]}) | ODD, "more": ODD},
)  # fmt: skip
FIELDS = [*Item.model_fields, "more"]
ITEM = st.fixed_dictionaries(
    {"completion": st.just("x") | ODD}, optional={name: ODD for name in FIELDS if name != "completion"}
)


def outcome(read: Callable[[Any], BaseModel], raw: Any) -> Any:
    """The model, or what is said to be wrong."""
    try:
        return state(read(raw))
    except ValidationError as error:
        return repr(error.errors(include_url=False))


def state(value: Any) -> Any:
    """All that a model holds, types and order too."""
    if isinstance(value, BaseModel):
        return (
            type(value),
            state(vars(value)),
            state(value.__pydantic_extra__),
            sorted(value.model_fields_set),
            value.__pydantic_private__,
        )
    if isinstance(value, dict):
        return [(name, state(one)) for name, one in value.items()]
    if isinstance(value, list | tuple):
        return type(value), [state(one) for one in value]
    return repr(value)


@given(ITEM)
@example({"completion": "x", "prompt": [{"content": "q", "role": "user"}], "metadata": {"a": 1}, "tests": {"ref": "t"}})
@example({"ground_truth": "1"})
@example(7)
def test_an_item_is_the_one_that_pydantic_reads(raw: Any) -> None:
    assert outcome(item_of, raw) == outcome(Item.model_validate, raw)


@given(RESULT)
@example({"reward": 1})
@example([])
def test_a_result_is_the_one_that_pydantic_reads(raw: Any) -> None:
    assert outcome(result_of, raw) == outcome(ItemResult.model_validate, raw)


def test_the_usual_ones_take_the_short_way() -> None:
    said = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
    assert _item_fields({"completion": said, "prompt": "q", "ground_truth": "1", "id": 3, "metadata": {}}) is not None
    rates = {"false_accepts": {"rate": 0.0, "low": 0.0, "high": 0.1, "of": 5}}
    component = {
        "score": 1.0,
        "status": "ok",
        "reason": "r",
        "seconds": 0.1,
        "queued_s": 0.0,
        "rates": rates,
        "spans": [[0, 1]],
    }
    result = {"id": None, "metadata": {}, "reward": 1.0, "components": {"accuracy": component}}
    assert plain_answer(json.dumps({"items": [result], "version": "v", "seconds": 0.1}).encode()) is not None


@given(st.lists(RESULT, max_size=2), st.just("v") | ODD, st.just(0.5) | ODD)
@example([{"reward": 1.0, "components": {}, "metadata": {"a": {"b": [1, None, 0.5]}}}], "v", 0.5)
def test_a_whole_answer_that_is_plain_holds_what_pydantic_reads(items: Any, version: Any, seconds: Any) -> None:
    try:
        raw = json.dumps({"items": items, "version": version, "seconds": seconds})
    except TypeError:  # bytes
        return
    found = plain_answer(raw.encode())
    if found is not None:
        said = ScoreResponse.model_validate(json.loads(raw))
        assert ([state(built(one)) for one in found[0]], found[1]) == (list(map(state, said.items)), said.version)


@given(ITEM)
@example(
    {"completion": [{"role": "assistant", "content": "x"}], "metadata": {"a": 1, "b": None}, "completion_tokens": 3}
)
def test_an_item_that_is_plain_is_taken_as_it_is(raw: Any) -> None:
    if is_plain(raw):
        assert wire_fields(raw) == raw
        assert state(item_of(raw)) == state(item_of(json.loads(json.dumps(raw))))
        assert item_of(raw).model_dump(exclude_unset=True) == raw


def test_what_trainers_send_is_plain() -> None:
    said = [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}]
    assert is_plain({"completion": said, "prompt": said[:1], "ground_truth": "1", "id": 3, "metadata": {"step": 1}})
    assert not is_plain({"completion": said[:1]}), "it holds no assistant message"
    assert not is_plain({"completion": "x", "completion_tokens": -1})


def test_nothing_is_shared_with_what_was_read_or_between_two_results() -> None:
    raw: dict[str, Any] = {"completion": "x", "metadata": {"a": 1}}
    one, other = item_of(raw), item_of({"completion": "x"})
    raw["metadata"]["a"] = 2
    assert (one.metadata, other.metadata) == ({"a": 1}, {})
    assert item_of({"completion": "x"}).metadata is not other.metadata
