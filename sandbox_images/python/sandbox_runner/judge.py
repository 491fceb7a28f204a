"""The process in which assert tests run. It holds the tests and never the program, which it reaches by proxies."""

from __future__ import annotations

import ast
import builtins
import importlib
import json
import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from sandbox_runner import collected, kept_suites
from sandbox_runner.program import STDERR_TAIL, describe
from sandbox_runner.proxies import Program, ProgramGoneError, RemoteClass, RemoteFunction, Solution

ALIASES = {
    "np": "numpy", "pd": "pandas", "sp": "scipy", "nx": "networkx", "plt": "matplotlib.pyplot", "numpy": "numpy",
    "pandas": "pandas", "scipy": "scipy", "networkx": "networkx", "sympy": "sympy", "pytest": "pytest",
}  # fmt: skip
"""What judges beside the standard library: never taken from the program, whether or not a test imports it."""
WRAPPERS = frozenset(
    [
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "float",
        "frozenset",
        "int",
        "isinstance",
        "len",
        "list",
        "print",
        "repr",
        "round",
        "set",
        "sorted",
        "str",
        "tuple",
        "type",
    ]
)


class Code:
    """A piece of test code, parsed. Its attributes can be marshalled."""

    compiled: types.CodeType
    used: set[str]
    plainly_used: set[str]
    named: set[str]
    bound: set[str]
    imports: list[str]
    imported: list[str]
    imports_program: bool
    called: list[str]

    def __init__(self, parsed: dict[str, Any]) -> None:
        self.__dict__.update(parsed)

    @classmethod
    def parse(cls, source: str, name: str) -> Code:
        """Raises SyntaxError or ValueError: that is the caller's mistake."""
        tree = ast.parse(source, name)
        loads = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
        attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        bases = {id(node.value) for node in attributes}
        calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
        imported, used = _imported_modules(tree), {node.id for node in loads}
        own = [node for node in attributes if isinstance(node.value, ast.Name) and node.value.id in _solutions(tree)]
        return cls(
            {
                "compiled": compile(tree, name, "exec", dont_inherit=True),
                "used": used,
                "plainly_used": {node.id for node in loads if id(node) not in bases}
                | {node.attr for node in own if id(node) not in bases},
                "named": used | {node.attr for node in attributes},
                "bound": _bound_names(tree),
                "imports": [name for name in imported if name != "solution"],
                "imported": sorted(_imported_names(tree)),
                "imports_program": "solution" in imported,
                "called": [func.id for func in calls if isinstance(func, ast.Name)],
            }
        )


def _imported_modules(tree: ast.AST) -> list[str]:
    """Those of whole-file imports: one inside a `try` may be missing."""
    tried = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Try) for inner in ast.walk(node)}
    nodes = [node for node in ast.walk(tree) if id(node) not in tried]
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return plain + [
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level
    ]


def _solutions(tree: ast.AST) -> set[str]:
    """Names of the program's module."""
    imports = [alias for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return {alias.asname or alias.name for alias in imports if alias.name == "solution"}


def _imported_names(tree: ast.AST) -> set[str]:
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    return {(alias.asname or alias.name).partition(".")[0] for node in imports for alias in node.names}


def _bound_names(tree: ast.AST) -> set[str]:
    """Names that the code binds itself: assigned, defined, imported, caught or taken as an argument."""
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
    return names


class Namespace(dict[str, Any]):
    """The tests' globals: their own names, then the program's, then the builtins."""

    def __init__(self, program: Program, offered: frozenset[str], codes: list[Code], entry_point: str) -> None:
        super().__init__(__name__="tests", __builtins__=builtins)
        self._program = program
        self._offered = offered
        self._plainly_used = {name for code in codes for name in code.plainly_used}
        self._entry_point = entry_point
        tested = [entry_point] if entry_point else tested_builtins(codes, entry_point)
        self.names_program = names_program(codes, entry_point) or not tested
        """Tests that name nothing which a program could define cannot pass without using it either: they judge none."""
        self._shadowed = set(tested if entry_point else [name for name in tested if name in offered][:1])

    def __missing__(self, name: str) -> Any:
        if hasattr(builtins, name) and name not in self._shadowed:
            raise KeyError(name)  # what judges is never taken from the program
        value = self.find(name)
        if isinstance(value, RemoteFunction | RemoteClass | types.ModuleType):
            self[name] = value  # what else there is may have another value when it is asked for again
        return value

    def find(self, name: str) -> Any:
        if name in ALIASES or (name in sys.stdlib_module_names and name not in self._plainly_used):
            return importlib.import_module(ALIASES.get(name, name))
        self._program.touched = True
        if name not in self._offered:
            raise KeyError(name)
        value = self._program.note(self._program.get(name))
        if isinstance(value, RemoteClass) and name != self._entry_point and name.lstrip("_")[:1].isupper():
            value._named = True  # a class by its name, too: `add` is a function, whatever the program made of it
        return value


def names_program(codes: list[Code], entry_point: str) -> bool:
    """Whether the tests name something that only a program can define. Where not, they test a `sum` or `max` of its."""
    bound = {name for code in codes for name in code.bound}
    free = {name for code in codes for name in code.used - bound if not hasattr(builtins, name)}
    imports = any(code.imports_program for code in codes)
    return bool(entry_point or imports or free - sys.stdlib_module_names - ALIASES.keys())


def tested_builtins(codes: list[Code], entry_point: str) -> list[str]:
    """The function under test may be the first of these that the program defines, where the tests name nothing else of
    a program."""
    if names_program(codes, entry_point):
        return []
    called = [name for code in codes for name in code.called if hasattr(builtins, name)]
    return [name for name in called if name not in WRAPPERS] + [name for name in called if name in WRAPPERS]


class Suite:
    """Setup and tests, parsed before the program has done anything."""

    def __init__(self, setup: Code, tests: list[Code], entry_point: str) -> None:
        self.setup, self.tests, self.entry_point = setup, tests, entry_point
        self.carries = list(_carries(setup, tests))

    @classmethod
    def parse(cls, payload: dict[str, Any]) -> Suite:
        setup = Code.parse(payload.get("setup") or "", "<setup>")
        tests = [Code.parse(source, f"<test {index}>") for index, source in enumerate(payload["tests"])]
        return cls(setup, tests, payload.get("entry_point") or "")

    def parsed(self) -> list[dict[str, Any]]:
        """What `of` makes it of again."""
        return [vars(code) for code in (self.setup, *self.tests)]

    @classmethod
    def of(cls, parsed: list[dict[str, Any]], entry_point: str) -> Suite:
        setup, *tests = map(Code, parsed)
        return cls(setup, tests, entry_point)


def _carries(setup: Code, tests: list[Code]) -> Iterator[bool]:
    """Whether each test uses what the setup, or a test before it, has bound."""
    bound = set(setup.bound)
    for test in tests:
        yield not bound.isdisjoint(test.used - test.bound)
        bound |= test.bound


class Line:
    """To and from the supervisor: a byte for each test to run, a line of JSON for each that has run."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def told_to_go_on(self) -> bool:
        return bool(os.read(self._fd, 1))

    def report(self, event: dict[str, Any]) -> None:
        data = memoryview(json.dumps(event).encode() + b"\n")
        while data:
            data = data[os.write(self._fd, data) :]


def take_suite(payload: dict[str, Any], line: Line, fd: int) -> Suite | None:
    """From the file `fd`, or parsed and left there, before anything of the program is read."""
    if "tests" not in payload:
        return Suite.of(kept_suites.read(fd), payload["entry_point"] or "")
    try:
        suite = Suite.parse(payload)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line.report({"status": "fault", "detail": f"the tests do not compile: {describe(error)}"})
        return None
    kept_suites.write(fd, suite.parsed())
    return suite


def judge(payload: dict[str, Any], fd: int, line: Line, tests_fd: int) -> None:
    """One report a test, when told to go on: `passed`, what the program did wrong, or a `fault` of the tests."""
    suite = take_suite(payload, line, tests_fd)
    if suite is None:
        return
    sys.set_int_max_str_digits(0)  # long numbers are data like any other; the limits bound what they cost
    program = Program(fd, may_stop=any("StopIteration" in code.used for code in (suite.setup, *suite.tests)))
    run = _start(suite, program)
    for index in range(payload["first"], len(suite.tests)):
        if not line.told_to_go_on():
            return
        outcome = run(index)
        if (
            index == len(suite.tests) - 1
            and outcome["status"] == "passed"
            and not (program.touched or program.expected)
        ):
            outcome = {"status": "wrong_answer", "detail": "the program does not define what is tested"}
        line.report({**outcome, "used": program.touched or program.tainted or not program.expected})


def _start(suite: Suite, program: Program) -> Callable[[int], dict[str, Any]]:
    """What runs the test of an index; where the program did not even load, what says so."""
    try:
        offered, failure = program.load()
    except ProgramGoneError as gone:
        ended = {"status": "runtime_error", "detail": str(gone), "gone": True}
        return lambda index: ended
    program.imported = frozenset(name for code in (suite.setup, *suite.tests) for name in code.imported)
    if failure:
        said = last_line(failure)
        undecided = program.why_not_plainly(said)
        return lambda index: {
            "status": "runtime_error", "detail": undecided or said, "stderr": failure, "undecided": bool(undecided),
        }  # fmt: skip
    namespace = Namespace(program, offered, [suite.setup, *suite.tests], suite.entry_point)
    sys.modules["solution"] = Solution(namespace.find, offered)
    program.expected = namespace.names_program
    prepared = _attempt(lambda: _prepare(suite, program, namespace), program)
    if prepared["status"] != "passed":
        return lambda index: prepared
    return lambda index: _run_one(suite, index, program, namespace)


def _prepare(suite: Suite, program: Program, namespace: Namespace) -> None:
    exec(suite.setup.compiled, namespace)
    if suite.entry_point:
        used = program.touched
        try:
            namespace[suite.entry_point.rpartition(".")[2]] = program.note(program.entry(suite.entry_point))
            program.touched = used  # a look is no use of it
        except (NameError, AttributeError):
            program.touched = True  # it lacks what is tested: a test that does not use it must not pass
            raise


def _run_one(suite: Suite, index: int, program: Program, namespace: Namespace) -> dict[str, Any]:
    before = dict(namespace)
    program.tainted = program.tainted or (program.touched and suite.carries[index])

    def run() -> None:
        exec(suite.tests[index].compiled, namespace)
        defined = {name: value for name, value in namespace.items() if before.get(name) is not value}
        collected.running(suite.entry_point, frozenset(suite.tests[index].used))(defined, namespace)

    return _attempt(run, program)


def _attempt(run: Callable[[], None], program: Program) -> dict[str, Any]:
    before = program.touched
    program.touched, program.trace, program.undecided = False, "", ""
    try:
        run()
        outcome: dict[str, Any] = {"status": "passed"}
    except ProgramGoneError as gone:
        return {"status": "runtime_error", "detail": str(gone), "gone": True}
    except BaseException as error:
        outcome = {} if program.undecided else _failure(error, program)
    finally:
        program.touched = program.touched or before
    if program.undecided:  # whatever the test made of it
        return {"status": "runtime_error", "detail": program.undecided, "undecided": True}
    return outcome


def _failure(error: BaseException, program: Program) -> dict[str, Any]:
    detail = describe(error)[:500]
    if isinstance(error, collected.LackingError):
        return {"status": "fault", "detail": str(error)}
    by_itself = program.expected or isinstance(error, ImportError)
    if by_itself and not program.touched and not program.tainted:
        return {"status": "fault", "detail": f"fails without using the program: {detail}"}
    status = "wrong_answer" if isinstance(error, AssertionError) else "runtime_error"
    return {"status": status, "detail": detail, "stderr": program.trace[-STDERR_TAIL:]}


def last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:500]
