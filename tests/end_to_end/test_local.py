"""`RewardClient.local()` gives what the service gives: same scores, same reasons, same version."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sdk import RewardClient
from tests.end_to_end.running import start_server, stop

pytestmark = pytest.mark.docker

ROOT = Path(__file__).parents[2]
LINES = (ROOT / "examples" / "batch.jsonl").read_text("utf-8").splitlines()
REWARDS = {"accuracy": {"partial": True}, "format": 0.1, "language": 0.1}
TIMES = {"seconds", "queued_s"}


def without_times(value: Any) -> Any:
    """What was said, but for how long it took."""
    if isinstance(value, dict):
        return {key: without_times(one) for key, one in value.items() if key not in TIMES}
    return [without_times(one) for one in value] if isinstance(value, list) else value


@pytest.fixture
def fresh_server() -> Iterator[str]:
    """Started beside the local one: the version names the sandbox images, which another test may build anew."""
    running = start_server()
    yield running.url
    stop(running)


def test_the_bundled_batch_scores_the_same_in_this_process_and_over_http(fresh_server: str) -> None:
    items = [{key: value for key, value in json.loads(line).items() if key != "rewards"} for line in LINES]
    with RewardClient(fresh_server) as remote, RewardClient.local() as local:
        theirs = remote.score(items, rewards=REWARDS)
        ours = local.score(items, rewards=REWARDS)
    assert ours.version == theirs.version
    assert [without_times(item.model_dump()) for item in ours.items] == [
        without_times(item.model_dump()) for item in theirs.items
    ]
    assert len({reward for reward in ours.rewards if reward is not None}) > 3
