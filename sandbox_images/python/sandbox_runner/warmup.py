"""Work done once in the zygote so that no child does it: what a first `compile`, class or traceback sets up for good.

A child pays for every page it is the first to write to; measured, a small program costs half as much after this.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
import traceback
import types
import typing

from sandbox_runner import judge, kept_suites, peer, plain, program

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


PROGRAM = "import math\ndef f(a, b):\n    return [a + b]\nclass C:\n    def __init__(self, x):\n        self.x = x\n"
RUN = ["for _ in range(1):\n    assert f(1, 2) == [3]\n"] * 2
ASKED = [["?", "get", "f"], *[["?", "call", ["h", 0], [1, 2], []]] * len(RUN)]
REHEARSALS = 40
"""After so many the interpreter has specialised the code; it would write to it in each child until then."""


def run() -> None:
    """Raises nothing but what a broken image would."""
    for _ in range(REHEARSALS):
        rehearse()
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
    judge.Code.parse(TESTS, "<test 0>")
    typing.get_type_hints(types.SimpleNamespace)
    io.TextIOWrapper(io.BytesIO(b"1 2\n3\n"), encoding="utf-8").readlines()


def rehearse() -> None:
    """A program and its tests, as two children would live them; each finds in its socket what the other would say."""
    before, argv, stdout = dict(sys.modules), list(sys.argv), sys.stdout
    asking, served = socket.socketpair()
    answering, wire = socket.socketpair()
    telling, line = socket.socketpair()
    with asking, served, answering, wire, telling, line:
        _serve(asking, served)
        _pass_on(asking, answering)
        telling.send(b"\n" * len(RUN))
        payload = json.loads(json.dumps({"entry_point": None, "files": {}, "first": 0}))
        tests = kept_suites.empty()
        kept_suites.write(os.dup(tests), judge.Suite.parse({"tests": RUN}).parsed())
        judge.judge(payload, wire.fileno(), judge.Line(line.fileno()), tests)
    sys.argv[:], sys.stdout = argv, stdout
    for name in sys.modules.keys() - before.keys() & {"solution"}:
        del sys.modules[name]


def _serve(asking: socket.socket, served: socket.socket) -> None:
    for request in ASKED:
        peer.Stream(asking.fileno()).send(request)
    asking.shutdown(socket.SHUT_WR)
    prepared = program.prepare(json.loads(json.dumps({"source": PROGRAM})), "solution", lambda told: None)
    assert prepared is not None
    with contextlib.suppress(peer.GoneError):
        program.Served(served.fileno(), prepared.module).run(prepared.code)
    served.shutdown(socket.SHUT_WR)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    while data := source.recv(1 << 16):
        target.sendall(data)


def _no_export(value: object) -> list[object]:
    raise plain.NotPlainError("not plain")


def _no_resolve(message: list[object]) -> object:
    raise plain.NotPlainError("not plain")
