"""The process from which every other is cloned: preloaded, and kept from ever seeing a program or a test.

A request names what to run and the limits; program and tests travel past the zygote, in a sealed memory file.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import random
import socket
import sys
from collections.abc import Callable
from typing import Any

from sandbox_runner import jail, judge, native, program, seccomp, shared, suites, warmup

PRELOAD = """
    abc bisect collections collections.abc contextlib copy dataclasses datetime decimal enum fractions functools heapq
    io itertools json math operator queue random re string sys threading time traceback types typing
""".split()  # noqa: SIM905 - what solutions import most; every page more is paid for in each clone
STDERR, PAYLOAD, WIRE, LINE, BUILT = 2, 20, 21, 22, 23
"""Where a process finds its descriptors; each is closed as soon as it has served."""
PLACES = {"stdin": 0, "stdout": 1, "stderr": STDERR, "payload": PAYLOAD, "wire": WIRE, "line": LINE, "built": BUILT}
ROLE_FAILED = 97
"""Exit code where what was to be done raised."""
PROGRAM_NAMESPACES = jail.CLONE_NEWNS | jail.CLONE_NEWPID | jail.CLONE_NEWIPC | jail.CLONE_NEWNET | jail.CLONE_NEWUTS
TESTS_NAMESPACES = PROGRAM_NAMESPACES & ~jail.CLONE_NEWNET
"""The tests' process stays in the container's network, which has none: a new one is half the price of a clone."""


def main(channel: socket.socket, hidden: list[str], *, devices_shared: bool, one_user: bool) -> None:
    """Serves until the supervisor closes `channel`. Does not return."""
    os.environ.pop("LD_BIND_NOW", None)  # for us alone: a clone finds what it calls already bound
    for name in PRELOAD:
        importlib.import_module(name)
    sys.set_int_max_str_digits(0)  # the limits bound what a conversion costs
    warmup.run()
    random.seed(0)
    jail.postpone_fork_handlers()
    jail.prepare_template(hidden)
    seccomp.install(devices_shared=devices_shared, one_user=one_user)
    gc.collect()
    gc.freeze()  # or the first collection in a child would copy every page
    gc.disable()
    channel.send(b"ready")
    while True:
        data, fds = _receive(channel)
        if not data:
            os._exit(0)
        role, uid, limits, names = json.loads(data)
        # Worked out before the clone: there it would cost pages.
        own_limits = jail.resource_limits(jail.Limits(*limits))
        moves = [(fd, PLACES[name]) for name, fd in zip(names, fds, strict=True)]
        unused = [place for name, place in PLACES.items() if place >= PAYLOAD and name not in names]
        pid = _clone(TESTS_NAMESPACES if role in ("judge", "suite") else PROGRAM_NAMESPACES)
        if pid == 0:
            _become(ROLES[role], uid, own_limits, moves, unused)
        for fd in fds:
            os.close(fd)
        channel.send(str(pid).encode())


def _clone(namespaces: int) -> int:
    try:
        return jail.clone(namespaces)
    except OSError as error:
        return -(error.errno or 1)


def _receive(channel: socket.socket) -> tuple[bytes, list[int]]:
    data, fds, _, _ = socket.recv_fds(channel, 4096, len(PLACES))
    return data, list(array.array("i", fds))


Role = Callable[[dict[str, Any]], None]


def _become(
    role: Role, uid: int, limits: list[tuple[int, int]], moves: list[tuple[int, int]], unused: list[int]
) -> None:
    """The child's whole life. Does not return. moves: descriptors, and where they belong; unused: places of none."""
    try:
        _place(moves, unused)
        jail.fall(uid, limits)
        payload = _read_payload()
        _write_files(payload.get("files", {}))
        _tell(b"J")
    except BaseException as error:  # ours, and said before the program's first instruction
        _tell(b"F" + program.describe(error).encode("utf-8", "replace"))
        os._exit(98)
    gc.enable()
    status = 0
    try:
        role(payload)
    except BaseException as error:
        status = ROLE_FAILED
        os.write(STDERR, f"the runner failed: {program.describe(error)}\n".encode("utf-8", "replace"))
    finally:
        os._exit(status)


def _place(moves: list[tuple[int, int]], unused: list[int]) -> None:
    """All other descriptors are closed, the zygote's channel among them."""
    for fd, place in moves:
        os.dup2(fd, place, place < PAYLOAD)
    os.closerange(3, PAYLOAD)
    for place in unused:
        os.closerange(place, place + 1)
    os.closerange(BUILT + 1, jail.MAX_OPEN_FILES)


def _read_payload() -> dict[str, Any]:
    data = os.pread(PAYLOAD, os.fstat(PAYLOAD).st_size, 0)
    os.close(PAYLOAD)
    payload: dict[str, Any] = json.loads(data)
    return payload


def _write_files(files: dict[str, str]) -> None:
    for name, text in files.items():
        folder = os.path.dirname(name)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(name, "wb") as file:
            file.write(_exact_bytes(text))


def _exact_bytes(text: str) -> bytes:
    """The bytes that `surrogateescape` came from; for surrogates of another origin the nearest there is."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _tell(message: bytes) -> None:
    """To the supervisor, at the head of stderr: `J` in jail, the limits count; `P` and why the prelude fails; `R`
    compiled, what follows is the program's; `C` and why it does not compile; `F` and why there is no jail. Nothing of
    the program has run by then, so it cannot lie."""
    os.write(STDERR, message)


def _script(payload: dict[str, Any]) -> None:
    prepared = program.prepare(payload, "__main__", _tell)
    if prepared is not None:
        program.run_script(prepared, payload.get("arguments", []))


def _calls(payload: dict[str, Any]) -> None:
    prepared = program.prepare(payload, "solution", _tell)
    if prepared is not None:
        program.answer_calls(prepared, payload, WIRE)


def _questions(payload: dict[str, Any]) -> None:
    prepared = program.prepare(payload, "solution", _tell)
    if prepared is not None:
        program.answer_questions(prepared, payload, WIRE)


def _served(payload: dict[str, Any]) -> None:
    prepared = program.prepare(payload, "solution", _tell)
    if prepared is not None:
        program.Served(WIRE, prepared.module).run(prepared.code)


def _judge(payload: dict[str, Any]) -> None:
    _tell(b"R")
    random.seed(1)  # not the program's sequence
    judge.judge(payload, WIRE, judge.Line(LINE), BUILT)


def _suite(payload: dict[str, Any]) -> None:
    _tell(b"R")
    suites.compile_suite(payload, LINE)


def _shared(payload: dict[str, Any]) -> None:
    shared.live_together(payload, LINE, _tell)


def _build(payload: dict[str, Any]) -> None:
    native.build(payload, _tell, _exact_bytes, set(payload.get("files", {})), BUILT)


def _native(payload: dict[str, Any]) -> None:
    _tell(b"R")
    native.run(payload, BUILT, (WIRE, LINE))


ROLES: dict[str, Role] = {
    "script": _script, "calls": _calls, "questions": _questions, "served": _served, "judge": _judge, "suite": _suite,
    "shared": _shared, "build": _build, "native": _native,
}  # fmt: skip
