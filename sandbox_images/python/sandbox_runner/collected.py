"""Runs what tests define, as unittest and pytest would: a test that is not run has not passed.

Beside functions and TestCases these are pytest's classes, parameters, fixtures and marks, read from what its decorators
leave on a function. A fixture that nobody defines is a failure, not a test that is left out.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

Defined = dict[str, Any]
SKIPPED = frozenset(["skip", "xfail"])


class LackingError(Exception):
    """A test asks for what nobody gives: the fault is the tests'."""


class Captured:
    """pytest's `capsys`, as far as tests use it."""

    def __init__(self) -> None:
        self._out, self._err = io.StringIO(), io.StringIO()
        self._before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self._out, self._err

    def readouterr(self) -> Any:
        found = types.SimpleNamespace(out=self._out.getvalue(), err=self._err.getvalue())
        for stream in (self._out, self._err):
            stream.seek(0)
            stream.truncate()
        return found

    def close(self) -> None:
        sys.stdout, sys.stderr = self._before


def _monkeypatch() -> Iterator[Any]:
    import pytest

    with pytest.MonkeyPatch.context() as patch:
        yield patch


def _capsys() -> Iterator[Any]:
    with contextlib.closing(Captured()) as captured:
        yield captured


def _tmp_path() -> Any:
    import pathlib
    import tempfile

    return pathlib.Path(tempfile.mkdtemp())


GIVEN: dict[str, Callable[[], Any]] = {"monkeypatch": _monkeypatch, "capsys": _capsys, "tmp_path": _tmp_path}
"""Fixtures of pytest's own. `reward_server.rewards.programs.needs` knows their names, too."""


def running(entry_point: str, used: frozenset[str]) -> Callable[[Defined, Defined], None]:
    """A function of what the tests defined and of their globals. What it needs of unittest it takes now, as a program
    that is loaded later cannot change it. used: names that the tests use; a function among them whose arguments nobody
    provides is a helper of theirs."""
    unittest: Any = sys.modules.get("unittest")
    case: Any = getattr(unittest, "TestCase", ())
    loader: Any = getattr(unittest, "defaultTestLoader", None)
    results: Any = getattr(unittest, "TestResult", None)
    function, name_of = types.FunctionType, entry_point.rpartition(".")[2]

    def run_case(kind: type) -> None:
        if not loader.getTestCaseNames(kind):
            return  # there to be derived from
        result = results()
        loader.loadTestsFromTestCase(kind).run(result)
        for _, trace in [*result.errors, *result.failures]:
            raise AssertionError(trace.strip().rpartition("\n")[2][:500])
        if result.unexpectedSuccesses or result.testsRun == len(result.skipped):
            raise AssertionError(f"{kind.__name__} ran no test")

    def run_defined(defined: Defined, inside: Defined) -> None:
        check = defined.get("check")
        if type(check) is function and entry_point:
            check(inside[name_of])
            return
        classes = [one for one in defined.values() if isinstance(one, type) and one.__module__ == inside["__name__"]]
        cases = [kind for kind in classes if issubclass(kind, case)]  # what is imported is there to be derived from
        tests = [one for name, one in defined.items() if type(one) is function and name.startswith("test")]
        groups: list[tuple[Any, list[Any]]] = [(None, [one for one in tests if not _helps(one, inside, used)])]
        groups += [(kind, _methods(kind)) for kind in classes if kind not in cases and kind.__name__.startswith("Test")]
        if any(found for _, found in groups) and not sum([_run_group(kind, found, inside) for kind, found in groups]):
            raise AssertionError("no test ran")
        for kind in cases:
            run_case(kind)

    return run_defined


def _helps(test: Any, inside: Defined, used: frozenset[str]) -> bool:
    if test.__name__ not in used:
        return False
    given = {name for mark in _marks(test) if mark.name == "parametrize" for name in _names(*mark.args[:1])}
    return not set(_asked(test)) <= given | _fixtures(inside).keys() | GIVEN.keys()


def _methods(kind: type) -> list[Any]:
    """None where the class is made with arguments: pytest takes no such class for tests."""
    names = [name for base in reversed(kind.__mro__) for name in vars(base)]
    own = "__init__" not in vars(kind)
    return [getattr(kind, name) for name in dict.fromkeys(names) if name.startswith("test") and own]


def _run_group(kind: Any, tests: list[Any], inside: Defined) -> int:
    """The tests of a module, or of a class. How many ran."""
    where: Callable[[str], Any] = inside.get if kind is None else lambda name: getattr(kind, name, None)
    ran, kept = 0, _Kept()
    owner = kind or types.SimpleNamespace(**{name: one for name, one in inside.items() if name.isidentifier()})
    _call(where("setup_module" if kind is None else "setup_class"), owner)
    for test in tests:
        marks = [*_marks(inside.get("pytestmark")), *_marks(kind), *_marks(test)]
        if any(map(_is_skipped, marks)):
            continue
        fixtures = {**_fixtures(inside), **(_fixtures(vars(kind)) if kind else {})}
        for given, params in _parameters(test, marks, fixtures):
            asked = [name for mark in marks if mark.name == "usefixtures" for name in mark.args]
            _run_test(test, kind, where, _Setting(fixtures, kept, given, params), asked)
            ran += 1
    _call(where("teardown_module" if kind is None else "teardown_class"), owner)
    kept.close()
    return ran


class _Kept:
    """Values of fixtures, and what is to be finished."""

    def __init__(self) -> None:
        self.values: Defined = {}
        self._open: list[Any] = []

    def enter(self, made: Any) -> Any:
        if not isinstance(made, types.GeneratorType):
            return made
        self._open.append(made)
        return next(made)

    def close(self) -> None:
        while self._open:
            next(self._open.pop(), None)


class _Setting:
    """Where a test runs: its fixtures, made when they are asked for. kept: those of a wider scope."""

    def __init__(self, fixtures: Defined, kept: _Kept, given: Defined, params: Defined) -> None:
        self._fixtures, self._kept, self.given, self._params = fixtures, kept, given, params
        self.own = _Kept()
        self.owner: Any = None

    def value(self, name: str) -> Any:
        if name in self.given:
            return self.given[name]
        for known in (self.own, self._kept):
            if name in known.values:
                return known.values[name]
        own, marker = self._fixtures.get(name) or (GIVEN.get(name), None)
        if own is None:
            raise LackingError(f"the tests define no fixture {name}")
        wide = marker is not None and marker.scope != "function" and name not in self._params
        keeper = self._kept if wide else self.own
        keeper.values[name] = keeper.enter(self.call(own, request=self._params.get(name)))
        return keeper.values[name]

    def call(self, function: Any, request: Any = None) -> Any:
        names = _asked(function)
        values = {name: self.value(name) for name in names if name not in ("self", "request")}
        if "request" in names:
            values["request"] = types.SimpleNamespace(param=request)
        return function(self.owner, **values) if names[:1] == ["self"] else function(**values)

    def begin(self, asked: list[str]) -> None:
        for name in [*(name for name, (_, marker) in self._fixtures.items() if marker.autouse), *asked]:
            self.value(name)


def _run_test(test: Any, kind: Any, where: Callable[[str], Any], setting: _Setting, asked: list[str]) -> None:
    setting.owner = kind() if kind else None
    name = "method" if kind else "function"
    try:
        _call(where(f"setup_{name}"), setting.owner, test)
        setting.begin(asked)
        found = setting.call(test)
        if isinstance(found, types.CoroutineType):
            _wait_for(found)
        _call(where(f"teardown_{name}"), setting.owner, test)
    finally:
        setting.own.close()


def _wait_for(coroutine: Any) -> None:
    if "asyncio" in sys.modules:
        sys.modules["asyncio"].run(coroutine)
        return
    with contextlib.suppress(StopIteration):  # it can wait for nothing but others of its kind
        coroutine.send(None)
        raise RuntimeError("an asynchronous test waits for what only asyncio has")


def _call(function: Any, owner: Any, test: Any = None) -> None:
    """Of a fixture in the old style, if there is one."""
    if isinstance(function, types.MethodType):
        function()  # of the class
    elif type(function) is types.FunctionType:
        given = [one for one in (owner, test) if one is not None]
        function(*given[: function.__code__.co_argcount])


def _asked(function: Any) -> list[str]:
    """Its arguments that have no default."""
    code = function.__code__
    first = code.co_varnames[: code.co_argcount - len(function.__defaults__ or ())]
    named = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    return [*first, *(name for name in named if name not in (function.__kwdefaults__ or {}))]


def _marks(owner: Any) -> list[Any]:
    """Those of a function or class, or these themselves."""
    found = owner if isinstance(owner, list | tuple) else getattr(owner, "pytestmark", [])
    return [getattr(one, "mark", one) for one in (found if isinstance(found, list | tuple) else [found])]


def _is_skipped(mark: Any) -> bool:
    return mark.name in SKIPPED or (mark.name == "skipif" and bool(mark.args) and mark.args[0] is True)


def _fixtures(scope: Any) -> Defined:
    """Name -> (function, marker), of pytest before and since 8.4."""
    found: Defined = {}
    for name, value in list(scope.items()):
        if type(value) is types.FunctionType and "_pytestfixturefunction" in vars(value):
            marker = vars(value)["_pytestfixturefunction"]
            found[marker.name or name] = (vars(value)["__pytest_wrapped__"].obj, marker)
        elif type(value).__name__ == "FixtureFunctionDefinition":
            marker = value._fixture_function_marker
            found[marker.name or name] = (value._fixture_function, marker)
    return found


def _parameters(test: Any, marks: list[Any], fixtures: Defined) -> Iterator[tuple[Defined, Defined]]:
    """(values by argument, parameters by fixture) of each run."""
    sets = [list(_sets(*mark.args, **mark.kwargs)) for mark in marks if mark.name == "parametrize"]
    names, todo = set[str](), _asked(test)
    while todo:
        name = todo.pop()
        if name in fixtures and name not in names:
            names.add(name)
            todo += _asked(fixtures[name][0])
    ways = [[{name: one} for one in fixtures[name][1].params] for name in sorted(names) if fixtures[name][1].params]
    for chosen in itertools.product(*sets):
        for given in itertools.product(*ways):
            yield _together(chosen), _together(given)


def _together(parts: tuple[Defined, ...]) -> Defined:
    return {name: value for one in parts for name, value in one.items()}


def _sets(argnames: Any, argvalues: Any, ids: Any = None, **more: Any) -> Iterator[Defined]:
    if more.get("indirect"):
        raise LackingError("parameters that go through fixtures are not read")
    names = _names(argnames)
    for values in argvalues:
        if type(values).__name__ == "ParameterSet":
            if not any(map(_is_skipped, _marks(values.marks))):
                yield dict(zip(names, values.values, strict=True))
        else:
            yield dict(zip(names, (values,) if len(names) == 1 else values, strict=True))


def _names(argnames: Any = ()) -> list[str]:
    return [one.strip() for one in argnames.split(",") if one.strip()] if isinstance(argnames, str) else list(argnames)
