"""A service's folder ends with it, or with the next one's start."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from reward_server.execution.run_folder import RUNNERS_SOCKET, RunFolder, remove_stale


@pytest.fixture(autouse=True)
def own(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files; pytest's are too deep for the names of sockets."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr("tempfile.tempdir", folder)
        yield Path(folder)


def test_a_living_owner_keeps_its_folder() -> None:
    folder = RunFolder()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert remove_stale() == []
    folder.remove()
    assert not folder.path.exists()


def test_sockets_fit_into_it_wherever_temporary_files_lie(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = own / ("a" * 90)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    folder = RunFolder()
    (folder.path / "runners").mkdir()
    with socket.socket(socket.AF_UNIX) as runner:
        runner.bind(str(folder.path / "runners" / RUNNERS_SOCKET))
    folder.remove()


def test_a_killed_owners_folder_is_removed_by_the_next(own: Path) -> None:
    code = "import os, signal, tempfile\nfrom reward_server.execution.run_folder import RunFolder\n"
    code += f"tempfile.tempdir = {str(own)!r}\nRunFolder()\nos.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    (left,) = own.iterdir()
    folder = RunFolder()
    assert not left.exists()
    folder.remove()


def test_a_folder_that_is_just_being_made_is_left_alone(own: Path) -> None:
    (own / "assay-run-new").mkdir()
    assert remove_stale() == []
