"""The README's first command sets up, starts the service, prints the table and goes on to train."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

QUICKSTART = Path(__file__).parents[2] / "scripts" / "quickstart"
SHORT = ["steps=2", "weak_base.steps=10", "weak_base.probe_every=10", "weak_base.accuracy_low=0", "eval.problems=20"]


@pytest.mark.docker
def test_it_prints_the_table_and_the_curve(tmp_path: Path) -> None:
    """The training run is cut short; that it learns has a test of its own."""
    command = [str(QUICKSTART), *SHORT, f"output_dir={tmp_path / 'run'}"]
    environment = {**os.environ, "VENV": sys.prefix}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert "items in" in done.stdout
    assert "null" in done.stdout
    assert "MISSING" not in done.stderr
    assert "accuracy of the sampled completions" in done.stdout, "the curve"
    assert (tmp_path / "run" / "report.html").exists()
