"""What the container is doing. The runner is a package of the image, not of the distribution."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "sandbox_images" / "python"))

from sandbox_runner import load


def test_a_cgroup_that_bounds_no_memory_is_not_asked_for_cpu_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rootless engine may leave its containers in the cgroup of the machine, whose time is everybody's."""
    counter = tmp_path / "cpuacct.usage"
    counter.write_text("7000000000\n")
    monkeypatch.setattr(load, "COUNTERS", {str(counter): 1e9})
    assert load.Load().cpu_s() == 7
    assert load.Load(memory_mb=100).cpu_s() != 7
