"""Sessions of programs that are no Python."""

from __future__ import annotations

import os
import socket
from typing import Any

from sandbox_runner.building import Built, Outcome, build
from sandbox_runner.runs import RunSession
from sandbox_runner.sessions import CallSession, ScriptSession, Session


class NativeScripts(ScriptSession):
    """stdio: compiled once, then a process for each case."""

    _made: Built | Outcome | None = None

    def run_program(self, stdin: int) -> Outcome:
        self._made = self._made or made(self)
        if not isinstance(self._made, Built):
            return dict(self._made)
        way = self._made.way(self.job["memory_limit_mb"])
        return self.run_script(self._payload, stdin, self.meter, self.limits(), way)

    def close(self) -> None:
        if isinstance(self._made, Built):
            os.close(self._made.fd)
        super().close()


class NativeCalls(CallSession):
    """call: compiled once, with a harness of the language's, which reads the arguments and answers on the wire."""

    _made: Built | Outcome | None = None

    def attempt(self, index: int) -> Outcome:
        self._made = self._made or made(self)
        return super().attempt(index) if isinstance(self._made, Built) else dict(self._made)

    def launch(self, index: int) -> None:
        assert isinstance(self._made, Built)
        ours, theirs = socket.socketpair()
        payload = {name: self.job[name] for name in ("language", "files")}
        payload["cases"] = self.job["cases"][index:]
        self.memory = self._made.way(self.job["memory_limit_mb"]).memory
        self.own_wire(ours)
        with theirs:
            fds = {"wire": theirs.fileno(), "built": self._made.fd}
            self.start_wired("native", payload, fds, self.count() - index)

    def close(self) -> None:
        super().close()
        if isinstance(self._made, Built):
            os.close(self._made.fd)


def made(session: Session) -> Built | Outcome:
    """What the compiler made, or how every case ends."""
    job = session.job
    found = build(session, job["language"], joined(job), job["files"])
    return found if isinstance(found, Built) else {**found, "seconds": 0.0, "wall_s": 0.0}


def joined(job: dict[str, Any]) -> str:
    """The program with the site's prelude before it."""
    prelude: str = job.get("prelude", "")
    return f"{prelude}\n{job['source']}" if prelude else job["source"]


class NativeRuns(NativeScripts, RunSession):
    """run: compiled, then run as it is."""


NATIVE: dict[str, type[Session]] = {"stdio": NativeScripts, "call": NativeCalls, "run": NativeRuns}
