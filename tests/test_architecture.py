"""The borders of the design, read from the imports: which room may know which."""

from __future__ import annotations

import ast
import graphlib
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ("reward_server/rewards", "reward_server/symbolic")
IMPURE_MODULES = {
    "os", "io", "subprocess", "multiprocessing", "threading", "concurrent", "asyncio", "socket", "signal", "time",
    "random", "secrets", "uuid", "tempfile", "shutil", "docker", "httpx", "requests", "logging", "ctypes",
}  # fmt: skip

PURE_ALL_THE_SAME = {
    "reward_server/symbolic/budget.py: threading": "threading.local alone: a meter and numeric contexts a thread, none shared",
    "reward_server/symbolic/sympy_rung.py: random": "seeds alone, so that what sympy draws is always the same",
}


WALL_CLOCKS = {"time.time", "datetime.now", "datetime.utcnow", "datetime.today", "time.localtime", "time.gmtime"}
WALL_CLOCK_ALL_THE_SAME = {
    "reward_server/execution/sandbox/backends/docker.py: time.time": "the engine's events are asked for by date",
    "reward_server/scored_log.py: time.time": "when an item was scored, for people",
    "reward_server/execution/run_folder.py: time.time": "beside a file's time, which is of that clock too",
    "sdk/http/answers.py: datetime.now": "a Retry-After may be a date",
}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, f"nothing under {folders}: the test would pass on nothing"
    return found


def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, however deep inside it, dotted."""
    return _imported(path, path.read_text("utf-8"))


@cache
def _imported(path: Path, text: str) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: absolute imports only, so that borders can be read"
            found.extend(f"{node.module}.{alias.name}" for alias in node.names)
    return tuple(found)


@cache
def calls(path: Path) -> tuple[tuple[str, int], ...]:
    """What a file calls, as it is written, and in which lines."""
    tree = ast.parse(path.read_text("utf-8"))
    return tuple((ast.unparse(node.func), node.lineno) for node in ast.walk(tree) if isinstance(node, ast.Call))


def offenders(paths: list[Path], forbidden: set[str]) -> list[str]:
    """file: module, for each import of a forbidden module or of one inside it."""
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in imports(path)
        if any(name == one or name.startswith(one + ".") for one in forbidden)
    ]


def test_rewards_do_no_io_start_nothing_and_read_no_clock() -> None:
    assert set(offenders(modules(*PURE), IMPURE_MODULES)) == set(PURE_ALL_THE_SAME)


def test_rewards_know_nothing_of_execution_or_http() -> None:
    rooms = {"reward_server.execution", "reward_server.app", "reward_server.scoring", "reward_server.service"}
    assert offenders(modules(*PURE), rooms) == []


@pytest.mark.parametrize("name", ["eval", "exec", "sympify", "parse_expr", "open", "compile", "input", "__import__"])
def test_rewards_never_call(name: str) -> None:
    """Neither evaluation of text nor files, in the rooms that see a model's text (methods such as re.compile are)."""
    found = [
        f"{path.relative_to(ROOT)}:{line}" for path in modules(*PURE) for called, line in calls(path) if called == name
    ]
    assert found == []


def test_only_execution_starts_processes_and_knows_docker() -> None:
    others = [path for path in modules("reward_server") if "execution" not in path.parts]
    assert offenders(others, {"subprocess", "multiprocessing", "docker"}) == []
    assert offenders(modules("reward_server/rewards", "reward_server/symbolic"), {"docker", "subprocess"}) == []


def test_no_alarm_anywhere_in_the_server() -> None:
    """SIGALRM works in main threads alone, and a thread around sympy cannot be stopped."""
    names = ("signal.alarm", "setitimer(signal.ITIMER_REAL")
    assert [path for path in modules("reward_server") for name in names if name in path.read_text("utf-8")] == []


def test_the_server_imports_the_wire_and_no_other_module_of_the_sdk() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules("reward_server")
        for name in imports(path)
        if (name == "sdk" or name.startswith("sdk.")) and not name.startswith(("sdk.schema", "sdk.columns"))
    ]
    assert found == []


def test_the_mapper_of_rows_needs_pydantic_and_the_standard_library_and_does_nothing_but_compute() -> None:
    """The server imports it beside the wire; NumPy, pandas and torch are known by what their values can do."""
    found = {name.split(".")[0] for path in modules("sdk/columns") for name in imports(path)}
    assert found - sys.stdlib_module_names == {"pydantic", "sdk"}
    own = {name for path in modules("sdk/columns") for name in imports(path) if name.startswith("sdk.")}
    assert {name for name in own if not name.startswith(("sdk.columns", "sdk.schema"))} == set()
    assert offenders(modules("sdk/columns"), (IMPURE_MODULES | {"pickle", "marshal"}) - {"uuid"}) == []


def test_rows_and_their_texts_are_read_without_a_service() -> None:
    assert {name for path in modules("sdk/data") for name in imports(path) if name.startswith("sdk.")} <= {"sdk.data"}


def test_the_sdk_imports_the_server_in_local_alone() -> None:
    others = [path for path in modules("sdk") if path != ROOT / "sdk" / "local.py"]
    assert offenders(others, {"reward_server"}) == []


def test_torch_stays_under_train() -> None:
    others = [path for path in modules("sdk", "reward_server") if ROOT / "sdk" / "train" not in path.parents]
    assert offenders(others, {"torch", "transformers"}) == []


def test_fastapi_stays_in_the_application() -> None:
    http = {ROOT / "reward_server" / "app.py", ROOT / "reward_server" / "page" / "routes.py"}
    others = [path for path in modules("reward_server") if path not in http and "dialects" not in path.parts]
    assert offenders(others, {"fastapi", "starlette"}) == []


def test_opentelemetry_stays_where_spans_are_made_and_where_the_client_sends_its_own_on() -> None:
    known = {ROOT / "reward_server" / "tracing.py", ROOT / "sdk" / "http" / "trace_context.py"}
    others = [path for path in modules("reward_server", "sdk", "assay_rl") if path not in known]
    assert offenders(others, {"opentelemetry"}) == []


def test_no_deadline_knows_the_wall_clock_which_may_jump() -> None:
    paths = [path for path in modules("reward_server", "sdk") if ROOT / "sdk" / "train" not in path.parents]
    last = {name.rpartition(".")[2] for name in WALL_CLOCKS}
    found = {
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in last and ast.unparse(node) in WALL_CLOCKS
    }
    assert found == set(WALL_CLOCK_ALL_THE_SAME)


ORDERS: dict[str, tuple[str, ...]] = {
    "sdk.train": (
        "__main__", "prepare", "evaluate", "scaling", "launch", "stages", "toy", "run", "trainer", "scoring", "rollout", "model",
        "report", "data", "config", "distributed", "metrics", "estimators", "errors",
    ),
    "reward_server.symbolic": (
        "sympy_rung", "compare", "readers", "contradiction", "spoken", "reading", "asked_forms", "question", "definitions", "conventions", "besides", "unfinished", "structures", "scalars", "extract", "verdict", "latex", "parse", "budget",
    ),
}  # fmt: skip
"""The rooms of a package, each of which may import those after it alone."""
MOST_LINES = {"sdk/integrations": 120, "reward_server/dialects": 120}
"""Of each module in these rooms, which are translations and nothing more; none of them imports another."""


@pytest.mark.parametrize("package", ORDERS)
def test_a_room_imports_only_rooms_below_it(package: str) -> None:
    assert upward(ROOT, package, ORDERS[package]) == []


@pytest.mark.parametrize("module", ["reward_server.__main__", "reward_server.execution.manager"])
def test_a_process_that_judges_no_mathematics_does_not_import_it(module: str) -> None:
    """A start waits for what each of its processes imports."""
    code = f"import sys, {module}; sys.exit('reward_server.symbolic.compare' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_no_import_cycle() -> None:
    """Imports for type checking and inside functions included."""
    assert cycle(graph(ROOT, "reward_server", "sdk")) is None


def test_training_knows_the_sdk_by_its_public_names_and_nobody_knows_training() -> None:
    own = modules("sdk/train")
    public = {"sdk.schema", "sdk.columns", "sdk.data", "sdk.alarms", "sdk.train"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in own
        for name in imports(path)
        if name.startswith("sdk.") and not any(name == one or name.startswith(f"{one}.") for one in public)
        and not (name.count(".") == 1 and name.rpartition(".")[2][0].isupper())
    ]  # fmt: skip
    assert found == []
    others = [path for path in modules("sdk", "reward_server") if ROOT / "sdk" / "train" not in path.parents]
    assert offenders(others, {"sdk.train"}) == []


def test_a_training_step_is_told_in_at_most_twenty_statements() -> None:
    tree = ast.parse((ROOT / "sdk" / "train" / "trainer" / "step.py").read_text("utf-8"))
    [step] = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "train_step"]
    statements = [one for one in ast.walk(step) if isinstance(one, ast.stmt)]
    assert len(statements) - 2 <= 20, "the function itself and its docstring are not counted"


SHARED = ("base.py", "door.py")
"""What all adapters, and all dialects, stand on."""


@pytest.mark.parametrize("folder", MOST_LINES)
def test_adapters_and_dialects_are_small_and_do_not_know_each_other(folder: str) -> None:
    large = [one for one in oversized(ROOT / folder, MOST_LINES[folder]) if not one.startswith(SHARED)]
    assert large == []
    own = [path for path in (ROOT / folder).rglob("*.py") if path.name not in SHARED]
    names = {f"{folder.replace('/', '.')}.{path.stem}" for path in own if path.parent == ROOT / folder}
    paths = [path for path in own if path.stem != "__init__" or path.parent != ROOT / folder]
    assert offenders(paths, names) == []


def test_these_tests_see_an_import_upwards_wherever_it_stands(tmp_path: Path) -> None:
    order = ("high", "low")
    for text in (
        "from pkg.high.one import f\n",
        "from pkg.high import one\n",
        "import pkg.high.one\n",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from pkg.high.one import f\n",
        "def g():\n    from pkg.high.one import f\n    return f\n",
    ):
        written(tmp_path, {"high/one.py": "from pkg.low.two import g\n", "low/two.py": text})
        assert upward(tmp_path, "pkg", order) == ["pkg/low/two.py imports the room high, which stands above low"]
        assert cycle(graph(tmp_path, "pkg")) == ["pkg.high.one", "pkg.low.two", "pkg.high.one"]
    written(tmp_path, {"high/one.py": "from pkg.low.two import g\n", "low/two.py": "def g(): ...\n"})
    assert upward(tmp_path, "pkg", order) == []
    assert cycle(graph(tmp_path, "pkg")) is None


def test_these_tests_see_a_room_without_a_place_and_a_module_that_is_too_long(tmp_path: Path) -> None:
    written(tmp_path, {"attic/three.py": "pass\n" * 121, "low/two.py": "pass\n" * 120})
    assert upward(tmp_path, "pkg", ("low",)) == ["pkg/attic has no place in the order of pkg's rooms"]
    assert oversized(tmp_path / "pkg", 120) == ["three.py: 121 lines"]


def upward(root: Path, package: str, order: tuple[str, ...]) -> list[str]:
    """What is wrong with the imports between a package's rooms."""
    folder, found = root / package.replace(".", "/"), []
    for path in sorted(folder.rglob("*.py")):
        room = path.relative_to(folder).with_suffix("").parts[0]
        if room == "__init__":
            continue
        if room not in order:
            found.append(f"{folder.relative_to(root) / room} has no place in the order of {package}'s rooms")
            continue
        known = {
            name.removeprefix(f"{package}.").split(".")[0] for name in imports(path) if name.startswith(f"{package}.")
        }
        above = sorted(one for one in known & set(order) if order.index(one) < order.index(room))
        found += [f"{path.relative_to(root)} imports the room {one}, which stands above {room}" for one in above]
    return found


def graph(root: Path, *packages: str) -> dict[str, set[str]]:
    """Module -> the modules that it imports, anywhere in it."""
    paths = {_dotted(root, path): path for package in packages for path in sorted((root / package).rglob("*.py"))}
    return {
        name: {known for one in imports(path) if (known := _module(one, paths)) not in (None, name)}
        for name, path in paths.items()
    }


def cycle(graph: dict[str, set[str]]) -> list[str] | None:
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        return list(reversed(error.args[1]))
    return None


def oversized(folder: Path, most: int) -> list[str]:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in sorted(folder.rglob("*.py"))}
    return [f"{path.name}: {lines} lines" for path, lines in sizes.items() if lines > most]


def written(root: Path, files: dict[str, str]) -> None:
    shutil.rmtree(root / "pkg", ignore_errors=True)
    for name, text in files.items():
        path = root / "pkg" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _module(name: str, known: dict[str, Path]) -> str | None:
    """The module that an imported name is, or stands in."""
    return name if name in known else name.rpartition(".")[0] if name.rpartition(".")[0] in known else None


def _dotted(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


MIRRORED = ("reward_server/symbolic", "sdk/train/rollout")
"""Rooms whose modules each have tests of their own, in a file of the same name."""
TESTED_ELSEWHERE = {
    "reward_server/symbolic/parse/noun_data.py": "data: test_units reads it",
    "reward_server/symbolic/parse/unit_data.py": "data: test_units reads it",
    "sdk/train/rollout/engine.py": "the interface: test_remote, and model/test_policy for the one in the process",
    "sdk/train/rollout/samples.py": "data classes alone",
    "sdk/train/rollout/sampling.py": "model/test_policy and trainer/test_step, which sample with a model",
    "sdk/train/rollout/sglang.py": "test_remote runs all its tests on both servers",
    "sdk/train/rollout/vllm.py": "test_remote runs all its tests on both servers",
}


def unmirrored(root: Path, rooms: tuple[str, ...]) -> set[str]:
    """Modules without a `tests/<room>/test_<module>.py`."""
    found = [path.relative_to(root) for room in rooms for path in sorted((root / room).rglob("*.py"))]
    return {
        path.as_posix()
        for path in found
        if path.stem != "__init__" and not (root / "tests" / path.parent / f"test_{path.name}").exists()
    }


def test_each_module_has_a_file_of_tests() -> None:
    """A module that is tested elsewhere says where, and the list holds no other."""
    known = {one: one.removesuffix(".py") + ("" if one.endswith(".py") else "/") for one in TESTED_ELSEWHERE}
    found = unmirrored(ROOT, MIRRORED)
    assert [one for one in sorted(found) if not one.startswith(tuple(known.values()))] == []
    assert [one for one, start in known.items() if not any(path.startswith(start) for path in found)] == []


def test_this_test_sees_a_module_without_tests(tmp_path: Path) -> None:
    for name in ("room/one.py", "room/two.py", "room/__init__.py", "tests/room/test_one.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert unmirrored(tmp_path, ("room",)) == {"room/two.py"}
