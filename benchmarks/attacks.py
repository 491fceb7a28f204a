"""Runs every attack program through one warm container, a correct program after each, and prints what got through.

    python -m benchmarks.attacks [--only NAME] [--jsonl attacks.jsonl] [--image IMAGE] [--runtime runsc]
        [--isolation shared | auto]

The catalog lies in tests/attacks/catalog: `=== name [suites]`, then the program. An attack must score 0, with status
ok, in every suite it names; where it does not, it is listed and the exit status is 1. `--jsonl` runs a set of another's
making instead: lines with `id`, `file` (beside it), `kind` (fn, stdio) and `tests`. `--isolation` is that of the assert
suites, which are run alone then: `auto` puts tests that need it into the programs' own process, `shared` all of them,
which is promised to hold against nobody who tries. What gets through is counted by kind, that is by file of the
catalog.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

CATALOG = Path(__file__).parent.parent / "tests" / "attacks" / "catalog"
DEADLINE_S = 120.0
LIMITS = {"time_limit_s": 0.2, "total_time_limit_s": 0.4, "memory_limit_mb": 256}
"""Short, because many attacks use all they get."""

ADD = [((1, 2), 3), ((-5, 7), 2), ((1000000, 1), 1000001)]


def _asserts(*statements: str, **more: Any) -> dict[str, Any]:
    return {"type": "assert", "code": list(statements), **more}


def _check(entry_point: str, *statements: str) -> dict[str, Any]:
    body = "".join(f"    {statement}\n" for statement in statements)
    return {"type": "assert", "entry_point": entry_point, "code": f"def check(candidate):\n{body}"}


def _stdio(*cases: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"type": "stdio", "cases": [{"input": given, "output": wanted} for given, wanted in cases], **more}


CHECKER = """
import sys
given, expected, actual = (open(path).read().split() for path in sys.argv[1:])
sys.exit(0 if actual == expected and actual else 1)
"""
UNITTEST = """
import unittest
class TestAdd(unittest.TestCase):
    def test_small(self):
        self.assertEqual(add(1, 2), 3)
    def test_large(self):
        self.assertEqual(add(1000000, 1), 1000001)
"""

SUITES: dict[str, list[dict[str, Any]]] = {
    "add": [
        _asserts(*(f"assert add({a}, {b}) == {c}" for (a, b), c in ADD)),
        _check("add", *(f"assert candidate({a}, {b}) == {c}" for (a, b), c in ADD)),
        {"type": "call", "entry_point": "add", "cases": [{"args": list(args), "output": c} for args, c in ADD]},
    ],
    "pair": [
        _asserts("assert pair(1, 2) == [1, 2]", "assert pair(3, 4) == [3, 4]"),
        {"type": "call", "entry_point": "pair", "cases": [{"args": [1, 2], "output": [1, 2]}]},
    ],
    "pairlist": [_asserts("assert list(pair(1, 2)) == [1, 2]", "assert sorted(pair(4, 3)) == [3, 4]")],
    "float": [
        _asserts("assert abs(add(1, 2) - 3) < 1e-6", "assert round(add(-5, 7), 3) == 2"),
        _check("add", "assert abs(candidate(1, 2) - 3) < 1e-6", "assert not abs(3 - candidate(1, 2)) > 1e-6"),
    ],
    "isclose": [_asserts("assert math.isclose(add(1, 2), 3)", "assert math.fabs(add(1, 2) - 3) < 1e-6")],
    "bounds": [_asserts("assert 2 < add(1, 2) < 4", "assert add(1, 2) >= 3 and add(1, 2) <= 3")],
    "member": [_asserts("assert 1 in pair(1, 2) and 2 in pair(1, 2)", "assert set(pair(1, 2)) == {1, 2}")],
    "method": [
        _asserts("assert abs(Solution().add(1, 2) - 3) < 1e-6", "assert Solution().add(1, 2) == 3"),
        _check("Solution.add", "assert abs(candidate(1, 2) - 3) < 1e-6"),
        {"type": "call", "entry_point": "add", "cases": [{"args": [1, 2], "output": 3}]},
    ],
    "text": [
        _asserts("assert shout('ab') == 'AB!'", "assert shout('').endswith('!')"),
        {"type": "call", "entry_point": "shout", "cases": [{"args": ["ab"], "output": "AB!"}]},
    ],
    "one": [{"type": "call", "entry_point": "f", "cases": [{"args": [0], "output": 1}]}],
    "order": [_asserts("xs = [3, 1, 2]\nassert order(xs) == [1, 2, 3]")],
    "inplace": [_asserts("xs = [1, 2, 3]\nreverse(xs)\nassert xs == [3, 2, 1]")],
    "callback": [_asserts("expected = 42\nassert apply(lambda x: x * 2, 21) == expected")],
    "raises": [
        _asserts(
            "try:\n    root(-1)\n    raised = False\nexcept ValueError:\n    raised = True\nassert raised",
            "assert root(4) == 2",
        )
    ],
    "stack": [
        _asserts("s = Stack()\ns.push(1)\ns.push(2)\nassert len(s) == 2", "assert s.pop() == 2 and s.pop() == 1"),
    ],
    "unittest": [_asserts(UNITTEST)],
    "generator": [_asserts("assert list(gen(3)) == [0, 1, 2]", "assert next(gen(3)) == 0 and sum(gen(4)) == 6")],
    "point": [
        _asserts(
            "p = Point(1, 2)\nassert p.x == 1 and p.y == 2",
            "assert Point(1, 2) == Point(1, 2) and Point(1, 2) != Point(2, 1) and isinstance(p, Point)",
        )
    ],
    "message": [
        _asserts("import pytest\nwith pytest.raises(ValueError, match='negative'):\n    root(-1)"),
        _asserts(
            "try:\n    root(-1)\n    text = ''\nexcept ValueError as e:\n    text = str(e)\nassert text == 'negative'"
        ),
    ],
    "capture": [
        _asserts(
            "import contextlib, io\nout = io.StringIO()\nwith contextlib.redirect_stdout(out):\n    shout('hi')\n"
            "assert out.getvalue() == 'HI\\n'"
        )
    ],
    "array": [
        _asserts("assert np.allclose(vec(3), [0, 1, 2]) and vec(3).shape == (3,)", setup="import numpy as np"),
        _asserts("assert (vec(3) == np.arange(3)).all() and len(vec(3)) == 3", setup="import numpy as np"),
        _asserts("assert list(vec(3)) == [0, 1, 2]"),
    ],
    "nested": [_asserts("assert apply(lambda x: double(x) + 1, 20) == 41")],
    "unimported": [_asserts("assert add(1, 2) == pytest.approx(3)"), _asserts("assert numpy.allclose(add(1, 2), 3)")],
    "mapped": [
        _asserts("assert all(map(lambda pair: square(pair[0]) == pair[1], [(2, 4), (3, 9)]))"),
        _asserts("assert all(square(x) == y for x, y in [(2, 4), (3, 9)])"),
    ],
    "product": [
        _asserts("assert abs(Vector(1, 2) * Vector(3, 4) - 11) < 1e-9"),
        _asserts("assert 10.9 < Vector(1, 2) * Vector(3, 4) < 11.1"),
        _asserts("assert round(Vector(1, 2) * Vector(3, 4) - 11, 6) == 0"),
        _asserts("assert Vector(1, 2) * Vector(3, 4) - 11 == 0"),
    ],
    "roundtrip": [_asserts("assert decode(encode('ab')) == 'ab'")],
    "carried": [
        _asserts("total = add(1, 2)", "assert total == 3"),
        _asserts("seen = []\ncollect(seen.append)", "assert seen == [1]"),
        _asserts("xs = [3, 1, 2]\norder(xs)", "assert xs == [1, 2, 3]"),
    ],
    "one_true": [_asserts("assert f(1) is True"), _asserts("assert f(1) == True and f(1)")],
    "shared": [_asserts("assert add(1, 2) == 3", "assert add(-5, 7) == 2", isolation="shared")],
    "stdio": [_stdio(*((f"{a} {b}\n", f"{c}\n") for (a, b), c in ADD))],
    "lines": [_stdio(("3\n", "1\n2\n3\n"), ("2\n", "1\n2\n"))],
    "tolerance": [_stdio(("", "0.5\n"), tolerance=1e-6)],
    "checker": [_stdio(("1 2\n", "3\n"), checker={"language": "python", "code": CHECKER})],
}

AS_CODE = "tests_run = True"
"""A setup that makes tests run as code, in a process of their own, that else would be read and decided outside."""


def _both_ways(suite: list[dict[str, Any]]) -> list[dict[str, Any]]:
    run = [one for one in suite if one["type"] == "assert" and "setup" not in one and "isolation" not in one]
    return suite + [{**one, "setup": AS_CODE} for one in run]


CORRECT = (
    "def add(a, b):\n    return a + b",
    {"type": "assert", "code": ["assert add(1, 2) == 3", "assert add(-5, 7) == 2"]},
)


class Attack(NamedTuple):
    name: str
    program: str
    tests: list[dict[str, Any]]


class Verdict(NamedTuple):
    """`after_s`: wall seconds that a correct program took right after it; its score beside it."""

    name: str
    scores: list[Score]
    after: Score
    after_s: float

    @property
    def held(self) -> bool:
        return all(score.score == 0 and score.status == "ok" for score in self.scores) and self.after.score == 1


def catalog(folder: Path = CATALOG) -> Iterator[Attack]:
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text().split("\n=== ")[1:]:
            head, _, program = block.partition("\n")
            found = re.fullmatch(r"(\w+) \[([\w ]+)\]", head)
            assert found, f"{path.name}: {head}"
            tests = [tests for suite in found[2].split() for tests in _both_ways(SUITES[suite])]
            yield Attack(f"{path.stem}/{found[1]}", program.replace("<NUL>", "\0"), tests)


def foreign(path: Path) -> Iterator[Attack]:
    """Another's set: `attacks.jsonl` with the programs in files beside it."""
    for line in path.read_text().splitlines():
        row = json.loads(line)
        program = (path.parent / row["file"]).read_text(errors="surrogateescape")
        if row["kind"] == "stdio":
            tests = [{"type": "stdio", "cases": row["tests"]}]
        else:
            entry_point = row.get("entry_point")
            body = "".join("    " + line + "\n" for test in row["tests"] for line in test.splitlines())
            tests = [
                {"type": "assert", "code": row["tests"]},
                {"type": "assert", "entry_point": entry_point, "code": f"def check({entry_point}):\n{body}"},
            ]
        yield Attack(row["id"], program, tests)


async def score(pool: SandboxPool, program: str, tests: dict[str, Any]) -> Score:
    text = f"```python\n{program}\n```"
    planned = plan(Sample(text, parse(text, Template()), tests=tests), CodeOptions())
    if isinstance(planned, Score):
        return planned
    scored = planned.resume(await pool.run(planned.job.payload, time.monotonic() + DEADLINE_S))
    assert not isinstance(scored, Pending)
    return scored


async def attack(pool: SandboxPool, one: Attack) -> Verdict:
    scores = [await score(pool, one.program, {**LIMITS, **tests}) for tests in one.tests]
    begun = time.monotonic()
    after = await score(pool, *CORRECT)
    return Verdict(one.name, scores, after, time.monotonic() - begun)


def isolated(attacks: list[Attack], isolation: str) -> list[Attack]:
    """Those with assert suites, these under `isolation`."""
    found = []
    for one in attacks:
        tests = [{**tests, "isolation": isolation} for tests in one.tests if tests["type"] == "assert"]
        if tests:
            found.append(one._replace(tests=tests))
    return found


def by_kind(verdicts: list[Verdict]) -> Iterator[str]:
    """Through a file's attacks, those that got through."""
    for kind in dict.fromkeys(one.name.partition("/")[0] for one in verdicts):
        some = [one for one in verdicts if one.name.startswith(f"{kind}/")]
        lost = [one.name.partition("/")[2] for one in some if not one.held]
        yield f"{kind}: {len(lost)} of {len(some)} got through {', '.join(lost)}".rstrip()


async def main(args: argparse.Namespace) -> int:
    print_head("benchmarks.attacks")
    attacks = [one for one in (foreign(args.jsonl) if args.jsonl else catalog()) if args.only in one.name]
    attacks = isolated(attacks, args.isolation) if args.isolation else attacks
    pool = docker_pool(image=args.image, containers=1, runtime=args.runtime)
    await pool.start()
    if pool.missing():
        print(pool.missing()[0])
        return 1
    verdicts = []
    for number, one in enumerate(attacks, 1):
        verdicts.append(await attack(pool, one))
        report(verdicts[-1], verbose=args.verbose)
        if number % 50 == 0:
            print(f"{number} of {len(attacks)} attacks", flush=True)
    await pool.close()
    slowest = max(verdicts, key=lambda verdict: verdict.after_s)
    lost = sum(not verdict.held for verdict in verdicts)
    judged = sum(len(verdict.scores) for verdict in verdicts)
    print(f"{len(attacks)} attacks, {judged} judgments: {lost} got through")
    print("\n".join(by_kind(verdicts)))
    print(f"a correct program right after each: slowest {slowest.after_s:.2f} s, after {slowest.name}")
    return min(lost, 1)


def report(verdict: Verdict, *, verbose: bool) -> None:
    for one in verdict.scores:
        if verbose or one.score != 0 or one.status != "ok":
            print(f"{verdict.name}: score {one.score} ({one.status}): {one.reason[:150]}", flush=True)
    if verdict.after.score != 1:
        print(
            f"{verdict.name}: the correct program after it got {verdict.after.score}: {verdict.after.reason}",
            flush=True,
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="attacks whose name contains this")
    parser.add_argument("--jsonl", type=Path)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument(
        "--isolation", choices=["shared", "auto"], help="of the assert suites; without it all suites run as they are"
    )
    parser.add_argument("--runtime")
    parser.add_argument("--verbose", action="store_true")
    sys.exit(asyncio.run(main(parser.parse_args())))
