"""Programs that attack the sandbox or its tests, and the tests that they attack.

The catalog lies beside this module: `=== name [suites]`, then the program. What stands before says what it aims at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

ADD = [((1, 2), 3), ((-5, 7), 2), ((1000000, 1), 1000001)]


def _asserts(*statements: str, **more: Any) -> dict[str, Any]:
    return {"type": "assert", "code": list(statements), **more}


def _check(entry_point: str, *statements: str) -> dict[str, Any]:
    body = "".join(f"    {statement}\n" for statement in statements)
    return {"type": "assert", "entry_point": entry_point, "code": f"def check(candidate):\n{body}"}


def _stdio(*cases: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"type": "stdio", "cases": [{"input": given, "output": wanted} for given, wanted in cases], **more}


CHECKER = """
import sys
given, expected, actual = (open(path).read().split() for path in sys.argv[1:])
sys.exit(0 if actual == expected and actual else 1)
"""
UNITTEST = """
import unittest
class TestAdd(unittest.TestCase):
    def test_small(self):
        self.assertEqual(add(1, 2), 3)
    def test_large(self):
        self.assertEqual(add(1000000, 1), 1000001)
"""

SUITES: dict[str, list[dict[str, Any]]] = {
    "add": [
        _asserts(*(f"assert add({a}, {b}) == {c}" for (a, b), c in ADD)),
        _check("add", *(f"assert candidate({a}, {b}) == {c}" for (a, b), c in ADD)),
        {"type": "call", "entry_point": "add", "cases": [{"args": list(args), "output": c} for args, c in ADD]},
    ],
    "pair": [
        _asserts("assert pair(1, 2) == [1, 2]", "assert pair(3, 4) == [3, 4]"),
        {"type": "call", "entry_point": "pair", "cases": [{"args": [1, 2], "output": [1, 2]}]},
    ],
    "pairlist": [_asserts("assert list(pair(1, 2)) == [1, 2]", "assert sorted(pair(4, 3)) == [3, 4]")],
    "float": [
        _asserts("assert abs(add(1, 2) - 3) < 1e-6", "assert round(add(-5, 7), 3) == 2"),
        _check("add", "assert abs(candidate(1, 2) - 3) < 1e-6", "assert not abs(3 - candidate(1, 2)) > 1e-6"),
    ],
    "isclose": [_asserts("assert math.isclose(add(1, 2), 3)", "assert math.fabs(add(1, 2) - 3) < 1e-6")],
    "bounds": [_asserts("assert 2 < add(1, 2) < 4", "assert add(1, 2) >= 3 and add(1, 2) <= 3")],
    "member": [_asserts("assert 1 in pair(1, 2) and 2 in pair(1, 2)", "assert set(pair(1, 2)) == {1, 2}")],
    "method": [
        _asserts("assert abs(Solution().add(1, 2) - 3) < 1e-6", "assert Solution().add(1, 2) == 3"),
        _check("Solution.add", "assert abs(candidate(1, 2) - 3) < 1e-6"),
        {"type": "call", "entry_point": "add", "cases": [{"args": [1, 2], "output": 3}]},
    ],
    "text": [
        _asserts("assert shout('ab') == 'AB!'", "assert shout('').endswith('!')"),
        {"type": "call", "entry_point": "shout", "cases": [{"args": ["ab"], "output": "AB!"}]},
    ],
    "one": [{"type": "call", "entry_point": "f", "cases": [{"args": [0], "output": 1}]}],
    "order": [_asserts("xs = [3, 1, 2]\nassert order(xs) == [1, 2, 3]")],
    "inplace": [_asserts("xs = [1, 2, 3]\nreverse(xs)\nassert xs == [3, 2, 1]")],
    "callback": [_asserts("expected = 42\nassert apply(lambda x: x * 2, 21) == expected")],
    "raises": [
        _asserts(
            "try:\n    root(-1)\n    raised = False\nexcept ValueError:\n    raised = True\nassert raised",
            "assert root(4) == 2",
        )
    ],
    "stack": [
        _asserts("s = Stack()\ns.push(1)\ns.push(2)\nassert len(s) == 2", "assert s.pop() == 2 and s.pop() == 1"),
    ],
    "unittest": [_asserts(UNITTEST)],
    "generator": [_asserts("assert list(gen(3)) == [0, 1, 2]", "assert next(gen(3)) == 0 and sum(gen(4)) == 6")],
    "point": [
        _asserts(
            "p = Point(1, 2)\nassert p.x == 1 and p.y == 2",
            "assert Point(1, 2) == Point(1, 2) and Point(1, 2) != Point(2, 1) and isinstance(p, Point)",
        )
    ],
    "message": [
        _asserts("import pytest\nwith pytest.raises(ValueError, match='negative'):\n    root(-1)"),
        _asserts(
            "try:\n    root(-1)\n    text = ''\nexcept ValueError as e:\n    text = str(e)\nassert text == 'negative'"
        ),
    ],
    "capture": [
        _asserts(
            "import contextlib, io\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    shout('hi')\n"
            "assert out.getvalue() == 'HI\\n'"
        )
    ],
    "array": [
        _asserts("assert np.allclose(vec(3), [0, 1, 2]) and vec(3).shape == (3,)", setup="import numpy as np"),
        _asserts("assert (vec(3) == np.arange(3)).all() and len(vec(3)) == 3", setup="import numpy as np"),
        _asserts("assert list(vec(3)) == [0, 1, 2]"),
    ],
    "nested": [_asserts("assert apply(lambda x: double(x) + 1, 20) == 41")],
    "unimported": [_asserts("assert add(1, 2) == pytest.approx(3)"), _asserts("assert numpy.allclose(add(1, 2), 3)")],
    "mapped": [
        _asserts("assert all(map(lambda pair: square(pair[0]) == pair[1], [(2, 4), (3, 9)]))"),
        _asserts("assert all(square(x) == y for x, y in [(2, 4), (3, 9)])"),
    ],
    "product": [
        _asserts("assert abs(Vector(1, 2) * Vector(3, 4) - 11) < 1e-9"),
        _asserts("assert 10.9 < Vector(1, 2) * Vector(3, 4) < 11.1"),
        _asserts("assert round(Vector(1, 2) * Vector(3, 4) - 11, 6) == 0"),
        _asserts("assert Vector(1, 2) * Vector(3, 4) - 11 == 0"),
    ],
    "roundtrip": [_asserts("assert decode(encode('ab')) == 'ab'")],
    "carried": [
        _asserts("total = add(1, 2)", "assert total == 3"),
        _asserts("seen = []\ncollect(seen.append)", "assert seen == [1]"),
        _asserts("xs = [3, 1, 2]\norder(xs)", "assert xs == [1, 2, 3]"),
    ],
    "one_true": [_asserts("assert f(1) is True"), _asserts("assert f(1) == True and f(1)")],
    "shared": [_asserts("assert add(1, 2) == 3", "assert add(-5, 7) == 2", isolation="shared")],
    "stdio": [_stdio(*((f"{a} {b}\n", f"{c}\n") for (a, b), c in ADD))],
    "lines": [_stdio(("3\n", "1\n2\n3\n"), ("2\n", "1\n2\n"))],
    "tolerance": [_stdio(("", "0.5\n"), tolerance=1e-6)],
    "checker": [_stdio(("1 2\n", "3\n"), checker={"language": "python", "code": CHECKER})],
}

AS_CODE = "tests_run = True"
"""A setup that makes tests run as code, in a process of their own, that else would be read and decided outside."""


def _both_ways(suite: list[dict[str, Any]]) -> list[dict[str, Any]]:
    run = [one for one in suite if one["type"] == "assert" and "setup" not in one and "isolation" not in one]
    return suite + [{**one, "setup": AS_CODE} for one in run]


CORRECT = (
    "def add(a, b):\n    return a + b",
    {"type": "assert", "code": ["assert add(1, 2) == 3", "assert add(-5, 7) == 2"]},
)


class Attack(NamedTuple):
    name: str
    """file/name."""
    program: str
    tests: list[dict[str, Any]]
    """Each of which the program must fail."""
    why: str = ""


def catalog() -> Iterator[Attack]:
    folder = files("sdk.tools.audit") / "catalog"
    for path in sorted((one for one in folder.iterdir() if one.name.endswith(".txt")), key=lambda one: one.name):
        why, *blocks = path.read_text("utf-8").split("\n=== ")
        for block in blocks:
            head, _, program = block.partition("\n")
            found = re.fullmatch(r"(\w+) \[([\w ]+)\]", head)
            if found is None:
                raise ValueError(f"{path.name}: {head}")
            tests = [tests for suite in found[2].split() for tests in _both_ways(SUITES[suite])]
            yield Attack(f"{path.name[:-4]}/{found[1]}", program.replace("<NUL>", "\0"), tests, why.strip())
