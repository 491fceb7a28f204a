"""A caller's blocking `httpx.Client` behind the asynchronous transport that everything here speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import httpx


class BlockingTransport(httpx.AsyncBaseTransport):
    """Sends through a client of the caller's in threads. The client stays the caller's: it is not closed here.

    A thread cannot be cancelled: what runs past the deadline ends with the request's own timeouts, soon after.
    """

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        content = await request.aread()
        headers = {**self._client.headers, **request.headers}
        blocking = httpx.Request(
            request.method, request.url, headers=headers, content=content, extensions=request.extensions
        )
        response = await asyncio.to_thread(self._client.send, blocking, stream=True)
        return httpx.Response(
            response.status_code, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._chunks: Iterator[bytes] = response.iter_raw()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (chunk := await asyncio.to_thread(next, self._chunks, None)) is not None:
            yield chunk

    async def aclose(self) -> None:
        await asyncio.to_thread(self._response.close)
