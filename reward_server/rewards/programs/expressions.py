"""Expressions of test code that call the program with literals and compare: read into functions of its answers.

What is here has the meaning that Python gives it, for Python's own operators on plain data are what it is made of, and
a cost that the size of the answers bounds. All else is not read. Nothing is ever evaluated as text.
"""

from __future__ import annotations

import ast
import builtins
import math
import operator
from collections.abc import Callable, Iterator
from typing import Any

from reward_server.rewards.programs.tagged_values import UnclearError, encode

Evaluate = Callable[[list[Any]], Any]
"""What an expression is worth, given the answers of the program's calls."""

MAX_REPEATED = 100_000
MAX_POWER = 1000

FUNCTIONS: dict[str, Callable[..., Any]] = {
    "abs": abs, "all": all, "any": any, "bool": bool, "dict": dict, "float": float, "frozenset": frozenset, "len": len,
    "list": list, "max": max, "min": min, "round": round, "set": set, "sorted": sorted, "sum": sum, "tuple": tuple,
    "math.fabs": math.fabs, "math.isclose": math.isclose, "math.isinf": math.isinf, "math.isnan": math.isnan,
}  # fmt: skip
CONSTANTS = {"math.inf": math.inf, "math.nan": math.nan, "math.pi": math.pi, "math.e": math.e}
IMPORTABLE = frozenset(
    ["collections", "functools", "itertools", "math", "operator", "random", "re", "string", "typing"]
)
NEVER_THE_PROGRAMS = frozenset(["", "check", "np", "pd", "sp", "nx", "plt"])
COMPARISONS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda one, other: one in other, ast.NotIn: lambda one, other: one not in other,
}  # fmt: skip
ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
}  # fmt: skip
UNARY: dict[type, Callable[[Any], Any]] = {
    ast.Not: operator.not_, ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert
}  # fmt: skip


class NotReadError(Exception):
    """The code does more than call and compare."""


class Expressions:
    """Reads the expressions of one test. modules: imported ones; bound: names that the tests themselves define;
    candidate: the argument of `check`, and the name of the program that it stands for, None for the entry point."""

    def __init__(self, entry_point: str | None, modules: frozenset[str], bound: frozenset[str]) -> None:
        self.entry_point = entry_point
        self.modules, self.bound = modules, bound
        self.lent: frozenset[str] = frozenset()
        self.candidate: dict[str, str | None] = {}
        self.calls: list[list[Any]] = []
        """[name, method or null, positional arguments, named arguments] of each call of the program, as data."""
        self._sure = True

    def imported(self, statement: ast.stmt) -> None:
        """Modules that are sure to be there. Names taken out of them are the tests' own, and not read."""
        if isinstance(statement, ast.Import):
            modules = [alias.name for alias in statement.names]
            plain = frozenset(alias.name for alias in statement.names if alias.asname is None)
        elif isinstance(statement, ast.ImportFrom) and statement.module in ("math", "typing"):
            modules, plain = [statement.module], frozenset()
        else:
            raise NotReadError
        if not IMPORTABLE.issuperset(modules) or any(alias.name == "*" for alias in statement.names):
            raise NotReadError
        self.lent |= {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
        self.modules |= plain
        self.bound |= {alias.asname or alias.name for alias in statement.names} - plain

    def read(self, node: ast.expr) -> Evaluate:
        reader = getattr(self, f"_read_{type(node).__name__}", None)
        if reader is None:
            raise NotReadError
        return reader(node)  # type: ignore[no-any-return]

    def _read_unsure(self, node: ast.expr) -> Evaluate:
        """What may not be evaluated at all must not ask the program."""
        before, self._sure = self._sure, False
        try:
            return self.read(node)
        finally:
            self._sure = before

    def literal(self, node: ast.expr) -> Any:
        try:
            return self._read_unsure(node)([])
        except (TypeError, ValueError, ArithmeticError, LookupError):
            raise NotReadError from None

    def _read_Constant(self, node: ast.Constant) -> Evaluate:
        value = node.value
        return lambda values: value

    def _read_List(self, node: ast.List | ast.Tuple | ast.Set) -> Evaluate:
        parts = [self.read(one) for one in node.elts]
        kind = {ast.List: list, ast.Tuple: tuple, ast.Set: set}[type(node)]
        return lambda values: kind([part(values) for part in parts])

    _read_Tuple = _read_Set = _read_List

    def _read_Dict(self, node: ast.Dict) -> Evaluate:
        pairs = [(self.read(key), self.read(one)) for key, one in _pairs(node)]
        return lambda values: {key(values): one(values) for key, one in pairs}

    def _read_UnaryOp(self, node: ast.UnaryOp) -> Evaluate:
        operand, apply = self.read(node.operand), UNARY[type(node.op)]
        return lambda values: apply(operand(values))

    def _read_BinOp(self, node: ast.BinOp) -> Evaluate:
        apply = ARITHMETIC.get(type(node.op))
        if apply is None:
            raise NotReadError
        left, right = self.read(node.left), self.read(node.right)
        return lambda values: _calculate(apply, left(values), right(values))

    def _read_BoolOp(self, node: ast.BoolOp) -> Evaluate:
        parts = [self.read(node.values[0]), *(self._read_unsure(one) for one in node.values[1:])]
        return _conjunction(parts) if isinstance(node.op, ast.And) else _disjunction(parts)

    def _read_Compare(self, node: ast.Compare) -> Evaluate:
        first, *rest = node.comparators
        operands = [self.read(node.left), self.read(first), *(self._read_unsure(one) for one in rest)]
        for index, kind in enumerate(node.ops):
            sides = [node.left, *node.comparators][index : index + 2]
            if isinstance(kind, ast.Is | ast.IsNot) and not any(_is_singleton(side) for side in sides):
                raise NotReadError
        return _chain(operands, [COMPARISONS[type(kind)] for kind in node.ops])

    def _read_Subscript(self, node: ast.Subscript) -> Evaluate:
        value, index = self.read(node.value), self.read(node.slice)
        return lambda values: value(values)[index(values)]

    def _read_Slice(self, node: ast.Slice) -> Evaluate:
        bounds = [None if one is None else self.literal(one) for one in (node.lower, node.upper, node.step)]
        cut = slice(*bounds)
        return lambda values: cut

    def _read_Attribute(self, node: ast.Attribute) -> Evaluate:
        value = CONSTANTS.get(self._dotted(node))
        if value is None:
            raise NotReadError
        return lambda values: value

    def _dotted(self, node: ast.expr) -> str:
        """`f` or `math.f`; empty for all else."""
        if isinstance(node, ast.Name):
            return node.id
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in self.modules:
            return f"{node.value.id}.{node.attr}"
        return ""

    def _read_Call(self, node: ast.Call) -> Evaluate:
        name = self._dotted(node.func)
        own = name in self.bound or name in self.candidate
        if name in FUNCTIONS and not own:
            return self._known(node, FUNCTIONS[name])
        if name == "range" and not own:
            return self._range(node)
        return self._asked(node)

    def _known(self, node: ast.Call, function: Callable[..., Any]) -> Evaluate:
        named = {keyword.arg or "": self.literal(keyword.value) for keyword in node.keywords}
        if named and (function is not math.isclose or "" in named):
            raise NotReadError
        if function in (sum, round):  # a second argument of the program's could make them cost anything
            node.args[1:] = [ast.Constant(self.literal(one)) for one in node.args[1:]]
        arguments = [self.read(one) for one in node.args]
        return lambda values: function(*[argument(values) for argument in arguments], **named)

    def _range(self, node: ast.Call) -> Evaluate:
        numbers = range(*[self.literal(one) for one in node.args])
        if len(numbers) > MAX_REPEATED or node.keywords:
            raise NotReadError
        return lambda values: numbers

    def _asked(self, node: ast.Call) -> Evaluate:
        """A call of the program, with literals alone."""
        if not self._sure:
            raise NotReadError
        name, method = self._target(node.func)
        arguments = [encode(self.literal(one)) for one in node.args]
        named = [[keyword.arg, encode(self.literal(keyword.value))] for keyword in node.keywords]
        if any(key is None for key, _ in named):
            raise NotReadError
        self.calls.append([name, method, arguments, named])
        index = len(self.calls) - 1
        return lambda values: values[index]

    def _target(self, function: ast.expr) -> tuple[str | None, str | None]:
        """(name, None) of a function, (class, method) for `Class().method`; name None: the entry point."""
        if isinstance(function, ast.Name) and not function.id[:1].isupper():
            return self.name(function.id), None
        made = function.value if isinstance(function, ast.Attribute) else None
        bare = isinstance(made, ast.Call) and isinstance(made.func, ast.Name) and not (made.args or made.keywords)
        if bare and isinstance(function, ast.Attribute) and not function.attr.startswith("_"):
            return self.name(made.func.id), function.attr  # type: ignore[union-attr]
        raise NotReadError

    def name(self, name: str) -> str | None:
        if name in self.candidate:
            return self.candidate[name]
        if name in self.bound or name in NEVER_THE_PROGRAMS or hasattr(builtins, name) or name.startswith("__"):
            raise NotReadError
        return None if self.entry_point and name == last_part(self.entry_point) else name


def last_part(entry_point: str | None) -> str:
    return (entry_point or "").rpartition(".")[2]


def _pairs(node: ast.Dict) -> Iterator[tuple[ast.expr, ast.expr]]:
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            raise NotReadError
        yield key, value


def _is_singleton(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool))


def _conjunction(parts: list[Evaluate]) -> Evaluate:
    def value(values: list[Any]) -> Any:
        found: Any = True
        for part in parts:
            found = part(values)
            if not found:
                return found
        return found

    return value


def _disjunction(parts: list[Evaluate]) -> Evaluate:
    def value(values: list[Any]) -> Any:
        found: Any = False
        for part in parts:
            found = part(values)
            if found:
                return found
        return found

    return value


def _chain(operands: list[Evaluate], comparisons: list[Callable[[Any, Any], Any]]) -> Evaluate:
    def value(values: list[Any]) -> Any:
        left = operands[0](values)
        for operand, compare in zip(operands[1:], comparisons, strict=True):
            right = operand(values)
            if not compare(left, right):
                return False
            left = right
        return True

    return value


def _calculate(apply: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """Raises UnclearError where the result could be much larger than its operands."""
    if isinstance(left, int | float | complex) and isinstance(right, int | float | complex):
        small = not isinstance(right, int) or abs(right) <= MAX_POWER
        if apply is operator.pow and not (small and abs(left) < 2**64):
            raise UnclearError
        return apply(left, right)
    if apply is operator.add and type(left) is type(right) and isinstance(left, str | list | tuple):
        return left + right
    if apply is operator.mul and isinstance(left, str | list | tuple) and isinstance(right, int):
        if len(left) * right > MAX_REPEATED:
            raise UnclearError
        return left * right
    raise UnclearError
