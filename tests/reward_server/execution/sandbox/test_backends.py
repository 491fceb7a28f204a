"""The seam, held by every backend that this machine has: programs are judged alike, and what attacks gets nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import docker
import pytest
import pytest_asyncio

from reward_server.execution.sandbox import containers, image_store
from reward_server.execution.sandbox.backends.namespaces import NamespacesBackend
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.programs import languages
from tests.end_to_end.processes import descendants
from tests.reward_server.execution.sandbox_pool import (
    IMAGE,
    AsNobody,
    asserts,
    bare_store,
    calls,
    scored,
    statuses,
    stdio,
)

MEMORY_MB = 600
SQUARE = "def f(x):\n    return x * x"
RIGHT = calls("f", ([3], 9))


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    folder = bare_store()
    yield folder
    shutil.rmtree(folder)


@pytest_asyncio.fixture(loop_scope="module", scope="module", params=["docker", "root", "user"])
async def pool(request: pytest.FixtureRequest, built: Path) -> AsyncIterator[SandboxPool]:
    if request.param == "docker":
        made = docker_pool(image=IMAGE, memory_limit_mb=MEMORY_MB)
    elif os.geteuid() != 0:
        if request.param == "root":
            pytest.skip("the tests are not root's")
        made = _pool(NamespacesBackend(folder=built, memory_limit_mb=MEMORY_MB))
    else:
        made = _pool(
            AsNobody(built, MEMORY_MB)
            if request.param == "user"
            else NamespacesBackend(folder=built, memory_limit_mb=MEMORY_MB)
        )
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(image_store, "contexts", lambda: built / "images")
        await made.start()
        assert made.missing() == []
        yield made
        await made.close()


def _pool(backend: NamespacesBackend) -> SandboxPool:
    return SandboxPool(backend, containers=1, memory_limit_mb=MEMORY_MB)


pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

JUDGED = [
    (SQUARE, RIGHT, "passed"),
    ("def f(x):\n    return x + x", RIGHT, "wrong_answer"),
    ("print(int(input()) ** 2)", stdio(("3\n", "9\n")), "passed"),
    ("def f(x): return x * x", asserts("assert f(3) == 9", "x = [f(2)]\nassert x == [4]"), "passed"),
    ("def f(x) return x", RIGHT, "compile_error"),
    ("def f(x):\n    return 1 / 0", RIGHT, "runtime_error"),
    ("def f(x):\n    while True: pass", calls("f", ([3], 9), time_limit_s=0.3), "time_limit"),
    ("import time\ntime.sleep(60)", stdio(("", ""), time_limit_s=0.2), "time_limit"),
    ("x = bytearray(10**9)", stdio(("", ""), memory_limit_mb=128), "memory_limit"),
    ("while True: print('x' * 10**6)", stdio(("", "")), "output_limit"),
]


@pytest.mark.parametrize(("program", "tests", "status"), JUDGED)
async def test_a_program_is_judged_alike_everywhere(
    pool: SandboxPool, program: str, tests: dict[str, Any], status: str
) -> None:
    assert statuses(await scored(pool, program, tests)) == [status] * len(
        tests["cases"] if "cases" in tests else tests["code"]
    )


PRINTS = """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def works(what):
    try:
        return bool(what())
    except (OSError, ValueError):
        return False
def call(number, *arguments):
    return lambda: libc.syscall(number, *arguments) >= 0
print([name for name, what in {attempts}.items() if works(what)])
"""
ATTEMPTS = {
    "writes to /usr": "lambda: open('/usr/x', 'w')",
    "writes to the root": "lambda: open('/x', 'w')",
    "writes to /dev": "lambda: open('/dev/x', 'w')",
    "sees the host's files": f"lambda: os.path.exists({__file__!r})",
    "sees other processes": "lambda: [name for name in os.listdir('/proc') if name.isdigit() and int(name) > 1]",
    "sees the kernel's settings": "lambda: os.path.exists('/proc/sys')",
    "becomes another user": "lambda: os.setuid(12345) is None",
    "makes a user namespace": "lambda: libc.unshare(0x10000000) >= 0",
    "makes a mount namespace": "lambda: libc.unshare(0x20000) >= 0",
    "mounts": "lambda: libc.mount(b'tmpfs', b'/tmp', b'tmpfs', 0, None) >= 0",
    "remounts the root": "lambda: libc.mount(b'none', b'/', None, 32 | 4096, None) >= 0",
    "unmounts": "lambda: libc.umount2(b'/proc', 2) >= 0",
    "makes a device": "lambda: os.mknod('/tmp/null', 0o20666, os.makedev(1, 3)) is None",
    "reaches a network": "lambda: socket.create_connection(('1.1.1.1', 53), 1)",
    "has a route": "lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('8.8.8.8', 53)) is None",
    "makes a memory file": "lambda: os.memfd_create('x')",
    "uses io_uring": "call(425, 1, 0)",
    "traces": "call(101, 0, 0, 0, 0)",
    "raises its limits": "lambda: __import__('resource').setrlimit(7, (4096, 4096)) is None",
    "is first in line to live": "lambda: open('/proc/self/oom_score_adj', 'w').write('-1000')",
}  # fmt: skip


async def test_a_program_can_do_nothing_of_this(pool: SandboxPool) -> None:
    attempts = "{" + ", ".join(f"{name!r}: {what}" for name, what in ATTEMPTS.items()) + "}"
    program = PRINTS.replace("{attempts}", attempts)
    found = await scored(pool, program, stdio(("", "[]\n")))
    assert found.score == 1, found.tests


NAMES_NONE = """
import sys
module = sys.modules["soc" "ket"]
def works(what):
    try:
        return bool(what())
    except OSError:
        return False
print([number for number, what in enumerate([
    *[lambda family=family, kind=kind: module.SocketType(family, kind) for family in (1, 2, 10, 16, 17) for kind in (1, 2, 3)],
    *[lambda kind=kind: getattr(module, "soc" "ketpair")(1, kind) for kind in (1, 2, 5)],
]) if works(what)], len(open("/proc/self/net/unix").readlines()))
"""
NAMES_ONE = """
import asyncio, socket
async def four(): return 4
one, other = socket.socketpair()
one.send(b"x")
print(asyncio.run(four()), other.recv(1), socket.socket(socket.AF_UNIX).fileno() > 2)
"""


async def test_a_program_that_names_no_socket_can_make_none_and_sees_nobodys(pool: SandboxPool) -> None:
    found = await scored(pool, NAMES_NONE, stdio(("", "[] 1\n")))
    assert found.score == 1, found.tests


async def test_a_program_that_names_sockets_makes_them(pool: SandboxPool) -> None:
    found = await scored(pool, NAMES_ONE, stdio(("", "4 b'x' True\n")))
    assert found.score == 1, found.tests


STATUS = """
held = dict(line.split(':', 1) for line in open('/proc/self/status'))
print(int(held['CapEff'], 16), int(held['CapPrm'], 16), int(held['CapInh'], 16), held['NoNewPrivs'].strip(), held['Seccomp'].strip())
"""


async def test_a_program_has_no_capability_no_new_ones_and_a_filter(pool: SandboxPool) -> None:
    assert (await scored(pool, STATUS, stdio(("", "0 0 0 1 2\n")))).score == 1


FORKS = """
import os, time
for _ in range(40):
    if os.fork() == 0:
        held = bytearray(60 * 10**6)
        time.sleep(30)
time.sleep(30)
"""


async def test_memory_of_all_processes_together_is_bounded(pool: SandboxPool) -> None:
    """Each stays within its limit; together they would take 2.4 GB."""
    found = await scored(pool, FORKS, stdio(("", ""), memory_limit_mb=128, time_limit_s=1))
    assert (found.score, found.status) == (0, "ok")
    assert (await scored(pool, SQUARE, RIGHT)).score == 1


BREEDS = """
import os, signal
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        for _ in range(3 * 10**5): pass
        os._exit(0)
    os.close(os.dup(0))
    try: os.wait()
    except OSError: pass
"""


async def test_cpu_time_of_children_that_nobody_waits_for_counts(pool: SandboxPool) -> None:
    """Each lives for a few milliseconds, and somebody always runs, so that the wall clock stands still."""
    found = await scored(pool, BREEDS, stdio(("", ""), time_limit_s=0.1))
    assert statuses(found) == ["time_limit"]


BOMB = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"


async def test_a_fork_bomb_ends_and_the_sandbox_lives(pool: SandboxPool) -> None:
    found = await scored(pool, BOMB, stdio(("", ""), time_limit_s=0.3))
    assert (found.score, found.status) == (0, "ok")
    assert (await scored(pool, SQUARE, RIGHT)).score == 1


async def test_what_isolated_a_program_is_told_where_all_detail_is_asked_for(pool: SandboxPool) -> None:
    backend = pool.identity()["sandbox/backend"]
    assert f"isolation: separate, sandbox: {backend}" in (await scored(pool, SQUARE, RIGHT, detail="full")).reason
    assert "isolation" not in (await scored(pool, SQUARE, RIGHT)).reason


@pytest.mark.parametrize("key", ["compile", "run"])
async def test_a_language_whose_command_is_not_installed_is_an_error_and_never_a_score(
    pool: SandboxPool, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    how = {"name": "odd", "image": "python", "source": "main.odd", "run": ["cat", "main.odd"], key: ["no-such-command"]}
    odd = languages.described(how)
    monkeypatch.setitem(languages.known, "odd", odd)
    found = await scored(pool, "9", stdio(("", "9\n"), language="odd"))
    assert (found.score, found.status) == (None, "error")
    assert "no-such-command" in found.reason


async def test_a_language_may_have_a_path_of_its_own(pool: SandboxPool, monkeypatch: pytest.MonkeyPatch) -> None:
    how = {
        "name": "odd",
        "image": "python",
        "source": "main.odd",
        "compile": ["cp", "main.odd", "x"],
        "run": ["cat", "x"],
    }
    monkeypatch.setitem(languages.known, "odd", languages.described({**how, "environment": {"PATH": "/x:/usr/bin"}}))
    assert (await scored(pool, "9", stdio(("", "9\n"), language="odd"))).score == 1


def runner_of(pool: SandboxPool) -> int:
    """The supervisor, as this machine numbers it."""
    (runner,) = pool._runners
    if isinstance(pool._backend, NamespacesBackend):
        first = pool._backend._started[runner.name].process.pid
    else:
        first = docker.from_env().containers.get(runner.name).attrs["State"]["Pid"]
    return next(pid for pid, line in descendants(first).items() if "supervisor" in line and "enter.py" not in line)


@pytest.fixture
def suspicious(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "CHECK_EVERY_S", 0.3)
    monkeypatch.setattr(containers, "SUSPECT_AFTER_S", 0.3)


@pytest.mark.usefixtures("suspicious")
async def test_a_runner_that_is_stopped_loses_no_program(pool: SandboxPool) -> None:
    before = runner_of(pool)
    judging = asyncio.create_task(scored(pool, "import time\ntime.sleep(1)\nprint(1)", stdio(("", "1"))))
    await asyncio.sleep(0.3)
    os.kill(before, signal.SIGSTOP)
    assert statuses(await asyncio.wait_for(judging, 30)) == ["passed"]
    assert runner_of(pool) != before


@pytest.mark.usefixtures("suspicious")
async def test_a_program_that_stops_itself_costs_no_runner(pool: SandboxPool) -> None:
    before = runner_of(pool)
    stops = "import os, signal\nif child := os.fork(): os.waitpid(child, 0)\nelse: os.kill(os.getpid(), signal.SIGSTOP)"
    found = await scored(pool, stops, stdio(("", "1"), time_limit_s=1))
    assert statuses(found) == ["time_limit"]
    assert runner_of(pool) == before
