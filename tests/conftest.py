"""What all tests share: one real service, and examples that are the same in every run of the gate."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.end_to_end.running import start_server, stop

pytest_plugins = ["tests.leftovers"]

# Triton reads it when it is first imported, which importing torch can do: its kernels then run without a GPU.
os.environ.setdefault("TRITON_INTERPRET", "1")
# The gate judges the change, not the luck of the draw; `--hypothesis-profile=explore` draws anew, and saves what fails.
settings.register_profile("gate", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("gate")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a running service."""
    running = start_server()
    yield running.url
    assert stop(running) == 0, "SIGTERM ends the server with exit code 0"


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """For every user: a service that root starts runs its parts under users of their own, and pytest's folders are closed
    to them."""
    with tempfile.TemporaryDirectory(prefix="open-") as folder:
        made = Path(folder)
        made.chmod(0o1777)
        yield made
