"""assert tests that must live with the program: the supervisor's side of `shared`.

The tests are compiled in a process of their own, once for all programs that are judged by them. The program's process
says when it has loaded the program; then it gets the first test, and when a test has ended, a descriptor for its
verdict. What it writes at any other time, or without the word that came with the test, is no verdict.
"""

from __future__ import annotations

import contextlib
import json
import marshal
import os
import socket
from collections import OrderedDict
from typing import Any

from sandbox_runner.building import Outcome, payload_of, sealed
from sandbox_runner.client import Client
from sandbox_runner.sessions import BROKEN, InputsError, Life, Spawner, Wanted, Wired, failure
from sandbox_runner.watch import COMPILED, Meter, Pump

KEPT_SUITES, MAX_KEPT = 16, 4 * 1024 * 1024
"""Of so many, and so many bytes each."""
VERDICTS = ("passed", "wrong_answer", "runtime_error")
_suites: OrderedDict[str, dict[str, Any]] = OrderedDict()


class SharedSession(Wired):
    """states: `loading` the program, `running` a test, `reporting` its verdict, and `waiting` for the next."""

    def __init__(self, job: dict[str, Any], spawner: Spawner, client: Client) -> None:
        super().__init__(job, spawner, client)
        self._suite: dict[str, Any] | None = None

    def _reset(self) -> None:
        super()._reset()
        self._state, self._word, self._first, self._verdict = "loading", "", True, bytearray()

    def count(self) -> int:
        return len(self.job["tests"])

    def launch(self, index: int) -> None:
        if self._suite is None:
            self._suite = self._compiled()
        self._word = os.urandom(16).hex()
        payload = {key: self.job.get(key) or "" for key in ("prelude", "source", "entry_point")}
        told = {key: self._suite[key] for key in ("modules", "aliases", "uses_mocks", "pinned", "tested", "used")}
        ours, line = socket.socketpair()
        self.own_wire(ours)
        with line:
            files = {"files": self.job["files"], "word": self._word}
            shared = Wanted("shared", {**payload, **told, **files}, {"line": line.fileno()})
            self.start_wired([shared], self.count() - index)

    def _compiled(self) -> dict[str, Any]:
        """Raises InputsError where the tests do not compile, FaultError where that was not found out."""
        tests: dict[str, Any] = {
            "first": 0,
            "files": {},
            **{key: self.job.get(key) or "" for key in ("setup", "tests", "entry_point")},
        }
        text = json.dumps(tests)
        if text in _suites:
            _suites.move_to_end(text)
            return _suites[text]
        found: dict[str, Any] = marshal.loads(self._run_suite(tests))
        if "fault" in found:
            raise InputsError(found["fault"])
        if len(text) < MAX_KEPT:
            _suites[text] = found
            while len(_suites) > KEPT_SUITES:
                _suites.popitem(last=False)
        return found

    def _run_suite(self, tests: dict[str, Any]) -> bytes:
        data, (out, out_in), pump = bytearray(), os.pipe2(os.O_CLOEXEC), Pump(self._client)
        payload, null, process = payload_of(tests), os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC), None
        pump.add(out, data.extend)
        try:
            fds = {"stdin": null, "stdout": null, "payload": payload, "line": out_in}
            [process] = self.start([Life("suite", self.limits(), fds)], pump)
            meter = self.meter(process)
            while not process.ended() and not meter.exceeded():
                pump.turn(meter.check_in_s())
            if not process.ended() or failure(process, meter):
                raise InputsError("the tests could not be compiled within their limits")
            os.close(out_in)
            out_in = -1
            pump.drain()
            return bytes(data)
        finally:
            for fd in (payload, null, out_in):
                with contextlib.suppress(OSError):
                    os.close(fd)
            if process is not None:
                process.kill()
            pump.close()

    def _watch(self, index: int, meter: Meter) -> Outcome:
        self._index = index
        return super()._watch(index, meter)

    def _go_on(self) -> None:
        if self._state == "waiting":
            self._hand_over()

    def _hand_over(self) -> None:
        """The test, and the word for its verdict."""
        assert self._suite is not None
        self._state, self._word, self._verdict = "running", os.urandom(16).hex(), bytearray()
        codes = [self._suite["setup"]] * self._first + [self._suite["tests"][self._index]]
        self._first = False
        test = sealed(marshal.dumps({"word": self._word, "codes": codes}))
        self._send(test)
        os.close(test)

    def _send(self, fd: int) -> None:
        assert self.wire is not None
        with contextlib.suppress(OSError):  # it has ended already, or reads nothing
            socket.send_fds(self.wire, [b"\n"], [fd], socket.MSG_DONTWAIT)

    def _let_report(self) -> None:
        self._state = "reporting"
        out, out_in = os.pipe2(os.O_CLOEXEC)
        self.pump.add(out, self._verdict.extend)
        self._send(out_in)
        os.close(out_in)

    def answer(self, index: int) -> Outcome | None:
        if self._state == "reporting" and b"\n" in self._verdict:
            self._state = "waiting"
            status, detail = self._read(bytes(self._verdict).partition(b"\n")[0])
            return {"status": status, "detail": detail, "used": True} if status in VERDICTS else dict(BROKEN)
        while (end := self.inbox.find(b"\n")) >= 0:
            line = bytes(self.inbox[:end])
            del self.inbox[: end + 1]
            broken = self._heard(*self._read(line))
            if broken:
                return broken
        return None

    def _heard(self, status: str, detail: str) -> Outcome | None:
        if status == "ready" and self._state == "loading":
            self._hand_over()
        elif status == "ended" and self._state == "running":
            self._let_report()
        elif status == "fault" and self._state == "loading" and self.processes[0].told != COMPILED:
            return {"status": "fault", "detail": detail}
        else:
            return dict(BROKEN)
        return None

    def _read(self, line: bytes) -> tuple[str, str]:
        """(status, detail) of a line with the right word; any bytes are read."""
        try:
            word, status, detail = line.decode("ascii").split(" ")
            return (status, bytes.fromhex(detail).decode("utf-8", "replace")) if word == self._word else ("", "")
        except ValueError:
            return "", ""
