"""Tests that callers name by their digest: kept on disk, bounded, shared by all processes that name the same folder.

A file is the canonical JSON of its tests, and its name the digest of that, so that a file that was cut short or changed
is told from a whole one, and is as good as missing.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from pathlib import Path

from reward_server.jobs import JsonObject
from sdk.schema import DIGEST_PREFIX, canonical_tests, is_digest, tests_digest

log = logging.getLogger(__name__)

MB = 1024 * 1024


class TestsStore:
    """folder: made where it is missing, and refused where it is another user's. max_bytes: beyond it the files that
    were not asked for the longest are removed."""

    __test__ = False  # not a test class, whatever pytest thinks of its name

    def __init__(self, folder: Path | None, max_bytes: int) -> None:
        self._folder = folder or Path(tempfile.gettempdir()) / f"assay-tests-{os.getuid()}"
        self._max_bytes = max_bytes
        self._told = False

    def get(self, digest: str) -> JsonObject | None:
        """None where it does not hold them."""
        if not is_digest(digest):
            return None
        path = self._path(digest)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        if tests_digest(data) != digest:
            return None
        tests: JsonObject = json.loads(data)
        return tests

    def put(self, digest: str, tests: JsonObject) -> None:
        """What cannot be kept is not: the next batch asks for it once more."""
        try:
            self._keep(self._path(digest), tests)
        except OSError as error:
            if not self._told:
                self._told = True
                log.warning("tests that callers name by their digest cannot be kept (setting: tests_store): %s", error)

    def _keep(self, path: Path, tests: JsonObject) -> None:
        self._make_folder()
        if path.exists():
            os.utime(path)
            return
        data = canonical_tests(tests)
        if len(data) > self._max_bytes:
            return
        self._make_room(len(data))
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".new-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest.removeprefix(DIGEST_PREFIX)}.json"

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.stat().st_uid != os.getuid():
            raise PermissionError(f"{self._folder} belongs to another user")

    def _make_room(self, size: int) -> None:
        """Removes the oldest until `size` more bytes fit; another process that looks for one of them finds it gone."""
        found = []
        for path in self._folder.iterdir():
            with contextlib.suppress(OSError):
                seen = path.stat()
                found.append((seen.st_mtime, seen.st_size, path))
        room = self._max_bytes - sum(length for _, length, _ in found) - size
        for _, length, path in sorted(found):
            if room >= 0:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                room += length
