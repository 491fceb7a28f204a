"""Makes copies of a Python program with one small change each, which good tests should tell from the program."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple


class Mutant(NamedTuple):
    line: int
    told: str
    """`a < b` -> `a <= b`."""
    source: str


Change = tuple[str, Any]
"""A field of a node, and its new value."""

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult), ast.Sub: (ast.Add,), ast.Mult: (ast.Add,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,), ast.Mod: (ast.FloorDiv,), ast.Pow: (ast.Mult,), ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,), ast.BitXor: (ast.BitOr,), ast.LShift: (ast.RShift,), ast.RShift: (ast.LShift,),
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}  # fmt: skip
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any", "abs": "int", "sorted": "list", "sum": "max"}


def mutants(source: str, most: int) -> list[Mutant]:
    """At most `most` mutants, spread evenly over the program; none if it is not Python. Equal inputs give equal
    mutants."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    texts = {ast.unparse(tree)}
    found = [one for one in _all(tree) if one.source not in texts and not texts.add(one.source)]  # type: ignore[func-returns-value]
    if len(found) <= most:
        return found
    return [found[number * len(found) // most] for number in range(most)]


def _all(tree: ast.Module) -> Iterator[Mutant]:
    skipped = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
    skipped |= {
        id(part) for one in ast.walk(tree) if isinstance(one, ast.If) and _is_main(one) for part in ast.walk(one.test)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        for field, value in _changes(node):
            before, old = ast.unparse(node), getattr(node, field)
            setattr(node, field, value)
            try:
                yield Mutant(
                    getattr(node, "lineno", 0), f"{_short(before)} -> {_short(ast.unparse(node))}", ast.unparse(tree)
                )
            finally:
                setattr(node, field, old)


def _is_main(node: ast.If) -> bool:
    return "__name__" in ast.unparse(node.test)


def _short(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= 60 else first[:57] + "..."


def _changes(node: ast.AST) -> Iterator[Change]:
    """Every small change of a node's own."""
    for kind, changes in _BY_KIND.items():
        if isinstance(node, kind):
            yield from changes(node)


def _operator(node: Any) -> Iterator[Change]:
    for other in OPERATORS.get(type(node.op), ()):
        yield "op", other()


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for at, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            yield "ops", [*node.ops[:at], other(), *node.ops[at + 1 :]]


def _boolean(node: ast.BoolOp) -> Iterator[Change]:
    yield "op", ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield "value", not value
    elif isinstance(value, int | float):
        yield "value", value + 1
    elif isinstance(value, str) and value:
        yield "value", ""


def _return(node: ast.Return) -> Iterator[Change]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield "value", ast.Constant(None)


def _condition(node: Any) -> Iterator[Change]:
    yield "test", ast.UnaryOp(ast.Not(), copy.deepcopy(node.test))


def _call(node: ast.Call) -> Iterator[Change]:
    if isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
        yield "func", ast.Name(FUNCTIONS[node.func.id], ast.Load())


def _slice(node: ast.Slice) -> Iterator[Change]:
    for field in ("lower", "upper", "step"):
        if getattr(node, field) is not None:
            yield field, None


_BY_KIND: dict[type[ast.AST] | tuple[type[ast.AST], ...], Callable[[Any], Iterator[Change]]] = {
    (ast.BinOp, ast.AugAssign): _operator,
    ast.Compare: _comparison,
    ast.BoolOp: _boolean,
    ast.Constant: _constant,
    ast.Return: _return,
    (ast.If, ast.IfExp): _condition,
    ast.Call: _call,
    ast.Slice: _slice,
}
