"""Every function over text, found by its signature, and what it costs as the text grows: counted, not timed."""

from __future__ import annotations

import functools
import importlib
import inspect
import math
import pkgutil
import re
import sys
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType, ModuleType
from typing import Any

import reward_server.rewards
import reward_server.symbolic
import sdk.columns
from reward_server import memo
from reward_server.rewards.language import warm
from reward_server.symbolic.verdict import Rules
from sdk.schema import Template

PACKAGES: tuple[ModuleType, ...] = (reward_server.rewards, reward_server.symbolic, sdk.columns)
MOST_EVENTS = 3_000_000

SHAPES = {
    "one long word": "a",
    "spaces": " ",
    "blank lines": "\n",
    "think tags": "<think>",
    "closed think tags": "<think>x</think>",
    "answer blocks": "<answer>1</answer>",
    "half tags": "<thin",
    "boxes": "\\boxed{1} ",
    "open boxes": "\\boxed{",
    "dollars": "$ x",
    "formulas": "\\(x\\) ",
    "braces": "{",
    "closed braces": "}",
    "pairs of braces": "{}",
    "parentheses": "(",
    "numbers in words": "one hundred and ",
    "numerals of Han": "一百二十",
    "fractions": "\\frac{1}{",
    "whole fractions": "\\frac12",
    "roots": "\\sqrt{",
    "texts": "\\text{a}",
    "digits": "7",
    "numbers": "12, ",
    "a sum": "1+",
    "a tower": "x^",
    "subscripts": "x_",
    "equalities": "x=1=",
    "answers": "the answer is 3. ",
    "negations": "not ",
    "alternatives": "1 or ",
    "fences": "```\n",
    "open fences": "```python\nx = 1\n",
    "tables": "| a | b |\n",
    "rules": "---\n",
    "lists": "(A) x ",
    "letters": "A ",
    "number words": "twenty-one ",
    "units": "km/h ",
    "Han": "的",
    "Thai": "ไทย ",
    "marks": "e\u0301",
    "surrogates": "\ud800",
    "backslashes": "\\",
    "quotes": "'\"",
    "lists of JSON": "[",
    "objects of JSON": '{"a":',
    "XML": "<a>",
    "control tokens": "<|im_end|>",
    "lookalikes": "‹‹‹",
    "bullets": "* a\n",
    "code": "def f(x):\n    return x\n",
    "a chain": "a.b",
    "intervals": "[1,2]\\cup",
    "matrices": "\\begin{pmatrix}1&2\\\\",
    "steps": "Step 1: a\n\n",
}  # fmt: skip

BY_TYPE: Mapping[Any, Callable[[str], Any]] = {
    str: lambda text: text,
    str | None: lambda text: text,
    bytes: lambda text: text.encode("utf-8", "surrogatepass"),
    tuple[str, ...]: lambda text: (text,),
    list[str]: lambda text: [text],
    Sequence[str]: lambda text: (text,),
    re.Match[str]: lambda text: re.search(r"\S.*", text, re.DOTALL) or re.match("", text),
    int: lambda text: 0,
    bool: lambda text: False,
    Rules: lambda text: Rules(),
    Template: lambda text: Template(),
}

BY_CHANCE = frozenset({"reward_server.symbolic.scalars.modular._draws"})
"""Whose cost is not the text's: how many numbers are looked at until one is prime."""


@dataclass(frozen=True, slots=True)
class TextFunction:
    name: str
    call: Callable[[str], Any]


def text_functions() -> Iterator[TextFunction]:
    """Functions of the packages that take a text, and whose other arguments can be made up; private ones too."""
    warm()  # what is read of files once is no cost of a text
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                plain = function.function if isinstance(function, memo.Remembered) else function
                if inspect.isfunction(plain) and plain.__module__ == module.__name__:
                    makers = _makers(plain)
                    if makers is not None and f"{module.__name__}.{name}" not in BY_CHANCE:
                        yield TextFunction(f"{module.__name__}.{name}", functools.partial(_called, plain, makers))


def _called(function: Callable[..., Any], makers: Mapping[str, Callable[[str], Any]], text: str) -> None:
    result = function(**{name: make(text) for name, make in makers.items()})
    if isinstance(result, Iterator):
        for _ in result:
            pass


def _makers(function: Callable[..., Any]) -> dict[str, Callable[[str], Any]] | None:
    try:
        hints = typing.get_type_hints(function)
    except NameError:
        return None
    makers: dict[str, Callable[[str], Any]] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY):
            return None
        if parameter.default is parameter.empty:
            if hints.get(name) not in BY_TYPE:
                return None
            makers[name] = BY_TYPE[hints[name]]
    texts = (str, str | None, bytes, tuple[str, ...], list[str], Sequence[str], re.Match[str])
    return makers if any(hints[name] in texts for name in makers) else None


class TooMany(BaseException):
    """More lines than any text of that length may cost."""


def events(work: Callable[[], Any]) -> int:
    """Lines of Python run in the project by `work`, whatever it raises; nothing that was remembered helps it."""
    count = 0

    def local(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        count += 1
        if count > MOST_EVENTS:
            raise TooMany
        return local

    memo.forget()
    before = sys.gettrace()
    sys.settrace(local)
    try:
        work()
    except (Exception, TooMany):
        pass
    finally:
        sys.settrace(before)
    return count


def repeated(piece: str, length: int) -> str:
    """Whole pieces, about `length` characters, and one piece at least."""
    return piece * max(1, length // len(piece))


def growth(call: Callable[[str], Any], piece: str, length: int) -> float:
    """How much more the second doubling adds than the first: 2 where the cost is linear, 4 where it is the square."""
    short, middle, long = (events(functools.partial(call, repeated(piece, length * times))) for times in (1, 2, 4))
    return math.inf if long > MOST_EVENTS else max(0, long - middle) / max(middle - short, FEW_EVENTS)


FEW_EVENTS = 200
"""So many lines more or less are no growth."""
MOST_GROWTH = 2.7
LENGTHS = (300, 1200, 4800)
"""A step in the cost, where some limit begins or ends, is one at one length; the square is one at every length."""


def is_linear(call: Callable[[str], Any], piece: str) -> bool:
    return any(growth(call, piece, length) <= MOST_GROWTH for length in LENGTHS)
