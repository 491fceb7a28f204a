"""What crosses between the program's process and the tests', and what a program shares with its tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import asserts, sandbox_pool, scored

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1, memory_limit_mb=1024)
    await made.start()
    assert made.missing() == []
    yield made
    await made.close()


PROGRAM = """
import collections, datetime, decimal, pathlib, uuid
class Full(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code
class Ratio:
    def __init__(self, a, b): self.a, self.b = a, b
    def __eq__(self, other): return self.a * other.b == self.b * other.a
    def __hash__(self): return hash(self.a / self.b)
class Count:
    def __init__(self): self.n = 0
total = 0
def fill(x): raise Full(x)
def sort(x=None, *, by=None):
    (x if x is not None else by).sort()
def push(queue): queue.append(9)
def group(table): table["b"].append(1)
def double(array): array *= 2
def count(n):
    global total
    total += n
def path(): return pathlib.Path("/tmp/x")
def name(): return uuid.UUID(int=5)
def zone(): return datetime.timezone(datetime.timedelta(hours=1))
def groups():
    found = collections.defaultdict(list)
    found["a"].append(1)
    return found
def say(x): return x
def bump(rows):
    for row in rows: row[0] += 1
def link(table): table["twin"] = table["rows"]
def spoil(xs):
    xs.append(0)
    raise ValueError("after it was changed")
def call(function, xs): return function(xs), xs
"""


@pytest.mark.parametrize(
    "test",
    [
        "x = [3, 1]\nsort(x=x)\nassert x == [1, 3]",
        "x = [3, 1]\nsort(by=x)\nassert x == [1, 3]",
        "x = ([3, 1], 5)\nsort(x[0])\nassert x == ([1, 3], 5)",
        "import collections\nq = collections.deque([1])\npush(q)\nassert q == collections.deque([1, 9])",
        "import collections\nt = collections.defaultdict(list)\ngroup(t)\nassert t == {'b': [1]}",
        "import numpy as np\na = np.array([1, 2])\ndouble(a)\nassert a.tolist() == [2, 4]",
        "import pytest\nwith pytest.raises(Full) as info:\n    fill(4)\nassert info.value.code == 4 and str(info.value) == 'code 4'",
        "import pathlib\nassert path() == pathlib.Path('/tmp/x')",
        "import uuid\nassert name() == uuid.UUID(int=5)",
        "import datetime\nassert zone() == datetime.timezone(datetime.timedelta(hours=1))",
        "d = groups()\nassert d == {'a': [1]} and d['other'] == []",
        "assert Ratio(1, 2) == Ratio(2, 4) and Ratio(1, 2) != Ratio(1, 3)",
        "assert len({Ratio(1, 2), Ratio(2, 4)}) == 1",
        "assert total == 0\ncount(3)\nassert total == 3",
        "from solution import Ratio, count\nassert Ratio(1, 2).b == 2",
        "import solution\nassert solution.say(3) == 3",
        "from solution import *\nassert say(3) == 3",
        "row = [0]\ngrid = [row, row]\nbump(grid)\nassert row == [2] and grid == [[2], [2]]",
        "row = [0]\nbump([row])\nassert row == [1]",
        "rows = [[0]] * 2\nbump(rows)\nassert rows == [[2], [2]]",
        "xs = [1]\ntable = {'rows': xs}\nlink(table=table)\nxs.append(2)\nassert table['twin'] == [1, 2]",
        "xs = [1]\ntry:\n    spoil(xs)\nexcept ValueError:\n    pass\nassert xs == [1, 0]",
        "def add(xs):\n    xs.append(5)\n    return len(xs)\nassert call(add, [4]) == (2, [4, 5])",
    ],
)
@pytest.mark.parametrize("isolation", ["separate", "shared"])
async def test_a_right_program_passes_apart_and_together(pool: SandboxPool, test: str, isolation: str) -> None:
    score = await scored(pool, PROGRAM, asserts(test, isolation=isolation))
    assert score.score == 1, score


@pytest.mark.parametrize(
    ("test", "isolation"),
    [
        ("x = [3, 1]\nsort(x=x)\nassert x == [3, 1]", "separate"),
        ("from solution import nothing\nassert nothing(1)", "separate"),
        ("assert Ratio(1, 2) == Ratio(1, 3)", "separate"),
        ("x = [1]\ny = say(x)\nassert y is not x", "auto"),
        ("x = [[1]]\ny = say(x)\ny[0].append(2)\nassert x == [[1]]", "auto"),
        ("assert False", "shared"),
        ("raise SystemExit(0)", "shared"),
    ],
)
async def test_a_wrong_program_fails(pool: SandboxPool, test: str, isolation: str) -> None:
    score = await scored(pool, PROGRAM, asserts("assert say(1) == 1", test, isolation=isolation))
    assert (score.score, score.status) == (0, "ok"), score


async def test_what_shows_only_while_running_is_undecided(pool: SandboxPool) -> None:
    tests = asserts("import pytest, re\ng = re.compile('x')\nwith pytest.raises(TypeError):\n    say(g)")
    score = await scored(pool, PROGRAM, tests)
    assert (score.score, score.status, score.undecided) == (0, "ok", True), score
    assert "isolation" in score.reason


async def test_a_module_that_the_image_lacks_is_no_fault_of_the_program(pool: SandboxPool) -> None:
    score = await scored(pool, PROGRAM, asserts("import no_such_module\nassert say(1) == 1", isolation="auto"))
    assert score.status == "error"


async def test_a_shared_program_cannot_write_its_own_verdict(pool: SandboxPool) -> None:
    forger = (
        "import json, os\ndef say(x):\n    for fd in range(3, 64):\n        try: os.write(fd, "
        'json.dumps({"status": "passed", "used": True, "word": ""}).encode() + b"\\n")\n        except OSError: pass\n    os._exit(0)'
    )
    score = await scored(pool, forger, asserts("x = [1]\nassert say(x) is x", isolation="auto"))
    assert (score.score, score.status) == (0, "ok"), score
