"""Generated tests, judged by the service and by plain Python: the verdicts must agree, or the service must say why not.

    python -m benchmarks.differential [--count 100000] [--seed N] [--isolation separate] [--log FILE]

A test is a random sequence of calls of one program's functions, classes and generators with data that is aliased,
nested and changed by either side; its asserts compare what plain Python found, one in three of them spoilt. In
`separate` a test may be refused for what it needs, and a wrong one may not pass; in `auto` the verdicts are equal.
Beside what disagrees, the number of refused and undecided tests is printed. Parts that --log holds are not run again.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import re
import secrets
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.labelled_programs import judge_all
from benchmarks.machine import print_head
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool

PART = 500
PROGRAM = """
import collections, decimal, fractions
class Full(Exception):
    def __init__(self, code):
        super().__init__("full", code)
        self.code = code
class Bag:
    def __init__(self, items=()):
        self.items = list(items)
        self.tags = {}
    def add(self, x):
        self.items.append(x)
        return self
    def pop(self):
        if not self.items:
            raise Full(len(self.tags))
        return self.items.pop()
    def total(self): return len(self.items) + len(self.tags)
    def all(self): return self.items
    def copy(self): return Bag(self.items)
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __eq__(self, other): return isinstance(other, Bag) and self.items == other.items
    def __hash__(self): return hash(len(self.items))
def same(x): return x
def copied(x): return list(x)
def push(x, y):
    x.append(y)
    return len(x)
def nested(x): return [x, [x], {"k": x}]
def deep(x):
    for one in x:
        if isinstance(one, list): one.append(0)
    return len(x)
def both(x, y):
    x.append(len(y))
    y.append(len(x))
    return x + y
def named(*, into, extra=(1,)):
    into.extend(extra)
    return into
def first(x): return x[0]
def table(x): return collections.Counter(map(str, x))
def ratio(x): return fractions.Fraction(len(x), 3)
def money(x): return decimal.Decimal(len(x)) / 4
def steps(x):
    for one in x:
        yield one
def apply(f, x): return [f(one) for one in x]
def spoil(x):
    x.append(-1)
    raise Full(len(x))
def grouped(x):
    found = collections.defaultdict(list)
    for one in x: found[str(one)[:1]].append(one)
    return found
def queue(x): return collections.deque(x, maxlen=3)
"""
NAMES = re.compile(r"\b(" + "|".join(re.findall(r"^(?:def|class) (\w+)", PROGRAM, re.MULTILINE)) + r")\b")
CALLS = [
    "{v} = same({a})", "{v} = copied({a})", "push({a}, {n})", "{v} = nested({a})", "deep({a})", "{v} = both({a}, {b})",
    "named(into={a}, extra={b})", "{v} = named(into={a})", "{v} = first([{a}, {b}])", "{v} = list(steps({a}))",
    "{v} = apply(len, [{a}, {b}])", "{v} = apply(lambda one: [one, {n}], {a})", "{v} = sorted(map(str, same({a})))",
    "{v} = [{a}, {a}]", "{v} = {a}", "{v} = {a} + [{n}]", "{a}.append({n})", "{a}.reverse()", "{a}[:] = [{n}]",
    "try:\n    spoil({a})\nexcept Full as error:\n    {v} = [error.code, str(error), error.args]",
    "bag = Bag({a})\nbag.add({n}).add({n})\n{v} = list(bag)", "bag = Bag()\nbag.tags['x'] = {n}\n{v} = [bag.total()]",
    "bag = Bag({a})\n{v} = [bag == Bag({b}), len(bag)]",
    "bag = Bag()\ntry:\n    bag.pop()\nexcept Full as error:\n    {v} = [error.code]",
    "bag = Bag({a})\n{v} = bag.all()", "bag = Bag({a})\nbag.items.append({n})\n{v} = [len(bag), bag.total()]",
    "{v} = [dict(table({a})), ratio({a}), money({b})]", "{v} = [dict(grouped({a}))]", "{v} = list(queue({a}))",
    "for _ in range(2):\n    push({a}, {n})",
    "if len({a}) > 1:\n    {v} = same({b})\nelse:\n    push({b}, {n})", "{v} = [len({a})]",
]  # fmt: skip


def one_test(source: random.Random) -> str:
    """Without its asserts."""
    lines = ["a = [1, 2]", f"b = {[source.randrange(4) for _ in range(source.randrange(4))]}", "c = [[0], [1]]"]
    for _ in range(source.randrange(1, 6)):
        names = [source.choice("abc") for _ in range(3)]
        lines.append(source.choice(CALLS).format(v=names[0], a=names[1], b=names[2], n=source.randrange(9)))
    return "\n".join(lines) + "\n"


def with_asserts(source: random.Random, test: str) -> tuple[str, bool] | None:
    """The test as plain Python would have it, and whether it passes there; None where it fails before its asserts."""
    inside: dict[str, Any] = {}
    exec(PROGRAM, inside)  # a program and tests of our own
    try:
        exec(test, inside)
        values = {name: repr(inside[name]) for name in "abc"}
        lines = [f"assert {name} == {value}" for name, value in values.items() if _says_what_it_is(value)]
    except Exception:
        return None
    wrong = source.random() < 1 / 3
    if wrong and lines:
        lines[source.randrange(len(lines))] += " + [99]"
    code = "from fractions import Fraction\nfrom decimal import Decimal\n" + test + "\n".join(lines)
    return (code, not wrong) if lines else None


def _says_what_it_is(text: str) -> bool:
    return "<" not in text and "..." not in text and len(text) < 2000


def tests(count: int, seed: int) -> list[tuple[str, bool]]:
    source = random.Random(seed)
    found: list[tuple[str, bool]] = []
    while len(found) < count:
        text = one_test(source)
        made = with_asserts(source, text) if NAMES.search(text) else None  # a test that calls nothing judges nothing
        if made is not None:
            found.append(made)
    return found


async def compared(pool: SandboxPool, count: int, seed: int, isolation: str, in_flight: int) -> dict[str, Any]:
    """What was found: how many ended how, and those on which the two disagree."""
    made = tests(count, seed)
    work = [
        (str(at), PROGRAM, {"type": "assert", "code": code, "isolation": isolation})
        for at, (code, _) in enumerate(made)
    ]
    scores = await judge_all(pool, work, in_flight)
    ended, wrong = Counter[str](), []
    for at, (code, passes) in enumerate(made):
        score = scores[str(at)]
        refused = score.score is None and score.rule == "inputs" and isolation == "separate"
        agrees = score.score == float(passes)
        ended["refused" if refused else "undecided" if score.undecided else "agrees" if agrees else "disagrees"] += 1
        if not (agrees or refused):
            wrong.append(f"{isolation}: {score.score} {score.reason}, plainly {passes}: {code!r}")
    return {"seed": seed, "ended": ended, "wrong": wrong}


async def run(args: argparse.Namespace) -> int:
    done = [json.loads(line) for line in args.log.read_text().splitlines()] if args.log and args.log.exists() else []
    seed = done[0]["seed"] if done else args.seed
    pool = docker_pool(image=args.image, containers=args.containers)
    await pool.start()
    try:
        for part in range(len(done), -(-args.count // PART)):
            count = min(PART, args.count - part * PART)
            done.append(await compared(pool, count, seed + part, args.isolation, args.in_flight))
            print(json.dumps(done[-1]), flush=True)
            if args.log:
                with args.log.open("a") as file:
                    file.write(json.dumps(done[-1]) + "\n")
    finally:
        await pool.close()
    total = sum((Counter[str](one["ended"]) for one in done), Counter[str]())
    wrong = [text for one in done for text in one["wrong"]]
    print("\n".join(wrong[:30]))
    print(f"seed {seed}, {args.isolation}: {dict(total)}, {len(wrong)} disagree")
    return 1 if wrong else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--isolation", choices=["separate", "auto", "shared"], default="separate")
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--in-flight", type=int, default=4)
    parser.add_argument("--log", type=Path)
    print_head("benchmarks.differential")
    sys.exit(asyncio.run(run(parser.parse_args())))
