"""Runs it: python -m benchmarks.long_run FOLDER --trainer PYTHON [--steps 1000] [-- options of the trainer].

Goes on where it was interrupted. Ends with the audit, and writes FOLDER/audit.json.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from benchmarks.long_run.audit import audit

PLAN: dict[str, float] = {"restart": 0.2, "runners": 0.4, "kill": 0.6, "upgrade": 0.8}
"""What happens at which share of the steps."""
AWAY_S = 8.0
SAMPLE_EVERY_S = 2.0
READY_WITHIN_S = 600.0
UPGRADED = {"REWARD_SERVER_MATH_CPU_BUDGET_S": "0.25"}
"""A setting that can change a score makes another version."""


class Run:
    def __init__(self, options: argparse.Namespace) -> None:
        self.folder: Path = options.folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self._options = options
        self._state = self.folder / "state.json"
        self.done: list[dict[str, Any]] = json.loads(self._state.read_text()) if self._state.exists() else []
        self._socket = self.folder.absolute() / "manager.sock"
        self._log = str(self.folder / "service.jsonl")
        self._port = _free_port()
        self.url = f"http://127.0.0.1:{self._port}"
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def note(self, name: str, **more: Any) -> None:
        self.done.append({"event": name, "step": self.step(), "time": time.time(), **more})
        self._state.write_text(json.dumps(self.done, indent=1))
        print(f"step {self.step()}: {name} {more or ''}", flush=True)

    def happened(self, name: str) -> bool:
        return any(one["event"] == name for one in self.done)

    def step(self) -> int:
        path = self.folder / "trainer.jsonl"
        if not path.exists() or not (text := path.read_text().strip()):
            return 0
        return int(json.loads(text.rpartition("\n")[2])["step"])

    def start(self, name: str) -> None:
        environment = {**os.environ, "REWARD_SERVER_MANAGER_SOCKET": str(self._socket), "REWARD_SERVER_URL": self.url}
        upgraded = UPGRADED if self.happened("upgraded") else {}
        commands: dict[str, list[str]] = {
            "manager": [sys.executable, "-m", "reward_server.execution.manager", "--socket", str(self._socket)],
            "service": [sys.executable, "-m", "benchmarks.long_run.service", str(self._port), self._log],
            "trainer": [
                self._options.trainer, "-m", "benchmarks.long_run.trainer", str(self.folder),
                f"--steps={self._options.steps}", *self._options.rest,
            ],
        }  # fmt: skip
        with (self.folder / f"{name}.log").open("ab") as log:
            self._children[name] = subprocess.Popen(
                commands[name], env=environment | upgraded, stdout=log, stderr=log, start_new_session=True
            )
        if name == "service":
            self._until_ready()

    def _until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN_S
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/readyz", timeout=30).status_code == 200:
                    return
            time.sleep(0.5)
        raise SystemExit(f"the service is not ready: see {self.folder}/service.log")

    def stop(self, name: str, number: int = signal.SIGTERM) -> None:
        child = self._children.pop(name, None)
        if child is not None:
            child.send_signal(number)
            child.wait(120)

    def ended(self) -> int | None:
        return self._children["trainer"].poll()

    def sample(self) -> None:
        held = {name: _rss_mb(child.pid) for name, child in self._children.items()}
        pids = {name: child.pid for name, child in self._children.items()}
        with (self.folder / "memory.jsonl").open("a") as file:
            file.write(json.dumps({"time": time.time(), "step": self.step(), "rss_mb": held, "pids": pids}) + "\n")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _rss_mb(pid: int) -> float:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return 0.0


def restart(run: Run) -> None:
    run.stop("service")
    time.sleep(AWAY_S)
    run.start("service")


def kill(run: Run) -> None:
    run.stop("service", signal.SIGKILL)
    time.sleep(AWAY_S)
    run.start("service")


def runners(run: Run) -> None:
    """The manager is killed, and with it every sandbox is gone; it comes back a while later."""
    run.stop("manager", signal.SIGKILL)
    time.sleep(AWAY_S)
    run.start("manager")


def upgrade(run: Run) -> None:
    """Under the running trainer, who refuses; then it is started again, and takes the new version."""
    run.stop("service")
    run.note("upgraded")
    run.start("service")
    code = run._children.pop("trainer").wait(900)
    errors = [line for line in (run.folder / "trainer.log").read_text().splitlines() if line.startswith("sdk.errors.")]
    run.note("refused", exit_code=code, said=errors[-1] if errors else "")
    if code == 0 or not errors or "Version" not in errors[-1]:
        raise SystemExit("the trainer did not refuse the new version: see trainer.log")
    run.start("trainer")
    run.note("accepted")


EVENTS: dict[str, Callable[[Run], None]] = {"restart": restart, "runners": runners, "kill": kill, "upgrade": upgrade}


def drive(run: Run, steps: int, quiet: bool) -> None:
    for name in ("manager", "service", "trainer"):
        run.start(name)
    try:
        while run.ended() is None:
            run.sample()
            for name, share in PLAN.items():
                if not quiet and run.step() >= share * steps and not run.happened(name):
                    run.note(name)
                    EVENTS[name](run)
            time.sleep(SAMPLE_EVERY_S)
        if run.ended():
            raise SystemExit(f"the trainer ended with {run.ended()}: see {run.folder}/trainer.log")
    finally:
        for name in ("trainer", "service", "manager"):
            run.stop(name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trainer", required=True, help="the interpreter of TRL's environment")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--quiet", action="store_true", help="nothing happens to the service")
    options, rest = parser.parse_known_args()
    options.rest = [one for one in rest if one != "--"]
    run = Run(options)
    if run.step() < options.steps - 1:
        drive(run, options.steps, options.quiet)
    found = audit(options.folder / "trainer.jsonl", options.folder / "service.jsonl")
    told = {**dataclasses.asdict(found), "events": run.done}
    (options.folder / "audit.json").write_text(json.dumps(told, indent=1))
    print(json.dumps({**told, "wrong": found.wrong[:10]}, indent=1))
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
