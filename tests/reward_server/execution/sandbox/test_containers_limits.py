"""A program earns no null: not by time, not by memory, not by what it gives a checker; and it finds what it may expect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import asserts, calls, sandbox_pool, scored, statuses, stdio

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

SQUARE = "def f(x):\n    return x * x"
CASES = [(f"{n}\n", f"{n}\n") for n in range(6)]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1, memory_limit_mb=768)
    await made.start()
    assert made.missing() == []
    yield made
    await made.close()


@pytest.mark.parametrize(
    "program",
    [
        "import time\ntime.sleep(100)",
        "import signal\nsignal.pause()",
    ],
    ids=["sleeps", "waits"],
)
async def test_a_program_that_waits_does_not_outlast_the_deadline_of_its_batch(pool: SandboxPool, program: str) -> None:
    score = await scored(pool, program, stdio(*CASES), within_s=5, partial=True)
    assert score.status == "ok", score
    assert "time_limit" in statuses(score)


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time\nn = input()\nwhile time.process_time() < 0.2: pass\ntime.sleep(0.8)\nprint(n)",
        "import os, time, signal\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\nwhile True:\n"
        "    if os.fork() == 0:\n        while time.process_time() < 0.05: pass\n        os._exit(0)\n    time.sleep(0.05)",
    ],
    ids=["computes", "computes and waits", "has children that nobody waits for"],
)
async def test_computing_and_waiting_are_bounded_together(pool: SandboxPool, program: str) -> None:
    score = await scored(pool, program, stdio(*CASES, total_time_limit_s=0.6), within_s=40, partial=True)
    assert "time_limit" in statuses(score)


async def test_a_limit_that_was_lowered_to_fit_is_named(pool: SandboxPool) -> None:
    score = await scored(pool, "import time\ntime.sleep(100)", stdio(("", "")), within_s=8)
    assert "to fit into timeout_s 8" in score.reason


async def test_waiting_beyond_the_wall_clock_is_a_time_limit(pool: SandboxPool) -> None:
    sleeper = "import time\ntime.sleep({})\nprint(1)"
    assert (await scored(pool, sleeper.format(1.0), stdio(("", "1"), time_limit_s=0.2))).score == 1
    assert statuses(await scored(pool, sleeper.format(2.5), stdio(("", "1"), time_limit_s=0.2))) == ["time_limit"]


async def test_waiting_for_a_processor_is_no_time_of_the_programs(pool: SandboxPool) -> None:
    """A dozen spinning processes share one container's processor with the program that waits for its turn."""
    program = (
        "import os, time\nchildren = []\nfor _ in range(12):\n    pid = os.fork()\n    if pid == 0:\n"
        "        while time.process_time() < 0.08: pass\n        os._exit(0)\n    children.append(pid)\n"
        "for pid in children: os.waitpid(pid, 0)\nprint(1)"
    )
    assert (await scored(pool, program, stdio(("", "1"), time_limit_s=2))).score == 1


CHECKER = """
import re, sys
asked, text = open(sys.argv[1]).read(), open(sys.argv[3]).read()
if text.startswith("crash"):
    import ctypes; ctypes.string_at(0)
if text.startswith("large"):
    bytes(2**30)
if text.startswith("end"):
    sys.exit(int(text.split()[1]))
sys.exit(0 if text.split() == ["fine"] else 1)
"""


def checked(code: str = CHECKER, **more: Any) -> dict[str, Any]:
    return stdio(("", "fine"), checker={"language": "python", "code": code}, **more)


@pytest.mark.parametrize("output", ["crash", "large", "end 7", "end 139"])
async def test_an_output_that_breaks_a_checker_is_undecided_and_worth_nothing(pool: SandboxPool, output: str) -> None:
    score = await scored(pool, f"print({output!r})", checked(), within_s=12)
    assert (score.score, score.status, score.undecided) == (0, "ok", True), score


@pytest.mark.parametrize(("output", "points"), [("fine", 1), ("end 1", 0), ("end 2", 0)])
async def test_a_checkers_exit_is_its_verdict(pool: SandboxPool, output: str, points: float) -> None:
    score = await scored(pool, f"print({output!r})", checked())
    assert (score.score, score.undecided) == (points, False), score


@pytest.mark.parametrize(
    "code", ["import sys\nsys.exit(3)", "import ctypes; ctypes.string_at(0)", "import sys\nsys.exit(9)"]
)
async def test_a_checker_that_judges_nothing_is_a_fault(pool: SandboxPool, code: str) -> None:
    assert (await scored(pool, "print('fine')", checked(code))).status == "error"


async def test_a_checker_has_limits_of_its_own(pool: SandboxPool) -> None:
    slow = "import sys, time\nwhile time.process_time() < 1.5: pass\nx = bytearray(300 * 2**20)"
    assert (await scored(pool, "print(1)", checked(slow, time_limit_s=0.2, memory_limit_mb=64))).score == 1


@pytest.mark.parametrize("target", ["/proc/self/oom_score_adj", "/proc/1/oom_score_adj", "/proc/self/oom_adj"])
async def test_a_program_cannot_make_itself_safer_than_its_supervisor(pool: SandboxPool, target: str) -> None:
    program = (
        f"try:\n    open({target!r}, 'w').write('0')\n    print('written')\nexcept OSError as e:\n    print('refused')"
    )
    assert (await scored(pool, program, stdio(("", "refused")))).score == 1


FILLS_MEMORY_FILES = (
    "import os\nfds = []\nfor i in range(60):\n    fd = os.memfd_create('x', 0)\n    os.set_inheritable(fd, True)\n"
    "    fds.append(fd)\nos.execv('/bin/sh', ['sh', '-c', 'for i in ' + ' '.join(map(str, fds)) + "
    "'; do cat /dev/zero > /proc/self/fd/$i; done; sleep 1'])"
)


@pytest.mark.parametrize("tests", [calls("f", ([3], 9)), stdio(("", "1"))], ids=["call", "stdio"])
async def test_memory_files_beyond_the_container_are_a_limit_and_the_pool_is_whole_after(
    pool: SandboxPool, tests: dict[str, Any]
) -> None:
    score = await scored(pool, FILLS_MEMORY_FILES, tests, within_s=60)
    assert (score.score, score.status) == (0, "ok"), score
    assert (await scored(pool, SQUARE, calls("f", ([3], 9)))).score == 1
    assert len(pool._runners) == len(pool._places) == 1
    assert pool._socket_dir is not None
    assert len(list(pool._socket_dir.glob("*.sock"))) == 1


async def test_a_payload_that_makes_no_sense_loses_no_place(pool: SandboxPool) -> None:
    for payload in ({}, {"memory_limit_mb": 1}, {"memory_limit_mb": 1, "type": "stdio", "cases": 3}):
        with pytest.raises((KeyError, TypeError)):
            await pool.run(payload, asyncio.get_running_loop().time() + 60)
    assert (await scored(pool, SQUARE, calls("f", ([3], 9)))).score == 1


@pytest.mark.parametrize(
    "tests",
    [
        stdio(("9\n", "3.0\n"), prelude="import math"),
        calls("f", ([9], 3), prelude="import math"),
        asserts("assert f(9) == 3", prelude="import math"),
        asserts("x = [9]\nassert f(x[0]) == 3", prelude="import math"),
        asserts("assert f(9) == 3", prelude="import math", isolation="shared"),
    ],
    ids=["stdio", "call", "read", "run", "shared"],
)
async def test_a_prelude_runs_before_the_program(pool: SandboxPool, tests: dict[str, Any]) -> None:
    program = "from __future__ import annotations\ndef f(x): return math.sqrt(x)"
    if tests["type"] == "stdio":
        program += "\nprint(f(float(input())))"
    assert (await scored(pool, program, tests)).score == 1


async def test_a_prelude_that_fails_is_the_callers_fault(pool: SandboxPool) -> None:
    score = await scored(pool, SQUARE, calls("f", ([3], 9), prelude="import nothing_of_that_name"))
    assert score.status == "error"
    assert "the prelude fails: ModuleNotFoundError" in score.reason


@pytest.mark.parametrize(
    ("program", "output"),
    [
        ("import os\nprint(os.path.basename(__file__))", "main.py"),
        ("print(len(str(2 ** 20000)))", "6021"),
        ("import inspect\ndef f(): return 1\nprint(inspect.getsource(f))", "def f(): return 1"),
        (
            "import sys, functools\nsys.setrecursionlimit(10**6)\n@functools.lru_cache(None)\n"
            "def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(50000))",
            "50000",
        ),
    ],
    ids=["__file__", "long integers", "inspect.getsource", "recursion through C"],
)
async def test_a_program_finds_what_programs_expect(pool: SandboxPool, program: str, output: str) -> None:
    score = await scored(pool, program, stdio(("", output)))
    assert score.score == 1, score


async def test_a_result_may_be_as_large_as_what_is_expected(pool: SandboxPool) -> None:
    wanted: list[list[int]] = [[]] * 700_000
    score = await scored(pool, "def f(n): return [[]] * n", calls("f", ([700_000], wanted)))
    assert score.score == 1, score.reason
    longer = await scored(pool, "def f(n): return list(range(n))", asserts("assert len(f(800_000)) == 800_000"))
    assert longer.score == 1, longer.reason
