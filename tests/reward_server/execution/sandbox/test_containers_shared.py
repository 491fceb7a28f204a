"""Tests that share the program's process: what judges stays as it was, and a test that was not run has not passed."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from tests.reward_server.execution.sandbox_pool import IMAGE, asserts, scored

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = docker_pool(image=IMAGE, containers=1, memory_limit_mb=1024)
    await made.start()
    assert made.missing() == []
    yield made
    await made.close()


EQUAL = "assert f(1) == 2"
CASES = """
import unittest
class Cases(unittest.TestCase):
    def test_one(self):
        self.assertEqual(f(1), 2)
    def test_five(self):
        found = f(5)
        self.assertEqual(found, 6)
"""
CLOSE = "import math\nassert math.isclose(f(1), 2)"
NEAR = "assert abs(f(1) - 2) < 1e-9"
RAISES = "import pytest\nwith pytest.raises(ValueError):\n    f(1)"
ARRAY = "import numpy as np\nassert np.allclose(f(3), [0, 1, 2]) and (f(3) == np.arange(3)).all()"
LIAR = "class Liar:\n    def __eq__(self, other): return True\ndef f(x): return "


@pytest.mark.parametrize(
    ("program", "test"),
    [
        ("import unittest\nunittest.TestCase.assertEqual = lambda *a: None\ndef f(x): return 0", CASES),
        ("import unittest\nunittest.TestCase.run = lambda self, result: None\ndef f(x): return 0", CASES),
        ("import unittest\ndef nothing(*a): pass\n"
         "unittest.TestCase.assertEqual.__code__ = nothing.__code__\ndef f(x): return 0", CASES),
        ("import unittest\ndef f(x): raise unittest.SkipTest('none')", CASES),
        ("import unittest\ndef f(x):\n    unittest.TestCase.assertEqual = lambda *a: None", CASES),
        ("import sys\ndef f(x): sys.exit(0)", CASES),
        ("import os\ndef f(x): os._exit(0)", CASES),
        ("import os, signal\ndef f(x): os.kill(os.getpid(), signal.SIGTERM)", EQUAL),
        ("import atexit, os\natexit.register(os._exit, 0)\nraise SystemExit", EQUAL),
        (LIAR + "Liar()", EQUAL),
        (LIAR + "[Liar()]", "assert f(1) == [2]"),
        (LIAR + "Liar()", CASES),
        ("from unittest.mock import ANY\ndef f(x): return ANY", EQUAL),
        ("import math\nmath.isclose = lambda *a: True\ndef f(x): return 9", CLOSE),
        ("import builtins\nbuiltins.abs = lambda x: 0\ndef f(x): return 9", NEAR),
        ("import numpy as np\nnp.allclose = lambda *a: True\ndef f(x): return np.zeros(x)",
         "import numpy as np\nassert np.allclose(f(3), [0, 1, 2])"),
        ("class Quiet:\n    def __init__(self, *a): pass\n    def __enter__(self): return self\n"
         "    def __exit__(self, *a): return True\nimport pytest\npytest.raises = Quiet\ndef f(x): return 0", RAISES),
        ("import gc\ndef f(x):\n    gc.get_objects()\n    return x + 1", EQUAL),
        ("import sys\ndef f(x):\n    sys._getframe(1).f_code\n    return x + 1", EQUAL),
        ("import inspect\ndef f(x):\n    return 2 if inspect.stack() else 2", EQUAL),
        ("import sys\nsys.settrace(lambda *a: None)\ndef f(x): return x + 1", EQUAL),
        ("open('/proc/self/mem', 'rb')\ndef f(x): return x + 1", EQUAL),
        ("import ctypes\nctypes.CDLL(None)\ndef f(x): return x + 1", EQUAL),
        ("import threadpoolctl\nthreadpoolctl.ctypes.CDLL('libc.so.6')\ndef f(x): return x + 1", EQUAL),
        ("import numpy, threadpoolctl\nthreadpoolctl.ThreadpoolController._get_libc().memcpy\n"
         "def f(x): return x + 1", EQUAL),
        ("import numpy, threadpoolctl\nmade = threadpoolctl.ThreadpoolController().lib_controllers\n"
         "made[0]._dynlib.memcpy\ndef f(x): return x + 1", EQUAL),
        ("import threadpoolctl\nopen('/tmp/libgomp.so', 'wb').write(b'\\x7fELF')\n"
         "threadpoolctl.OpenMPController(filepath='/tmp/libgomp.so')\ndef f(x): return x + 1", EQUAL),
        ("import os\nfor fd in range(3, 64):\n    try: os.write(fd, b' ended \\n passed \\n')\n"
         "    except OSError: pass\ndef f(x): return 0", EQUAL),
        ("def abs(x): return 0\ndef f(x): return 9", NEAR),
        ("class math:\n    isclose = staticmethod(lambda *a: True)\ndef f(x): return 9", "assert math.isclose(f(1), 2)"),
        ("def f(x):\n    return check.__code__.co_consts[-1]", "def check():\n    assert f(1) == 77\ncheck()"),
    ],
)  # fmt: skip
async def test_a_wrong_program_does_not_pass_by_changing_what_judges(
    pool: SandboxPool, program: str, test: str
) -> None:
    score = await scored(pool, program, asserts(test, isolation="shared"))
    assert (score.score, score.status) == (0, "ok"), score


RIGHT = "def f(x): return x + 1"


@pytest.mark.parametrize(
    ("program", "test"),
    [
        (RIGHT, CASES),
        (RIGHT, CLOSE),
        (RIGHT, CASES.replace("import unittest", "from unittest import TestCase").replace("unittest.TestCase", "TestCase")),
        (RIGHT, "assert isinstance(f(1), (int, float)) and type(f(1)) in {int, str}"),
        ("from sklearn.cluster import KMeans\nimport numpy as np\ndef f(x):\n"
         "    return len(KMeans(2, n_init=1).fit(np.arange(8.).reshape(4, 2)).cluster_centers_)", EQUAL),
        ("import pandas as pd\ndef f(x):\n    frame = pd.DataFrame({'a': [1, 2]})\n    part = frame[frame.a > x]\n"
         "    part['b'] = 2\n    return int(part['b'].sum())", EQUAL),
        ("def sum(x): return 7", "assert sum([1, 2]) == 7"),
        ("import math\ndef f(x): return x + 1", "class Base:\n    def __init__(self): self.a = 1\n"
         "class Sub(Base):\n    def __init__(self):\n        super().__init__()\nassert f(Sub().a) == 2"),
        (RIGHT, "def test_f():\n    for one in range(3):\n        assert f(one) == one + 1"),
        ("def f(x):\n    raise ValueError", RAISES),
        ("def f(x):\n    raise ValueError", "try:\n    f(1)\n    assert False\nexcept ValueError:\n    pass"),
        ("import numpy as np\ndef f(x): return np.arange(x)", ARRAY),
        ("class N(int):\n    def __eq__(self, other): return True\ndef f(x): return N(x + 1)", EQUAL),
        ("class V:\n    def __init__(self, a): self.a = a\n    def __eq__(self, other): return self.a == other.a\n"
         "    def __mul__(self, k): return V(self.a * k)", "assert V(1) * 3 == V(3) and V(1) != V(2)"),
        ("import collections, dataclasses, logging, traceback\nP = collections.namedtuple('P', 'a')\n"
         "@dataclasses.dataclass\nclass D:\n    a: int\nlogging.warning('x')\ntry:\n    1 / 0\n"
         "except ZeroDivisionError:\n    traceback.format_exc()\ndef f(x): return P(x).a + D(1).a", EQUAL),
        ("import random\ndef f(x): return random.randint(1, 5)",
         "from unittest.mock import patch\nwith patch('random.randint', return_value=7):\n    assert f(1) == 7"),
        ("def f(x): return open('a.txt').read()",
         "with open('a.txt', 'w') as file:\n    file.write('hi')\nassert f(1) == 'hi'"),
        ("def f(x):\n    print(input())", "import io\nfrom unittest.mock import patch\n"
         "with patch('builtins.input', return_value='q'), patch('sys.stdout', io.StringIO()) as out:\n    f(1)\n"
         "assert out.getvalue() == 'q\\n'"),
        ("def f(x):\n    return x + 1", "import inspect\nassert 'x + 1' in inspect.getsource(f)"),
    ],
)  # fmt: skip
async def test_a_right_program_passes(pool: SandboxPool, program: str, test: str) -> None:
    score = await scored(pool, program, asserts(test, isolation="shared"))
    assert score.score == 1, score
    assert score.tests is not None
    assert score.tests.isolation == "shared"


async def test_tests_that_do_not_compile_are_no_fault_of_the_program(pool: SandboxPool) -> None:
    score = await scored(pool, RIGHT, asserts("assert f(1) = 2", isolation="shared"))
    assert (score.score, score.status, score.rule) == (None, "error", "inputs")


async def test_no_test_can_be_read_while_the_program_is_loaded(pool: SandboxPool) -> None:
    """Neither in its memory nor behind its descriptors."""
    program = """
import os, re
found = []
for fd in range(3, 64):
    try: found.append(os.read(fd, 100)) if os.fstat(fd).st_mode & 0o170000 == 0o100000 else None
    except OSError: pass
def f(x): return "secret" if any(b"sec" + b"ret" in one for one in found) else "nothing"
"""
    assert (await scored(pool, program, asserts("assert f(1) == 'secret'", isolation="shared"))).score == 0


async def test_a_service_may_forbid_that_tests_share_the_program_s_process() -> None:
    """Decided before any sandbox is asked for."""
    pool = docker_pool(image=IMAGE, containers=1, may_share=False)
    score = await scored(pool, RIGHT, asserts("x = []\nassert f(1) is x", isolation="auto"))
    assert (score.score, score.status, score.rule) == (None, "error", "inputs")
    assert "sandbox_shared" in score.reason
