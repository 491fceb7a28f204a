"""What tests of the service's own parts share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reward_server.execution.sandbox import descriptions
from reward_server.rewards.programs import languages


@pytest.fixture
def every_language() -> Iterator[None]:
    """All languages of the project are known in this test."""
    before = dict(languages.known)
    descriptions.add_all()
    yield
    languages.known.clear()
    languages.known.update(before)
