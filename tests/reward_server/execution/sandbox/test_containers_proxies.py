"""Test code in one process, the program in another: what the tests may do with the program's names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import asserts, check, sandbox_pool, scored

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1, memory_limit_mb=1024)
    await made.start()
    yield made
    await made.close()


VECTOR = """
from dataclasses import dataclass
import enum

@dataclass
class Vector:
    x: int
    y: int = 0
    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __lt__(self, other): return abs(self) < abs(other)
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __contains__(self, n): return n in (self.x, self.y)
    def __iter__(self): return iter((self.x, self.y))
    def __len__(self): return 2
    def __str__(self): return f"<{self.x} {self.y}>"
    @classmethod
    def unit(cls): return cls(1, 0)
    @property
    def norm(self): return abs(self)

class Vector3(Vector):
    pass

class Color(enum.Enum):
    RED = 1
    BLUE = 2

class TooLong(ValueError):
    pass

CONSTANT = {"a": [1, 2]}

def make(x): return Vector(x, x)
def limit(v):
    if abs(v) > 10: raise TooLong("too long", 11)
    return v
def count(n):
    yield from range(n)
def color(n): return Color(n)
"""

STACK = """
class Stack(list):
    def push(self, x): self.append(x)
    def peek(self): return self[-1]
class Counter:
    instances = 0
    def __init__(self): Counter.instances += 1; self.n = 0
    def __enter__(self): self.n += 1; return self
    def __exit__(self, *a): self.n -= 1
    def __call__(self, k): self.n += k; return self.n
    def add(self, k): self.n += k; return self
def sort(xs): xs.sort()
def drop(d): d.pop('a')
def apply(f, *xs): return [f(x) for x in xs]
def compose(f, g): return lambda x: f(g(x))
def total(numbers): return sum(numbers)
def shout(s): print(s.upper())
def fail(kind): raise kind
async def later(x): return x + 1
def sum(xs): return 7
"""


@pytest.mark.parametrize(
    "statement",
    [
        "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)",
        "assert Vector(1, 2) != Vector(1, 3)",
        "assert (Vector(1, 2) * 3).y == 6 and (3 * Vector(1, 2)).x == 3",
        "assert abs(Vector(3, 4)) == 5.0",
        "assert Vector(1, 1) < Vector(2, 2) and sorted([Vector(2), Vector(1)])[0].x == 1",
        "assert Vector(3, 4)[1] == 4 and 3 in Vector(3, 4) and 5 not in Vector(3, 4)",
        "assert list(Vector(3, 4)) == [3, 4] and len(Vector(1)) == 2 and str(Vector(1)) == '<1 0>'",
        "x, y = Vector(3, 4)\nassert (x, y) == (3, 4)",
        "v = Vector(1)\nv.x = 9\nassert v.x == 9 and v.norm == 9",
        "assert Vector.unit().x == 1 and isinstance(Vector.unit(), Vector)",
        "assert isinstance(Vector3(1), Vector) and not isinstance(make(1), Vector3)",
        "assert type(make(1)).__name__ == 'Vector' and issubclass(Vector3, Vector)",
        "assert make(2) == Vector(2, 2) and make(2).norm == Vector(2, 2).norm",
        "assert CONSTANT == {'a': [1, 2]} and CONSTANT['a'][1] == 2",
        "assert list(count(3)) == [0, 1, 2] and next(count(1)) == 0",
        "g = count(2)\nassert next(g) == 0 and next(g) == 1\ntry:\n    next(g)\n    assert False\nexcept StopIteration:\n    pass",
        "assert [x for x, _ in zip(count(10 ** 9), range(3))] == [0, 1, 2]",
        "assert color(1) == Color.RED and color(1) != Color.BLUE and Color.BLUE.value == 2 and Color['RED'].name == 'RED'",
        "assert [c.name for c in Color] == ['RED', 'BLUE']",
        "try:\n    limit(Vector(20))\n    assert False\nexcept TooLong as error:\n    assert error.args == ('too long', 11)",
        "import pytest\nwith pytest.raises(TooLong, match='too long'):\n    limit(Vector(20))",
        "import pytest\nwith pytest.raises(ValueError):\n    limit(Vector(20))",
        "assert hasattr(make(1), 'norm') and not hasattr(make(1), 'nothing') and getattr(make(1), 'z', 5) == 5",
        "assert callable(make) and make.__name__ == 'make'",
        "assert 2 * (Vector(1, 2) + Vector(3, 4)) + Vector(1, 1) == Vector(9, 13)",
        "assert abs(Vector(3, 4) * 2) == 10 and abs(Vector(3, 0) + Vector(0, 4)) == 5",
        "assert str((Vector(1, 2) + Vector(3, 4)) * 2) == '<8 12>'",
        "assert 4 in Vector(1, 2) + Vector(3, 2) and list((Vector(1, 2) + Vector(3, 4)) * 2) == [8, 12]",
        "assert Vector(1, 2) + Vector(3, 4) < Vector(9, 9)",
        "xs = [10 ** 5000]\nassert list(Vector(xs).x) == xs",
    ],
)
async def test_classes_operators_generators_and_exceptions(pool: SandboxPool, statement: str) -> None:
    found = await scored(pool, VECTOR, asserts(statement))
    assert found.score == 1, found


@pytest.mark.parametrize(
    "statement",
    [
        "s = Stack()\ns.push(1)\ns.push(2)\nassert s == [1, 2] and s.peek() == 2 and len(s) == 2 and s[0] == 1 and list(s) == [1, 2]",
        "with Counter() as c:\n    assert c.n == 1\nassert c.n == 0 and c(5) == 5 and Counter.instances == 1",
        "assert Counter().add(1).add(2).n == 3",
        "xs = [3, 1, 2]\nsort(xs)\nassert xs == [1, 2, 3]",
        "d = {'a': 1, 'b': 2}\ndrop(d)\nassert d == {'b': 2}",
        "seen = []\ndef f(x):\n    seen.append(x)\n    return x * 2\nassert apply(f, 1, 2) == [2, 4] and seen == [1, 2]",
        "assert apply(len, 'ab', [1]) == [2, 1] and apply(str, 1) == ['1'] and apply(str.upper, 'a') == ['A']",
        "assert compose(lambda x: x + 1, lambda x: x * 2)(5) == 11",
        "assert apply(lambda x: apply(lambda y: y + x, 1), 1, 2) == [[2], [3]]",
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    shout('hi')\nassert out.getvalue() == 'HI\\n'",
        "import asyncio\nassert asyncio.run(later(1)) == 2",
        "def bad(x):\n    raise KeyError('mine')\ntry:\n    apply(bad, 1)\n    assert False\nexcept KeyError:\n    pass",
        "try:\n    fail(ZeroDivisionError)\n    assert False\nexcept ZeroDivisionError:\n    pass",
        "try:\n    fail(SystemExit)\n    assert False\nexcept SystemExit:\n    pass",
        "import numpy as np\nassert apply(abs, np.float64(-2.5)) == [2.5]",
        "from collections import Counter as C, OrderedDict, defaultdict, deque\nassert apply(dict, C('aab')) == [{'a': 2, 'b': 1}]",
        "from datetime import date, timedelta\nassert apply(lambda d: d + timedelta(1), date(2024, 2, 28)) == [date(2024, 2, 29)]",
        "assert sum([1, 2]) == 3 and total([1, 2]) == 7",
    ],
)
async def test_data_callbacks_and_printing(pool: SandboxPool, statement: str) -> None:
    found = await scored(pool, STACK, asserts(statement))
    assert found.score == 1, found


DERIVED = """
import collections, datetime, enum, typing
import numpy as np
class Residue(int):
    def __add__(self, other): return Residue((int(self) + int(other)) % 7)
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
class Title(str):
    def upper(self): return "T:" + str.upper(self)
class Card(typing.NamedTuple):
    rank: int
    suit: str = "hearts"
    def show(self): return f"{self.rank} of {self.suit}"
class Moment(datetime.datetime):
    @property
    def quarter(self): return (self.month - 1) // 3 + 1
class Stack(list):
    def peek(self): return self[-1]
class Tally(collections.Counter): pass
class Liar(int):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    def __sub__(self, other): return 0
    def __divmod__(self, other): return (9, 9)
    def __hash__(self): return 9
class LyingTuple(tuple):
    def __eq__(self, other): return True
    def __iter__(self): return iter((1, 2, 3))
    def __len__(self): return 3
def residue(x): return Residue(x)
def level(): return Level.HIGH
def title(): return Title("abcd")
def card(): return Card(3)
def moment(): return Moment(2020, 5, 1)
def stack(): return Stack([1, 2])
def tally(): return Tally("aab")
def liar(): return Liar(5)
def lying(): return LyingTuple((1,))
def days(): return np.array(["2020-01-01", "2020-01-03", "NaT"], dtype="datetime64[D]")
def views(): return [{"a": 1}.keys(), {"a": 1}.values(), {"a": 1}.items()]
"""


@pytest.mark.parametrize(
    "statement",
    [
        "assert isinstance(residue(3), int) and residue(3) * 2 == 6 and 10 - residue(3) == 7 and residue(3) < 4",
        "assert Residue(5) + Residue(4) == Residue(2) and isinstance(Residue(3) + 1, Residue)",
        "assert type(residue(3)) is Residue and {3: 'a'}[residue(3)] == 'a' and residue(3).bit_length() == 2",
        "assert level() > 1 and level() == Level.HIGH and level().name == 'HIGH' and isinstance(level(), Level)",
        "assert title() == 'abcd' and isinstance(title(), (str, bytes)) and title().upper() == 'T:ABCD'",
        "import json\nassert json.dumps([title(), residue(3)]) == '[\"abcd\", 3]'",
        "assert card() == Card(3) == (3, 'hearts') and isinstance(card(), Card) and type(card()) == Card",
        "rank, suit = card()\nassert card().show() == '3 of hearts' and (rank, suit) == card() and card().suit == suit",
        "assert isinstance(card(), tuple) and len({card(), card()}) == 1 and card()._replace(rank=4).show()[0] == '4'",
        "from datetime import datetime\nassert isinstance(moment(), datetime) and [datetime(2020, 5, 1)] == [moment()]",
        "from datetime import datetime, timedelta\nassert (moment() + timedelta(days=70)).quarter == 3 and moment().year == 2020",
        "assert isinstance(stack(), list) and stack().peek() == 2 and stack() == [1, 2] and type(stack()) is Stack",
        "assert stack().__class__ == Stack and stack().__class__.__name__ == 'Stack' and isinstance(stack(), Stack)",
        "from collections import Counter\nassert isinstance(tally(), Counter) and tally() == {'a': 2, 'b': 1}",
        "import numpy as np\nassert np.diff(days())[0] == np.timedelta64(2, 'D') and np.isnat(days()[2])",
        "keys, values, items = views()\nassert keys == {'a'} and list(values) == [1] and items == {('a', 1)} and 'a' in keys",
    ],
)
async def test_an_object_of_a_class_derived_from_a_standard_type_is_of_that_type(
    pool: SandboxPool, statement: str
) -> None:
    found = await scored(pool, DERIVED, asserts(statement))
    assert found.score == 1, found


@pytest.mark.parametrize(
    "statement",
    [
        "assert liar() == 6", "assert 6 == liar()", "assert liar() != 5", "assert liar() in [6, 7]", "assert liar() < 3",
        "assert abs(liar() - 6) < 1", "assert divmod(liar(), 5) == (9, 9)", "assert {9: 1}.get(liar()) == 1",
        "assert lying() == (5,)", "assert (5,) == lying()", "assert [lying()] == [(5,)]", "assert residue(3) == 4",
        "from datetime import datetime\nassert moment() == datetime(2020, 5, 2)", "assert isinstance(stack(), dict)",
        "import numpy as np\nassert days()[0] == np.datetime64('2020-01-02')", "assert views()[0] == {'b'}",
    ],
)  # fmt: skip
async def test_and_what_its_class_says_of_comparisons_decides_nothing(pool: SandboxPool, statement: str) -> None:
    found = await scored(pool, DERIVED, asserts(statement))
    assert (found.score, found.status) == (0, "ok"), found


VALUES = "1, 2**100, -2**100, 0.5, 'é\\ud800\\0', b'x', True, None, (1, (2,)), {1, 2}, frozenset({3}), {(1, 2): 3}, 1j, range(3), ..."


async def test_data_crosses_both_ways_unchanged(pool: SandboxPool) -> None:
    values = VALUES.replace(", ...", "")
    test = f"for value in [{values}]:\n    back = same(value)\n    assert back == value and type(back) is type(value), value"
    found = await scored(pool, "def same(x): return x", asserts(test))
    assert found.score == 1, found


@pytest.mark.parametrize(
    ("program", "tests", "right"),
    [
        ("def sum(a, b): return a + b", asserts("assert sum(10, 15) == 25"), True),
        ("def max(xs): return sorted(xs)[-1]", asserts("assert max([1, 3, 2]) == 3"), True),
        ("pass", asserts("assert sum(10, 15) == 25"), False),
        ("pass", asserts("assert max([1, 3, 2]) == 3"), False),
        ("def abs(x): return 0\ndef f(x): return 99", asserts("assert abs(f(1) - 3) < 1e-6"), False),
    ],
)
async def test_a_function_that_is_called_like_a_builtin(
    pool: SandboxPool, program: str, tests: dict[str, Any], right: bool
) -> None:
    found = await scored(pool, program, tests)
    assert (found.score, found.status) == (float(right), "ok"), found


UNITTEST = """
import unittest
class TestF(unittest.TestCase):
    def setUp(self): self.n = 2
    def test_square(self): self.assertEqual(f(self.n), 4)
    def test_raises(self):
        with self.assertRaises(TypeError): f('a')
"""


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        (UNITTEST, 1, 0),
        (UNITTEST.replace("import unittest", "from unittest import TestCase").replace("unittest.T", "T"), 1, 0),
        ("def test_f():\n    assert f(2) == 4\ndef test_g():\n    assert f(3) == 9", 1, 0),
        (
            "import unittest\nclass TestF(unittest.TestCase):\n    @unittest.skip('not now')\n    def test(self): f(1)",
            None,
            None,
        ),
    ],
)
async def test_unittest_and_pytest_styles(
    pool: SandboxPool, code: str, right: float | None, wrong: float | None
) -> None:
    assert (await scored(pool, "def f(x): return x * x", asserts(code))).score == right
    assert (await scored(pool, "def f(x): return x", asserts(code))).score == wrong


PYTEST_STYLES = {
    "parameters": "@pytest.mark.parametrize('x, y', [(1, 1), pytest.param(3, 9, id='three')])\n"
    "def test_f(x, y):\n    assert f(x) == y",
    "two sets of parameters": "@pytest.mark.parametrize('x', [2, 3])\n@pytest.mark.parametrize('y', [4, 5])\n"
    "def test_f(x, y):\n    assert f(x * y) == x * x * y * y",
    "a fixture": "@pytest.fixture\ndef three():\n    yield 3\ndef test_f(three):\n    assert f(three) == 9",
    "a fixture of a fixture": "@pytest.fixture\ndef one():\n    return 1\n@pytest.fixture\ndef two(one):\n"
    "    return one + 1\ndef test_f(two):\n    assert f(two) == 4",
    "a fixture with parameters": "@pytest.fixture(params=[1, 5])\ndef n(request):\n    return request.param\n"
    "def test_f(n):\n    assert f(n) == n * n",
    "fixtures for all": "box = []\n@pytest.fixture(autouse=True)\ndef fill():\n    box.append(3)\n"
    "def test_f():\n    assert f(box[0]) == 9",
    "a class": "class TestF:\n    def setup_method(self):\n        self.n = 3\n    def test_f(self):\n"
    "        assert f(self.n) == 9",
    "a class with parameters": "class TestF:\n    @pytest.mark.parametrize('x', [2, 3])\n    def test_f(self, x):\n"
    "        assert f(x) == x * x",
    "a coroutine": "async def test_f():\n    assert f(3) == 9",
    "what is printed": "def test_f(capsys):\n    print(f(3))\n    assert capsys.readouterr().out == '9\\n'",
    "a default": "def test_f(x=3):\n    assert f(x) == 9",
    "a helper": "def test_one(x, y):\n    assert f(x) == y\ndef test_all():\n    test_one(3, 9)",
    "a skipped one beside": "@pytest.mark.skip\ndef test_g():\n    assert False\ndef test_f():\n    assert f(3) == 9",
}


@pytest.mark.parametrize("isolation", ["separate", "shared"])
@pytest.mark.parametrize("style", PYTEST_STYLES)
async def test_a_test_in_a_style_of_pytest_is_run(pool: SandboxPool, style: str, isolation: str) -> None:
    """Also beside another one, which passes."""
    code = asserts(
        f"import pytest\n{PYTEST_STYLES[style]}\ndef test_one_more():\n    assert f(1) == 1", isolation=isolation
    )
    found = await scored(pool, "def f(x): return x * x", code)
    assert found.score == 1, found
    assert (await scored(pool, "def f(x): return 1", code)).score == 0


async def test_a_test_that_asks_for_what_nobody_gives_cannot_judge(pool: SandboxPool) -> None:
    """Where it shares the program's process, it has not passed."""
    code = asserts("def test_g():\n    assert f(1) == 1\ndef test_f(mocker):\n    assert f(3) == 9")
    found = await scored(pool, "def f(x): return x * x", code)
    assert (found.score, found.rule) == (None, "inputs"), found
    assert "no fixture mocker" in found.reason
    assert (await scored(pool, "def f(x): return x * x", {**code, "isolation": "shared"})).score == 0


LOOK = """
import inspect, types
def f(g):
    told = inspect.getfullargspec(g)
    lambdas = [isinstance(one, types.LambdaType) for one in told.defaults or ()]
    return [g.__name__, told.args, lambdas, told.annotations, isinstance(g, types.FunctionType)]
"""


async def test_a_program_may_ask_what_a_function_of_the_tests_looks_like(pool: SandboxPool) -> None:
    test = "def g(a: int, b: str = 'x', c=lambda: 0) -> int: pass\n"
    told = "['g', ['a', 'b', 'c'], [False, True], {'a': int, 'b': str, 'return': int}, True]"
    assert (await scored(pool, LOOK, asserts(f"{test}assert f(g) == {told}"))).score == 1
    assert (await scored(pool, LOOK, asserts(f"{test}assert f(g) == {told.replace('c', 'd')}"))).score == 0
    name = asserts("assert f(len) == 'len'\nassert f(lambda: 0) == '<lambda>'")
    assert (await scored(pool, "def f(g): return g.__name__", name)).score == 1


async def test_an_error_has_the_name_of_its_file_and_a_class_that_of_its_module(pool: SandboxPool) -> None:
    program = "import string\ndef f(x): return open('/none')\ndef g(): return string.Formatter()"
    test = "try:\n    f(1)\n    assert False\nexcept OSError as error:\n    assert error.filename == '/none' and "
    test += "len(error.args) == 2 and str(error).endswith(\"'/none'\")\n"
    test += "assert str(type(g())) == \"<class 'string.Formatter'>\""
    score = await scored(pool, program, asserts(test))
    assert score.score == 1, score


@pytest.mark.parametrize(
    ("program", "test", "why"),
    [
        (
            "def f(x): return math.sqrt(x)",
            "import math\nassert f(4) == 2",
            "the program uses math, which only the tests",
        ),
        (
            "def f(x): return np.sum(x)",
            "import numpy as np\ny = [1]\nassert f(y) == 1",
            "the program uses np, which only",
        ),
        ("def f(x: np.ndarray): return 1", "import numpy as np\ny = [1]\nassert f(y) == 1", "the program uses np"),
        (
            "import pandas as pd\ndef f(x): return pd.Series([x])",
            "y = 1\nassert (f(y) == 1).all()",
            "Series of the program is compared part by part",
        ),
        ("def f(x): return len(open('/proc/meminfo').read())", "y = 1\nassert f(y) > 0", "no /proc/meminfo"),
    ],
)
async def test_what_a_program_lacks_here_and_not_beside_its_tests_is_named(
    pool: SandboxPool, program: str, test: str, why: str
) -> None:
    score = await scored(pool, program, asserts(test))
    assert (score.score, score.undecided) == (0, True), score
    assert why in score.reason


async def test_a_name_that_nobody_imports_is_the_program_s_own_fault(pool: SandboxPool) -> None:
    score = await scored(pool, "def f(x): return nothing", asserts("import math\ny = 4\nassert f(y) == 2"))
    assert (score.score, score.undecided) == (0, False), score


async def test_a_function_may_raise_stop_iteration_where_the_tests_name_it(pool: SandboxPool) -> None:
    program = "class Feed:\n    def pull(self): raise StopIteration"
    named = asserts("try:\n    Feed().pull()\n    ended = False\nexcept StopIteration:\n    ended = True\nassert ended")
    assert (await scored(pool, program, named)).score == 1
    silent = await scored(pool, program, asserts("assert list(map(lambda n: Feed().pull(), range(3))) == []"))
    assert (silent.score, silent.status) == (0, "ok"), silent


@pytest.mark.parametrize(
    "test",
    [
        "import solution\nassert solution.queue([1, 2]) == [2, 1] and solution.token == 3",
        "import solution as s\nassert s.queue([1, 2]) == [2, 1]",
        "from solution import queue\nassert queue([1, 2]) == [2, 1]",
        "import solution\nassert solution.math.sqrt(4) == 2 and queue([1]) == [1]",
    ],
)
async def test_a_program_may_call_its_own_as_a_module_is_called(pool: SandboxPool, test: str) -> None:
    program = "import math\ntoken = 3\ndef queue(x): return x[::-1]"
    found = await scored(pool, program, asserts(test))
    assert found.score == 1, found


async def test_judging_modules_need_no_import_in_a_test(pool: SandboxPool) -> None:
    tests = asserts("assert numpy.allclose(f(2), [4])", "assert f(3)[0] == pytest.approx(6)")
    found = await scored(pool, "import numpy\ndef f(x): return numpy.array([2.0 * x])", tests)
    assert found.score == 1, found


async def test_a_test_may_look_at_what_the_one_before_it_left(pool: SandboxPool) -> None:
    tests = asserts("seen = []\ncollect(seen.append)", "assert seen == [1]")
    assert (await scored(pool, "def collect(note): note(1)", tests)).score == 1
    wrong = await scored(pool, "def collect(note): note(2)", tests)
    assert (wrong.score, wrong.status) == (0, "ok"), "the program's fault, though this test did not call it"


async def test_setup_may_use_the_program(pool: SandboxPool) -> None:
    tests = asserts("assert root.value == 1 and root.left.value == 2", setup="root = Node(1)\nroot.left = Node(2)")
    found = await scored(pool, "class Node:\n    def __init__(self, v): self.value, self.left = v, None", tests)
    assert found.score == 1, found


async def test_check_and_names_beside_the_entry_point(pool: SandboxPool) -> None:
    program = "def encode(s): return s[::-1]\ndef decode(s): return s[::-1]"
    found = await scored(pool, program, check("decode", "assert candidate(encode('abc')) == 'abc'"))
    assert found.score == 1, found


async def test_shared_isolation_lets_tests_live_with_the_program(pool: SandboxPool) -> None:
    tests = asserts("class Mine(Base): pass\nassert use(Mine()) == 'Mine'", isolation="shared")
    program = "class Base: pass\ndef use(x): return type(x).__name__"
    found = await scored(pool, program, tests)
    assert found.score == 1, found
    assert "lower trust" in found.reason
    assert (await scored(pool, "import os\nos._exit(0)", tests)).score == 0
    assert (await scored(pool, program.replace("type(x).__name__", "None"), tests)).score == 0
