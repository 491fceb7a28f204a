"""`docker compose up`, as an operator runs it: healthy by its own checks, scoring, gone without a trace."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.end_to_end.running import free_port

pytestmark = pytest.mark.docker

ROOT = Path(__file__).parents[2]
PROJECT = "assay-test"


@dataclass(frozen=True)
class Composed:
    environment: dict[str, str]
    url: str

    def compose(self, *arguments: str, timeout_s: float = 900) -> subprocess.CompletedProcess[str]:
        command = ["docker", "compose", "--progress", "plain", "-p", PROJECT, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=timeout_s, check=False
        )

    def must(self, *arguments: str) -> str:
        done = self.compose(*arguments)
        assert done.returncode == 0, f"{arguments}\n{done.stdout[-3000:]}\n{done.stderr[-6000:]}"
        return done.stdout


@pytest.fixture(scope="module")
def composed() -> Iterator[Composed]:
    port = free_port()
    composed = Composed({**os.environ, "REWARD_SERVER_PORT": str(port)}, f"http://127.0.0.1:{port}")
    try:
        composed.must("up", "--build", "--wait")
        yield composed
    finally:
        composed.compose("--profile", "train", "down", "--volumes", "--timeout", "30")
    left = subprocess.run(
        ["docker", "ps", "-aq", "--filter", f"label=com.docker.compose.project={PROJECT}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert left.stdout == ""


SNIPPET = textwrap.dedent(
    r"""
    from sdk import RewardClient, Item

    with RewardClient() as client:  # REWARD_SERVER_URL
        result = client.score([Item(completion="so \\boxed{\\frac12}", ground_truth="1/2")], rewards={"accuracy": 1})
    assert result.rewards == [1.0], result
    print(result.items[0].components["accuracy"].reason)
    """
)


def test_the_contracts_snippet_runs_against_it(composed: Composed) -> None:
    environment = {**os.environ, "REWARD_SERVER_URL": composed.url}
    done = subprocess.run([sys.executable, "-c", SNIPPET], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_programs_are_scored_through_the_manager(composed: Composed) -> None:
    from sdk import Item, RewardClient

    tests = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}]}
    items = [Item(completion=f"```python\ndef f(x):\n    return x {op} x\n```", tests=tests) for op in "*+"]
    with RewardClient(composed.url) as client:
        assert client.score(items, rewards={"accuracy": 1}).rewards == [1.0, 0.0]


def test_only_the_manager_holds_the_docker_socket(composed: Composed) -> None:
    command = "import os; print(os.path.exists('/var/run/docker.sock'), os.getuid())"
    assert composed.must("exec", "-T", "server", "python", "-c", command).split() == ["False", "10001"]
