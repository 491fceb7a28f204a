"""Work done once in the zygote so that no child does it: what a first `compile`, class or traceback sets up for good.

A child pays for every page it is the first to write to; measured, a small program costs half as much after this.
"""

from __future__ import annotations

import io
import json
import traceback
import types
import typing

from sandbox_runner import judge, plain, program

SAMPLE = '''
"""A program with a little of everything."""
import math, sys
from collections import defaultdict, deque
from typing import List, Optional
CONSTANT: int = 3
class Node(object):
    """doc"""
    count = 0
    def __init__(self, value: int, *rest, key=None, **more):
        self.value, self.rest = value, rest
    @property
    def double(self):
        return self.value * 2
    @staticmethod
    def make(n):
        return Node(n)
class Solution:
    def f(self, xs: List[int]) -> Optional[int]:
        best = None
        for i, x in enumerate(sorted(xs, key=lambda v: -v)):
            if best is None or (x > best and i % 2 == 0) and not x < 0:
                best = x
            elif x in (1, 2, 3) or x is None:
                continue
            else:
                pass
        while best and best > 10:
            best //= 2
            if best == 7: break
        return best
def f(n, memo={}):
    """doc"""
    global CONSTANT
    if n in memo: return memo[n]
    total = sum(x * x for x in range(n)) + len([c for c in "abc" if c != "b"])
    table = {str(k): v for k, v in zip("ab", (1, 2.5))}
    seen = {1, 2} | set(table)
    text = f"{total:>4} {table!r}" + "%d" % n + "x".join(["a", "b"]).upper().strip()
    try:
        raise ValueError("no")
    except (KeyError, ValueError) as error:
        text += str(error)
    finally:
        del seen
    with io.StringIO(text) as file:
        lines = [line.rstrip() for line in file]
    def inner():
        nonlocal total
        total += 1
        yield total
        yield from lines
    first, *others = list(inner())
    memo[n] = (total, deque(others), defaultdict(int), math.sqrt(2) ** 2, -n, ~n, n << 1)
    memo[-n] = a[1:2] if (a := [1, 2]) else 0
    assert total >= 0, "message"
    return memo[n]
f(3)
Solution().f([3, 1, 2])
Node(2).double
'''
TESTS = (
    "def check(candidate):\n    assert candidate(2) == [1, (2, 3)], 'x'\n    assert not abs(candidate(1) - 3) < 1e-6\n"
)


def run() -> None:
    """Raises nothing but what a broken image would."""
    code = program.compile_program(SAMPLE, "sample.py", lambda told: None)
    assert code is not None
    exec(code, {"__name__": "sample", "io": io})
    try:
        exec(compile("def g():\n    return [][1]\ng()\n", "<program>", "exec"), {})
    except IndexError as error:
        "".join(traceback.format_exception(error))
        traceback.print_exception(error, file=io.StringIO())
    value = [1, 2.5, "text", None, True, (1, 2), {"a": {1, 2}}, 2**70]
    plain.decode(json.loads(json.dumps(plain.encode(value, _no_export))), _no_resolve)
    judge.Code(TESTS, "<test 0>")
    typing.get_type_hints(types.SimpleNamespace)
    io.TextIOWrapper(io.BytesIO(b"1 2\n3\n"), encoding="utf-8").readlines()


def _no_export(value: object) -> list[object]:
    raise plain.NotPlainError("not plain")


def _no_resolve(message: list[object]) -> object:
    raise plain.NotPlainError("not plain")
