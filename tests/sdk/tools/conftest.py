from __future__ import annotations

from collections.abc import Iterator

import pytest

from sdk import RewardClient
from tests.end_to_end.running import start_server, stop


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """The real service, without a sandbox."""
    running = start_server(sandbox="off")
    yield running.url
    stop(running)


@pytest.fixture(scope="session")
def client(url: str) -> Iterator[RewardClient]:
    with RewardClient(url, rewards={"accuracy": 1.0}, on_error="none") as made:
        yield made
