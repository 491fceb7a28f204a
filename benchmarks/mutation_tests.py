"""A plugin of pytest for `benchmarks.mutation`: only the tests that run the mutated line, the quickest first.

    MUTATION_MAP=map.json python -m pytest -p benchmarks.mutation_tests ...

Where the map does not exist, the tests are run once under `coverage` and the map is written: for each line of the
source the tests that ran it, and how long each test takes. Memos are emptied before each test of that run, so that no
test seems to do less than it does. Else the tree in the working folder is compared with the one in MUTATION_PRISTINE.
A line that no test runs leaves no test: the mutant lives. A line that runs when its module is imported leaves all.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

SOURCE = "reward_server/symbolic"
MAP, PRISTINE = Path(os.environ["MUTATION_MAP"]), Path(os.environ["MUTATION_PRISTINE"])


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Selection(*mutated()) if MAP.exists() else Recording(), "mutation")


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

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
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


def mutated() -> tuple[str, int]:
    """The file and the line that the mutant changed; no file where nothing is changed."""
    for path in sorted(PRISTINE.glob(f"{SOURCE}/**/*.py")):
        name = path.relative_to(PRISTINE)
        if (before := path.read_bytes()) != (after := name.read_bytes()):
            pairs = enumerate(zip(before.splitlines(), after.splitlines(), strict=False), 1)
            return str(name), next((line for line, (old, new) in pairs if old != new), 1)
    return "", 0


class Selection:
    """Tests that ran the statement which holds the line, in the order of their time."""

    def __init__(self, path: str, line: int) -> None:
        known = json.loads(MAP.read_text())
        lines: dict[int, list[int]] = {int(number): some for number, some in known["lines"].get(path, {}).items()}
        # A statement over several lines is known by any of them; where no test ran this line, by the one above.
        at = line if line in lines else max((one for one in statement(path, line) if one in lines), default=0)
        some = lines.get(at, [] if path else [-1])
        self._chosen: list[str] = known["tests"] if -1 in some else [known["tests"][index] for index in sorted(some)]
        self._files = {name.partition("::")[0] for name in self._chosen}

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        name = collection_path.relative_to(Path.cwd()).as_posix()
        return True if collection_path.name.startswith("test_") and name not in self._files else None

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        places = {name: place for place, name in enumerate(self._chosen)}
        config.hook.pytest_deselected(items=[one for one in items if one.nodeid not in places])
        items[:] = sorted((one for one in items if one.nodeid in places), key=lambda one: places[one.nodeid])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED:
            session.exitstatus = pytest.ExitCode.OK


def statement(path: str, line: int) -> list[int]:
    """The lines of the innermost statement around a line."""
    import ast

    inside: list[Any] = [
        node
        for node in ast.walk(ast.parse((PRISTINE / path).read_text("utf-8")))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    innermost = max(inside, key=lambda node: (node.lineno, -(node.end_lineno or 0)), default=None)
    return list(range(innermost.lineno, (innermost.end_lineno or 0) + 1)) if innermost else []
