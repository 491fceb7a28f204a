"""Programs of a group have the same tests: these are compiled once, and nothing else goes from program to program."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import asserts, sandbox_pool, scored

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]

RIGHT, WRONG = "def add(a, b):\n    return a + b", "def add(a, b):\n    return a - b"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1)
    await made.start()
    yield made
    await made.close()


def group(*more: str, setup: str = "") -> dict[str, object]:
    """Tests that have to run, `more` to tell one group of this file from another."""
    return asserts(*more, "for one in range(3):\n    assert add(one, 2) == one + 2", setup=setup)


async def test_each_program_of_a_group_gets_its_own_verdict(pool: SandboxPool) -> None:
    tests = group("total = sum(add(1, one) for one in range(3))", "assert total == 6")
    programs = [RIGHT, WRONG, RIGHT, "def add(a, b):\n    raise ValueError(a)", "def add(a, b", RIGHT]
    scores = [await scored(pool, program, tests) for program in programs]
    assert [score.score for score in scores] == [1, 0, 1, 0, 0, 1]


@pytest.mark.parametrize(
    "first",
    [
        "import os\nos._exit(0)",
        "def add(a, b):\n    import os\n    os.kill(os.getpid(), 9)",
        "import os\nos.write(20, b'x')",
        "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b'garbage' * 9)\n    except OSError: pass\n"
        + WRONG,
        "while True: pass",
    ],
    ids=["exits", "is killed", "writes before", "writes everywhere", "loops"],
)
async def test_what_the_first_program_does_reaches_no_other_of_its_group(pool: SandboxPool, first: str) -> None:
    tests = {**group(f"name = {first!r}\nassert add(len(name), 0) == len(name)"), "time_limit_s": 0.5}
    assert (await scored(pool, first, tests, within_s=600)).score == 0
    assert (await scored(pool, RIGHT, tests)).score == 1
    assert (await scored(pool, WRONG, tests)).score == 0


async def test_what_a_test_keeps_is_gone_for_the_next_program(pool: SandboxPool) -> None:
    setup = "import collections\nseen = collections.Counter()"
    tests = group("seen['runs'] += add(1, 0)", "assert seen == {'runs': 1}, seen", setup=setup)
    assert [(await scored(pool, RIGHT, tests)).score for _ in range(4)] == [1, 1, 1, 1]


async def test_tests_that_do_not_compile_are_an_error_for_all_of_a_group(pool: SandboxPool) -> None:
    tests = asserts("for one in range(3):\n    assert add(one, 2) ==", "assert add(1, 1) == 2")
    assert [(await scored(pool, RIGHT, tests)).status for _ in range(3)] == ["error"] * 3


async def test_more_groups_than_are_kept_are_judged_alike(pool: SandboxPool) -> None:
    for number in [*range(40), 0, 1]:
        tests = group(f"assert [add({number}, one) for one in range(2)] == [{number}, {number + 1}]")
        assert (await scored(pool, RIGHT, tests)).score == 1
        if number % 10 == 0:
            assert (await scored(pool, WRONG, tests)).score == 0
