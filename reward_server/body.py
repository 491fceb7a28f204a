"""Receives a request's body and decompresses it, under limits, with a clear error for each way it can be wrong."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from reward_server.bad_request import BadRequest, too_large

PIECE_BYTES = 1 << 18
"""How much is decompressed in one go, which takes about half a millisecond: the event loop serves other requests in
between, and many bodies may arrive at once."""
MAX_GZIP_MEMBERS = 1000
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_ENCODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True}


async def read_body(
    chunks: AsyncIterator[bytes], encoding: str, max_bytes: int, hold: Callable[[int], None] = lambda size: None
) -> bytes:
    """The decompressed body. Raises BadRequest as soon as the body is over `max_bytes`, and decompresses no more of it.

    `hold` is called with the number of bytes so far, and may raise if there is no room for them. The compressed bytes
    have the same limit, because empty blocks and members of gzip decompress to nothing.
    """
    if encoding not in _ENCODINGS:
        raise BadRequest(400, "unsupported_encoding", f"Content-Encoding {encoding!r} is not supported; use gzip")
    gzip = _Gzip() if _ENCODINGS[encoding] else None
    body, received = bytearray(), 0
    try:
        async for chunk in chunks:
            received += len(chunk)
            for piece in gzip.inflate(chunk) if gzip else (chunk,):
                body += piece
                if max(len(body), received) > max_bytes:
                    raise too_large("the body has", "", f"{max_bytes} bytes")
                hold(len(body))
                if len(piece) >= PIECE_BYTES:
                    await asyncio.sleep(0)
        if gzip:
            gzip.finish()
        return bytes(body)
    finally:
        body.clear()  # an error keeps what it passed through, for as long as its caller goes on sending


class _Gzip:
    """A gzip stream of one or more members; other bytes between or after them are an error."""

    def __init__(self) -> None:
        self._inflater: Any = zlib.decompressobj(_GZIP)
        self._members = 1
        self._waiting = b""

    def inflate(self, chunk: bytes) -> Iterator[bytes]:
        """Yields pieces of at most PIECE_BYTES; at least one, which may be empty. Raises BadRequest."""
        data = self._waiting + chunk
        self._waiting = b""
        yield b""
        while data:
            if self._inflater.eof:
                if len(data) < len(_GZIP_MAGIC):
                    self._waiting = data
                    return
                self._next_member(data)
            yield self._piece(data)
            data = self._inflater.unused_data or self._inflater.unconsumed_tail

    def finish(self) -> None:
        """Raises BadRequest if the stream is not complete."""
        if not self._inflater.eof:
            raise BadRequest(400, "bad_gzip", "the gzip body ends in the middle")
        if self._waiting:
            raise BadRequest(400, "bad_gzip", "bytes that are no gzip stand behind the gzip body")

    def _next_member(self, data: bytes) -> None:
        if not data.startswith(_GZIP_MAGIC):
            raise BadRequest(400, "bad_gzip", "bytes that are no gzip stand behind the gzip body")
        self._members += 1
        if self._members > MAX_GZIP_MEMBERS:
            raise BadRequest(400, "bad_gzip", f"the gzip body has more than {MAX_GZIP_MEMBERS} members")
        self._inflater = zlib.decompressobj(_GZIP)

    def _piece(self, data: bytes) -> bytes:
        try:
            return self._inflater.decompress(data, PIECE_BYTES)  # type: ignore[no-any-return]
        except zlib.error as error:
            raise BadRequest(400, "bad_gzip", f"the body is not gzip: {error}") from None
