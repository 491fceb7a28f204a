"""A file of root's for children under another user, who may not open it: its content, in memory that they inherit."""

from __future__ import annotations

import os
from pathlib import Path


class InheritedFile:
    """`handle` is to be handed down open; `path` is the content's there."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where it cannot be read."""
        self._path = path
        self.handle = os.memfd_create(f"assay-{path.name}")
        self.read_again()

    @property
    def path(self) -> Path:
        return Path(f"/proc/self/fd/{self.handle}")

    def read_again(self) -> None:
        """Raises OSError where it cannot be read; then the content stays what it was."""
        content = self._path.read_bytes()
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, content, 0)
