"""Which cgroup (version 2) a service may use, read from folders as the kernel has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reward_server.execution.sandbox.backends import cgroups


@pytest.fixture
def mount(tmp_path: Path) -> Path:
    """/user.slice/service, of which user.slice hands memory down."""
    for group, handed_down in (("", "cpu memory"), ("user.slice", "memory pids"), ("user.slice/service", "")):
        folder = tmp_path / group
        folder.mkdir(exist_ok=True)
        (folder / "cgroup.subtree_control").write_text(handed_down + "\n")
        (folder / "cgroup.procs").touch()
    (tmp_path / "cgroup.controllers").write_text("cpu memory pids\n")
    return tmp_path


def test_the_nearest_cgroup_above_that_hands_memory_down_is_used(mount: Path) -> None:
    found = cgroups.delegated(mount, "0::/user.slice/service")
    assert found is not None
    assert found.parent == mount / "user.slice"


def test_one_without_the_controller_of_memory_is_passed_over(mount: Path) -> None:
    (mount / "user.slice" / "cgroup.subtree_control").write_text("pids\n")
    found = cgroups.delegated(mount, "0::/user.slice/service")
    assert found is not None
    assert found.parent == mount
    (mount / "cgroup.subtree_control").write_text("cpu\n")
    assert cgroups.delegated(mount, "0::/user.slice/service") is None


def test_cgroups_of_version_1_are_none(mount: Path) -> None:
    assert cgroups.delegated(mount, "4:memory:/user.slice") is None
    (mount / "cgroup.controllers").unlink()
    assert cgroups.delegated(mount, "0::/user.slice/service") is None


def test_what_the_kernel_killed_for_memory_is_told(tmp_path: Path) -> None:
    assert not cgroups.killed_for_memory(tmp_path)
    (tmp_path / "memory.events").write_text("low 0\nhigh 0\nmax 3\noom 1\noom_kill 0\n")
    assert not cgroups.killed_for_memory(tmp_path)
    (tmp_path / "memory.events").write_text("low 0\nhigh 0\nmax 3\noom 1\noom_kill 2\n")
    assert cgroups.killed_for_memory(tmp_path)
