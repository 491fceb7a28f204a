"""Comparing in a process that the program shares: what was expected is compared by Python's types, never by methods of
the program. Two objects of the program's are compared as its classes say.

Functions are made as closures and no class is defined here, so that nothing that a program can reach leads to them.
"""

from __future__ import annotations

import operator
import types
from collections.abc import Callable
from typing import Any

EQUALITY = ("__eq__", "__ne__")
ORDER = ("__lt__", "__le__", "__gt__", "__ge__", "__sub__", "__rsub__", "__abs__", "__round__")
MOST = 10_000
"""Elements that are looked at."""


def comparison(is_foreign: Callable[[str], bool], *, tests_use_mocks: bool) -> dict[str, Callable[..., Any]]:
    """`compare(operator, left, right)` and `pair(left, right)`. is_foreign: whether a file name is the program's.
    tests_use_mocks: objects that equal everything may be the tests' own."""
    mro = type.__dict__["__mro__"].__get__
    contents = type.__dict__["__dict__"].__get__
    by_name = {name: getattr(operator, name) for name in ("eq", "ne", "lt", "le", "gt", "ge")}
    native = (types.WrapperDescriptorType, types.MethodDescriptorType, type(None))
    function, plain_types = types.FunctionType, (list, tuple, dict, set, frozenset)
    bases = (str, int, float, list, tuple, dict, set, frozenset, bytes)
    equals_all = ("_ANY", "NonCallableMock", "MagicMixin", "ApproxBase")

    def made_by_program(kind: type, names: tuple[str, ...]) -> bool:
        for base in mro(kind):
            if not tests_use_mocks and base.__name__ in equals_all:
                return True
            inside = contents(base)
            for name in names:
                if name in inside and type(inside[name]) not in native:
                    method = inside[name]
                    if type(method) is not function or is_foreign(method.__code__.co_filename):
                        return True
        return False

    def judges_itself(value: Any, names: tuple[str, ...], seen: list[int]) -> bool:
        """Whether it is, or holds, an object whose class says how it compares."""
        kind = type(value)
        seen[0] += 1
        if kind not in plain_types:
            return made_by_program(kind, names)
        if seen[0] > MOST:
            return False
        inside = [*value.keys(), *value.values()] if kind is dict else value
        return any(judges_itself(one, names, seen) for one in inside)

    def honest(value: Any, names: tuple[str, ...]) -> Any:
        """Without such objects: the plain content where there is one; else what equals nothing."""
        kind = type(value)
        if kind is dict:
            return {honest(key, names): honest(one, names) for key, one in value.items()}
        if kind in plain_types:
            return kind(honest(one, names) for one in value)
        if not made_by_program(kind, names):
            return value
        for base in bases:
            if base in mro(kind):
                return plain_content(value, base)
        return object()

    def plain_content(value: Any, base: Any) -> Any:
        if base is dict:
            return dict(dict.items(value))
        if base in (str, int, float):
            return {str: str.__str__, int: int.__int__, float: float.__float__}[base](value)
        return base(base.__iter__(value))

    def pair(left: Any, right: Any, names: tuple[str, ...] = EQUALITY + ORDER) -> tuple[Any, Any]:
        if judges_itself(left, names, [0]) != judges_itself(right, names, [0]):
            return honest(left, names), honest(right, names)
        return left, right

    def compare(name: str, left: Any, right: Any) -> Any:
        left, right = pair(left, right, EQUALITY if name in ("eq", "ne") else EQUALITY + ORDER)
        return by_name[name](left, right)

    return {"compare": compare, "pair": pair}
