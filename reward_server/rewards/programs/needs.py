"""What tests ask for that two processes cannot give, read from the tests alone.

Tests that run as code run apart from the program: between the two processes go copies of data, and proxies of objects.
Some tests can tell: they look at identity, patch what the program calls, share a file or a seed with it, look into its
source, or change data that both sides hold. Such a test needs `isolation: shared`. What is found here depends on no
program, so that no completion can choose how it is judged. (Changes of data that both sides hold are `sharing`'s.)
"""

from __future__ import annotations

import ast
import builtins
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from reward_server.memo import remembered
from reward_server.rewards.programs import sharing

MODULES = frozenset([
    "__future__", "abc", "asyncio", "base64", "bisect", "calendar", "cmath", "collections", "contextlib",
    "copy", "dataclasses", "datetime", "decimal", "enum", "fractions", "functools", "hashlib", "heapq", "io",
    "itertools", "json", "math", "numbers", "numpy", "operator", "pathlib", "pytest", "random", "re", "solution",
    "statistics", "string", "struct", "sys", "textwrap", "time", "traceback", "typing", "typing_extensions", "unittest",
    "uuid", "zlib",
])  # fmt: skip
"""What tests may import beside the program: what they use of it stays theirs, or is data."""
SAME_FOR_ALL = frozenset([
    "bisect", "cmath", "collections", "copy", "decimal", "fractions", "functools", "heapq", "io", "itertools", "json",
    "math", "operator", "pathlib", "random", "re", "statistics", "string", "sys", "unittest", "uuid",
])  # fmt: skip
"""Modules whose bare name means the module, whoever imported it."""
SYS = frozenset(["maxsize", "float_info", "int_info", "stdout", "version_info", "maxunicode", "exc_info", "version"])
DATACLASSES = frozenset(["FrozenInstanceError", "dataclass", "field"])
"""The rest looks into objects."""
BUILTINS = {
    "open": "a file", "input": "standard input", "exec": "code that is made while the tests run",
    "eval": "code that is made while the tests run", "compile": "code that is made while the tests run",
    "globals": "the program's globals", "locals": "the program's globals", "vars": "what an object holds",
    "dir": "what an object holds", "id": "identity", "__import__": "a module by name", "delattr": "a deleted attribute",
    "memoryview": "shared memory", "breakpoint": "standard input",
}  # fmt: skip
ATTRIBUTES = {
    "seed": "a seed", "setstate": "a seed",
    "assertIs": "identity", "assertIsNot": "identity", "assertWarns": "warnings", "assertWarnsRegex": "warnings",
    "warns": "warnings", "deprecated_call": "warnings", "assertLogs": "logs", "assertNoLogs": "logs",
    "mock": "mocks", "redirect_stderr": "standard error", "stderr": "standard error", "stdin": "standard input",
    "read_text": "a file", "write_text": "a file", "read_bytes": "a file", "write_bytes": "a file", "exists": "a file",
    "is_file": "a file", "is_dir": "a file", "unlink": "a file", "mkdir": "a file",
    "iterdir": "a file", "touch": "a file", "abc": "how an object is made",
    "iloc": "a data frame", "loc": "a data frame", "dtypes": "a data frame", "iterrows": "a data frame",
}  # fmt: skip
SUMS = ("all", "any", "sum", "mean")
"""Methods of what a comparison of many values gives."""
LABELS = ("columns", "index")
"""Of a data frame: they can be read one by one, and not be asked whether they hold something."""
DUNDERS = frozenset(["__name__", "__class__", "__init__"])
"""Those that proxies have."""
LIBRARIES = frozenset(
    ["plt", "pd", "pandas", "sp", "scipy", "nx", "networkx", "sympy", "matplotlib", "sns", "tf", "cv2"]
)
"""Usual names of modules whose values do not cross, for tests that lean on the program's import of them."""
FIXTURES = {"monkeypatch": "mocks", "tmp_path": "a file"}
"""pytest's own, as a test function asks for them. (`capsys` needs nothing.)"""
SINGLETONS = (None, True, False, Ellipsis)


@dataclass(frozen=True, slots=True)
class Need:
    """Where it is (`setup`, or the index of a test; a line in it) and what it is."""

    place: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"tests.{self.place}, line {self.line}: the test needs {self.what}, which two processes do not share"


@remembered("needs", 512, 100_000)
def first_need(setup: str, tests: tuple[str, ...]) -> Need | None:
    """The first thing for which the tests must share the program's process; None where they need not, or where they do
    not compile, which is another's to say."""
    imported = _imported(tests, setup)
    flow, bound = sharing.Flow(imported), set(imported)
    for place, source in [("setup", setup), *((f"code[{index}]", test) for index, test in enumerate(tests))]:
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
        try:
            found = sorted([*_needs(tree), *_modules_of_the_program(tree, bound), *flow.read(tree)])
        except RecursionError:  # the parser goes deeper than Python's own stack
            return Need(place, 1, "an expression nested too deeply to be read")
        if found:
            return Need(place, *found[0])
    return None


def _imported(tests: tuple[str, ...], setup: str) -> frozenset[str]:
    """Names of modules, and of what is taken out of them: never the program's."""
    names: set[str] = set()
    for source in (setup, *tests):
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        for node in nodes:
            if isinstance(node, ast.Import) or (isinstance(node, ast.ImportFrom) and node.module != "solution"):
                names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return frozenset(names - {"solution"})


def _modules_of_the_program(tree: ast.AST, bound: set[str]) -> Iterator[tuple[int, str]]:
    """`datetime.now()` in tests that import no `datetime`: what that is, the program's imports decide. bound: names of
    the tests' own, to which this tree's are added."""
    bound |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    bound |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    for node in ast.walk(tree):
        base = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(base, ast.Name) and base.id in (sys.stdlib_module_names | LIBRARIES) - SAME_FOR_ALL - bound:
            yield base.lineno, f"{base.id} as the program imports it"


def _needs(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, what) of everything that a node shows by itself."""
    for node in ast.walk(tree):
        what = _need_of(node)
        if what:
            yield getattr(node, "lineno", 1), what


def _need_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Import):
        return next((found for alias in node.names if (found := _of_module(alias.name))), None)
    if isinstance(node, ast.ImportFrom):
        return _of_module(node.module or "") or next(
            filter(None, (_taken(node, alias.name) for alias in node.names)), None
        )
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return BUILTINS.get(node.id)
    if isinstance(node, ast.Attribute):
        return _of_attribute(node)
    if isinstance(node, ast.Compare):
        return _of_comparison(node)
    if isinstance(node, ast.ClassDef):
        tests = any(ast.unparse(base).endswith("TestCase") for base in node.bases) or _is_pytest_class(node)
        return None if tests else f"the class {node.name} of the tests"
    if isinstance(node, ast.arg):
        return FIXTURES.get(node.arg)
    if isinstance(node, ast.Call):
        return _of_call(node)
    return None


def _is_pytest_class(node: ast.ClassDef) -> bool:
    """One that is there for its tests alone."""
    methods = [one.name for one in node.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    made = node.bases or node.keywords or "__init__" in methods
    return node.name.startswith("Test") and not made and any(name.startswith("test") for name in methods)


def _of_module(name: str) -> str | None:
    if name == "unittest.mock":
        return "mocks"
    if name == "collections.abc":
        return "how an object is made"
    root = name.partition(".")[0]
    return None if root in MODULES else f"the module {root}"


def _taken(node: ast.ImportFrom, name: str) -> str | None:
    """A name taken out of a module."""
    if node.module == "dataclasses":
        return None if name in DATACLASSES else f"dataclasses.{name}"
    return ATTRIBUTES.get(name)


def _of_attribute(node: ast.Attribute) -> str | None:
    if isinstance(node.value, ast.Name) and node.value.id == "sys":
        return None if node.attr in SYS else f"sys.{node.attr}"
    if isinstance(node.value, ast.Name) and node.value.id == "dataclasses":
        return None if node.attr in DATACLASSES else f"dataclasses.{node.attr}"
    if node.attr.startswith("__") and node.attr.endswith("__") and node.attr not in DUNDERS:
        return f"{node.attr} of what the program made"
    if isinstance(node.ctx, ast.Del):
        return "a deleted attribute"
    if node.attr in ("assertIs", "assertIsNot"):
        return None  # see `_of_call`
    return ATTRIBUTES.get(node.attr)


def _of_comparison(node: ast.Compare) -> str | None:
    sides = [node.left, *node.comparators]
    for operator, pair in zip(node.ops, itertools.pairwise(sides), strict=True):
        if isinstance(operator, ast.Is | ast.IsNot) and not any(map(_has_no_copies, pair)):
            return "identity"
        if isinstance(operator, ast.In | ast.NotIn) and _is_labels(pair[1]):
            return "a data frame"
    return None


def _is_labels(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in LABELS


def _has_no_copies(node: ast.expr) -> bool:
    """A singleton, a built-in type, or the type of something."""
    if isinstance(node, ast.Constant):
        return any(node.value is one for one in SINGLETONS)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "type"
    return isinstance(node, ast.Name) and isinstance(getattr(builtins, node.id, None), type)


def _of_call(node: ast.Call) -> str | None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in ("isinstance", "issubclass", "assertIsInstance") and any(_is_type_of(one) for one in node.args[1:2]):
        return "how an object is made"
    if name in ("assertIs", "assertIsNot") and not any(map(_has_no_copies, node.args[:2])):
        return "identity"
    if name in ("assertIn", "assertNotIn") and any(map(_is_labels, node.args[1:2])):
        return "a data frame"
    if name in ("all", "any") and any(map(_compares_columns, node.args)):
        return "a data frame"
    if name in SUMS and isinstance(node.func, ast.Attribute) and _is_compared_frame(node.func.value):
        return "a data frame"
    if name in dir(builtins) or (isinstance(node.func, ast.Attribute) and _is_of_data(node.func)):
        return None
    for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if isinstance(argument, ast.GeneratorExp):
            return "a generator of the tests"
        called = argument.func if isinstance(argument, ast.Call) else None
        kind = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if kind in sharing.NOT_DATA:
            return f"a {kind} of the tests"
    return None


def _compares_columns(node: ast.expr) -> bool:
    """What gives an answer for each column."""
    sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
    return any(isinstance(side, ast.Attribute) and side.attr == "columns" for side in sides)


def _is_compared_frame(node: ast.expr) -> bool:
    """`df["a"] >= 0`, or `(df >= 0).all()` of which all are asked for once more."""
    if isinstance(node, ast.BinOp):
        return _is_compared_frame(node.left) or _is_compared_frame(node.right)
    if isinstance(node, ast.Compare):
        return any(map(_is_column, [node.left, *node.comparators]))
    asked = node.func if isinstance(node, ast.Call) else None
    if not isinstance(asked, ast.Attribute) or asked.attr not in SUMS:
        return False
    return any(isinstance(one, ast.Compare) for one in ast.walk(asked.value)) and not node.args  # type: ignore[attr-defined]


def _is_column(node: ast.expr) -> bool:
    by = node.slice if isinstance(node, ast.Subscript) else None
    return isinstance(by, ast.Constant) and isinstance(by.value, str)


def _is_type_of(node: ast.expr) -> bool:
    """`type(lambda: 0)`: the kind of a function, a generator, whatever is no data."""
    made = node.args[0] if isinstance(node, ast.Call) and _called_type(node) and node.args else None
    return isinstance(made, ast.GeneratorExp | ast.Lambda | ast.Call | ast.Name)


def _called_type(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id == "type"


def _is_of_data(function: ast.Attribute) -> bool:
    """A method of a literal, or an assertion of unittest."""
    return isinstance(function.value, ast.Constant) or function.attr.startswith("assert")
