"""What correct programs of data sets do, and what their tests do with it: a false reject is as bad as a false accept.

Every assert test is judged both ways: read and decided outside where it can be, and run as code.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from reward_server.execution.sandbox.containers import SandboxPool
from tests.reward_server.execution.sandbox_pool import asserts, calls, sandbox_pool, scored, stdio

pytestmark = [pytest.mark.docker, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def pool() -> AsyncIterator[SandboxPool]:
    made = sandbox_pool(containers=1, memory_limit_mb=1024)
    await made.start()
    yield made
    await made.close()


MONEY = """
import functools
@functools.total_ordering
class Money:
    def __init__(self, cents): self.cents = cents
    def __eq__(self, other): return isinstance(other, Money) and self.cents == other.cents
    def __lt__(self, other): return self.cents < other.cents
    def __hash__(self): return hash(self.cents)
    def __add__(self, other): return Money(self.cents + other.cents)
    def __repr__(self): return f"Money({self.cents})"
    def __bool__(self): return self.cents != 0
    def __int__(self): return self.cents
    def __iter__(self): yield from divmod(self.cents, 100)
"""
DATACLASSES = """
import functools
from dataclasses import dataclass, field
@dataclass(order=True, frozen=True)
class Item:
    price: float
    name: str = field(compare=False, default="")
@dataclass
class Cart:
    items: list = field(default_factory=list)
    @functools.cached_property
    def size(self): return len(self.items)
    def add(self, item):
        self.items.append(item)
        return self
    @property
    def total(self): return sum(item.price for item in self.items)
    @staticmethod
    def empty(): return Cart()
"""
DECORATORS = """
import functools
def counted(f):
    @functools.wraps(f)
    def inner(*args, **kwargs):
        inner.calls += 1
        return f(*args, **kwargs)
    inner.calls = 0
    return inner
@counted
@functools.lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
"""
NUMBERS = """
from decimal import Decimal, getcontext
from fractions import Fraction
import math
getcontext().prec = 30
def third(): return Fraction(1, 3)
def tenth(): return Decimal("0.1")
def big(n): return math.factorial(n)
def roots(n): return {complex(0, n), complex(0, -n)}
"""
NUMPY = """
import numpy as np
def scale(xs, k): return np.array(xs) * k
def mean(xs): return np.mean(xs)
def argmax(xs): return np.argmax(xs)
def mask(xs): return np.array(xs) > 1
def solve(a, b): return np.linalg.solve(np.array(a, float), np.array(b, float))
"""
GENERATORS = """
import itertools
def primes():
    found = []
    for n in itertools.count(2):
        if all(n % p for p in found):
            found.append(n)
            yield n
def chunks(xs, size):
    for i in range(0, len(xs), size): yield xs[i:i + size]
def echo():
    got = yield "ready"
    while True: got = yield got
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
"""
RECURSIVE = """
import sys
sys.setrecursionlimit(20000)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
def nested(n): return [] if n == 0 else [nested(n - 1)]
"""
PRINTING = "def greet(name, end='\\n'):\n    print('Hello,', name, end=end)\n"
CAPTURED = (
    "import io, sys\nold, sys.stdout = sys.stdout, io.StringIO()\ngreet('you')\ntext = sys.stdout.getvalue()\n"
    "sys.stdout = old\nassert text == 'Hello, you\\n'"
)
TREE = """
class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val, self.left, self.right = val, left, right
class Solution:
    def maxDepth(self, root): return 0 if root is None else 1 + max(self.maxDepth(root.left), self.maxDepth(root.right))
    def invert(self, root):
        if root: root.left, root.right = self.invert(root.right), self.invert(root.left)
        return root
"""


@pytest.mark.parametrize(
    ("program", "statements"),
    [
        (MONEY, ["assert Money(3) + Money(4) == Money(7)", "assert Money(1) < Money(2) <= Money(2)", "assert repr(Money(5)) == 'Money(5)'"]),
        (MONEY, ["assert not Money(0) and Money(1)", "assert int(Money(5)) == 5", "assert list(Money(250)) == [2, 50]", "assert max([Money(1), Money(9)]).cents == 9"]),
        (DATACLASSES, ["assert Item(1.5, 'a') == Item(1.5, 'b')", "assert Item(1.0) < Item(2.0)", "assert Cart().add(Item(2.0)).add(Item(3.0)).total == 5.0", "assert Cart.empty() == Cart()", "c = Cart()\nassert c.size == 0 and c == Cart()"]),
        (DATACLASSES, ["import dataclasses\ntry:\n    Item(1.0).price = 2\n    assert False\nexcept AttributeError:\n    pass"]),
        (DECORATORS, ["assert fib(30) == 832040", "assert fib.__name__ == 'fib'", "before = fib.calls\nfib(5)\nassert fib.calls == before + 1"]),
        (NUMBERS, ["assert big(30) == 265252859812191058636308480000000", "assert big(5) == 120.0", "assert roots(1) == {1j, -1j}"]),
        (NUMBERS, ["from fractions import Fraction\nassert third() == Fraction(1, 3) and third() * 3 == 1", "from decimal import Decimal\nassert tenth() + tenth() == Decimal('0.2')", "assert abs(third() - 1 / 3) < 1e-9"]),
        (NUMPY, ["assert list(scale([1, 2], 3)) == [3, 6]", "assert mean([1, 2, 3]) == 2", "assert argmax([1, 5, 2]) == 1", "assert mask([1, 2]).tolist() == [False, True]"]),
        (NUMPY, ["import numpy as np\nassert np.allclose(solve([[2, 0], [0, 4]], [2, 8]), [1, 2])", "import numpy as np\nnp.testing.assert_array_equal(scale([1, 2], 2), np.array([2, 4]))", "assert scale([[1, 2]], 1).shape == (1, 2)"]),
        (GENERATORS, ["import itertools\nassert list(itertools.islice(primes(), 5)) == [2, 3, 5, 7, 11]", "assert list(chunks([1, 2, 3], 2)) == [[1, 2], [3]]", "assert list(Countdown(3)) == [3, 2, 1]", "assert sum(Countdown(4)) == 10"]),
        (GENERATORS, ["e = echo()\nassert next(e) == 'ready' and e.send(5) == 5"]),
        (RECURSIVE, ["assert depth(5000) == 5000", "assert nested(3) == [[[[]]]]"]),
        (PRINTING, [CAPTURED]),
        (TREE, ["root = TreeNode(1, TreeNode(2), TreeNode(3, TreeNode(4)))\nassert Solution().maxDepth(root) == 3\nassert Solution().invert(root).left.val == 3"]),
        ("def f(xs):\n    xs.sort()\n    return None", ["xs = [3, 1]\nf(xs)\nassert xs == [1, 3]", "assert f([1]) is None"]),
        ("def f(a, *rest, key=None, **more): return (a, rest, key, more)", ["assert f(1, 2, 3, key=4, x=5) == (1, (2, 3), 4, {'x': 5})"]),
        ("f = lambda x: {c: x.count(c) for c in set(x)}", ["assert f('aab') == {'a': 2, 'b': 1}", "assert f('') == {}"]),
        ("from collections import Counter, defaultdict, OrderedDict, deque, namedtuple\nP = namedtuple('P', 'x y')\ndef f(): return Counter('aab')\ndef g(): return OrderedDict(a=1)\ndef h(): return deque([1, 2])\ndef p(): return P(1, 2)\ndef d():\n    found = defaultdict(list)\n    found['a'].append(1)\n    return found", ["assert f() == {'a': 2, 'b': 1}", "assert g() == {'a': 1}", "assert list(h()) == [1, 2]", "assert p() == (1, 2) and p().y == 2", "assert d() == {'a': [1]}"]),
        ("class Strings(str): pass\ndef f(x): return Strings(x)", ["assert f('a') == 'a'", "assert f('ab').upper() == 'AB'", "assert len(f('abc')) == 3"]),
        ("import enum\nclass Level(enum.IntEnum):\n    LOW = 1\n    HIGH = 2\ndef f(x): return Level.HIGH if x else Level.LOW", ["assert f(1) == Level.HIGH", "assert f(0) == 1", "assert f(1).name == 'HIGH'"]),
        ("def f(x):\n    if x < 0: raise ValueError('negative')\n    return x ** 0.5", ["import pytest\nwith pytest.raises(ValueError):\n    f(-1)", "assert f(4) == 2", "assert abs(f(2) - 1.41421356) < 1e-6"]),
        ("import threading\ndef f(n):\n    found, lock = [], threading.Lock()\n    def work(i):\n        with lock: found.append(i)\n    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]\n    for t in threads: t.start()\n    for t in threads: t.join()\n    return sorted(found)", ["assert f(8) == list(range(8))"]),
        ("from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor\ndef f(xs):\n    with ThreadPoolExecutor(4) as pool: return list(pool.map(abs, xs))", ["assert f([-1, 2]) == [1, 2]"]),
        ("import asyncio\nasync def work(x):\n    await asyncio.sleep(0)\n    return x * 2\ndef f(x): return asyncio.run(work(x))", ["assert f(3) == 6"]),
        ("def f(s): return s.encode('utf-8')\ndef g(): return range(3)\ndef h(): return b'x', bytearray(b'y'), None, ...", ["assert f('\u00e9') == b'\\xc3\\xa9'", "assert g() == range(3)", "assert h()[0] == b'x'"]),
        ("def f(): return 0.1 + 0.2, float('inf'), -0.0", ["assert f()[0] == 0.30000000000000004", "assert f()[1] > 10 ** 300", "assert f() == (0.1 + 0.2, float('inf'), 0)"]),
        ("def main():\n    return 42\nif __name__ == '__main__':\n    raise SystemExit(main())", ["assert main() == 42"]),
        ("import re, json, heapq, bisect, string, math, itertools, functools, operator, random, datetime, copy, textwrap, typing\ndef f(): return json.dumps({'a': heapq.nsmallest(1, [3, 1])})", ["assert f() == '{\"a\": [1]}'"]),
        ("def sort_it(xs, key=None, reverse=False): return sorted(xs, key=key, reverse=reverse)", ["assert sort_it(['b', 'aa'], key=len) == ['b', 'aa']", "assert sort_it([1, 2], reverse=True) == [2, 1]"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("setup", ["", "as_code = True"])
async def test_right_programs_pass_their_tests(
    pool: SandboxPool, program: str, statements: list[str], setup: str
) -> None:
    found = await scored(pool, program, asserts(*statements, setup=setup))
    assert found.score == 1, found


@pytest.mark.parametrize(
    ("program", "tests"),
    [
        ("n = int(input())\nfor _ in range(n):\n    a, b = map(int, input().split())\n    print(a + b)", stdio(("2\n1 2\n3 4\n", "3\n7\n"))),
        ("while True:\n    try: line = input()\n    except EOFError: break\n    print(line[::-1])", stdio(("ab\ncd", "ba\ndc"))),
        ("import sys\ndata = sys.stdin.buffer.read().split()\nsys.stdout.write(str(sum(map(int, data))))", stdio(("1 2\n3\n", "6"))),
        ("import sys\ninput = sys.stdin.readline\nn = int(input())\nprint(sum(int(x) for x in input().split()[:n]))", stdio(("2\n3 4 5\n", "7\n"))),
        ("import sys\nsys.stdout.buffer.write(b'ok\\n')\nprint('late', flush=True)", stdio(("", "ok\nlate\n"))),
        ("import os, io\ndata = io.BytesIO(os.read(0, os.fstat(0).st_size))\nprint(data.readline().decode().strip())", stdio(("first\nsecond\n", "first"))),
        ("import fileinput\nprint(sum(int(line) for line in fileinput.input()))", stdio(("1\n2\n", "3\n"))),
        ("import sys, threading\nsys.setrecursionlimit(1 << 20)\nthreading.stack_size(1 << 26)\ndef d(n): return 0 if n == 0 else 1 + d(n - 1)\ndef main(): print(d(10 ** 4))\nt = threading.Thread(target=main)\nt.start()\nt.join()", stdio(("", "10000\n"))),
        ("def main():\n    print(int(input()) * 2)\nif __name__ == '__main__':\n    main()", stdio(("4\n", "8\n"))),
        ("from functools import lru_cache\n@lru_cache(None)\ndef f(n): return n if n < 2 else f(n - 1) + f(n - 2)\nprint(f(int(input())))", stdio(("90\n", "2880067194370816120\n"))),
        ("import sys\nprint(len(sys.stdin.read()), file=sys.stderr)\nprint('x')\nexit()", stdio(("abc", "x\n"))),
        ("import numpy as np, sys\na = np.array(sys.stdin.read().split(), dtype=int)\nprint(a.sum(), a.max())", stdio(("1 5 2\n", "8 5\n"))),
        ("with open('out.txt', 'w') as file: file.write('kept')\nprint(open('out.txt').read())", stdio(("", "kept\n"))),
        ("print(*map(lambda x: f'{float(x):.3f}', input().split()))", stdio(("1 2.5\n", "1.000 2.500\n"))),
        ("class Solution:\n    def twoSum(self, nums: list[int], target: int) -> list[int]:\n        seen = {}\n        for i, n in enumerate(nums):\n            if target - n in seen: return [seen[target - n], i]\n            seen[n] = i", calls("twoSum", ([[2, 7, 11], 9], [0, 1]))),
        ("from typing import List, Optional\nclass Solution:\n    memo = {}\n    def f(self, xs: List[int]) -> Optional[int]: return max(xs) if xs else None", calls("f", ([[1, 3]], 3), ([[]], None))),
        ("def f(x): return {'sum': sum(x), 'set': tuple(sorted(set(x)))}", calls("f", ([[1, 1, 2]], {"sum": 4, "set": [1, 2]}))),
    ],
)  # fmt: skip
async def test_right_programs_answer(pool: SandboxPool, program: str, tests: dict[str, Any]) -> None:
    found = await scored(pool, program, tests)
    assert found.score == 1, found
