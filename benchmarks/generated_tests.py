"""Tests made at random, as data sets write them, for `benchmarks.differential`; and what plain Python says of each.

A test is a random sequence of calls of one program's functions, classes and generators with data that is aliased,
nested and changed by either side. Its assertions compare what plain Python found, one in three tests has one spoilt.
It is written as a script, as statements, as `check(candidate)`, as functions for pytest, with parameters and a fixture,
or as a `TestCase`, and reaches the program by its names, by `from solution import ...` or by `import solution`.
"""

from __future__ import annotations

import functools
import random
import re
import sys
import textwrap
import types
import unittest
from collections.abc import Callable
from typing import Any, NamedTuple

PROGRAM = """
import collections, dataclasses, decimal, enum, fractions, typing
class Full(Exception):
    def __init__(self, code):
        super().__init__("full", code)
        self.code = code
class Bag:
    def __init__(self, items=()):
        self.items = list(items)
        self.tags = {}
    def add(self, x):
        self.items.append(x)
        return self
    def pop(self):
        if not self.items:
            raise Full(len(self.tags))
        return self.items.pop()
    def total(self): return len(self.items) + len(self.tags)
    def all(self): return self.items
    def copy(self): return Bag(self.items)
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __eq__(self, other): return isinstance(other, Bag) and self.items == other.items
    def __hash__(self): return hash(len(self.items))
@dataclasses.dataclass(order=True)
class Item:
    n: int
    tags: list = dataclasses.field(default_factory=list)
    def twice(self): return self.n * 2
class Level(enum.IntEnum):
    LOW = 1
    HIGH = 2
class Spot(typing.NamedTuple):
    x: int
    y: int = 0
    def norm(self): return abs(self.x) + abs(self.y)
class Tower(list):
    def top(self): return self[-1] if self else None
class Title(str):
    def upper(self): return "T:" + str.upper(self)
def same(x): return x
def copied(x): return list(x)
def push(x, y):
    x.append(y)
    return len(x)
def nested(x): return [x, [x], {"k": x}]
def deep(x):
    for one in x:
        if isinstance(one, list): one.append(0)
    return len(x)
def both(x, y):
    x.append(len(y))
    y.append(len(x))
    return x + y
def named(*, into, extra=(1,)):
    into.extend(extra)
    return into
def first(x): return x[0]
def table(x): return collections.Counter(map(str, x))
def ratio(x): return fractions.Fraction(len(x), 3)
def money(x): return decimal.Decimal(len(x)) / 4
def mean(x): return len(x) / 3
def steps(x):
    for one in x:
        yield one
def apply(f, x): return [f(one) for one in x]
def spoil(x):
    x.append(-1)
    raise Full(len(x))
def grouped(x):
    found = collections.defaultdict(list)
    for one in x: found[str(one)[:1]].append(one)
    return found
def queue(x): return collections.deque(x, maxlen=3)
def level(n): return Level(1 + n % 2)
def spot(x, y): return Spot(len(x), y)
def tower(x): return Tower(x)
def title(n): return Title(f"n{n}")
def pairs(x): return {str(one): at for at, one in enumerate(x)}.items()
"""
DEFINED = re.findall(r"^(?:def|class) (\w+)", PROGRAM, re.MULTILINE)
NAMES = re.compile(r"(?<![.'\w])(" + "|".join(DEFINED) + r")\b(?!=)")
CALLS = [
    "{v} = same({a})", "{v} = copied({a})", "push({a}, {n})", "{v} = nested({a})", "deep({a})", "{v} = both({a}, {b})",
    "named(into={a}, extra={b})", "{v} = named(into={a})", "{v} = first([{a}, {b}])", "{v} = list(steps({a}))",
    "{v} = apply(len, [{a}, {b}])", "{v} = apply(lambda one: [one, {n}], {a})", "{v} = sorted(map(str, same({a})))",
    "{v} = [{a}, {a}]", "{v} = {a}", "{v} = {a} + [{n}]", "{a}.append({n})", "{a}.reverse()", "{a}[:] = [{n}]",
    "try:\n    spoil({a})\nexcept Full as error:\n    {v} = [error.code, str(error), error.args]",
    "bag = Bag({a})\nbag.add({n}).add({n})\n{v} = list(bag)", "bag = Bag()\nbag.tags['x'] = {n}\n{v} = [bag.total()]",
    "bag = Bag({a})\n{v} = [bag == Bag({b}), len(bag)]",
    "bag = Bag()\ntry:\n    bag.pop()\nexcept Full as error:\n    {v} = [error.code]",
    "bag = Bag({a})\n{v} = bag.all()", "bag = Bag({a})\nbag.items.append({n})\n{v} = [len(bag), bag.total()]",
    "{v} = [dict(table({a})), ratio({a}), money({b})]", "{v} = [dict(grouped({a}))]", "{v} = list(queue({a}))",
    "for _ in range(2):\n    push({a}, {n})",
    "if len({a}) > 1:\n    {v} = same({b})\nelse:\n    push({b}, {n})", "{v} = [len({a})]",
    "{v} = both(y={a}, x={b})", "push(y={n}, x={a})", "{v} = list(same(range({n})))",
    "{v} = [*same({a}), *copied({b})]",
    "x, *{v} = [{n}, *same({a})]", "{v} = [f'{{same({a})}}', '%s' % same({b}), str(same({n}))]",
    "{v} = [one for one in same({a}) if isinstance(one, (int, str))]", "{v} = [isinstance(mean({a}), (int, float))]",
    "{v} = [round(mean({a}) + {n}, 3), mean({a}) < {n}]", "{v} = [any(isinstance(one, list) for one in copied({a}))]",
    "with pytest.raises(Full) as found:\n    Bag().pop()\n{v} = [found.value.code]",
    "with pytest.raises(AttributeError):\n    push({n}, {n})",
    "def helper(x):\n    return same(x) + [{n}]\n{v} = helper({a})",
    "{v} = [hasattr(Bag(), 'items'), callable(same), getattr(Bag(), 'nothing', {n})]",
    "g = steps({a})\n{v} = [next(g, None), next(g, {n})]", "if (k := len(same({a}))) > 1:\n    {v} = [k, {n}]",
    "bags = [Bag([{n}]), Bag({a})]\n{v} = [len(one) for one in bags]", "{v} = [Bag({a}) in [Bag({b}), Bag()]]",
    "item = Item({n})\nitem.n += 1\n{v} = [item.n, item == Item({n}), item.tags, item.twice()]",
    "{v} = [Item({n}) == Item(2), Item({n}, {a}).tags, Item(1) < Item({n}), sorted([Item(2), Item({n})])[0].n]",
    "{v} = [level({n}) > 1, int(level({n})), isinstance(level({n}), (int, float)), level({n}).name, level({n}) + 1]",
    "{v} = [Level['LOW'] == Level.LOW, [one.value for one in Level], Level(2).name, level({n}) == Level.HIGH]",
    "{v} = [spot({a}, {n}) == (1, {n}), spot({b}, 2).norm(), isinstance(spot({a}, 1), Spot), [*spot({a}, {n})]]",
    "x, y = spot({a}, {n})\n{v} = [x + y, Spot(1, {n}) == spot({b}, {n}), str(Spot({n}))]",
    "{v} = [isinstance(tower({a}), list), len(tower({a})), tower({b}).top(), tower({a}) == {b}]",
    "{v} = [title({n}).upper(), title({n}) + 'x', isinstance(title({n}), str), title({n}) == 'n1', title({n})[1:]]",
    "{v} = [key for key, _ in pairs({a})]", "{v} = [sorted(pairs({a})), len(pairs({b})), ('1', 0) in pairs({a})]",
    "{v} = [type(same({a})).__name__, type(Bag()).__name__, type(spot({a}, 1)) is Spot, type(level(1)) == Level]",
    "{v} = [one + {n} for one, _ in zip(copied([1, 2]), steps({a}))]", "{v} = list(map(len, [same({a}), copied({b})]))",
]  # fmt: skip
ASSERTS = [
    "assert {name} == {value}", "assert {value} == {name}", "assert {name} == {value}, f'{{{name}}} is wrong'",
    "assert {name} in [{value}]", "assert isinstance({name}, (list, tuple)) and {name} == {value}",
    "assert type({name}) is list and not {name} != {value}", "expected = {value}\nassert expected == {name}, 'wrong'",
    "for one, other in zip({name}, {value}):\n    assert one == other\nassert len({name}) == len({value})",
    "assert len({name}) == len({value}) and all(x == y for x, y in zip({name}, {value}))",
    "for given, expected in [({name}, {value})]:\n    assert given == expected",
]  # fmt: skip
METHODS = [
    "self.assertEqual({name}, {value})", "self.assertListEqual({name}, {value})", "self.assertTrue({name} == {value})",
    "self.assertFalse({name} != {value})", "self.assertIn({name}, [{value}])", "self.assertCountEqual({name}, {value})",
    "self.assertIsInstance({name}, (list, tuple))\nself.assertEqual({value}, {name}, 'wrong')",
    "with self.subTest(name='{name}'):\n    self.assertEqual(len({name}), len({value}))\n"
    "    self.assertEqual({name}, {value})",
]  # fmt: skip
EQUALITY = ["{name} == {value}"]
IMPORTS = "import pytest\nfrom fractions import Fraction\nfrom decimal import Decimal\n"


class Generated(NamedTuple):
    """tests: `code`, and what else belongs to it. passes: in plain Python."""

    tests: dict[str, Any]
    passes: bool


def generated(count: int, seed: int) -> list[Generated]:
    source = random.Random(seed)
    found: list[Generated] = []
    while len(found) < count:
        body = _body(source)
        made = _made(source, body) if NAMES.search(body) else None  # a test that calls nothing judges nothing
        if made is not None:
            found.append(made)
    return found


def _body(source: random.Random) -> str:
    """Without its assertions."""
    lines = ["a = [1, 2]", f"b = {[source.randrange(4) for _ in range(source.randrange(4))]}", "c = [[0], [1]]"]
    for _ in range(source.randrange(1, 6)):
        names = [source.choice("abc") for _ in range(3)]
        lines.append(source.choice(CALLS).format(v=names[0], a=names[1], b=names[2], n=source.randrange(9)))
    return "\n".join(lines) + "\n"


def _made(source: random.Random, body: str) -> Generated | None:
    """None where plain Python fails before the assertions."""
    inside = dict(_program())
    try:
        exec(IMPORTS + body, inside)  # a program and tests of our own
    except Exception:
        return None
    values = {name: repr(inside[name]) for name in "abc"}
    values = {name: value for name, value in values.items() if _says_what_it_is(value)}
    if not values:
        return None
    wrong = source.random() < 1 / 3
    if wrong:
        values[source.choice(list(values))] += " + [99]"
    style = source.choice(STYLES)
    forms = METHODS if style is _as_test_case else EQUALITY if style is _with_parameters else ASSERTS
    asserts = [source.choice(forms).format(name=name, value=value) for name, value in values.items()]
    tests = style(source, body, asserts)
    passes = passes_plainly(tests)
    assert passes is not wrong, tests
    return Generated(tests, passes)


def _says_what_it_is(text: str) -> bool:
    return not re.search(r"<|\.\.\.|Spot\(|Item\(|Counter\(", text) and len(text) < 2000


def _as_script(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    return {"code": _reaching(source, IMPORTS, body + "\n".join(asserts))}


def _as_statements(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    return {"setup": IMPORTS + body, "code": asserts}


def _as_check(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    called = [name for name in NAMES.findall(body) if name.islower()]
    if not called:
        return _as_script(source, body, asserts)
    entry = source.choice(called)
    inner = re.sub(rf"(?<![.\w]){entry}\b(?!=)", "candidate", body) + "\n".join(asserts)
    return {"entry_point": entry, "code": f"{IMPORTS}def check(candidate):\n{_indented(inner)}\n"}


def _as_functions(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    """Each does all again, and asserts one thing."""
    tests = [f"def test_{at}():\n{_indented(body + one)}\n" for at, one in enumerate(asserts)]
    return {"code": _reaching(source, IMPORTS, "\n".join(tests))}


def _with_parameters(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    """One after the other is asked for by its name, through a parameter or a fixture; sometimes in a class."""
    pairs = [re.search(r"\b([abc]) == (.*)", one) for one in asserts]
    cases = [(one[1], one[2]) for one in pairs if one is not None]
    assert len(cases) == len(asserts), "see EQUALITY"
    values = ", ".join(f"('{name}', {value})" for name, value in cases)
    given = source.choice(["return", "yield"]) + " dict(a=a, b=b, c=c)\n"
    made = f"@pytest.fixture\ndef found():\n{_indented(body + given)}"
    test = "assert found[name] == expected\n"
    head = f"@pytest.mark.parametrize('name, expected', [{values}])\n"
    if source.random() < 0.5:
        code = f"{made}{head}def test_all(name, expected, found):\n{_indented(test)}"
    else:
        code = f"{made}class TestGroup:\n" + _indented(
            f"{head}def test_all(self, found, name, expected):\n{_indented(test)}"
        )
    return {"code": _reaching(source, IMPORTS, code)}


def _as_test_case(source: random.Random, body: str, asserts: list[str]) -> dict[str, Any]:
    head, base = source.choice(
        [("import unittest", "unittest.TestCase"), ("from unittest import TestCase", "TestCase")]
    )
    methods = "\n".join(f"def test_{at}(self):\n{_indented(body + one)}" for at, one in enumerate(asserts))
    end = source.choice(["", "\nif __name__ == '__main__':\n    unittest.main()\n" if base != "TestCase" else ""])
    return {"code": _reaching(source, f"{head}\n{IMPORTS}", f"class TestAll({base}):\n{_indented(methods)}\n{end}")}


Style = Callable[[random.Random, str, list[str]], dict[str, Any]]
STYLES: list[Style] = [
    _as_script, _as_script, _as_statements, _as_check, _as_functions, _as_test_case, _with_parameters
]  # fmt: skip


def _reaching(source: random.Random, head: str, code: str) -> str:
    """How the tests come by the program's names."""
    way = source.randrange(4)
    if way == 2:
        return f"{head}from solution import {', '.join(sorted(set(NAMES.findall(code))))}\n{code}"
    if way == 3:
        return f"import solution\n{head}" + NAMES.sub(r"solution.\1", code)
    return head + code


def _indented(text: str) -> str:
    return textwrap.indent(text, "    ")


@functools.cache
def _compiled() -> types.CodeType:
    return compile(PROGRAM, "solution.py", "exec")


def _program() -> dict[str, Any]:
    module = sys.modules["solution"] = types.ModuleType("solution")
    exec(_compiled(), module.__dict__)
    return module.__dict__


def passes_plainly(tests: dict[str, Any]) -> bool:
    """The program and its tests in one namespace."""
    inside = _program()
    code = [tests["code"]] if isinstance(tests["code"], str) else tests["code"]
    before = set(inside)
    try:
        for part in [tests.get("setup", ""), *code]:
            exec(part, inside)
        if "entry_point" in tests:
            inside["check"](inside[tests["entry_point"]])
        for name in inside.keys() - before:
            if name.startswith("test_"):
                _plainly(inside, inside[name])
        if "TestGroup" in inside:
            _plainly(inside, inside["TestGroup"]().test_all)
        if "TestAll" in inside:
            result = unittest.TestResult()
            unittest.defaultTestLoader.loadTestsFromTestCase(inside["TestAll"]).run(result)
            return result.wasSuccessful()
    except AssertionError:
        return False
    finally:
        del sys.modules["solution"]
    return True


def _plainly(inside: dict[str, Any], test: Any) -> None:
    """With its parameters and its fixture, if it has them."""
    marks = getattr(test, "pytestmark", [])
    for values in marks[0].args[1] if marks else [None]:
        if values is None:
            test()
            continue
        fixture = inside["found"]
        made = getattr(fixture, "__pytest_wrapped__", None)
        found = (made.obj if made else fixture._fixture_function)()
        given = next(found) if isinstance(found, types.GeneratorType) else found
        test(name=values[0], expected=values[1], found=given)
