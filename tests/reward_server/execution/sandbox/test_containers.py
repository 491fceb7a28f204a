"""Programs judged in real containers: what is right, what is wrong, and the limits."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import (
    BACKEND,
    asserts,
    calls,
    check,
    sandbox_pool,
    scored,
    statuses,
    stdio,
)

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

SQUARE = "def f(x):\n    return x * x"
SUM = "a, b = map(int, input().split())\nprint(a + b)"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1, memory_limit_mb=1024)
    await made.start()
    assert made.missing() == []
    yield made
    await made.close()


async def test_the_identity_is_the_images(pool: SandboxPool) -> None:
    assert pool.identity()["sandbox/backend"] == BACKEND
    assert pool.identity()["sandbox/python"].startswith("sha256:" if BACKEND == "docker" else "view:")


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        (SQUARE, calls("f", ([3], 9), ([-2], 4))),
        ("class Solution:\n    def f(self, x):\n        return x * x", calls("f", ([3], 9))),
        ("class Solution:\n    def f(self, x):\n        return x * x", calls("Solution.f", ([3], 9))),
        ("def f(*, x=1, y):\n    return [x, y]", {"type": "call", "entry_point": "f", "cases": [{"kwargs": {"y": 2}, "output": [1, 2]}]}),
        ("def f(x):\n    return tuple(x)", calls("f", ([[1, 2]], [1, 2]))),
        ("def f(x):\n    print('noise')\n    return {'a': {1: x}}", calls("f", ([2.0], {"a": {"1": 2}}))),
        ("import numpy as np\ndef f(n):\n    return np.arange(n)", calls("f", ([3], [0, 1, 2]))),
        ("def f(n):\n    return 2 ** n", calls("f", ([200], 2**200))),
        ("def f(s):\n    return s[::-1]", calls("f", (["a\u00e9\ud800\x00"], "\x00\ud800\u00e9a"))),
        (SUM, stdio(("1 2\n", "3\n"), ("-5 7\n", "2\n"))),
        ("import sys\nfor line in sys.stdin: print(line.strip() + '  ')", stdio(("a\nb\n", "a\nb\n\n"))),
        ("print(open(0).read(), end='')", stdio(("x" * 1_000_000, "x" * 1_000_000))),
        ("print(0.1 + 0.2)", stdio(("", "0.3"), tolerance=1e-9)),
        ("import sys\nsys.exit(0 if print('ok') is None else 1)", stdio(("", "ok"))),
        ("print(open('data/x.txt').read())", stdio(("", "text"), files={"data/x.txt": "text"})),
        ("import threading\nthreading.Thread(target=lambda: print('late')).start()", stdio(("", "late"))),
        ("import multiprocessing\nif __name__ == '__main__':\n    with multiprocessing.Pool(2) as p: print(p.map(abs, [-1, -2]))", stdio(("", "[1, 2]"))),
        ("import asyncio\nasync def main(): print('a')\nasyncio.run(main())", stdio(("", "a"))),
        ("import subprocess\nprint(subprocess.run(['echo', 'hi'], capture_output=True, text=True).stdout)", stdio(("", "hi"))),
        (SQUARE, asserts("assert f(4) == 16", "assert f(1) == 1")),
        (SQUARE, check("f", "assert candidate(4) == 16")),
    ],
)  # fmt: skip
async def test_right_programs_pass(pool: SandboxPool, program: str, tests: dict[str, object]) -> None:
    found = await scored(pool, program, tests)
    assert found.score == 1, found


@pytest.mark.parametrize(
    ("program", "tests", "status"),
    [
        ("def f(x):\n    return x", calls("f", ([3], 9)), "wrong_answer"),
        ("def f(x):\n    return True", calls("f", ([3], 1)), "wrong_answer"),
        ("def f(x):\n    return object()", calls("f", ([3], 9)), "runtime_error"),
        ("def g(x):\n    return x", calls("f", ([3], 9)), "runtime_error"),
        ("def f(x): 1 / 0", calls("f", ([3], 9)), "runtime_error"),
        ("1 / 0", calls("f", ([3], 9)), "runtime_error"),
        ("def f(:", calls("f", ([3], 9)), "compile_error"),
        ("def f(x):\n    return x", asserts("assert f(2) == 4"), "wrong_answer"),
        ("def f(x): 1 / 0", asserts("assert f(2) == 4"), "runtime_error"),
        ("1 / 0", asserts("assert f(2) == 4"), "runtime_error"),
        ("def f(:", asserts("assert f(2) == 4"), "compile_error"),
        ("pass", asserts("assert f(2) == 4"), "runtime_error"),
        ("pass", check("f", "assert candidate(2) == 4"), "runtime_error"),
        ("import os\ndef f(x): os._exit(0)", asserts("assert f(2) == 4"), "runtime_error"),
        ("print(9)", stdio(("1 2\n", "3\n")), "wrong_answer"),
        ("print(3); 1 / 0", stdio(("1 2\n", "3\n")), "runtime_error"),
        ("print(", stdio(("1 2\n", "3\n")), "compile_error"),
        ("x = 'a' * 10**9", stdio(("", "")), "memory_limit"),
        ("print('x' * 10**7)", stdio(("", "")), "output_limit"),
    ],
)
async def test_wrong_programs_fail_as_themselves(
    pool: SandboxPool, program: str, tests: dict[str, object], status: str
) -> None:
    found = await scored(pool, program, tests)
    assert (found.score, found.status, statuses(found)) == (0, "ok", [status]), found


@pytest.mark.parametrize(
    "program",
    [
        "while True: pass",
        "import time\ntime.sleep(1000)",
        "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    ],
)
async def test_a_program_that_never_ends(pool: SandboxPool, program: str) -> None:
    found = await scored(pool, program, stdio(("", "1"), time_limit_s=0.3))
    assert (found.score, statuses(found)) == (0, ["time_limit"]), found


async def test_a_borderline_time_limit_is_run_once_more_before_it_counts(pool: SandboxPool) -> None:
    """The program uses a little more than its limit until a moment soon to come, and little from then on."""
    slow = "import time\nwhile time.monotonic() < {moment} and time.process_time() < 0.87: pass\n"
    slow += "time.sleep(max(0, {moment} - time.monotonic()))\nprint(1)"
    chance = await scored(pool, slow.format(moment=time.monotonic() + 1.5), stdio(("", "1"), time_limit_s=0.8))
    assert statuses(chance) == ["passed"]
    always = await scored(
        pool, slow.format(moment=1e9).replace("time.sleep", "abs"), stdio(("", "1"), time_limit_s=0.8)
    )
    assert statuses(always) == ["time_limit"]


async def test_the_total_limit_covers_all_cases(pool: SandboxPool) -> None:
    slow = "import time\nend = time.process_time() + 0.2\nwhile time.process_time() < end: pass\nprint(1)"
    tests = stdio(*[("", "1")] * 6, time_limit_s=1, total_time_limit_s=0.5)
    found = await scored(pool, slow, tests, partial=True)
    assert statuses(found)[:2] == ["passed", "passed"]
    assert statuses(found)[-3:] == ["time_limit"] * 3
    assert found.score is not None
    assert 0 < found.score < 1


async def test_nobody_sleeps_a_way_to_a_null(pool: SandboxPool) -> None:
    tests = stdio(*[("", "1")] * 50, time_limit_s=0.2, total_time_limit_s=0.4)
    found = await scored(pool, "import time\ntime.sleep(1000)", tests, partial=True, within_s=30)
    assert (found.score, found.status) == (0, "ok")


async def test_the_deadline_is_ours(pool: SandboxPool) -> None:
    found = await scored(pool, "while True: pass", stdio(("", "1")), within_s=0.5, timeout_s=60)
    assert (found.score, found.status) == (None, "timeout")
    assert (await scored(pool, SQUARE, calls("f", ([3], 9)))).score == 1


async def test_a_case_that_kills_its_process_does_not_fail_the_next(pool: SandboxPool) -> None:
    program = "import os\ndef f(x):\n    if x == 2: os._exit(0)\n    return x"
    found = await scored(pool, program, calls("f", ([1], 1), ([2], 2), ([3], 3)), partial=True)
    assert statuses(found) == ["passed", "runtime_error", "passed"]
    found = await scored(
        pool, program, asserts("assert f(1) == 1", "assert f(2) == 2", "assert f(3) == 3"), partial=True
    )
    assert statuses(found) == ["passed", "runtime_error", "passed"]


async def test_stderr_and_exceptions_are_told(pool: SandboxPool) -> None:
    found = await scored(pool, "import sys\nsys.stderr.write('hint\\n')\nprint(8)", stdio(("", "9")))
    assert found.tests is not None
    assert found.tests.results[0].stderr == "hint\n"
    assert "expected '9', got '8'" in found.reason
    found = await scored(pool, "def f(x):\n    raise ValueError('why')", calls("f", ([1], 1)))
    assert "ValueError: why" in found.reason


async def test_a_checker_decides(pool: SandboxPool) -> None:
    code = """
import sys
given, expected, actual = (open(path).read().split() for path in sys.argv[1:])
sys.exit(0 if sorted(expected) == sorted(actual) else 1)
"""
    tests = stdio(("x", "a b"), checker={"language": "python", "code": code})
    assert (await scored(pool, "print('b a')", tests)).score == 1
    assert statuses(await scored(pool, "print('b c')", tests)) == ["wrong_answer"]
    broken = stdio(("x", "a b"), checker={"language": "python", "code": "import sys\nsys.exit(7)"})
    assert (await scored(pool, "print('b a')", broken)).status == "error"


@pytest.mark.parametrize(
    "tests",
    [
        asserts("assert f(2) == = 4"),
        asserts("raise ImportError('of the tests')"),
        asserts("assert 1 == 2", "assert f(2) == 4"),
        check("f", "raise ImportError('of the tests')"),
        check("f", "pass"),
        {"type": "assert", "entry_point": "f", "code": "def other(candidate):\n    assert candidate(2) == 4"},
        asserts("assert f(2) == 4", setup="raise ImportError('of the tests')"),
        asserts("assert f(2) == 4", setup="import no_such_module", isolation="shared"),
        {**calls("f", ([3], 9)), "memory_limit_mb": 4096},
    ],
)
async def test_tests_that_can_judge_nothing_are_an_error(pool: SandboxPool, tests: dict[str, object]) -> None:
    found = await scored(pool, SQUARE, tests)
    assert (found.score, found.status) == (None, "error"), found


async def test_a_gigabyte_of_output_stays_outside(pool: SandboxPool) -> None:
    import resource

    flood = "import sys\nfor _ in range(1024): sys.stdout.write('x' * (1 << 20))"
    await scored(pool, flood, stdio(("", "1")))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(5):
        assert statuses(await scored(pool, flood, stdio(("", "1")))) == ["output_limit"]
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kb < 16 * 1024
