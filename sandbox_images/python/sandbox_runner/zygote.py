"""The process from which every other is cloned: preloaded, and kept from ever seeing a program or a test.

A request names what to run and the limits; program and tests travel past the zygote, in a sealed memory file.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import marshal
import os
import random
import socket
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from sandbox_runner import jail, judge, memory, native, program, seccomp, shared, suites, warmup

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
TESTS_NAMESPACES = PROGRAM_NAMESPACES & ~jail.CLONE_NEWNET & ~jail.CLONE_NEWIPC
"""The tests' process stays in the container's network, which has none: a new one is half the price of a clone. And in
its IPC namespace, of which nothing can be used: every call to it is refused (`seccomp`)."""
TESTS = ("judge", "suite")
PREPARED = ("judge", "suite", "native")
"""Roles in which nothing is left to compile."""


def main() -> None:
    """Serves until the supervisor, which has executed it, closes `channel`. Does not return.

    quiet: the channel of a second zygote, a copy in a network namespace of its own. Neither it nor any of its processes
    can make a socket (see `network`).
    """
    fd, quiet_fd, hidden, devices_shared, one_user = json.loads(sys.argv[1])
    channel, quiet = socket.socket(fileno=fd), socket.socket(fileno=quiet_fd)
    try:
        _prepare(hidden, devices_shared=devices_shared, one_user=one_user)
        pid = jail.clone(jail.CLONE_NEWNET)
        if pid == 0:
            channel.close()
            seccomp.forbid_sockets()
            # Where no socket can be made, a network namespace holds nothing that one program could leave to another.
            _serve(quiet, PROGRAM_NAMESPACES & ~jail.CLONE_NEWNET)
        quiet.close()
        channel.send(b"ready %d" % pid)
        _serve(channel, PROGRAM_NAMESPACES)
    except BaseException as error:
        channel.send(f"{type(error).__name__}: {error}".encode())
    finally:
        os._exit(1)


def _prepare(hidden: list[str], *, devices_shared: bool, one_user: bool) -> None:
    os.environ.pop("LD_BIND_NOW", None)  # for us alone: a clone finds what it calls already bound
    for name in PRELOAD:
        importlib.import_module(name)
    sys.set_int_max_str_digits(0)  # the limits bound what a conversion costs
    warmup.run()
    random.seed(0)
    jail.postpone_fork_handlers()
    memory.enlarge_code()
    jail.prepare_template(hidden)
    seccomp.install(devices_shared=devices_shared, one_user=one_user)
    gc.collect()
    gc.freeze()  # or the first collection in a child would copy every page
    gc.disable()
    memory.fill_gaps()


def _serve(channel: socket.socket, for_programs: int) -> None:
    """A request is a list of processes: role, fate (see `jail`), and for each place the number of its descriptor among
    those that come with the request. The answer has their process ids; a negative one is an error. Does not return."""
    while True:
        data, fds = _receive(channel)
        if not data:
            os._exit(0)
        # Worked out before the clones: there it would cost pages.
        lives = [_life(fds, *one) for one in marshal.loads(data)]
        pids = [_clone(life, TESTS_NAMESPACES if life.role in TESTS else for_programs) for life in lives]
        for fd in fds:
            os.close(fd)
        channel.send(" ".join(map(str, pids)).encode())


class Life(NamedTuple):
    """What a process is for. moves: descriptors, and where they go; unused: free places."""

    role: str
    fate: jail.Fate
    moves: list[tuple[int, int]]
    unused: list[int]


def _life(fds: list[int], role: str, fate: jail.Fate, places: dict[str, int]) -> Life:
    moves = [(fds[number], PLACES[name]) for name, number in places.items()]
    unused = [place for name, place in PLACES.items() if place >= PAYLOAD and name not in places]
    return Life(role, fate, moves, unused)


def _clone(life: Life, namespaces: int) -> int:
    try:
        pid = jail.clone(namespaces)
    except OSError as error:
        return -(error.errno or 1)
    if pid == 0:
        _become(life)
    return pid


def _receive(channel: socket.socket) -> tuple[bytes, list[int]]:
    data, fds, _, _ = socket.recv_fds(channel, 4096, 2 * len(PLACES))
    return data, list(array.array("i", fds))


Role = Callable[[dict[str, Any]], None]


def _become(life: Life) -> None:
    """The child's whole life. Does not return."""
    try:
        _place(life.moves, life.unused)
        jail.fall(*life.fate)
        payload = _read_payload()
        _write_files(payload.get("files", {}))
        _tell(b"JR" if life.role in PREPARED else b"J")
    except BaseException as error:  # ours, and said before the program's first instruction
        _tell(b"F" + program.describe(error).encode("utf-8", "replace"))
        os._exit(98)
    gc.enable()
    status = 0
    try:
        ROLES[life.role](payload)
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
    payload: dict[str, Any] = marshal.loads(data)
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
    compiled, what follows is the program's; `C` and why it does not compile; `N` and a command of its language that is
    not there; `F` and why there is no jail. Nothing of the program has run by then, so it cannot lie."""
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
    random.seed(1)  # not the program's sequence
    judge.judge(payload, WIRE, judge.Line(LINE), BUILT)


def _suite(payload: dict[str, Any]) -> None:
    suites.compile_suite(payload, LINE)


def _shared(payload: dict[str, Any]) -> None:
    shared.live_together(payload, LINE, _tell)


def _build(payload: dict[str, Any]) -> None:
    native.build(payload, _tell, _exact_bytes, set(payload.get("files", {})), BUILT)


def _native(payload: dict[str, Any]) -> None:
    native.run(payload, BUILT, (WIRE, LINE))


ROLES: dict[str, Role] = {
    "script": _script, "calls": _calls, "questions": _questions, "served": _served, "judge": _judge, "suite": _suite,
    "shared": _shared, "build": _build, "native": _native,
}  # fmt: skip
