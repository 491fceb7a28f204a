"""LaTeX that our own grammar does not know -> sympy, by latex2sympy2's grammar, under guards.

latex2sympy2 reads `x = 5` as 5 because it solves, fails on `\\frac12`, and evaluates as it goes: only expressions of
commands that are on the list below, of moderate size, and without towers of powers get there.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import IO, Any, BinaryIO, TextIO

from reward_server.symbolic.parse.normalize import words

MAX_LENGTH = 400
MAX_DIGITS = 12
MAX_COMMANDS = 40

_COMMANDS = words(
    "frac sqrt binom sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh ln log exp pi infty cdot times "
    "div sum prod int lim to left right det begin end le ge ne alpha beta gamma delta theta lambda mu phi omega "
    "lfloor rfloor lceil rceil circ mathbb quad gcd lcm max min"
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_LIMIT = re.compile(r"\\lim\s*_\s*\{[^{}]*\\to[^{}]*\}")
_EMPTY = re.compile(r"\{\s*\}")
_TOWER = re.compile(r"\^\s*\{[^{}]*\^")


class Unreadable(Exception):
    """The text is not LaTeX that the grammar knows, or a guard refused it."""


def readable(text: str) -> bool:
    """May latex2sympy2 be able to read this? A cheap test, before a worker is asked."""
    if not text or len(text) > MAX_LENGTH or _TOWER.search(text) or re.search(rf"\d{{{MAX_DIGITS + 1},}}", text):
        return False
    if _EMPTY.search(text) or text.count("{") != text.count("}") or text.count("(") != text.count(")"):
        return False
    commands = _COMMAND.findall(text)
    if len(commands) > MAX_COMMANDS:
        return False
    if "\\to" in _LIMIT.sub("", text):  # an arrow to anywhere else would end what is read
        return False
    return (
        bool(commands)
        and all(name in _COMMANDS for name in commands)
        and not re.search(
            r"[=<>,;:!?'\"]|\.(?!\d)|[A-Za-z]{5,}", _COMMAND.sub("", text)
        )  # a full stop ends what is read
    )


def latex_to_sympy(text: str) -> Any:
    """The sympy object of a cleaned text. Raises Unreadable, and ImportError where latex2sympy2 cannot be imported."""
    if not readable(text):
        raise Unreadable(text[:60])
    convert = _converter()
    try:
        return convert(text.replace("*", " \\cdot "))
    except ImportError:  # something of ours is missing: the answer is not to blame
        raise
    except Exception as error:  # an ANTLR grammar and its visitor raise anything, bare Exception included
        raise Unreadable(f"{type(error).__name__}: {text[:60]}") from None


@cache
def _converter() -> Callable[[str], Any]:
    """Takes half a second the first time, in the parent of the workers only."""
    with _typing_io(), _first_on_path("latex2sympy2"):
        from latex2sympy2 import latex2sympy

    return latex2sympy  # type: ignore[no-any-return]


@contextmanager
def _typing_io() -> Iterator[None]:
    """antlr4 4.7.2, which latex2sympy2 pins, imports `typing.io`, which Python 3.13 has no more."""
    name = "typing.io"
    if name in sys.modules:
        yield
        return
    stand_in = ModuleType(name)
    vars(stand_in).update(IO=IO, BinaryIO=BinaryIO, TextIO=TextIO)
    sys.modules[name] = stand_in
    try:
        yield
    finally:
        del sys.modules[name]


@contextmanager
def _first_on_path(module: str) -> Iterator[None]:
    """latex2sympy2 imports its parser as a top-level module `gen`. If there are several, it means the one in its own
    folder."""
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"No module named {module!r}", name=module)
    sys.path.insert(0, str(Path(found.origin).parent))
    try:
        yield
    finally:
        del sys.path[0]
