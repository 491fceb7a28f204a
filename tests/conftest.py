"""One real service for all end-to-end tests that leave it whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.running import start_server, stop


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a running service."""
    running = start_server()
    yield running.url
    assert stop(running) == 0, "SIGTERM ends the server with exit code 0"
