"""The second level of the memo: verdicts outside the process, on disk for all processes of a machine and for those that
come after them, or in Redis for several machines (`redis_store`).

A row's key is the digest of a job under the version of the rewards, so that a verdict never outlives the rules that
gave it. Every row carries a digest of itself: one that was cut short or changed is as good as missing. A store that is
slow, locked, full, broken or gone makes scoring slower and never wrong.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import os
import sqlite3
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar, TypeVar

from reward_server.jobs import JsonObject

log = logging.getLogger(__name__)

Result = TypeVar("Result")

PATIENCE_S = 0.25
"""A lookup that takes longer is given up: the work itself takes milliseconds."""
REST_S = 30.0
"""So long the store is left alone after trouble."""
_ROOM = 0.9
"""The oldest rows go until so much of the bound is taken."""
_CHECKED_EVERY = 200
"""Rows written between two looks at the size."""


class VerdictStore(ABC):
    """Verdicts by job and version. What a kind of store does itself raises one of `trouble` where it cannot."""

    trouble: ClassVar[tuple[type[Exception], ...]] = (TimeoutError, OSError, RuntimeError)

    def __init__(self) -> None:
        self._rests_until = 0.0
        self.hits = 0
        self.misses = 0

    async def get(self, version: str, key: str) -> JsonObject | None:
        name = digest(version, key)
        found = _intact(name, await self._tried(lambda: self.read(name)))
        self.hits += found is not None
        self.misses += found is None
        return found

    async def put(self, version: str, key: str, result: JsonObject) -> None:
        name, text = digest(version, key), json.dumps(result)
        await self._tried(lambda: self.write(name, text, digest(name, text)))

    @abstractmethod
    async def read(self, name: str) -> tuple[object, object] | None:
        """A result's text and the digest of the row, as they were found."""

    @abstractmethod
    async def write(self, name: str, text: str, row_digest: str) -> None: ...

    @abstractmethod
    def drop(self) -> None:
        """Let go of what is open: there was trouble with it."""

    @abstractmethod
    async def close(self) -> None: ...

    async def _tried(self, work: Callable[[], Awaitable[Result]]) -> Result | None:
        """None where it cannot be done now."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return await asyncio.wait_for(work(), PATIENCE_S)
        except self.trouble as error:
            self._rests_until = time.monotonic() + REST_S
            log.warning(
                "the stored verdicts are left alone for %.0f s: %s: %s", REST_S, type(error).__name__, str(error)[:200]
            )
            self.drop()
            return None


def _intact(name: str, row: tuple[object, object] | None) -> JsonObject | None:
    """The result of a row that is as it was written."""
    if row is None or not isinstance(row[0], str) or row[1] != digest(name, row[0]):
        return None
    found: JsonObject = json.loads(row[0])
    return found


class SqliteVerdicts(VerdictStore):
    """`file`: an SQLite database, made where it is missing; `max_bytes`: about what it may take."""

    trouble = (*VerdictStore.trouble, sqlite3.Error)

    def __init__(self, file: Path, max_bytes: int) -> None:
        super().__init__()
        self._file = file
        self._max_bytes = max_bytes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="verdicts")
        self._base: sqlite3.Connection | None = None
        self._written = 0

    async def read(self, name: str) -> tuple[object, object] | None:
        return await asyncio.wrap_future(self._thread.submit(self._read, name))

    async def write(self, name: str, text: str, row_digest: str) -> None:
        await asyncio.wrap_future(self._thread.submit(self._write, name, text, row_digest))

    def drop(self) -> None:
        with contextlib.suppress(RuntimeError):  # it was closed meanwhile
            self._thread.submit(self._close)

    async def close(self) -> None:
        with contextlib.suppress(TimeoutError, RuntimeError):
            await asyncio.wait_for(asyncio.wrap_future(self._thread.submit(self._close)), PATIENCE_S)
        self._thread.shutdown(wait=False)

    def _read(self, name: str) -> tuple[object, object] | None:
        row: tuple[object, object] | None = (
            self._open().execute("SELECT result, digest FROM verdicts WHERE key = ?", [name]).fetchone()
        )
        return row

    def _write(self, name: str, text: str, row_digest: str) -> None:
        base = self._open()
        with base:
            base.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)", [name, text, row_digest])
        self._written += 1
        if self._written % _CHECKED_EVERY == 0:
            self._make_room(base)

    def _make_room(self, base: sqlite3.Connection) -> None:
        size = base.execute("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, "
                            "pragma_freelist_count, pragma_page_size").fetchone()[0]  # fmt: skip
        if size <= self._max_bytes:
            return
        share = 1 - _ROOM * self._max_bytes / size
        with base:
            base.execute(
                "DELETE FROM verdicts WHERE rowid IN (SELECT rowid FROM verdicts ORDER BY rowid LIMIT "
                "CAST((SELECT count(*) FROM verdicts) * ? AS INTEGER) + 1)",
                [share],
            )

    def _open(self) -> sqlite3.Connection:
        """Raises sqlite3.Error, OSError, and PermissionError where the file is another user's."""
        if self._base is None:
            self._file.touch(mode=0o600)
            if self._file.stat().st_uid != os.getuid():
                raise PermissionError(f"{self._file} belongs to another user")
            base = sqlite3.connect(self._file, timeout=PATIENCE_S / 2, check_same_thread=False)
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = OFF")  # a row that is lost is worked out again
            base.execute("CREATE TABLE IF NOT EXISTS verdicts (key TEXT UNIQUE, result TEXT, digest TEXT)")
            self._base = base
        return self._base

    def _close(self) -> None:
        base, self._base = self._base, None
        if base is not None:
            with contextlib.suppress(sqlite3.Error):
                base.close()


def digest(*texts: str) -> str:
    made = hashlib.blake2b(digest_size=16)
    for text in texts:
        made.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return made.hexdigest()
