"""What tests need that two processes cannot give, decided by the tests alone."""

from __future__ import annotations

import pytest

from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.programs.needs import first_need
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.columns import question
from sdk.schema import Template
from tests.sdk.columns.shapes import ROWS


@pytest.mark.parametrize(
    ("test", "line", "what"),
    [
        ("a = make()\nassert a is not make()", 2, "identity"),
        ("import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertIs(f(1), f(1))", 3, "identity"),
        ("assert id(f(1)) != id(f(1))", 1, "identity"),
        ("from unittest.mock import patch\nassert f(1) == 1", 1, "mocks"),
        ("import unittest.mock\nassert f(1) == 1", 1, "mocks"),
        ("import os\nos.environ['A'] = '1'\nassert f() == '1'", 1, "the module os"),
        ("with open('a.txt', 'w') as file: file.write('x')\nassert f('a.txt') == 'x'", 1, "a file"),
        ("import pathlib\npathlib.Path('a').write_text('x')\nassert f('a') == 'x'", 2, "a file"),
        ("import sys, io\nsys.stdin = io.StringIO('3')\nassert f() == 3", 2, "sys.stdin"),
        ("import random\nrandom.seed(1)\nassert f() == 3", 2, "a seed"),
        ("import numpy as np\nassert f(np.random.default_rng(1)) == 3", 2, "a default_rng of the tests"),
        ("import inspect\nassert inspect.isfunction(f)", 1, "the module inspect"),
        ("assert f.__doc__ == 'what it does'", 1, "__doc__"),
        ("class Child(Base): pass\nassert Child().f() == 1", 1, "the class Child"),
        ("import pandas as pd\nassert f().equals(pd.DataFrame())", 1, "the module pandas"),
        ("import warnings\nassert f() == 1", 1, "the module warnings"),
        ("import pytest\nwith pytest.warns(UserWarning): f()", 2, "warnings"),
        ("assert f(x for x in [1]) == 1", 1, "a generator"),
        ("assert f(iter([1])) == 1", 1, "a iter"),
        ("pairs = zip([1], [2])\nfor x, y in pairs:\n    assert f(pairs) == y", 3, "a zip"),
        ("from collections.abc import Iterator\nassert isinstance(f(), Iterator)", 1, "how an object is made"),
        ("Stack.limit = 3\nassert Stack().full()", 1, "an attribute of the program's own"),
        ("x = [1]\ny = f(x)\ny.append(2)\nassert x == [1]", 4, "data that it and the program both hold"),
        ("x = {'a': [1]}\ny = f(x)\ny['a'] = 2\nassert x == {'a': [1]}", 4, "data that"),
        ("b = Bag()\nitems = b.items()\nitems.append(1)\nassert b.items() == []", 4, "data that"),
        ("b = Bag()\nitems = b.items\nb.add(3)\nassert len(items) == 1", 4, "data that"),
        ("b = Bag()\nb.stock['a'] = 2\nassert b.get('a') == 2", 2, "data that"),
        ("b = Bag()\nb.items.append(2)\nassert b.get() == 2", 2, "data that"),
        ("given = [1]\nb = Bag(given)\ngiven.append(2)\nassert b.total() == 3", 4, "data that"),
        ("given = [1]\nb = Bag(given)\nb.add(2)\nassert given == [1]", 4, "data that"),
        (
            "xs = [1]\nys = f(xs)\nxs.append(2)\nassert ys == [1]",
            4,
            "data that it and the program both hold and change",
        ),
        (
            "b = Bag()\nb.items().append(2)\nassert b.items() == []",
            3,
            "data that it and the program both hold and change",
        ),
        ("c = [[0]]\na = list(steps(c))\ndeep(a)\nassert c == [[0, 1]]", 4, "data that"),
        ("c = [[0]]\na = sorted(steps(c))\ndeep(c)\nassert a == [[0, 1]]", 4, "data that"),
        ("c = [[0]]\nfor one in steps(c):\n    push(one, 1)\nassert c == [[0, 1]]", 4, "data that"),
        ("c = [[0]]\na = apply(g, c)\nb = list(steps(a))\ndeep(c)\nassert b == [[0, 1]]", 5, "data that"),
        ("c = [[0]]\na = [dict(grouped(c))]\ndeep(c)\nassert a == [{0: [[0]]}]", 4, "data that"),
        ("c = [[0]]\nb = [c]\ns = Bag(c)\na = s.all()\ndeep(a)\nassert b == [[[0, 1]]]", 6, "data that"),
        ("c = [[0]]\na = [tower(c).top(), 1]\ndeep(a)\nassert c == [[0, 1]]", 4, "data that"),
        ("c = [[0]]\nb = [c]\na = [tower(b).top(), 1]\nc.append(2)\nassert a == [[[0], 2], 1]", 5, "data that"),
        ("a = [1]\nc = nested(a)\ns = Bag(c)\nb = s.all()\npush(a, 0)\nassert b == [[1, 0]]", 6, "data that"),
        ("import copy\ns = Stack()\nt = copy.copy(s)\nassert t.n == 0", 3, "a copy of an object of the program's"),
        ("assert f(1).iloc[0].tolist() == [1]", 1, "a data frame"),
        ("df = f(1)\nassert 'a' in df.columns", 2, "a data frame"),
        ("assert all(f(1).columns == ['a'])", 1, "a data frame"),
        ("def test_f(monkeypatch):\n    assert f(1) == 1", 1, "mocks"),
        ("assert (f(1)['a'] >= 0).all()", 1, "a data frame"),
        ("assert ((f(1) >= 0) | (f(1) == -1)).all().all()", 1, "a data frame"),
        ("class T(unittest.TestCase):\n    def test(self): self.assertNotIn('a', f(1).index)", 2, "a data frame"),
        ("from array import array\nassert isinstance(f(1), array)", 1, "the module array"),
        ("assert isinstance(f(1), plt.Axes)", 1, "plt as the program imports it"),
        ("import io\nout = io.StringIO()\nf(out)\nassert out.getvalue() == 'x'", 3, "a StringIO of the tests"),
        ("assert isinstance(f(), type(x for x in ()))", 1, "how an object is made"),
        ("assert f(datetime.now()) == 1", 1, "datetime as the program imports it"),
    ],
)
def test_a_need_is_found_with_its_line(test: str, line: int, what: str) -> None:
    need = first_need("", (test,))
    assert need is not None
    assert (need.place, need.line) == ("code[0]", line)
    assert what in need.what


@pytest.mark.parametrize(
    "test",
    [
        "assert f(1) is None and f(2) is True and type(f(3)) is int",
        "x = [3, 1]\nf(x)\nassert x == [1, 3]",
        "assert list(f(1).columns) == ['a'] and [1].index(1) == 0 and all(f(1) == [True])",
        "class TestF:\n    @classmethod\n    def setup_class(cls):\n        cls.n = 1\n    def test_f(self, capsys): f(self.n)",
        "assert (f(1) >= 0).all() and (f(1)[0] == [1, 2]).any() and f(1).sum().sum() == 3",
        "x = [3, 1]\ny = sorted(f(x))\ny.append(4)\nassert y == [1, 3, 4]",
        "x = [3, 1]\ny = sorted(f(x))\ny.append(4)\nx.append(5)\nassert (x, y) == ([3, 1, 5], [1, 3, 4])",
        "x = [[3], [1]]\ny = list(f(x))\nassert y == x and g(7) == 1",
        "result = f([3, 1])\nresult.sort()\nassert result == [1, 3]",
        "import copy\nx = [[1]]\nbefore = copy.deepcopy(x)\nf(x)\nassert x == before",
        "s = Stack()\ns.push(1)\na = s.pop()\ns.push(2)\nassert a == 1",
        "s = Stack()\ns.append(1)\ns.limit = 3\nassert len(s) == 1 and s.limit == 3",
        "for case in [[1], [2]]:\n    case.append(3)\n    assert f(case) == case",
        "import io, contextlib\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    f()\nassert out.getvalue() == 'x'",
        "import random\nx = random.Random(42).sample(range(9), 3)\nassert f(x) == sorted(x)",
        "import random\nx = [random.random() for _ in range(9)]\nassert f(x) == sorted(x)",
        "import pytest\nwith pytest.raises(ValueError) as info:\n    f(-1)\nassert 'negative' in str(info.value)",
        "import unittest\nclass T(unittest.TestCase):\n    def setUp(self): self.s = Stack()\n"
        "    def test(self):\n        self.s.push(1)\n        self.assertEqual(self.s.pop(), 1)",
        "def check(candidate):\n    assert candidate([1, 2]) == 3\n    assert candidate([[1] * 2]) == 3",
        "grid = [[1, 2], [3, 4]]\nassert rotate(grid) == [[3, 1], [4, 2]]",
        "assert list(map(f, [1, 2])) == [1, 4]",
        "from solution import f\nassert f(1) == 2",
        "assert math.isclose(f(1), 2) and f(collections.Counter('ab')) == 1",
        "import datetime\nassert f(datetime.date(2020, 1, 1)) == 3",
        "row = [1]\nassert f(row, row) == 1",
        "pd = 3\nassert f(pd) == 4",
        "import contextlib, io\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    f(1)\nassert out.getvalue()",
        "assert f([[0] * 3] * 3) == 1",
        "xs = [1]\nr = f(xs)\nxs.append(2)\nassert r == 1",
        "import copy\nxs = [1]\nys = copy.deepcopy(xs)\nassert f(xs) == ys",
        "for i, (x, y) in enumerate(zip([[1]], [2])):\n    assert f(*x) == y",
        "pairs = zip([1], [2])\nfor x, y in pairs:\n    assert f(x) == y",
        "assert [f(x) == y for x, y in zip([1], [2])] == [True]",
    ],
)
def test_tests_that_two_processes_can_run_need_nothing(test: str) -> None:
    assert first_need("", (test,)) is None


@pytest.mark.parametrize("links", [100, 450, 900, 2_000, 20_000])
def test_a_nesting_deeper_than_can_be_read_is_told_and_no_fault(links: int) -> None:
    found = first_need("", (f"assert f(){'.a' * links} == 1",))
    assert found is None or "nested too deeply" in str(found)


@pytest.mark.parametrize("shape", sorted(set(ROWS) - {"BigCodeBench"}))
def test_tests_in_the_shapes_of_data_sets_can_be_run_apart(shape: str) -> None:
    """But BigCodeBench's, which have mocks and files."""
    tests = question(ROWS[shape]).tests or {}
    code = tests.get("code", ())
    assert first_need(tests.get("setup", ""), (code,) if isinstance(code, str) else tuple(code)) is None


def planned(isolation: str | None, code: str, program: str = "def f(x): return x") -> Score | Pending:
    tests = {"type": "assert", "code": code} | ({} if isolation is None else {"isolation": isolation})
    text = f"```python\n{program}\n```"
    return plan(Sample(text, parse(text, Template()), tests=tests), CodeOptions())


IDENTITY = "x = [1]\nassert f(x) is x"


@pytest.mark.parametrize("isolation", [None, "separate"])
def test_apart_such_a_test_is_an_error_that_says_where_and_what_to_set(isolation: str | None) -> None:
    found = planned(isolation, IDENTITY)
    assert isinstance(found, Score)
    assert (found.score, found.status) == (None, "error")
    assert found.reason.startswith("tests.code[0], line 2: the test needs identity")
    assert "set tests.isolation to auto" in found.reason


@pytest.mark.parametrize("program", ["def f(x): return x", "def f(x): raise SystemExit", "("])
def test_auto_shares_where_the_tests_need_it_whatever_the_program(program: str) -> None:
    for code, shared in ((IDENTITY, True), ("assert f(1) == 1", False)):
        found = planned("auto", code, program)
        assert isinstance(found, Pending)
        assert found.job.payload["shared"] is shared
