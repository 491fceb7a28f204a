"""Verdicts in Redis, for services on several machines. Needs the extra `redis`.

Who can write there can write scores: the digest of a row tells what broke, not who wrote. Redis' own `maxmemory` bounds
it, with the policy `allkeys-lru`; rows that nobody wrote again for a month end by themselves.
"""

from __future__ import annotations

import asyncio
from typing import Any, cast

import redis.asyncio as client
from redis.exceptions import RedisError

from reward_server.verdict_store import PATIENCE_S, VerdictStore

PREFIX = "assay:verdict:"
KEPT_S = 30 * 24 * 3600
DIGEST_CHARS = 32


class RedisVerdicts(VerdictStore):
    """`url`: redis://, rediss:// (TLS) or unix://. Raises ValueError for another."""

    trouble = (*VerdictStore.trouble, RedisError)

    def __init__(self, url: str) -> None:
        super().__init__()
        self._client: Any = client.from_url(url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S)
        self._dropping: set[asyncio.Task[Any]] = set()

    async def read(self, name: str) -> tuple[object, object] | None:
        row = cast(object, await self._client.get(PREFIX + name))
        if not isinstance(row, bytes):
            return None
        text = row.decode("utf-8", "replace")
        return text[DIGEST_CHARS:], text[:DIGEST_CHARS]

    async def write(self, name: str, text: str, row_digest: str) -> None:
        await self._client.set(PREFIX + name, row_digest + text, ex=KEPT_S)

    def drop(self) -> None:
        task = asyncio.create_task(self._client.connection_pool.disconnect())
        self._dropping.add(task)
        task.add_done_callback(self._dropping.discard)

    async def close(self) -> None:
        await self._client.aclose()
