"""A plugin of pytest for `benchmarks.mutation`: the mutants of a session, each on the tests that run its line.

    MUTATION_MAP=map.json MUTATION_SESSION=session.sqlite python -m pytest -p benchmarks.mutation_tests ...

Where the map does not exist, the tests are run once under `coverage` and the map is written: for each line of the
source the tests that ran it, and how long each test takes. Memos are emptied before each test of that run, so that no
test seems to do less than it does.

Else the tests are collected once, and each mutant is a fork: the quickest test first, until one fails. A mutant inside
functions gets their new code; one of a module's own statements (a table, a default), or of a function that an import
calls to make a table, imports the source and the tests anew. A line that no test runs leaves no test: the mutant lives.
A line that runs at an import leaves all tests.
"""

from __future__ import annotations

import ast
import difflib
import gc
import json
import os
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Generator, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

SOURCE = "reward_server/symbolic"
MAP, SESSION = Path(os.environ["MUTATION_MAP"]), os.environ["MUTATION_SESSION"]
CPU_SECONDS = 120
"""Of a mutant. A loop without end is killed by it; all tests together take a third."""


def pytest_configure(config: pytest.Config) -> None:
    if "MUTATION_FILE" not in os.environ:
        config.pluginmanager.register(Forking() if MAP.exists() else Recording(), "mutation")
    elif "MUTATION_TESTS" in os.environ:
        config.pluginmanager.register(Chosen(json.loads(os.environ["MUTATION_TESTS"])), "mutation")


class Recording:
    """The one run that writes the map."""

    def __init__(self) -> None:
        import coverage

        self._coverage = coverage.Coverage(data_file=None, include=[str(Path.cwd() / SOURCE / "*")], config_file=False)
        self._coverage.start()
        self._seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        empty_memos()
        self._coverage.switch_context(item.nodeid)
        result = yield
        self._coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._seconds[report.nodeid] = self._seconds.get(report.nodeid, 0) + report.duration

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        self._coverage.stop()
        if exitstatus:
            return
        found = self._coverage.get_data()
        order = {name: index for index, name in enumerate(sorted(self._seconds, key=self._seconds.__getitem__))}
        lines: dict[str, dict[int, list[int]]] = defaultdict(dict)
        for path in found.measured_files():
            for line, names in found.contexts_by_lineno(path).items():
                # "" is the import: it decides about all tests.
                lines[str(Path(path).relative_to(Path.cwd()))][line] = [order.get(name, -1) for name in names]
        MAP.write_text(json.dumps({"tests": list(order), "lines": lines}))


def empty_memos() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(SOURCE.replace("/", ".")):
            for one in list(vars(module).values()):
                if hasattr(one, "cache_clear"):
                    one.cache_clear()


class Forking:
    """Tries what the session has left."""

    def __init__(self) -> None:
        self._known = json.loads(MAP.read_text())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from cosmic_ray.work_db import WorkDB, use_db

        items = {item.nodeid: item for item in session.items}
        functions = all_functions()
        gc.freeze()
        with use_db(SESSION, WorkDB.Mode.open) as database:
            for work in list(database.pending_work_items):
                database.set_result(work.job_id, self._tried(work.mutations[0], items, functions))
        return True

    def _tried(self, mutation: Any, items: dict[str, pytest.Item], functions: Functions) -> Any:
        from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

        path = Path(mutation.module_path)
        before = path.read_text("utf-8")
        after = mutated(before, mutation)
        diff = "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm=""))
        chosen, at_import = self._tests(str(path), before, mutation.start_pos[0])
        try:
            code = changed_functions(before, after, path)
        except SyntaxError:  # `**` before a dictionary made another operator: no program at all
            return WorkResult(WorkerOutcome.NORMAL, "", TestOutcome.INCOMPETENT, diff)
        swapped = None if code is None else [(one, new) for new in code for one in functions.get(key(new), [])]
        if swapped is not None and code and len(swapped) >= len(code) and not at_import:
            killed = in_fork(lambda: all(map(passes, swapped_in(swapped, [items[name] for name in chosen]))))
        else:
            killed = in_fork(lambda: imported_anew(path, after, chosen))
        outcome = TestOutcome.KILLED if killed else TestOutcome.SURVIVED
        return WorkResult(WorkerOutcome.NORMAL, "", outcome, diff)

    def _tests(self, path: str, before: str, line: int) -> tuple[list[str], bool]:
        """Those that ran the statement which holds the mutated line, in the order of their time, and whether an import
        ran it."""
        lines = {int(number): some for number, some in self._known["lines"].get(path, {}).items()}
        # A statement over several lines is known by any of them; where no test ran this line, by the one above.
        at = line if line in lines else max((one for one in statement(before, line) if one in lines), default=0)
        some = lines.get(at, [])
        if -1 in some:
            return list(self._known["tests"]), True
        return [self._known["tests"][index] for index in sorted(some)], False


def mutated(source: str, mutation: Any) -> str:
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    operator = get_operator(mutation.operator_name)(**mutation.operator_args)
    return str(mutate_code(source, operator, mutation.occurrence))


def statement(source: str, line: int) -> list[int]:
    """The lines of the innermost statement around a line."""
    inside: list[Any] = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    innermost = max(inside, key=lambda node: (node.lineno, -(node.end_lineno or 0)), default=None)
    return list(range(innermost.lineno, (innermost.end_lineno or 0) + 1)) if innermost else []


# -- a mutant in a fork ----------------------------------------------------------------------------------------------


def in_fork(passing: Any) -> bool:
    """Was it killed: did a test fail, or the process end by a signal?"""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    status = 1
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        sys.dont_write_bytecode = True
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
        status = 0 if passing() else 1
    finally:
        os._exit(status)


def passes(item: pytest.Item) -> bool:
    from _pytest.runner import runtestprotocol

    item.session.shouldfail = item.session.shouldstop = False
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


Functions = dict[tuple[str, str, int], list[FunctionType]]


def key(code: CodeType) -> tuple[str, str, int]:
    return (str(Path(code.co_filename).resolve()), code.co_qualname, code.co_firstlineno)


def all_functions() -> Functions:
    found: Functions = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and SOURCE in one.__code__.co_filename:
            found[key(one.__code__)].append(one)
    return found


def swapped_in(pairs: list[tuple[FunctionType, CodeType]], items: list[pytest.Item]) -> list[pytest.Item]:
    empty_memos()  # of what the collection of the tests has read
    for function, code in pairs:
        function.__code__ = code
    return items


def changed_functions(before: str, after: str, path: Path) -> list[CodeType] | None:
    """The new code of the outermost functions that differ; None where a module's own statements do, or a class's."""
    old, new = (compile(source, str(path.resolve()), "exec", dont_inherit=True) for source in (before, after))
    found: list[CodeType] = []
    return found if outside_alike(old, new, found) else None


def outside_alike(old: CodeType, new: CodeType, found: list[CodeType]) -> bool:
    """Modules and classes; the functions in them that are not alike are added to what is found."""
    if (old.co_code, old.co_names, len(old.co_consts)) != (new.co_code, new.co_names, len(new.co_consts)):
        return False
    for one, two in zip(old.co_consts, new.co_consts, strict=True):
        if not isinstance(one, CodeType) or not isinstance(two, CodeType):
            if (type(one), one) != (type(two), two):
                return False
        elif one.co_flags & 2 == 0:  # CO_NEWLOCALS: a class has none
            if not outside_alike(one, two, found):
                return False
        elif one != two:
            if one.co_freevars != two.co_freevars or (one.co_name.startswith("<") and "lambda" not in one.co_name):
                return False
            found.append(two)
    return True


def imported_anew(path: Path, source: str, chosen: list[str]) -> bool:
    """The whole run again in this process, with the mutant's source; what others wrote stays imported."""
    own = ("reward_server", "tests", "conftest", "labelled", "printing", "generated", "stated_texts")
    for name in [name for name in sys.modules if name.partition(".")[0] in own or name.startswith("test_")]:
        del sys.modules[name]
    os.environ |= {"MUTATION_FILE": str(path), "MUTATION_TESTS": json.dumps(chosen)}
    sys.meta_path.insert(0, Mutant(path, source))
    arguments = ["-x", "-q", "-p", "no:cacheprovider", "-W", "ignore", "-p", "benchmarks.mutation_tests"]
    return not chosen or pytest.main([*arguments, *sorted({name.partition("::")[0] for name in chosen})]) == 0


class Mutant:
    """Imports one module from a source that is not the file's."""

    def __init__(self, path: Path, source: str) -> None:
        self._path, self._source = path.resolve(), source
        self._name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        from importlib.util import spec_from_file_location

        if name != self._name:
            return None
        places = [str(self._path.parent)] if self._path.stem == "__init__" else None
        return spec_from_file_location(name, self._path, loader=self, submodule_search_locations=places)  # type: ignore[arg-type]

    def create_module(self, spec: object) -> None:
        return None

    def exec_module(self, module: Any) -> None:
        exec(compile(self._source, str(self._path), "exec", dont_inherit=True), vars(module))


class Chosen:
    """Some tests alone, in this order."""

    def __init__(self, names: list[str]) -> None:
        self._places = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(self._kept(items), key=lambda one: self._places[one.nodeid])

    def _kept(self, items: list[pytest.Item]) -> Iterator[pytest.Item]:
        return (one for one in items if one.nodeid in self._places)
