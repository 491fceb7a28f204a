"""A service's folder ends with it, or with the next one's start."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reward_server.execution.run_folder import RunFolder, remove_stale


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_a_living_owner_keeps_its_folder() -> None:
    folder = RunFolder()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert remove_stale() == []
    folder.remove()
    assert not folder.path.exists()


def test_a_killed_owners_folder_is_removed_by_the_next(tmp_path: Path) -> None:
    code = "import os, signal, tempfile\nfrom reward_server.execution.run_folder import RunFolder\n"
    code += f"tempfile.tempdir = {str(tmp_path)!r}\nRunFolder()\nos.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    (left,) = tmp_path.iterdir()
    folder = RunFolder()
    assert not left.exists()
    folder.remove()


def test_a_folder_that_is_just_being_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "assay-run-new").mkdir()
    assert remove_stale() == []
