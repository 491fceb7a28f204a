"""A request from its bytes: every way it can be wrong has its own status, and names item and field."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from reward_server.bad_request import BadRequest
from reward_server.json_counts import RequestLimits
from reward_server.parsing import Batch, parse_batch
from sdk.schema import MAX_GROUND_TRUTHS, MAX_SPECIAL_TOKENS


def parse(value: Any, **limits: int) -> Batch:
    return parse_batch(json.dumps(value).encode(), RequestLimits(**limits))


def refused(body: bytes, **limits: int) -> tuple[int, str]:
    with pytest.raises(BadRequest) as caught:
        parse_batch(body, RequestLimits(**limits))
    return caught.value.status, caught.value.code


def invalid(value: Any) -> list[tuple[int | None, str]]:
    with pytest.raises(BadRequest) as caught:
        parse(value)
    assert caught.value.status == 422
    return [(detail.item, detail.field) for detail in caught.value.details]


@pytest.mark.parametrize(
    "body",
    [
        b"", b'{"items": [', b"\xff\xfe", b"[" * 100_000, b'{"items": NaN}', b"[1]" * 2, zlib.compress(b"{}"),
        b'{"items": [{"completion": "a"},]}', b'{"items": [,{"completion": "a"}]}', b'{"items": []} x',
        b'{"items": [{"completion": "a"} {"completion": "a"}]}', b'{"items": [{"completion": "a"},,{"completion": "a"}]}',
        b'{"items": [{"completion": "\xff"}]}', b'{"items": [{"completion": "a\n"}]}', b'{"items": [nul]}', b"]",
        b'{"items": [{"completion": "a", "metadata": {"k": -Infinity}}]}', b'{"items": [1.]}', b'["a": 1]',
    ],
)  # fmt: skip
def test_what_is_no_json_is_400(body: bytes) -> None:
    assert refused(body) == (400, "malformed_json")


@pytest.mark.parametrize(
    "text",
    ['{"a": 1e400}', '{"a": [-1E+999]}', '{"a": ' + "1" * 400 + ".5}", '{"a": ' + "1" * 5000 + "}",
     '{"a": 1, "a": 2}', '{"b": {"a": 1, "\\u0061": 2}}'],
)  # fmt: skip
def test_numbers_beyond_a_double_and_names_given_twice_are_400_wherever_they_stand(text: str) -> None:
    for body in ('{"items": [{"completion": "a", "metadata": %s}]}', '{"items": [], "shared_tests": {"t": %s}}'):
        assert refused((body % text).encode()) == (400, "malformed_json")


def test_a_long_number_counts_for_many_values() -> None:
    for count, limit, taken in ((10, 10_000, True), (10, 2_000, False)):
        numbers = b",".join([b"7" * 1500] * count)  # 225 values each
        body = b'{"items": [{"completion": "a", "metadata": {"n": [%s]}}]}' % numbers
        if taken:
            parse_batch(body, RequestLimits(max_json_values=limit))
        else:
            assert refused(body, max_json_values=limit) == (413, "too_large")


def test_long_integers_and_a_byte_order_mark_pass() -> None:
    body = b'\xef\xbb\xbf{"items": [{"completion": "a", "metadata": {"n": %s, "e": 1E-5}}]}' % (b"9" * 4000)
    assert parse_batch(body).request.items[0].metadata == {"n": int("9" * 4000), "e": 1e-5}


@pytest.mark.parametrize(
    ("limit", "body"),
    [
        ({"max_items": 3}, {"items": [{"completion": "a"}] * 4}),
        ({"max_items": 3}, {"items": [0, 1, 2, 3]}),
        ({"max_json_keys": 9}, {"items": [{f"k{n}": 0 for n in range(10)}]}),
        ({"max_json_values": 30}, {"items": [{"completion": "a", "metadata": {"k": [0] * 30}}]}),
        ({"max_text_bytes": 50}, {"items": [{"completion": "a", "ground_truth": "x" * 50}]}),
        ({"max_text_bytes": 50}, {"items": [], "x": {"completion": "x" * 50}}),
    ],
)
def test_too_much_of_anything_is_413_before_it_is_parsed(limit: dict[str, int], body: Any) -> None:
    assert refused(json.dumps(body).encode(), **limit) == (413, "too_large")


def test_nesting_beyond_the_limit_is_400_and_up_to_it_passes() -> None:
    def body(depth: int) -> bytes:
        return b'{"items": [{"completion": "a", "metadata": {"k": %s}}]}' % (b"[" * depth + b"]" * depth)

    assert parse_batch(body(6), RequestLimits(max_json_depth=10)).request.items
    assert refused(body(7), max_json_depth=10) == (400, "malformed_json")
    assert parse_batch(body(796)).request.items


def test_completions_have_no_limit_here_be_they_text_or_messages() -> None:
    long = "x" * 100
    said = {"role": "assistant", "content": [{"type": "text", "text": long}], "reasoning_content": long}
    batch = parse({"items": [{"completion": long}, {"completion": [said]}]}, max_text_bytes=50)
    assert len(batch.request.items) == 2


def test_every_offending_item_and_field_is_listed_shapes_and_rewards_together() -> None:
    wrong = {
        "items": [
            {"completion": "a"}, {"ground_truth": 1}, {"completion": 3, "x": 1}, {"completion": "a", "rewards": {"no": 1}},
            {"completion": None, "rewards": {"accuracy": {"gate": "format"}}}, 7,
        ],
        "timeout_s": 0,
        "rewards": {"format": {"mod": 1}},
    }  # fmt: skip
    assert set(invalid(wrong)) == {
        (1, "completion"), (1, "ground_truth"), (2, "completion"), (2, "x"), (3, "rewards.no"), (4, "completion"),
        (4, "rewards.accuracy.gate"), (5, ""), (None, "timeout_s"), (None, "rewards.format.mod"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("completion", None),
        ("completion", ["a"]),
        ("completion", []),
        ("completion", [{"role": "user", "content": "no assistant spoke"}]),
        ("completion", [{"role": "assistant", "content": 3}]),
        ("ground_truth", 3),
        ("ground_truth", ["1", None]),
        ("ground_truth", ["1"] * (MAX_GROUND_TRUTHS + 1)),
        ("tests", "assert f(1)"),
        ("rewards", {"accuracy": "1"}),
        ("rewards", {"accuracy": True}),
        ("rewards", {"accuracy": 1e308}),
        ("rewards", {"accuracy": 10**400}),
        ("rewards", {"accuracy": {"weight": -1e10}}),
        ("rewards", {"accuracy": {"optional": "yes"}}),
        ("rewards", {"accuracy": {"partial": 1}}),
        ("rewards", {"accuracy": {"max_cases": 2.0}}),
        ("rewards", {"accuracy": {"max_cases": True}}),
        ("rewards", {"cosine": {"start": 1e200}}),
        ("rewards", {"length": {"max_length": 10**400}}),
        ("rewards", {"repetition": {"max_penalty": -1e300}}),
        ("rewards", ["accuracy"]),
        ("metadata", []),
        ("completion_tokens", -1),
        ("completion_tokens", 1.5),
        ("completion_tokens", "7"),
        ("completion_tokens", True),
        ("completion_tokens", 10**400),
        ("id", {"a": 1}),
        ("template", {"think_open": ""}),
        ("template", {"thinkopen": "<t>"}),
        ("template", {"think_prefilled": "yes"}),
        ("template", {"answer_tags": 0}),
        ("template", {"think_open": "<answer>"}),
        ("template", {"think_open": "t" * 1001}),
        ("template", {"special_tokens": "</s>"}),
        ("template", {"special_tokens": ["</s>", ""]}),
        ("template", {"special_tokens": ["</s>", "t" * 1001]}),
        ("template", {"special_tokens": [f"<{n}>" for n in range(MAX_SPECIAL_TOKENS + 1)]}),
    ],
)
def test_a_wrong_type_or_range_is_422_at_its_field_on_the_item_and_where_the_batch_has_it_too(
    field: str, value: Any
) -> None:
    found = invalid({"items": [{"completion": "a", field: value}]})
    assert [(item, name.split(".")[0]) for item, name in found] == [(0, field)]
    if field in ("rewards", "template"):
        assert [(item, name.split(".")[0]) for item, name in invalid({"items": [], field: value})] == [(None, field)]


@pytest.mark.parametrize("timeout_s", [0, -1, 3601, "soon", "30", True, None, 10**400])
def test_a_deadline_that_is_no_number_in_its_range_is_422(timeout_s: Any) -> None:
    assert invalid({"items": [], "timeout_s": timeout_s}) == [(None, "timeout_s")]


@pytest.mark.parametrize("body", [[], "x", {}, {"items": {}}, {"items": None}, None, 1])
def test_what_is_no_batch_is_422(body: Any) -> None:
    assert invalid(body)


def test_nul_bytes_and_lone_surrogates_are_ordinary_text() -> None:
    raw = rb'{"items": [{"id": "\ud800", "completion": "a\u0000b\udfff", "metadata": {"\ud800": "\udc00"}}]}'
    item = parse_batch(raw).request.items[0]
    assert (item.id, item.completion, item.metadata) == ("\ud800", "a\0b\udfff", {"\ud800": "\udc00"})


def test_items_mean_the_same_however_the_body_is_written() -> None:
    items = [{"id": n, "completion": 'a "}],[{" \\', "metadata": {"items": [[], {"items": [1]}]}} for n in range(3)]
    for layout in ({}, {"indent": 2}, {"separators": (",", ":")}, {"ensure_ascii": False}):
        body = json.dumps(
            {"shared_tests": {"items": {"items": [{}]}}, "items": items, "timeout_s": 7}, **layout
        ).encode()
        batch = parse_batch(b" \n" + body + b"\n")
        assert [one.id for one in batch.request.items] == [0, 1, 2]
        assert all(one.metadata == items[0]["metadata"] for one in batch.request.items)
        assert (batch.request.timeout_s, batch.request.shared_tests) == (7, {"items": {"items": [{}]}})


def test_each_item_has_its_own_rewards_or_the_batchs() -> None:
    batch = parse({"items": [{"completion": "a"}, {"completion": "a", "rewards": {"format": 2}}]})
    assert [[spec.name for spec in specs] for specs in batch.specs] == [["accuracy", "format"], ["format"]]


@pytest.mark.parametrize("tests", [{"type": "stdio", "time_limit_s": 30}, {"ref": "p"}])
def test_a_time_limit_that_the_callers_deadline_has_no_room_for_is_422(tests: dict[str, Any]) -> None:
    shared = {"p": {"type": "stdio", "total_time_limit_s": 30}}
    batch = {"items": [{"completion": "a"}, {"completion": "a", "tests": tests}], "shared_tests": shared}
    ((index, field),) = invalid(batch)
    assert index == 1
    assert field.endswith("time_limit_s")
    assert parse({**batch, "timeout_s": 77, "left_s": 1}).specs
    assert parse({**batch, "rewards": {"format": 1}}).specs


@pytest.mark.parametrize(
    "asked",
    [
        {"x" * 100_000: 1},
        {"rewards": {"x" * 100_000: 1}},
        {"rewards": {"format": {"x" * 100_000: 1}}},
        {"rewards": {"format": {"gate": "x" * 100_000}}},
        {"profile": "x" * 100_000},
    ],
)
def test_a_refusal_is_no_echo_of_long_names(asked: Any) -> None:
    with pytest.raises(BadRequest) as caught:
        parse({"items": [{"completion": "a"}], **asked})
    assert len(caught.value.message) + sum(len(one.field + one.message) for one in caught.value.details) < 5000
