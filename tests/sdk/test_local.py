"""`RewardClient.local()`: the real service inside the caller's process, with the results of a server."""

from __future__ import annotations

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reward_server.settings import Settings
from sdk import AsyncRewardClient, RewardClient, ScoreResult, UnavailableError
from tests.end_to_end.processes import descendants, gone
from tests.end_to_end.running import start_server, stop

WITHOUT_PROGRAMS = Settings(sandbox="off")
THINK = "First we look at the question, and then the value is clear."
REWARDS = {"accuracy": 1, "format": 0.1, "language": {"weight": 0.1, "optional": True}}


def reply(answer: str) -> str:
    return f"<think>{THINK}</think><answer>{answer}</answer>"


BATCH: list[dict[str, Any]] = [
    {"completion": reply("\\boxed{\\frac12}"), "ground_truth": "0.5", "language": "en", "id": 1},
    {"completion": reply("\\boxed{(x+1)^2}"), "ground_truth": "x^2+2x+1", "id": 2},
    {"completion": reply("\\boxed{\\sqrt{8}}"), "ground_truth": "3", "language": "zh"},
    {"completion": "no tags\ud800\x00", "ground_truth": "3"},
    {"completion": reply("1"), "metadata": {"no": "ground truth"}},
    {"completion": reply("def f(): return 1"), "tests": {"type": "call", "entry_point": "f", "cases": [{"output": 1}]}},
]


@pytest.fixture(scope="module")
def local() -> Iterator[RewardClient]:
    with RewardClient.local(WITHOUT_PROGRAMS) as client:
        yield client


def judged(result: ScoreResult) -> list[Any]:
    """All but the times."""
    return [
        (one.id, one.metadata, one.reward, {name: (c.score, c.status, c.reason) for name, c in one.components.items()})
        for one in result.items
    ]


def test_local_results_are_those_of_a_server(local: RewardClient) -> None:
    running = start_server(sandbox="off")
    with RewardClient(running.url) as remote:
        there = remote.score(BATCH, rewards=REWARDS)
    assert stop(running) == 0
    here = local.score(BATCH, rewards=REWARDS)
    assert judged(here) == judged(there)
    assert here.version == there.version
    assert here.rewards[:2] == pytest.approx([1.2, 1.1])
    assert here.rewards[4:] == [None, None]


def test_a_stream_comes_from_the_local_service_too(local: RewardClient) -> None:
    seen = {one.index: one.reward for one in local.score_stream(BATCH, rewards=REWARDS)}
    assert [seen[index] for index in range(len(BATCH))] == local.score(BATCH, rewards=REWARDS).rewards


def test_the_asynchronous_client_is_local_in_the_callers_loop() -> None:
    async def scored() -> list[float | None]:
        async with AsyncRewardClient.local(WITHOUT_PROGRAMS) as client:
            results = await asyncio.gather(*(client.score([item]) for item in BATCH[:2] * 20))
            return [result.rewards[0] for result in results]

    assert asyncio.run(scored()) == [1.1] * 40


def test_the_service_ends_with_the_client() -> None:
    before = set(descendants(os.getpid()))
    with RewardClient.local(WITHOUT_PROGRAMS) as client:
        client.score(BATCH)
        started = set(descendants(os.getpid())) - before
        scoring: Any = client._client._scoring
        service = scoring.sessions.local
        assert service is not None
        folder = Path(service.start()).parent
        assert folder.is_dir()
    assert started
    assert gone(started, within_s=10)
    assert not folder.exists()


def test_a_pickled_local_client_starts_a_service_of_its_own(local: RewardClient) -> None:
    with pickle.loads(pickle.dumps(local)) as copy:
        assert judged(copy.score(BATCH)) == judged(local.score(BATCH))
    assert local.score(BATCH[:1]).rewards == [1.1], "the copy's end is not the original's"


def test_a_forked_child_scores_by_its_parents_service(local: RewardClient) -> None:
    expected = local.score(BATCH[:2]).rewards
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            status = 0 if local.score(BATCH[:2], timeout_s=20).rewards == expected else 2
            local.close()
        finally:
            os._exit(status)
    assert os.waitpid(pid, 0)[1] == 0
    assert local.score(BATCH[:2]).rewards == expected, "the child's close left the service alone"


FORGETFUL = """
from reward_server.settings import Settings
from sdk import RewardClient
import os, sys
sys.path.insert(0, sys.argv[1])
from processes import descendants
client = RewardClient.local(Settings(sandbox="off"))
client.score([{"completion": "1", "ground_truth": "1"}])
print(*descendants(os.getpid()))
"""


def test_a_process_that_forgets_to_close_leaves_nothing_behind() -> None:
    helpers = str(Path(__file__).parent.parent / "end_to_end")
    command = [sys.executable, "-W", "error::ResourceWarning", "-c", FORGETFUL, helpers]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Warning" not in done.stderr
    started = [int(pid) for pid in done.stdout.split()]
    assert started
    assert gone(started, within_s=10)


WITHOUT_EXTRA = """
import sys
sys.modules["fastapi"] = None
from sdk import ConfigurationError, RewardClient
try:
    RewardClient.local()
except ConfigurationError as error:
    print(error)
"""


def test_without_the_server_extra_the_error_says_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_EXTRA], capture_output=True, text=True, check=True)
    assert "pip install 'assay-rl[server]'" in done.stdout
    assert "fastapi" in done.stdout


def test_a_missing_image_is_said_without_waiting_for_it_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sdk.local.START_TIMEOUT_S", 100_000.0)
    before = set(descendants(os.getpid()))
    with pytest.raises(UnavailableError, match=r"no-such-image.*REWARD_SERVER_SANDBOX=off"):
        RewardClient.local(Settings(sandbox="docker", sandbox_image="no-such-image"))
    assert gone(set(descendants(os.getpid())) - before, within_s=10)
