"""A private folder for one running service, and the removal of those that killed services left behind."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

PREFIX = "assay-run-"
MAX_SOCKET_PATH = 107
"""Bytes of the path of a unix socket, at most."""
RUNNERS_SOCKET = "assay-sandbox-0123456789ab.sock"
"""As long as the name of a runner's socket."""
_LONGEST = f"/{PREFIX}01234567/runners/{RUNNERS_SOCKET}"
"""In the folder for temporary files."""
_LOCK = "lock"
_UNLOCKED_FOR_S = 60.0
"""A folder without a lock may be one that another process is just making, until it is this old."""


class RunFolder:
    """A folder that is ours as long as this process lives: its lock ends with the process, however.

    Nobody else may enter it (mode 0700), but for members of the group `gid` who know what they look for (0710).
    """

    def __init__(self, gid: int | None = None) -> None:
        remove_stale()
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=_parent()))
        if gid is not None:
            os.chown(self.path, -1, gid)
            self.path.chmod(0o710)
        self._lock: IO[str] = (self.path / _LOCK).open("w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _parent() -> Path:
    """The folder for temporary files, or /tmp if sockets in that one would have names that are too long."""
    usual = Path(tempfile.gettempdir())
    return usual if len(os.fsencode(usual)) + len(_LONGEST) <= MAX_SOCKET_PATH else Path("/tmp")  # noqa: S108


def remove_stale() -> list[Path]:
    """Remove and return our folders whose owner is gone."""
    folders = [path for path in _parent().glob(f"{PREFIX}*") if path.is_dir()]
    stale = [path for path in folders if path.stat().st_uid == os.getuid() and _is_stale(path)]
    for path in stale:
        shutil.rmtree(path, ignore_errors=True)
    return stale


def _is_stale(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except BlockingIOError:
        return False
    except OSError:
        return folder.exists() and time.time() - folder.stat().st_mtime > _UNLOCKED_FOR_S
