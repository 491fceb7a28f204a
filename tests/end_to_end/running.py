"""Starts a real service as a user starts it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

START_WITHIN_S = 120


@dataclass(frozen=True)
class Running:
    url: str
    process: subprocess.Popen[bytes]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(log: Path | None = None, /, **settings: str) -> Running:
    """`reward-server` on a free port, ready; what it says goes to `log`, if given. It gives callers no time to leave
    when it is stopped, unless `drain_s` is set."""
    port = free_port()
    settings = {"drain_s": "0", **settings}
    environment = {**os.environ, **{f"REWARD_SERVER_{name.upper()}": value for name, value in settings.items()}}
    command = [sys.executable, "-m", "reward_server", "--port", str(port)]
    with log.open("wb") if log else contextlib.nullcontext() as said:
        process = subprocess.Popen(command, env=environment, stderr=said)
    running = Running(f"http://127.0.0.1:{port}", process)
    wait_until_ready(running)
    return running


def wait_until_ready(running: Running) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    answer: object = "nothing"
    while time.monotonic() < deadline:
        assert running.process.poll() is None, f"the server ended with {running.process.returncode}"
        try:
            response = httpx.get(f"{running.url}/readyz", timeout=5)
        except httpx.TransportError as error:
            answer = error
        else:
            if response.status_code == 200:
                return
            answer = response.text
        time.sleep(0.1)
    stop(running)
    pytest.fail(f"the server is not ready after {START_WITHIN_S} s: {answer}")


def stop(running: Running) -> int:
    running.process.terminate()
    return running.process.wait(60)
