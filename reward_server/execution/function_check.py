"""`assay serve rewards check MODULE:FUNCTION`: tries a reward function on hostile text, and says what to mend."""

from __future__ import annotations

import argparse
import asyncio
import math
import time
from collections.abc import Sequence

from assay_rl.distribution import add_version
from reward_server.execution.function_workers import FunctionWorkers, described
from reward_server.functions.description import Description
from reward_server.jobs import Failure, JsonObject, Outcome

HOSTILE: dict[str, str] = {
    "an ordinary answer": "<think>Half of one.</think><answer>\\boxed{\\frac12}</answer>",
    "nothing": "",
    "white space": " \n\t\u2003",
    "a null and a lone surrogate": "\x00 \ud800 \\boxed{1}",
    "half a megabyte of one letter": "a" * 500_000,
    "100,000 opening brackets": "(" * 100_000,
    "50,000 open boxes": "\\boxed{" * 50_000,
    "repeated tags": "<think><answer>" * 20_000,
    "a number too large": "\\boxed{9^{9^{9^{9}}}}",
    "code for eval": "\\boxed{__import__('os').getpid()}",
    "marks and directions": "\u202e\u200b\u0301" * 1000,
    "digits of another script": "\\boxed{٣} \\boxed{３}",
    "an error message": "Traceback (most recent call last): error",
}


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="assay serve rewards check",
        description="Calls a reward function on hostile completions, each in a process that can be killed.",
    )
    parser.add_argument("target", metavar="[NAME=]MODULE:FUNCTION", help="the function, as --reward takes it")
    parser.add_argument("--ground-truth", default="\\frac12", help="what each item expects (default: 1/2)")
    parser.add_argument("--limit-s", type=float, default=10.0, help="seconds a call may take (default: 10)")
    add_version(parser)
    asked = parser.parse_args(arguments)
    description = described(asked.target)
    if isinstance(description, str):
        print(f"{asked.target} cannot be used: {description}")
        return 1
    print(
        f"{description.name}: {'a batch' if description.is_batch else 'one item'} a call; takes {_takes(description)}"
    )
    wrong = asyncio.run(_tried(asked.target, description, asked.ground_truth, asked.limit_s))
    print("\n".join(wrong) if wrong else "nothing to mend: a finite number on every text, the same again, in time")
    return 1 if wrong else 0


def _takes(description: Description) -> str:
    return ", ".join(f"{name} ({kind})" for name, kind in description.takes.items()) or "metadata alone"


async def _tried(target: str, description: Description, truth: str, limit_s: float) -> list[str]:
    workers = FunctionWorkers([target], count=1, memory_mb=8192, call_limit_s=limit_s)
    await workers.start()
    try:
        wrong = []
        for name, text in HOSTILE.items():
            (first, seconds), (again, _) = [await _scored(workers, description, text, truth, limit_s) for _ in range(2)]
            line = _told(name, first, again, seconds, limit_s)
            wrong += [line] if line else []
        return wrong
    finally:
        await workers.close()


async def _scored(
    workers: FunctionWorkers, description: Description, text: str, truth: str, limit_s: float
) -> tuple[Outcome, float]:
    item: JsonObject = {
        "completion": text, "prompt": "What is half of one?", "ground_truth": [truth], "metadata": {},
        "data_source": None,
    }  # fmt: skip
    began = time.monotonic()
    payload = {"name": description.name, "item": item, "options": {}}
    outcome = await workers.run(payload, began + 3 * limit_s, text[:10])
    return outcome, time.monotonic() - began


def _told(name: str, first: Outcome, again: Outcome, seconds: float, limit_s: float) -> str:
    if isinstance(first, Failure):
        return f"{name}: {first.message}"
    result = first.result
    if "failed" in result:
        return f"{name}: {result['failed']}: {result['reason'][:200]}"
    if result.get("none"):
        return f"{name}: None, which is an error unless the function is marked none_means='not_applicable'"
    if not math.isfinite(result["score"]):
        return f"{name}: {result['score']} is no finite number"
    if not isinstance(again, Failure) and again.result.get("score") != result["score"]:
        return f"{name}: {result['score']} at first and {again.result.get('score')} the second time"
    return f"{name}: {seconds:.1f} s for one text" if seconds > limit_s / 2 else ""
