"""Started by root, the service keeps what reads callers' and models' texts away from the user that reaches Docker."""

from __future__ import annotations

import contextlib
import os
import signal
import site
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from reward_server import keys
from reward_server.execution import under_user
from reward_server.users import User, parse
from tests.end_to_end.faults import each, manager, math_workers, pids
from tests.end_to_end.processes import descendants
from tests.end_to_end.running import start_server, stop, wait_until_ready

HTTP, MATH = 65521, 65522
GOOD = {"completion": r"<think>a</think><answer>\frac{1}{3}</answer>", "ground_truth": r"\int_0^1 x^2 dx"}
FUNCTION = "tests.reward_server.functions.users_rewards:brief"


def _interpreter() -> tuple[str, str] | None:
    """A Python that other users can run with this environment's packages, and the PYTHONPATH for that."""
    system = f"/usr/bin/python3.{sys.version_info.minor}"
    packages = os.pathsep.join([str(Path.cwd()), *site.getsitepackages()])
    for python, path in ((sys.executable, str(Path.cwd())), (system, packages)):
        command = [python, "-P", "-c", "import reward_server, pydantic, uvicorn"]
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(
                command,
                env={"PYTHONPATH": path},
                user=HTTP,
                group=HTTP,
                extra_groups=[],
                capture_output=True,
                check=True,
            )
            return python, path
    return None


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _interpreter() if os.geteuid() == 0 else None
    if found is None:
        pytest.skip("needs root, and a Python and a checkout that other users can read")
    monkeypatch.setattr(sys, "executable", found[0])
    monkeypatch.setenv("PYTHONPATH", found[1])


def ids(pid: int) -> dict[str, set[int]]:
    """Uid and Gid (real, effective, saved, of the file system) and Groups of a process, as the kernel tells them."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    return {name: set(map(int, fields[name].split())) for name in ("Uid", "Gid", "Groups")}


def only(uid: int) -> dict[str, set[int]]:
    return {"Uid": {uid}, "Gid": {uid}, "Groups": set()}


@pytest.mark.usefixtures("as_root")
def test_http_math_and_functions_run_under_users_of_their_own(tmp_path: Path) -> None:
    log = tmp_path / "log"
    running = start_server(log, sandbox="off", workers="2", rewards=f'["{FUNCTION}"]', manager_socket="")
    try:
        scored = httpx.post(f"{running.url}/v1/score", json={"items": [GOOD], "rewards": {"accuracy": 1, "brief": 1}})
        assert scored.json()["items"][0]["components"]["accuracy"]["score"] == 1, scored.text
        http = pids(running, "reward_server.server")
        functions = pids(running, "reward_server.functions.worker")
        assert len(http) == 2
        assert functions
        assert all(ids(pid) == only(HTTP) for pid in [*http, *functions])
        below = descendants(manager(running))
        assert math_workers(running)
        assert all(ids(pid) == only(MATH) for pid in below)
        assert ids(manager(running))["Uid"] == {0}
        assert "reaches Docker" not in log.read_text()
        _reaches_neither(HTTP, [f"/proc/{manager(running)}/environ"])
    finally:
        assert stop(running) == 0


def _reaches_neither(uid: int, paths: list[str]) -> None:
    command = ["import os, sys; sys.exit(any(os.access(path, os.R_OK) for path in sys.argv[1:]))", *paths]
    done = subprocess.run([sys.executable, "-c", *command], user=uid, group=uid, extra_groups=[], check=False)
    assert done.returncode == 0


@pytest.mark.usefixtures("as_root")
def test_the_managers_socket_is_for_the_http_processes_alone() -> None:
    running = start_server(sandbox="off")
    try:
        line = descendants(running.process.pid)[manager(running)].split()
        path = Path(line[line.index("--socket") + 1])
        assert (path.stat().st_gid, path.stat().st_mode & 0o777) == (HTTP, 0o660)
        assert (path.parent.stat().st_gid, path.parent.stat().st_mode & 0o777) == (HTTP, 0o710)
        _reaches_neither(MATH, [str(path)])
    finally:
        assert stop(running) == 0


@pytest.mark.usefixtures("as_root")
def test_hung_processes_of_other_users_are_replaced_too() -> None:
    running = start_server(sandbox="off", http_user="65531:65532", math_user="65533")
    try:
        before = pids(running, "reward_server.server")
        assert ids(before[0]) == {"Uid": {65531}, "Gid": {65532}, "Groups": set()}
        each(signal.SIGSTOP, lambda one: [*pids(one, "reward_server.server"), *math_workers(one)])(running)
        deadline = time.monotonic() + 60
        while pids(running, "reward_server.server") == before and time.monotonic() < deadline:
            time.sleep(0.1)
        wait_until_ready(running)
        scored = httpx.post(f"{running.url}/v1/score", json={"items": [GOOD]}, timeout=60)
        assert scored.json()["items"][0]["components"]["accuracy"]["score"] == 1
    finally:
        assert stop(running) == 0


@pytest.mark.usefixtures("as_root")
def test_keys_that_root_alone_may_read_are_read_again_on_sighup(tmp_path: Path) -> None:
    (first, lines), (second, more) = keys.made("first"), keys.made("second")
    path = tmp_path / "keys"
    path.touch(mode=0o600)
    path.write_text(lines)
    running = start_server(sandbox="off", workers="2", keys_file=str(path), http_user=str(HTTP))

    def status(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.post(f"{running.url}/v1/score", json={"items": []}, headers=headers, timeout=30).status_code

    def becomes(token: str, wanted: int) -> bool:
        """In both processes: each takes some of the connections."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if all(status(token) == wanted for _ in range(8)):
                return True
        return False

    try:
        assert (status(first), status(second), status("x")) == (200, 401, 401)
        path.write_text(more)
        running.process.send_signal(signal.SIGHUP)
        assert becomes(second, 200)
        assert becomes(first, 401)
        path.write_text("[broken")
        running.process.send_signal(signal.SIGHUP)
        assert becomes(second, 200)
    finally:
        assert stop(running) == 0


@pytest.mark.usefixtures("as_root")
def test_where_it_cannot_be_the_start_says_why_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, log = tmp_path / "closed", tmp_path / "log"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("TMPDIR", str(closed))
    running = start_server(log, sandbox="off")
    try:
        assert ids(pids(running, "reward_server.server")[0])["Uid"] == {0}
        assert f"it may not enter {closed}" in log.read_text()
    finally:
        assert stop(running) == 0


def test_users_are_numbers_or_names() -> None:
    assert parse("7") == User(7, 7)
    assert parse("7:8") == User(7, 8)
    assert parse("root") == User(0, 0)
    for wrong in ("", "-1", "7:", "nobody_of_that_name", str(2**32)):
        with pytest.raises(ValueError, match=r"user|id"):
            parse(wrong)


def test_root_itself_may_be_asked_for() -> None:
    assert under_user.other_than_root("0") is None
    assert under_user.ids(None) == {}


@pytest.mark.usefixtures("as_root")
def test_a_log_that_only_root_may_write_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "scored.jsonl"
    path.touch(0o600)
    given = {
        "REWARD_SERVER_SANDBOX": "off",
        "REWARD_SERVER_SCORED_LOG": str(path),
        "REWARD_SERVER_HTTP_USER": str(HTTP),
    }
    command = [sys.executable, "-P", "-m", "reward_server", "--port", "0"]
    done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        f"reward-server: scored_log: the HTTP processes run as uid {HTTP} (setting: http_user), which cannot write "
        f"{path}: Permission denied. Let that user write the file, or set scored_log to one that it can write"
    )
