"""The second level of the memo: verdicts on disk, for all processes of a machine and for those that come after them.

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
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

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


class VerdictStore:
    """`file`: an SQLite database, made where it is missing; `max_bytes`: about what it may take."""

    def __init__(self, file: Path, max_bytes: int) -> None:
        self._file = file
        self._max_bytes = max_bytes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="verdicts")
        self._base: sqlite3.Connection | None = None
        self._rests_until = 0.0
        self._written = 0
        self.hits = 0
        self.misses = 0

    async def get(self, version: str, key: str) -> JsonObject | None:
        found = await self._done(lambda: self._read(_digest(version, key)))
        self.hits += found is not None
        self.misses += found is None
        return found

    async def put(self, version: str, key: str, result: JsonObject) -> None:
        await self._done(lambda: self._write(_digest(version, key), json.dumps(result)))

    def close(self) -> None:
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    async def _done(self, work: Callable[[], Result]) -> Result | None:
        """None where it cannot be done now."""
        if time.monotonic() < self._rests_until:
            return None
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._thread.submit(work)), PATIENCE_S)
        except (TimeoutError, sqlite3.Error, OSError, RuntimeError) as error:
            self._rest(error)
            return None

    def _rest(self, error: BaseException) -> None:
        self._rests_until = time.monotonic() + REST_S
        log.warning("the stored verdicts are left alone for %.0f s: %s: %s", REST_S, type(error).__name__, error)
        with contextlib.suppress(RuntimeError):  # it was closed meanwhile
            self._thread.submit(self._close)

    def _read(self, digest: str) -> JsonObject | None:
        row = self._open().execute("SELECT result, digest FROM verdicts WHERE key = ?", [digest]).fetchone()
        if row is None or not isinstance(row[0], str) or row[1] != _digest(digest, row[0]):
            return None
        found: JsonObject = json.loads(row[0])
        return found

    def _write(self, digest: str, result: str) -> None:
        base = self._open()
        with base:
            base.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)", [digest, result, _digest(digest, result)])
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


def _digest(*texts: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
