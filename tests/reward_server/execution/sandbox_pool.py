"""What the tests of program scoring share: one warm pool, and a program scored on it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from reward_server.execution.sandbox import image_store
from reward_server.execution.sandbox.backends import enter
from reward_server.execution.sandbox.backends.namespaces import NamespacesBackend
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool, namespaces_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

IMAGE = os.environ.get("REWARD_SERVER_SANDBOX_IMAGE", "assay-sandbox-python:latest")
BACKEND = os.environ.get("TEST_SANDBOX_BACKEND", "docker")
"""docker, or namespaces: what the tests of the seam run on. `scripts/check backends` runs them on each."""


def sandbox_pool(*, containers: int = 1, memory_limit_mb: int = 2048) -> SandboxPool:
    """A pool of the backend that is tested, not started."""
    if BACKEND == "namespaces":
        return namespaces_pool(containers=containers, memory_limit_mb=memory_limit_mb)
    return docker_pool(image=IMAGE, containers=containers, memory_limit_mb=memory_limit_mb)


async def scored(
    pool: SandboxPool,
    program: str,
    tests: dict[str, Any],
    *,
    within_s: float = 60,
    timeout_s: float | None = None,
    **options: Any,
) -> Score:
    """`timeout_s`: what the caller sent, where more than what is left of it."""
    text = f"~~~~~python\n{program}\n~~~~~"
    planned = plan(
        Sample(text, parse(text, Template()), tests=tests, timeout_s=within_s if timeout_s is None else timeout_s),
        CodeOptions(**options),
    )
    assert isinstance(planned, Pending), planned
    found = planned.resume(await pool.run(planned.job.payload, time.monotonic() + within_s))
    assert isinstance(found, Score)
    return found


def statuses(score: Score) -> list[str]:
    assert score.tests is not None, score
    return [result.status for result in score.tests.results]


def stdio(*cases: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"type": "stdio", "cases": [{"input": given, "output": wanted} for given, wanted in cases], **more}


def calls(entry_point: str, *cases: tuple[list[Any], Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "call",
        "entry_point": entry_point,
        "cases": [{"args": args, "output": output} for args, output in cases],
        **more,
    }


def asserts(*statements: str, **more: Any) -> dict[str, Any]:
    return {"type": "assert", "code": list(statements), **more}


def check(entry_point: str, body: str, **more: Any) -> dict[str, Any]:
    lines = "\n".join("    " + line for line in body.splitlines())
    return {"type": "assert", "entry_point": entry_point, "code": f"def check(candidate):\n{lines}", **more}


NOBODY = 65534
HOST_PYTHON = Path("/usr/bin/python3")


class AsNobody(NamespacesBackend):
    """As an ordinary user starts it; the tests are root's, so the launcher changes user first."""

    def __init__(self, folder: Path, memory_limit_mb: int) -> None:
        super().__init__(folder=folder, memory_limit_mb=memory_limit_mb)
        self._many_users = False
        launcher = Path(shutil.copy(enter.__file__, folder))
        user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=-all"]
        self._launcher = [*user, str(HOST_PYTHON), "-I", str(launcher)]


def bare_store() -> Path:
    """A view of the host's Python without libraries, and the runner, in a fresh folder that any user can read."""
    folder = Path(tempfile.mkdtemp(prefix="assay-test-store-"))
    folder.chmod(0o755)
    made = folder / "made"
    made.mkdir()
    built = image_store.Built("view", "view:bare", str(HOST_PYTHON.resolve()), "/usr", libraries={})
    image_store.put(folder, "python", made, built)
    shutil.copytree(image_store.contexts() / "python", folder / "images" / "python")
    return folder
