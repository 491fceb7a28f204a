"""Test modules of this folder import their helper by name: the folder is no package."""

import sys
from pathlib import Path

import pytest

from reward_server.symbolic import budget as work

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True)
def a_new_comparison() -> None:
    """Tests of single rungs begin with the whole budget of work, as `ladder.compare` does."""
    work.begin()
