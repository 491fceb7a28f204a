"""A request's body as bytes, under limits: every way it can be wrong has its own status."""

from __future__ import annotations

import asyncio
import gzip
import traceback
from collections.abc import AsyncIterator

import pytest

from reward_server.bad_request import BadRequest
from reward_server.body import read_body

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


def test_a_refusal_does_not_keep_what_had_come() -> None:
    frames = [frame for frame, _ in traceback.walk_tb(refused(413, b"x" * LIMIT, b"x").__traceback__)]
    assert [len(one.f_locals["body"]) for one in frames if one.f_code is read_body.__code__] == [0]


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"hello", mtime=0)[:-9], b""])
def test_broken_gzip_is_400(body: bytes) -> None:
    refused(400, body, encoding="gzip")


def test_an_unknown_encoding_is_400_and_named() -> None:
    assert "br" in refused(400, b"x", encoding="br").message


def test_a_body_of_several_gzip_members_is_one_text() -> None:
    packed = gzip.compress(b"hel") + gzip.compress(b"lo")
    for cut in range(1, len(packed)):
        assert read(packed[:cut], packed[cut:], encoding="x-gzip") == b"hello"


@pytest.mark.parametrize("junk", [b"x", b"JUNK" * 1000, b"\x1f", b"\0" * 8, gzip.compress(b"", mtime=0)[:5]])
def test_bytes_behind_a_gzip_member_that_are_no_member_are_400(junk: bytes) -> None:
    refused(400, gzip.compress(b"hello"), junk, encoding="gzip", limit=10**5)
    refused(400, gzip.compress(b"hello") + junk, encoding="gzip", limit=10**5)


def test_what_inflates_to_nothing_is_bounded_by_what_was_sent() -> None:
    empty_blocks = gzip.compress(b"")[:10] + b"\x00\x00\x00\xff\xff" * 1000
    refused(413, empty_blocks, encoding="gzip")
    refused(400, gzip.compress(b"") * 2000, encoding="gzip", limit=10**6)
