"""The service as a process: started, killed in part, drained, ended. Without Docker: programs are switched off."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.end_to_end.faults import math_workers
from tests.end_to_end.processes import descendants, gone
from tests.end_to_end.running import Running, start_server, stop, wait_until_ready

GOOD = {"completion": "<think>a</think><answer>1</answer>", "ground_truth": "1"}


def post(url: str, **batch: Any) -> httpx.Response:
    return httpx.post(f"{url}/v1/score", content=json.dumps(batch).encode(), timeout=60)


def started(**settings: str) -> Running:
    return start_server(sandbox="off", **settings)


def test_sigterm_ends_it_with_0_and_leaves_no_process() -> None:
    running = started()
    family = list(descendants(running.process.pid))
    assert family
    assert stop(running) == 0
    assert gone(family, within_s=10)


def test_on_sigterm_it_is_unready_at_once_and_still_answers_for_a_while() -> None:
    running = started(drain_s="3")
    running.process.terminate()
    time.sleep(0.5)
    assert httpx.get(f"{running.url}/readyz").status_code == 503
    refused = post(running.url, items=[GOOD])
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert running.process.wait(30) == 0


def test_a_batch_in_flight_at_sigterm_ends_with_its_scores() -> None:
    running = started(drain_s="0")
    answers: list[httpx.Response] = []
    many = [{**GOOD, "completion": "<think>a</think><answer>1</answer>" + " " * n} for n in range(4000)]
    call = threading.Thread(target=lambda: answers.append(post(running.url, items=many)))
    call.start()
    while not answers and "assay_admitted_items 0.0" in httpx.get(f"{running.url}/metrics", timeout=60).text:
        time.sleep(0.02)
    running.process.terminate()
    call.join(60)
    assert running.process.wait(60) == 0
    assert [result["reward"] for result in answers[0].json()["items"]] == [1.1] * 4000


def test_a_killed_manager_is_replaced() -> None:
    running = started()
    try:
        (manager,) = [pid for pid, command in descendants(running.process.pid).items() if "--with-parent" in command]
        os.kill(manager, signal.SIGKILL)
        time.sleep(0.3)
        wait_until_ready(running)
        assert post(running.url, items=[GOOD]).json()["items"][0]["reward"] == 1.1
    finally:
        assert stop(running) == 0


def test_a_killed_service_takes_all_its_processes_with_it() -> None:
    running = started(workers="2")
    family = list(descendants(running.process.pid))
    folders = {folder for pid in family for folder in folders_of(pid)}
    assert len(family) >= 3
    assert len(folders) == 2, "for the manager's socket and for the sandboxes'; metrics need none"
    running.process.kill()
    running.process.wait(10)
    assert gone(family, within_s=20)
    stop(started())
    assert not any(map(Path.exists, folders)), "the next start removes what was left"


def folders_of(pid: int) -> set[Path]:
    """Our folders that a process was told of."""
    told = Path(f"/proc/{pid}/environ").read_text() + Path(f"/proc/{pid}/cmdline").read_text()
    return {Path(found) for found in re.findall(r"/[\w/.-]*/assay-[\w-]+", told)}


def test_several_http_processes_share_one_manager_and_a_killed_one_is_replaced() -> None:
    running = started(workers="2", math_workers="3")
    try:
        family = descendants(running.process.pid)
        workers = [pid for pid, command in family.items() if "--listen-fd" in command]
        managers = [pid for pid, command in family.items() if "--with-parent" in command]
        assert (len(workers), len(managers)) == (2, 1)
        assert len(math_workers(running)) == 3, "one budget, not one each"
        os.kill(workers[0], signal.SIGKILL)
        rewards = [post(running.url, items=[GOOD]).json()["items"][0]["reward"] for _ in range(20)]
        assert rewards == [1.1] * 20
        time.sleep(2)
        again = [pid for pid, command in descendants(running.process.pid).items() if "--listen-fd" in command]
        assert len(again) == 2
        assert workers[0] not in again
        assert "assay_components_total" in httpx.get(f"{running.url}/metrics").text
        with socket.create_connection(("127.0.0.1", int(running.url.rpartition(":")[2]))) as silent:
            silent.sendall(b"POST /v1/score HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n" + b" " * 1000)
            while "assay_admitted_bytes 1000.0" not in httpx.get(f"{running.url}/metrics").text:
                time.sleep(0.05)
            for pid in again:
                os.kill(pid, signal.SIGKILL)
            assert gone(again, within_s=10)
            time.sleep(1)
            wait_until_ready(running)
            assert "assay_admitted_bytes 0.0" in httpx.get(f"{running.url}/metrics").text, "it died with its process"
    finally:
        assert stop(running) == 0


def test_a_port_in_use_is_one_clear_line() -> None:
    running = started()
    try:
        command = [sys.executable, "-m", "reward_server", "--port", running.url.rpartition(":")[2]]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 1
        assert "cannot listen" in done.stderr
        assert "Traceback" not in done.stderr
    finally:
        stop(running)


def refused(**settings: Path) -> str:
    """What a start that comes to nothing says last."""
    given = {f"REWARD_SERVER_{name.upper()}": str(value) for name, value in settings.items()}
    command = [sys.executable, "-m", "reward_server", "--port", "0"]
    environment = {**os.environ, "REWARD_SERVER_SANDBOX": "off", **given}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_a_file_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    there, away = tmp_path / "there", tmp_path / "folder" / "file"
    there.touch()
    assert refused(scored_log=away) == f"reward-server: scored_log: there is no folder {away.parent}"
    assert refused(tls_certificate=there, tls_key=away) == f"reward-server: tls_key: there is no file {away}"
    assert refused(tls_certificate=away, tls_key=there) == f"reward-server: tls_certificate: there is no file {away}"
    assert refused(tls_certificate=there, tls_key=there).startswith("reward-server: tls_certificate: ")
    uid, why = os.geteuid(), f"{tmp_path}: Is a directory"
    assert refused(scored_log=tmp_path) == (
        f"reward-server: scored_log: the HTTP processes run as uid {uid} (setting: http_user), which cannot write {why}. "
        "Let that user write the file, or set scored_log to one that it can write"
    )


@pytest.mark.parametrize(
    ("name", "value", "extra", "package"),
    [
        ("otlp_endpoint", "http://127.0.0.1:1", "otel", "opentelemetry.exporter"),
        ("memo_redis", "redis://127.0.0.1:1/0", "redis", "redis"),
    ],
)
def test_a_missing_extra_is_told_once(name: str, value: str, extra: str, package: str, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(f"import sys\nsys.modules[{package!r}] = None\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "REWARD_SERVER_SANDBOX": "off"}
    environment[f"REWARD_SERVER_{name.upper()}"] = value
    command = [sys.executable, "-m", "reward_server", "--port", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count(f"pip install 'assay-rl[{extra}]'") == len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("module", ["reward_server", "reward_server.execution.manager"])
def test_help_teaches(module: str) -> None:
    done = subprocess.run([sys.executable, "-m", module, "--help"], capture_output=True, text=True, check=True)
    assert "socket" in done.stdout
