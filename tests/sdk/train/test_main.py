"""The command of training, in what it does before the run."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from sdk.train.__main__ import spare_the_modules


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_was_imported_is_not_walked_again_by_the_collector() -> None:
    before = len(gc.get_objects())
    spare_the_modules()
    assert len(gc.get_objects()) < before / 100
    assert gc.get_freeze_count() > before / 2


def test_a_command_that_spared_its_modules_ends_without_a_word() -> None:
    """Triton's bindings list all that they hold where it is not collected at the end."""
    program = "import triton; from sdk.train.__main__ import spare_the_modules; spare_the_modules()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
