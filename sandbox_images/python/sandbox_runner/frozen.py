"""What judges, kept as it was before the program: builtins, and the functions and classes of the modules that tests use
to compare. A program that changes them changes nothing: they are put back before each test, and a test after which they
are found changed has not passed.

No class is defined here and all state is in closures: nothing that a program can reach leads to it.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Callable
from typing import Any

ROOTS = frozenset([
    "builtins", "unittest", "pytest", "_pytest", "math", "cmath", "operator", "_operator", "collections", "itertools",
    "functools", "statistics", "json", "re", "copy", "string", "datetime", "decimal", "fractions", "types", "numbers",
    "contextlib", "io", "traceback", "difflib", "pprint", "warnings",
])  # fmt: skip
LARGE = frozenset([
    "numpy", "numpy.testing", "numpy.testing._private.utils", "numpy.core.numeric", "numpy.core.fromnumeric", "pandas",
    "pandas.testing", "pandas._testing", "pandas._testing.asserters",
])  # fmt: skip
"""Of libraries with thousands of names, what compares."""
NOT_KEPT = frozenset(["warnings.showwarning", "warnings._showwarning_orig", "builtins._"])
"""What programs change for good reasons."""
NEVER_THE_TESTS = ("unittest", "pytest", "_pytest", "numpy", "pandas")
"""What no test replaces."""
KEPT = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType, type,
    staticmethod, classmethod, property,
)  # fmt: skip


def keep() -> tuple[Callable[[], list[str]], Callable[[Callable[[Any], bool]], None], dict[str, Any]]:
    """`restore()`, which puts all back and names what was changed; `accept(is_own)`, which takes changes of the tests'
    own for how things are; and a copy of the builtins."""
    spaces: dict[str, tuple[Any, dict[str, Any]]] = {}
    absent, put = object(), setattr
    contents = type.__dict__["__dict__"].__get__

    def space_of(owner: Any) -> Any:
        return contents(owner) if isinstance(owner, type) else owner.__dict__

    def add(name: str, owner: Any) -> None:
        inside = {key: value for key, value in dict(space_of(owner)).items() if isinstance(value, KEPT)}
        spaces[name] = owner, {key: value for key, value in inside.items() if f"{name}.{key}" not in NOT_KEPT}

    for name, module in list(sys.modules.items()):
        if type(module) is types.ModuleType and (name.partition(".")[0] in ROOTS or name in LARGE):
            add(name, module)
            for key, value in list(vars(module).items()):
                if type(value) is type and value.__flags__ & (1 << 9) and value.__module__ == name:  # made by `class`
                    add(f"{name}.{key}", value)

    pristine = dict(vars(builtins))

    def changes() -> list[tuple[str, Any, str, Any, Any]]:
        """(what, where, name, as it was, as it is)."""
        found = []
        for where, (owner, kept) in spaces.items():
            inside = space_of(owner)
            for name, value in kept.items():
                now = inside.get(name, absent)
                if now is not value:
                    found.append((where, owner, name, value, now))
        return found

    def restore() -> list[str]:
        named = []
        for where, owner, name, value, _ in changes():
            put(owner, name, value)
            named.append(f"{where}.{name}")
        return named

    def accept(is_own: Callable[[Any], bool]) -> None:
        for where, _, name, _, now in changes():
            if now is not absent and not where.startswith(NEVER_THE_TESTS) and is_own(now):
                spaces[where][1][name] = now

    return restore, accept, pristine
