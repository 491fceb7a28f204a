"""Tests for a process that they share with the program, compiled so that it shows whether they were run, and whether
what they compare decides by itself.

This happens before and without any program. A mark is put behind every assertion: behind an `assert`, a call like
`self.assertEqual(...)`, a `with` that waits for an exception, in a handler whose `try` would fail without it. A test
that ended and whose marks were not all reached has not passed. A comparison goes through a function that sees both
sides: an object of the program has no say about what was expected (see `fairness`).

What is put in are calls of constants, which the sharing process replaces by its own functions: no name leads to them.
"""

from __future__ import annotations

import ast
import marshal
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

MARK, COMPARE, PAIR, PIN = "\0mark", "\0compare", "\0pair", "\0builtin "
PAIRED = frozenset([
    "assertEqual", "assertNotEqual", "assertEquals", "assertAlmostEqual", "assertNotAlmostEqual", "assertGreater",
    "assertGreaterEqual", "assertLess", "assertLessEqual", "assertListEqual", "assertDictEqual", "assertTupleEqual",
    "assertSetEqual", "assertSequenceEqual", "assertMultiLineEqual", "assertCountEqual",
])  # fmt: skip
"""Assertions on two values."""
RAISES = ("raises", "assertRaises", "assertRaisesRegex", "assertWarns", "assertWarnsRegex", "warns", "assertLogs")
OPERATORS: dict[type[ast.cmpop], str] = {
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge"
}  # fmt: skip
Functions = (ast.FunctionDef, ast.AsyncFunctionDef)


class Instrumented(NamedTuple):
    """code: marshalled; marks: how many there are; functions: for each that was marked, the mark at its head and those
    that are passed whenever it ends well. The first, which has no head (-1), is the module."""

    code: bytes
    marks: int
    functions: list[tuple[int, list[int]]]


def instrument(source: str, name: str, pinned: frozenset[str]) -> Instrumented:
    """pinned: builtins that are meant wherever the code names them, whatever the program calls so. Raises SyntaxError,
    ValueError, RecursionError or MemoryError, as `compile` does."""
    tree = ast.parse(source, name)
    marker = _Marker()
    functions = [(-1, marker.block(tree.body, certain=True))]
    for node in _tested(tree):
        if not _gives_up(node):
            head, sure = marker.new(), marker.block(node.body, certain=True)
            node.body.insert(_after_docstring(node.body), _call(MARK, node.body[0], head))
            functions.append((head, sure))
        else:
            marker.block(node.body, certain=False)
    marker.rest(tree)
    tree = ast.fix_missing_locations(_Comparisons(pinned).visit(tree))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a text is called
        return Instrumented(marshal.dumps(compile(tree, name, "exec", dont_inherit=True)), marker.count, functions)


def _tested(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """`check`, test functions, and the methods of test cases: what is run once the module is."""
    for node in tree.body:
        if isinstance(node, Functions) and (node.name == "check" or node.name.startswith("test")):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, Functions) and one.name.startswith("test"))


def _gives_up(node: ast.AST) -> bool:
    """Whether a function may end well before its end."""
    return any(isinstance(one, ast.Return | ast.Yield | ast.YieldFrom) for one in ast.walk(node))


def _after_docstring(body: list[ast.stmt]) -> int:
    first = body[0]
    return int(isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant))


def _call(name: str, place: ast.AST, *arguments: Any) -> ast.stmt:
    call = ast.Call(ast.Constant(name), [ast.Constant(one) for one in arguments], [])
    return ast.copy_location(ast.Expr(call), place)


class _Marker:
    def __init__(self) -> None:
        self.count = 0
        self._done: set[int] = set()

    def new(self) -> int:
        self.count += 1
        return self.count - 1

    def block(self, body: list[ast.stmt], *, certain: bool) -> list[int]:
        """Marks the assertions among these statements, and in what they hold; the marks that are surely passed."""
        self._done.add(id(body))
        sure: list[int] = []
        for at, statement in reversed(list(enumerate(body))):
            if _asserts(statement):
                mark = self.new()
                body.insert(at + 1, _call(MARK, statement, mark))
                if certain and not _fails_always(statement):
                    sure.append(mark)
            if isinstance(statement, ast.Try):
                self._handlers(statement)
        return sure

    def rest(self, tree: ast.AST) -> None:
        """Every other block: in branches, loops, handlers, helpers."""
        for node in list(ast.walk(tree)):
            for name in ("body", "orelse", "finalbody"):
                body = getattr(node, name, None)
                if isinstance(body, list) and id(body) not in self._done:
                    self.block(body, certain=False)

    def _handlers(self, statement: ast.Try) -> None:
        """One that is reached where `assert False` in the `try` was not."""
        if any(_fails_always(one) for one in statement.body):
            for handler in statement.handlers:
                handler.body.append(_call(MARK, handler, self.new()))


def _asserts(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assert):
        return True
    if isinstance(statement, ast.With | ast.AsyncWith):
        return any(_called(item.context_expr) in RAISES for item in statement.items)
    return isinstance(statement, ast.Expr) and "assert" in _called(statement.value).lower()


def _fails_always(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assert):
        return isinstance(statement.test, ast.Constant) and not statement.test.value
    return isinstance(statement, ast.Raise) or (isinstance(statement, ast.Expr) and _called(statement.value) == "fail")


def _called(node: ast.expr) -> str:
    """The last name of what is called or awaited; empty where nothing is."""
    if isinstance(node, ast.Await):
        return _called(node.value)
    function = node.func if isinstance(node, ast.Call) else None
    return function.attr if isinstance(function, ast.Attribute) else str(getattr(function, "id", ""))


class _Comparisons(ast.NodeTransformer):
    """`a == b` becomes `compare("eq", a, b)`, `self.assertEqual(a, b)` gets `*pair(a, b)`, and a pinned `abs` becomes a
    constant."""

    def __init__(self, pinned: frozenset[str]) -> None:
        self._pinned = pinned

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self._pinned and isinstance(node.ctx, ast.Load):
            return ast.copy_location(ast.Constant(PIN + node.id), node)
        return node

    def visit_MatchClass(self, node: ast.MatchClass) -> ast.MatchClass:
        return node  # the grammar wants a name there

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        if len(node.ops) > 1 or type(node.ops[0]) not in OPERATORS:
            return node
        operator = ast.Constant(OPERATORS[type(node.ops[0])])
        call = ast.Call(ast.Constant(COMPARE), [operator, node.left, node.comparators[0]], [])
        return ast.copy_location(call, node)

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        two = node.args[:2]
        if _called(node) in PAIRED and len(two) == 2 and not any(isinstance(one, ast.Starred) for one in two):
            node.args[:2] = [ast.copy_location(ast.Starred(ast.Call(ast.Constant(PAIR), two, []), ast.Load()), node)]
        return node
