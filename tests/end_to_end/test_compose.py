"""`docker compose up`, as an operator runs it: healthy by its own checks, scoring, gone without a trace."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest

from tests.end_to_end.running import free_port

pytestmark = pytest.mark.docker

ROOT = Path(__file__).parents[2]
PROJECT = "assay-test"
IMAGE_PYTHON = "3.11"
"""Bookworm's, of which the images are made, whichever Python runs the tests."""
HEALED_WITHIN_S = 240
"""Promised are 15 s on a machine that has nothing else to do."""


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
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of an index with this environment's version of torch, as a closed cluster has one: no gigabytes of CUDA."""
    folder = tmp_path_factory.mktemp("wheels")
    version = metadata.version("torch").partition("+")[0]
    for_image = ["--python-version", IMAGE_PYTHON, "--platform", f"manylinux_2_28_{platform.machine()}"]
    options = ["-q", "--no-deps", "--only-binary", ":all:", *for_image, "-d", str(folder)]
    subprocess.run(
        [sys.executable, "-m", "pip", "download", *options, f"torch=={version}"], check=True, capture_output=True
    )
    port = free_port()
    serve = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
    with subprocess.Popen(serve, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        yield f"http://127.0.0.1:{port}/"
        serving.terminate()


@pytest.fixture(scope="module")
def composed() -> Iterator[Composed]:
    port = free_port()
    composed = Composed({**os.environ, "REWARD_SERVER_PORT": str(port)}, f"http://127.0.0.1:{port}")
    given, bundle = Path(os.environ.get("BUILD_CA", os.devnull)), ROOT / "sandbox_images" / "python" / "ca-bundle.crt"
    if given.is_file():  # a mirror behind TLS of its own: the sandbox image takes its certificates from its context
        shutil.copyfile(given, bundle)
    try:
        composed.must("up", "--build", "--wait")
        yield composed
    finally:
        composed.compose("--profile", "train", "down", "--volumes", "--timeout", "30")
        bundle.unlink(missing_ok=True)
    # An image hands its project label on to whatever is started from it; the number is only on what compose started.
    labels = (f"com.docker.compose.project={PROJECT}", "com.docker.compose.container-number")
    ours = ["docker", "ps", "-aq", *(part for label in labels for part in ("--filter", f"label={label}"))]
    assert subprocess.run(ours, capture_output=True, text=True, check=True).stdout == ""
    sandboxes = ["docker", "ps", "-aq", "--filter", f"label=assay.sandbox={PROJECT}_runners"]
    assert subprocess.run(sandboxes, capture_output=True, text=True, check=True).stdout == ""


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


def processes(composed: Composed, service: str) -> dict[int, tuple[str, set[str], str]]:
    """Process -> command line, users (real, effective, saved) and groups, of everything in a service's container."""
    told = textwrap.dedent(
        """
        import json, os, pathlib
        found = {}
        for one in pathlib.Path("/proc").iterdir():
            if one.name.isdigit() and int(one.name) != os.getpid():
                lines = dict(line.split(":", 1) for line in (one / "status").read_text().splitlines() if ":" in line)
                command = (one / "cmdline").read_bytes().replace(bytes(1), b" ").decode()
                found[one.name] = [command, lines["Uid"].split(), lines["Groups"].strip()]
        print(json.dumps(found))
        """
    )
    said = json.loads(composed.must("exec", "-T", service, "python", "-c", told))
    return {int(pid): (command, set(uids), groups) for pid, (command, uids, groups) in said.items()}


def test_mathematics_and_http_run_under_users_that_do_not_reach_docker(composed: Composed) -> None:
    beside_docker = processes(composed, "manager").values()
    mathematics = [(uids, groups) for command, uids, groups in beside_docker if "fork_server" in command]
    assert len(mathematics) >= 2
    assert all(one == ({"65522"}, "") for one in mathematics)
    assert all(uids == {"0"} for command, uids, _ in beside_docker if "fork_server" not in command)
    assert all(uids == {"10001"} for _, uids, _ in processes(composed, "server").values())
    assert "reaches Docker" not in composed.must("logs", "manager", "server")


def test_a_manager_that_hangs_in_its_container_is_replaced(composed: Composed) -> None:
    before = [pid for pid, (command, *_) in processes(composed, "manager").items() if "--with-parent" in command]
    composed.must("exec", "-T", "manager", "python", "-c", f"import os; os.kill({before[0]}, 19)")
    started = time.monotonic()
    while True:
        found = [pid for pid, (command, *_) in processes(composed, "manager").items() if "--with-parent" in command]
        if found and found != before and ready(composed):
            break
        assert time.monotonic() - started < HEALED_WITHIN_S
        time.sleep(0.2)
    test_programs_are_scored_through_the_manager(composed)


def ready(composed: Composed) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{composed.url}/readyz", timeout=5) as answer:
        return bool(answer.status == 200)
    return False


def test_the_training_run_starts_beside_it(composed: Composed, wheels: str, tmp_path: Path) -> None:
    """A few steps in the trainer's container, every reward from the service's."""
    composed.environment["PIP_FIND_LINKS"] = wheels
    composed.must("--profile", "train", "build", "trainer")
    short = ["steps=2", "weak_base.steps=20", "weak_base.probe_every=20", "weak_base.accuracy_low=0"]
    train = ["python", "-m", "sdk.train", "examples/arithmetic.yaml", "output_dir=/work/out", *short]
    run = ["--profile", "train", "run", "--rm", "-v", f"{tmp_path}:/work/out", "trainer", *train]
    composed.must(*run)
    records = [json.loads(line) for line in (tmp_path / "metrics.jsonl").read_text().splitlines()]
    steps = [record for record in records if record.get("stage") == "reasoning_rl" and "reward" in record]
    assert steps, records
    assert all(record["null_share"] == 0 for record in steps if "null_share" in record)
