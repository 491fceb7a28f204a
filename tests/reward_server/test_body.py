"""A request's body under limits: every way it can be wrong has its own status, and names item and field."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from reward_server.body import BadRequest, check_sizes, parse_request, read_body
from sdk.schema import ScoreRequest

LIMIT = 1000


def read(*chunks: bytes, encoding: str = "", limit: int = LIMIT) -> bytes:
    async def stream() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return asyncio.run(read_body(stream(), encoding, limit))


def refused(status: int, *chunks: bytes, encoding: str = "", limit: int = LIMIT) -> BadRequest:
    with pytest.raises(BadRequest) as caught:
        read(*chunks, encoding=encoding, limit=limit)
    assert caught.value.status == status
    return caught.value


def parse(value: Any) -> ScoreRequest:
    return parse_request(json.dumps(value).encode())


def invalid(value: Any) -> list[tuple[int | None, str]]:
    with pytest.raises(BadRequest) as caught:
        parse(value)
    assert caught.value.status == 422
    return [(detail.item, detail.field) for detail in caught.value.details]


def test_chunks_are_joined() -> None:
    assert read(b"ab", b"", b"c") == b"abc"


def test_a_body_of_the_limit_passes_and_one_byte_more_is_413() -> None:
    assert len(read(b"x" * LIMIT)) == LIMIT
    refused(413, b"x" * LIMIT, b"x")


def test_gzip_is_inflated_chunk_by_chunk() -> None:
    packed = gzip.compress(b"hello")
    assert read(packed[:7], packed[7:], encoding="gzip") == b"hello"


def test_a_gzip_bomb_is_413_and_never_inflated_beyond_the_limit() -> None:
    bomb = gzip.compress(b"0" * 50_000_000)
    assert len(bomb) < 60_000
    refused(413, bomb, encoding="gzip")


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"hello")[:-9], b""])
def test_broken_gzip_is_400(body: bytes) -> None:
    refused(400, body, encoding="gzip")


def test_an_unknown_encoding_is_400_and_named() -> None:
    assert "br" in refused(400, b"x", encoding="br").message


@pytest.mark.parametrize(
    "body", [b"", b'{"items": [', b"\xff\xfe", b"[" * 100_000, b'{"items": NaN}', b"[1]" * 2, zlib.compress(b"{}")]
)
def test_what_is_no_json_is_400(body: bytes) -> None:
    with pytest.raises(BadRequest) as caught:
        parse_request(body)
    assert (caught.value.status, caught.value.code) == (400, "malformed_json")


def test_every_offending_item_and_field_is_listed() -> None:
    wrong = {"items": [{"completion": "a"}, {"ground_truth": 1}, {"completion": 3, "x": 1}], "timeout_s": 0}
    assert set(invalid(wrong)) == {
        (1, "completion"), (1, "ground_truth"), (2, "completion"), (2, "x"), (None, "timeout_s")
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
        ("tests", "assert f(1)"),
        ("rewards", {"accuracy": "1"}),
        ("rewards", {"accuracy": True}),
        ("rewards", ["accuracy"]),
        ("metadata", []),
        ("completion_tokens", -1),
        ("completion_tokens", 1.5),
        ("completion_tokens", "7"),
        ("id", {"a": 1}),
        ("template", {"think_open": ""}),
        ("template", {"thinkopen": "<t>"}),
    ],
)
def test_a_wrong_type_is_422_at_its_field(field: str, value: Any) -> None:
    found = invalid({"items": [{"completion": "a", field: value}]})
    assert [(item, name.split(".")[0]) for item, name in found] == [(0, field)]


@pytest.mark.parametrize("timeout_s", [0, -1, 3601, "soon", None])
def test_a_deadline_outside_its_range_is_422(timeout_s: Any) -> None:
    assert invalid({"items": [], "timeout_s": timeout_s}) == [(None, "timeout_s")]


@pytest.mark.parametrize("body", [[], "x", {}, {"items": {}}, {"items": None}])
def test_what_is_no_batch_is_422(body: Any) -> None:
    assert invalid(body)


def test_nul_bytes_and_lone_surrogates_are_ordinary_text() -> None:
    raw = rb'{"items": [{"id": "\ud800", "completion": "a\u0000b\udfff", "metadata": {"\ud800": "\udc00"}}]}'
    item = parse_request(raw).items[0]
    assert (item.id, item.completion, item.metadata) == ("\ud800", "a\0b\udfff", {"\ud800": "\udc00"})


def test_too_many_items_are_413() -> None:
    batch = parse({"items": [{"completion": "a"}] * 4})
    check_sizes(batch, max_items=4, max_completion_bytes=10)
    with pytest.raises(BadRequest) as caught:
        check_sizes(batch, max_items=3, max_completion_bytes=10)
    assert caught.value.status == 413


@pytest.mark.parametrize("text", ["x" * 10, "é" * 5, "文" * 3 + "x", "\ud800" * 3])
def test_completions_are_measured_in_utf8_bytes(text: str) -> None:
    check_sizes(parse({"items": [{"completion": text}]}), 9, 10)
    with pytest.raises(BadRequest) as caught:
        check_sizes(parse({"items": [{"completion": "a"}, {"completion": text + "xx"}]}), 9, 10)
    assert [(detail.item, detail.field) for detail in caught.value.details] == [(1, "completion")]
