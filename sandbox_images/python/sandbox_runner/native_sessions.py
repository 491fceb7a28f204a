"""Sessions of programs that are no Python."""

from __future__ import annotations

import os
import socket
from typing import Any

from sandbox_runner.building import Built, Outcome, build, memory_of, sealed
from sandbox_runner.client import Client
from sandbox_runner.native import NOTHING
from sandbox_runner.runs import RunSession
from sandbox_runner.sessions import CallSession, JudgedSession, ScriptSession, Session, Spawner, Wanted, Wired


class Compiled(Session):
    """Compiles when the first case comes."""

    _made: Built | Outcome | None = None

    def made(self) -> Built | Outcome:
        """What the compiler made, or how every case ends."""
        if self._made is None:
            found = build(self, self.job["language"], joined(self.job), self.job["files"])
            self._made = found if isinstance(found, Built) else {**found, "seconds": 0.0, "wall_s": 0.0}
        return self._made

    def close(self) -> None:
        super().close()
        if isinstance(self._made, Built):
            os.close(self._made.fd)


def joined(job: dict[str, Any]) -> str:
    """The program with the site's prelude before it."""
    prelude: str = job.get("prelude", "")
    return f"{prelude}\n{job['source']}" if prelude else job["source"]


class NativeScripts(Compiled, ScriptSession):
    """stdio: a process for each case."""

    def run_program(self, stdin: int) -> Outcome:
        made = self.made()
        if not isinstance(made, Built):
            return dict(made)
        way = made.way(self.job["memory_limit_mb"])
        return self.run_script(self._payload, stdin, self.meter, self.limits(), way)


class Harnessed(Compiled, Wired):
    """A harness of the language's loads the program, and answers on the wire."""

    def attempt(self, index: int) -> Outcome:
        made = self.made()
        return super().attempt(index) if isinstance(made, Built) else dict(made)

    def native(self, payload: dict[str, Any], fds: dict[str, int], processes: int = 1) -> Wanted:
        """processes: how many hold what the run time itself takes."""
        made = self.made()
        assert isinstance(made, Built)
        self.memory = memory_of(made.language, self.job["memory_limit_mb"], processes)
        told = {"files": self.job["files"], "language": made.language, **payload}
        return Wanted("native", told, {"built": made.fd, **fds})


class NativeCalls(Harnessed, CallSession):
    """call: the harness reads the arguments."""

    def launch(self, index: int) -> None:
        ours, theirs = socket.socketpair()
        self.own_wire(ours)
        with theirs:
            cases = self.job["cases"][index:]
            self.start_wired([self.native({"cases": cases}, {"wire": theirs.fileno()})], self.count() - index)


class NativeAsserts(Harnessed, JudgedSession):
    """assert: one harness serves what the program defines, another runs the tests, which get nothing of its folder."""

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        super().__init__(job, spawner, client)
        self._nothing = sealed(NOTHING)

    def program(self, fds: dict[str, int]) -> Wanted:
        return self.native({}, fds, processes=2)

    def tests(self, fds: dict[str, int], index: int) -> Wanted:
        language = self.job["language"]
        tests = {key: self.job[key] for key in ("entry_point", "setup", "tests")}
        payload = {"language": {**language, "run": language["judge"]}, "tests": {**tests, "first": index}}
        return self.native(payload, {**fds, "built": self._nothing}, processes=2)

    def close(self) -> None:
        super().close()
        os.close(self._nothing)


class NativeRuns(NativeScripts, RunSession):
    """run: compiled, then run as it is."""


NATIVE: dict[str, type[Session]] = {
    "stdio": NativeScripts,
    "call": NativeCalls,
    "assert": NativeAsserts,
    "run": NativeRuns,
}
