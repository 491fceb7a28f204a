"""Published data sets: every reference solution must be judged right or refused with a reason, every mutant wrong.

    python -m benchmarks.labelled_programs [--set NAME[=PATH] ...] [--isolation separate auto shared] [--sample N]
        [--log RESULTS.jsonl [--minutes M]]

A set is read by its reader in `benchmarks.data_sets`, which says where its file is; without --set it is HumanEval. In
`separate`, a null that names what the tests need is no mistake. Of the others what is not 1 is run plainly: the same
program and tests by an interpreter in the same image, without a sandbox; what fails there too is no mistake either. In
`auto` and `shared` the share that scores 1 of what passes plainly is printed.

Mutants: an empty program; every function's body replaced by `return None`; every result off by one (an element, a
character or an amount more); one small change anywhere (`<` for `<=`), the same in each run. Tests may be too weak to
tell one from the solution, so what passes is run plainly, too: what passes only here is a mistake. So is, in `auto` and
`shared`, a mutant with one small change that passes only plainly.

With `--log` each result is kept in a file, and what the file holds is not judged again: a long run goes on where it was
stopped. After `--minutes` it stops by itself, and the exit status is 3 while something is left.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import functools
import json
import random
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data_sets import READERS, Problem
from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template
from sdk.tools.doctor.mutants import mutants

DEADLINE_S = 600.0
PLAIN_LIMIT_S = 120
UNFINISHED = 3
"""Exit status."""
Work = list[tuple[str, str, dict[str, Any]]]
"""(name, program, tests)."""
PLAINLY = """
import os, sys, types, unittest
sys.set_int_max_str_digits(0)
prelude, source, setup, code, name = eval(sys.stdin.read())
sys.stdin = open(os.devnull)
os.chdir("/tmp")
open("solution.py", "w").write(source)
module = sys.modules["solution"] = types.ModuleType("solution")
module.__file__ = "/tmp/solution.py"
inside = module.__dict__
exec(prelude, inside)
exec(compile(source, module.__file__, "exec"), inside)
exec(setup, inside)
if name:
    method = name[:9] == "Solution."
    inside[name.rpartition(".")[2]] = getattr(inside["Solution"](), name[9:]) if method else inside[name]
for test in code:
    exec(test, inside)
if name and "check" in inside:
    inside["check"](inside[name.rpartition(".")[2]])
for kind in list(inside.values()):
    if isinstance(kind, type) and issubclass(kind, unittest.TestCase) and kind is not unittest.TestCase:
        result = unittest.TestResult()
        unittest.defaultTestLoader.loadTestsFromTestCase(kind).run(result)
        assert result.wasSuccessful(), (result.errors + result.failures)[0][1]
"""


class ReturnNone(ast.NodeTransformer):
    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [ast.Return(ast.Constant(None))]
        return node


class Spoil(ast.NodeTransformer):
    """What the program returns to its tests goes through `_spoiled`; what its functions return to each other not."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.decorator_list.append(ast.Name("_spoiled", ast.Load()))
        return node


SPOILED = """
depth = [0]
def _spoiled(function):
    def spoil(value):
        if type(value) is bool:
            return not value
        if type(value) in (int, float, complex):
            return value + 1
        if type(value) is str:
            return value + "x"
        if type(value) in (list, tuple):
            return value + type(value)([0])
        if type(value) is dict:
            return {**value, "spoiled": 0}
        if type(value) is set:
            return value | {"spoiled"}
        return 0
    def outermost(*args, **kwargs):
        depth[0] += 1
        try:
            result = function(*args, **kwargs)
        finally:
            depth[0] -= 1
        return result if depth[0] else spoil(result)
    return outermost
"""


def return_none(source: str) -> str:
    return ast.unparse(ast.fix_missing_locations(ReturnNone().visit(ast.parse(source))))


def off_by_one(source: str) -> str:
    return SPOILED + ast.unparse(ast.fix_missing_locations(Spoil().visit(ast.parse(source))))


def one_change(source: str) -> str:
    """An empty program where there is nothing to change."""
    made = mutants(source, 100)
    return made[zlib.crc32(source.encode()) % len(made)].source if made else "pass"


ONE_CHANGE = "one change"
MUTANTS: dict[str, Callable[[str], str]] = {
    "empty": lambda source: "pass",
    "return None": return_none,
    "off by one": off_by_one,
    ONE_CHANGE: one_change,
}


async def judge(pool: SandboxPool, source: str, tests: dict[str, Any]) -> Score:
    text = f"~~~~~~python\n{source}\n~~~~~~"
    planned = plan(Sample(text, parse(text, Template()), tests=tests, timeout_s=DEADLINE_S), CodeOptions())
    if isinstance(planned, Score):
        return planned
    scored = planned.resume(await pool.run(planned.job.payload, time.monotonic() + DEADLINE_S))
    assert not isinstance(scored, Pending)
    return scored


class Verdict(NamedTuple):
    """score: None for a null."""

    score: float | None
    reason: str


class Log:
    """Verdicts by (what was judged, name of the problem), on the disk as soon as they are known."""

    def __init__(self, path: Path | None, minutes: float) -> None:
        self._path = path
        self._until = time.monotonic() + 60 * minutes
        self._known: dict[tuple[str, str], Verdict] = {}
        for line in path.read_text().splitlines() if path and path.exists() else ():
            title, name, score, reason = json.loads(line)
            self._known[title, name] = Verdict(score, reason)

    def over(self) -> bool:
        return time.monotonic() > self._until

    def find(self, title: str, name: str) -> Verdict | None:
        return self._known.get((title, name))

    def keep(self, title: str, name: str, score: Score) -> None:
        self._known[title, name] = Verdict(score.score, score.reason)
        if self._path:
            with self._path.open("a") as file:
                file.write(json.dumps([title, name, score.score, score.reason]) + "\n")


class OutOfTimeError(Exception):
    """`--minutes` are over."""


async def judge_all(
    pool: SandboxPool,
    work: Work,
    in_flight: int,
    keep: Callable[[str, Score], None] = lambda name, score: None,
    over: Callable[[], bool] = lambda: False,
) -> dict[str, Score]:
    """keep: gets each score when it is known. over: whether no other is to be begun."""
    gate, scores = asyncio.Semaphore(in_flight), {}

    async def one(name: str, source: str, tests: dict[str, Any]) -> None:
        async with gate:
            if not over():
                scores[name] = await judge(pool, source, tests)
                keep(name, scores[name])

    await asyncio.gather(*(one(*each) for each in work))
    return scores


async def judge_kept(pool: SandboxPool, title: str, work: Work, in_flight: int, log: Log) -> dict[str, Verdict]:
    """What the log does not hold is judged. Raises OutOfTimeError."""
    missing = [each for each in work if log.find(title, each[0]) is None]
    await judge_all(pool, missing, in_flight, functools.partial(log.keep, title), log.over)
    found = {name: verdict for name, _, _ in work if (verdict := log.find(title, name))}
    if len(found) < len(work):
        print(f"{title}: {len(found)} of {len(work)} are judged", flush=True)
        raise OutOfTimeError
    return found


class Plainly:
    """Solutions run without a sandbox, each once."""

    def __init__(self, image: str, problems: list[Problem], at_once: int) -> None:
        self._image, self._at_once = image, at_once
        self._problems = {problem.name: problem for problem in problems}
        self._passes: dict[str, bool] = {}

    def passing(self, names: list[str]) -> set[str]:
        missing = [name for name in names if name not in self._passes]
        with ThreadPoolExecutor(self._at_once) as threads:
            self._passes.update(zip(missing, threads.map(self._run, missing), strict=True))
        return {name for name in names if self._passes[name]}

    def _run(self, name: str) -> bool:
        _, solution, tests = self._problems[name]
        code = [tests["code"]] if isinstance(tests["code"], str) else tests["code"]
        given = repr((tests.get("prelude", ""), solution, tests.get("setup", ""), code, tests.get("entry_point")))
        options = ["--rm", "-i", "--network", "none", "--tmpfs", "/tmp", "--entrypoint", "env", self._image]
        environment = ["MPLBACKEND=agg", "MPLCONFIGDIR=/tmp", "HOME=/tmp", "PYTHONHASHSEED=0"]
        command = [
            "docker",
            "run",
            *options,
            *environment,
            "timeout",
            str(PLAIN_LIMIT_S),
            "python3",
            "-s",
            "-c",
            PLAINLY,
        ]
        done = subprocess.run(command, input=given, capture_output=True, text=True)
        return done.returncode == 0


def report(title: str, scores: dict[str, Verdict], plainly: Plainly, *, apart: bool) -> int:
    """How many right programs were judged wrong. apart: a null may say what the tests need."""
    failed = [name for name, score in scores.items() if score.score != 1]
    refused = [name for name in failed if apart and scores[name].score is None]
    doubtful = [name for name in failed if name not in refused]
    passing = plainly.passing(doubtful)
    for name in doubtful:
        score, word = scores[name], "passes" if name in passing else "fails"
        print(f"    {name}: {score.score}, plainly {word}: {score.reason[:150]}")
    accepted, fail_plainly = len(scores) - len(failed), len(doubtful) - len(passing)
    share = "" if apart else f"; {accepted / max(1, accepted + len(passing)):.1%} of what passes plainly"
    print(
        f"{title:34} {len(scores):5}: {accepted} score 1{share}; {len(refused)} are refused with a reason, "
        f"{len(passing)} pass plainly and do not score 1, {fail_plainly} fail plainly too",
        flush=True,
    )
    return len(passing)


def report_mutants(title: str, scores: dict[str, Verdict], plainly: Plainly, *, both_ways: bool) -> int:
    """How many were judged otherwise than plainly. both_ways: what does not pass here is run plainly, too."""
    passed = [name for name, score in scores.items() if score.score]
    failed = [name for name, score in scores.items() if score.score == 0] if both_ways else []
    passing = plainly.passing(passed + failed)
    wrong = [name for name in passed if name not in passing] + [name for name in failed if name in passing]
    for name in wrong:
        print(f"    {name}: {scores[name].score}, plainly otherwise: {scores[name].reason[:150]}")
    nulls = sum(score.score is None for score in scores.values())
    compared = f"{len(passed) + len(failed)} run plainly, {len(wrong)} judged otherwise there"
    print(f"{title:34} {len(scores):5}: {len(passed)} pass, {nulls} are refused; {compared}", flush=True)
    return len(wrong)


def chosen(args: argparse.Namespace) -> dict[str, list[Problem]]:
    sets = {}
    for given in args.set or ["humaneval"]:
        name, _, path = given.partition("=")
        problems = list(READERS[name](Path(path) if path else None))
        if args.sample and args.sample < len(problems):
            problems = random.Random(args.seed).sample(problems, args.sample)
        sets[name] = problems
    return sets


async def judge_set(pool: SandboxPool, title: str, problems: list[Problem], args: argparse.Namespace, log: Log) -> int:
    """How many right programs were judged wrong. Raises OutOfTimeError."""
    wrong, plainly = 0, Plainly(args.image, problems, args.containers)
    for isolation in args.isolation:
        work = [(one.name, one.solution, {**one.tests, "isolation": isolation}) for one in problems]
        named = f"{title}, {isolation}"
        scores = await judge_kept(pool, named, work, args.in_flight, log)
        wrong += report(named, scores, plainly, apart=isolation == "separate")
        for name, mutate in MUTANTS.items() if args.mutants else ():
            spoiled = [Problem(one, mutate(source), tests) for one, source, tests in work]
            beside, its = Plainly(args.image, spoiled, args.containers), f"{named}, {name}"
            found = await judge_kept(pool, its, [*spoiled], args.in_flight, log)
            wrong += report_mutants(its, found, beside, both_ways=name == ONE_CHANGE and isolation != "separate")
    return wrong


async def main(args: argparse.Namespace) -> int:
    """The exit status."""
    pool, log = docker_pool(image=args.image, containers=args.containers), Log(args.log, args.minutes)
    await pool.start()
    try:
        wrong = [await judge_set(pool, title, problems, args, log) for title, problems in chosen(args).items()]
    except OutOfTimeError:
        return UNFINISHED
    finally:
        await pool.close()
    return 1 if any(wrong) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", help=f"NAME[=PATH]: {', '.join(READERS)}")
    parser.add_argument("--isolation", nargs="+", default=["separate"], choices=["separate", "auto", "shared"])
    parser.add_argument("--sample", type=int, help="so many of each set")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--no-mutants", dest="mutants", action="store_false")
    parser.add_argument("--log", type=Path, help="results, in lines of JSON")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--in-flight", type=int, default=4)
    sys.exit(asyncio.run(main(parser.parse_args())))
