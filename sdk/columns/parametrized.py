"""Tests written for pytest's runner: the service calls test functions too, but gives them no arguments."""

from __future__ import annotations

import ast

from sdk.columns.errors import ColumnError


def with_cases(code: str) -> str:
    """After the code, a function without arguments for each test function with cases of `pytest.mark.parametrize`.

    Raises ColumnError for a test function that asks for anything else, such as a fixture.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return code  # the service says so of the item
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    added = [
        _runner(node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and _asked(node)
        if node.name not in called  # else a helper of other tests
    ]
    return "\n\n\n".join([code.rstrip("\n"), *added]) + "\n" if added else code


def _runner(function: ast.FunctionDef) -> str:
    lines, given = [f"def {function.name}_cases():"], list[str]()
    for decorator in function.decorator_list:
        names, values = _parametrized(decorator)
        if names:
            lines.append("    " * len(lines) + f"for {', '.join(names)} in {values}:")
            given += names
    if missing := [name for name in _asked(function) if name not in given]:
        raise ColumnError(f"{function.name} asks for {', '.join(missing)}, which pytest alone gives: leave the row out")
    arguments = ", ".join(f"{name}={name}" for name in given)
    return "\n".join([*lines, "    " * len(lines) + f"{function.name}({arguments})"])


def _asked(function: ast.FunctionDef) -> list[str]:
    """Arguments without a default."""
    positional = [*function.args.posonlyargs, *function.args.args]
    return [one.arg for one in positional[: len(positional) - len(function.args.defaults)]]


def _parametrized(decorator: ast.expr) -> tuple[list[str], str]:
    """The names and the source of the values of `pytest.mark.parametrize(names, values)`; none for what is not it."""
    if not (
        isinstance(decorator, ast.Call)
        and ast.unparse(decorator.func) in ("pytest.mark.parametrize", "mark.parametrize")
    ):
        return [], ""
    arguments = [*decorator.args, *(one.value for one in decorator.keywords if one.arg in ("argnames", "argvalues"))]
    try:
        said = ast.literal_eval(arguments[0])
    except (ValueError, IndexError):
        return [], ""
    names = [name.strip() for name in said.split(",")] if isinstance(said, str) else [str(name) for name in said]
    values = ast.unparse(arguments[1]) if len(arguments) > 1 else ""
    usable = values and "pytest.param(" not in values and all(map(str.isidentifier, names))
    return (names, values) if usable else ([], "")
