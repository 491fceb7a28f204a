"""The borders of the design, read from the imports: which room may know which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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
    "reward_server/execution/run_folder.py: time.time": "beside a file's time, which is of that clock too",
    "sdk/http/answers.py: datetime.now": "a Retry-After may be a date",
}


def modules(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    assert found, f"nothing under {folders}: the test would pass on nothing"
    return found


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, however deep inside it, dotted."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: absolute imports only, so that borders can be read"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


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
    calls = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in modules(*PURE)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
    ]
    assert calls == []


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
        if (name == "sdk" or name.startswith("sdk.")) and not name.startswith("sdk.schema")
    ]
    assert found == []


def test_the_sdk_imports_the_server_in_local_alone() -> None:
    others = [path for path in modules("sdk") if path != ROOT / "sdk" / "local.py"]
    assert offenders(others, {"reward_server"}) == []


def test_torch_stays_under_train() -> None:
    others = [path for path in modules("sdk", "reward_server") if ROOT / "sdk" / "train" not in path.parents]
    assert offenders(others, {"torch", "transformers"}) == []


def test_fastapi_stays_in_the_application() -> None:
    http = {ROOT / "reward_server" / "app.py"}
    others = [path for path in modules("reward_server") if path not in http and "dialects" not in path.parts]
    assert offenders(others, {"fastapi", "starlette"}) == []


def test_no_deadline_knows_the_wall_clock_which_may_jump() -> None:
    paths = [path for path in modules("reward_server", "sdk") if ROOT / "sdk" / "train" not in path.parents]
    found = {
        f"{path.relative_to(ROOT)}: {ast.unparse(node)}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WALL_CLOCKS
    }
    assert found == set(WALL_CLOCK_ALL_THE_SAME)


def test_no_import_cycle() -> None:
    graph: dict[str, set[str]] = {_dotted(path): set() for path in modules("reward_server", "sdk")}
    for path in modules("reward_server", "sdk"):
        tree = ast.parse(path.read_text("utf-8"))
        top = ast.Module(
            body=[node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)], type_ignores=[]
        )
        for name in _names(top):
            known = name if name in graph else name.rpartition(".")[0]
            if known in graph and known != _dotted(path):
                graph[_dotted(path)].add(known)
    assert _cycle(graph) is None


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _cycle(graph: dict[str, set[str]]) -> list[str] | None:
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> list[str] | None:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return None
        for other in sorted(graph[name]):
            found = visit(other, [*trail, name])
            if found:
                return found
        done.add(name)
        return None

    return next((found for name in sorted(graph) if (found := visit(name, []))), None)
