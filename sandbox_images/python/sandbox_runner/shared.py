"""A process that a program shares with its tests: lower trust, and no more of it than that needs.

The tests come when the program has been loaded, one by one and compiled (`instrument`); until then they are nowhere in
the process. What judges is kept as it was (`frozen`), looks into the interpreter are refused (`lookout`), comparisons
are made by Python's types (`fairness`), and a test whose assertions were not reached has not passed. A verdict leaves
by a descriptor that comes when the test has ended, with a word that came with the test.

All state is in closures, no class is defined here, and the runner's modules are out of sight before the program is run.
"""

from __future__ import annotations

import _socket
import functools
import importlib
import marshal
import os
import sys
import types
from collections.abc import Callable, Iterable
from typing import Any

from sandbox_runner import collected, fairness, frozen, lookout
from sandbox_runner.program import Prepared, describe, prepare, resolve_entry_point

TESTS = ("<test ", "<setup>")
Run = Callable[[], None]
Attempt = Callable[[Run], tuple[str, str]]


def live_together(payload: dict[str, Any], fd: int, ready: Callable[[bytes], None]) -> None:
    """The process's whole life. ready: tells the supervisor how far the program came, as `prepare` does."""
    word: str = payload.pop("word")
    missing = _import(payload["modules"])
    if missing:
        os.write(fd, _line(word, "fault", f"fails without using the program: {missing}"))
        return
    for name in ("unittest", "unittest.case", "unittest.loader"):
        importlib.import_module(name)
    trusted = _trusted()
    judges = frozen.keep()
    prepared = prepare(payload, "solution", ready)
    if prepared is None:
        return
    sys.stdout = __import__("io").StringIO()
    serve = _server(fd, word, payload, prepared, trusted, judges)
    lookout.refuse_looks(trusted, TESTS)
    for name in [name for name in sys.modules if name.partition(".")[0] == "sandbox_runner"]:
        del sys.modules[name]
    serve()


def _import(names: Iterable[str]) -> str:
    """What the tests import is loaded before the program is, so that it is the real thing. Why one is missing."""
    try:
        for name in names:
            importlib.import_module(name)
    except BaseException as error:
        return describe(error)[:500]
    return ""


def _trusted() -> tuple[str, ...]:
    """Beginnings of the file names of libraries, the runner and tests; all others are the program's."""
    folders = sorted({path + "/" for path in [*sys.path, os.path.dirname(os.__file__)] if path.startswith("/")})
    return (*folders, "<frozen ", "<__array_function__ internals>", *TESTS)


def _line(word: str, status: str, detail: str) -> bytes:
    return f"{word} {status} {detail.encode('utf-8', 'replace')[:1000].hex()}\n".encode()


def _server(
    fd: int, word: str, payload: dict[str, Any], prepared: Prepared, trusted: tuple[str, ...], judges: Any
) -> Run:
    """Loads the program, then runs each test that comes and reports it."""
    receive = _socket.socket(fileno=fd).recvmsg
    number = functools.partial(int.from_bytes, byteorder="little" if sys.byteorder == "little" else "big")
    write, read, close, size_of, loads = os.write, os.pread, os.close, os.fstat, marshal.loads
    line, restore = _line, judges[0]
    load, begin = _loader(payload, prepared), _tester(payload, prepared, trusted, judges)
    attempt = _attempting()

    def descriptor() -> int:
        """What the supervisor sends next; it ends the process where there is nothing more."""
        _, extra, _, _ = receive(1, 64)
        return number(extra[0][2][:4])

    def received() -> Any:
        source = descriptor()
        data = read(source, size_of(source).st_size, 0)
        close(source)
        return loads(data)

    def report(word: str, status: str, detail: str) -> None:
        write(fd, line(word, "ended", ""))
        out = descriptor()
        write(out, line(word, status, detail))
        close(out)

    def serve() -> None:
        loaded = attempt(load)
        restore()
        write(fd, line(word, "ready", ""))
        while True:
            test = received()
            found = begin(test) if loaded[0] == "passed" else loaded
            report(test["word"], *found)

    return serve


def _loader(payload: dict[str, Any], prepared: Prepared) -> Run:
    aliases = {name: importlib.import_module(found) for name, found in payload["aliases"].items()}
    inside = prepared.module.__dict__
    entry_point, resolve = payload["entry_point"], resolve_entry_point

    def load() -> None:
        exec(prepared.code, inside)
        for name, module in aliases.items():
            inside[name] = module
        if entry_point:
            inside[entry_point.rpartition(".")[2]] = resolve(prepared.module, entry_point)

    return load


def _attempting() -> Attempt:
    describing, failed, everything, execute = describe, AssertionError, BaseException, isinstance

    def attempt(run: Run) -> tuple[str, str]:
        try:
            run()
            return "passed", ""
        except everything as error:
            return "wrong_answer" if execute(error, failed) else "runtime_error", describing(error)[:500]

    return attempt


def _tester(
    payload: dict[str, Any], prepared: Prepared, trusted: tuple[str, ...], judges: Any
) -> Callable[[dict[str, Any]], tuple[str, str]]:
    """Runs one test: `{"codes": [(code, marks, functions)], ...}`, the setup's before it where it is the first."""
    restore, accept, pristine = judges
    inside = prepared.module.__dict__
    compared = fairness.comparison(lambda name: not name.startswith(trusted), tests_use_mocks=payload["uses_mocks"])
    pinned, tested, pin = payload["pinned"], payload["tested"], "\0builtin "
    fitted, attempt, loads, copy = _fit, _attempting(), marshal.loads, dict
    run_defined = collected.running(payload["entry_point"], frozenset(payload["used"]))

    mocks = tuple(filter(None, [getattr(sys.modules.get("unittest.mock"), "NonCallableMock", None)]))
    function = types.FunctionType

    def own(value: Any) -> bool:
        if type(value) is function:
            return value.__code__.co_filename.startswith(TESTS)
        return issubclass(type(value), mocks)

    def builtin() -> dict[str, Any]:
        """What the tests mean by `abs`, and by a `sum` that they test."""
        found = {pin + name: pristine[name] for name in pinned}
        under_test = [name for name in tested if name in inside][:1]
        return found | {pin + name: inside[name] for name in under_test}

    def execute(code: bytes, counts: list[int], *, whole: bool) -> None:
        def mark(number: int) -> None:
            counts[number] += 1

        functions = {"\0mark": mark, "\0compare": compared["compare"], "\0pair": compared["pair"], **builtin()}
        before = copy(inside)
        exec(fitted(loads(code), functions), inside)
        if whole:
            run_defined({name: value for name, value in inside.items() if before.get(name) is not value}, inside)

    def begin(test: dict[str, Any]) -> tuple[str, str]:
        inside["__builtins__"] = copy(pristine)
        for at, (code, marks, functions) in enumerate(test["codes"]):
            whole = at == len(test["codes"]) - 1
            counts = [0] * marks
            restore()
            found = attempt(functools.partial(execute, code, counts, whole=whole))
            accept(own)
            changed = restore()
            if found[0] != "passed":
                return found
            if changed:
                return "wrong_answer", f"the program changed what judges: {changed[0]}"
            if whole and not reached(counts, functions):
                return "wrong_answer", "the test ended before its assertions were reached"
        return "passed", ""

    def reached(counts: list[int], functions: list[tuple[int, list[int]]]) -> bool:
        """Every assertion that is passed in each run of its function was, as often as that was begun; and at least one,
        where there are any."""
        heads = {head for head, _ in functions}
        whole = all(counts[one] >= (1 if head < 0 else counts[head]) for head, sure in functions for one in sure)
        asserting = [count for one, count in enumerate(counts) if one not in heads]
        return whole and (not asserting or any(asserting))

    return begin


def _fit(code: types.CodeType, functions: dict[str, Callable[..., Any]]) -> types.CodeType:
    """The code with functions in the places of the constants that name them."""

    def fitted(one: Any) -> Any:
        if type(one) is types.CodeType:
            return _fit(one, functions)
        if type(one) in (tuple, frozenset):  # of constants the compiler makes one: `isinstance(x, (int, float))`
            return type(one)(map(fitted, one))
        return functions.get(one, one) if type(one) is str else one

    return code.replace(co_consts=tuple(map(fitted, code.co_consts)))
