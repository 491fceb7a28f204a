from __future__ import annotations

from collections.abc import Iterator

import pytest

from sdk import RewardClient
from sdk.local import without_programs


@pytest.fixture(scope="session")
def client() -> Iterator[RewardClient]:
    """The real service, in this process, without a sandbox."""
    with RewardClient.local(without_programs(), rewards={"accuracy": 1.0}, on_error="none") as made:
        yield made
