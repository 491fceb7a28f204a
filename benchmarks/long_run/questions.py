"""What the runs ask: mathematics, programs, and questions that nobody can judge."""

from __future__ import annotations

import json
import random
from typing import Any

PROGRAM_SHARE, NULL_SHARE = 0.3, 0.02
CHECKER = """
import sys
expected, output = (open(path).read().strip() for path in sys.argv[2:4])
sys.exit(3 if output.endswith("0") else 0 if output == expected else 1)
"""
"""A checker that says of some outputs that it cannot judge them: nulls beside scores in one group."""


def rows(count: int, seed: int) -> list[dict[str, Any]]:
    """`count` rows, each with a prompt for a small vocabulary; `ground_truth` or `tests`, or, now and then, neither."""
    draws = random.Random(seed)
    return [_row(draws, at) for at in range(count)]


def _row(draws: random.Random, at: int) -> dict[str, Any]:
    first, second = draws.randint(0, 9), draws.randint(0, 9)
    kind = draws.random()
    row = {"id": str(at), "ground_truth": "", "tests": "", "sum": [first, second]}
    if kind < NULL_SHARE:
        return {**row, "prompt": f"calc {first} + {second} ="}
    if kind < NULL_SHARE + PROGRAM_SHARE:
        cases = [{"input": "", "output": f"{first + second}\n"}]
        tests = {"type": "stdio", "cases": cases, "checker": {"language": "python", "code": CHECKER}, "time_limit_s": 2}
        return {**row, "prompt": f"prog {first} + {second} =", "tests": json.dumps(tests)}
    return {**row, "prompt": f"calc {first} + {second} =", "ground_truth": str(first + second)}


def right(row: dict[str, Any]) -> str:
    """A completion that is right."""
    first, second = row["sum"]
    total = " ".join(str(first + second))
    answer = f"print ( {total} )" if row["prompt"].startswith("prog") else total
    return f"<think> {first} + {second} </think> <answer> {answer} </answer>"


def in_words(row: dict[str, Any]) -> list[dict[str, str]]:
    """The same question for a model that was trained on language."""
    first, second = row["sum"]
    asked = f"What is {first} + {second}? Answer with the number alone."
    if row["prompt"].startswith("prog"):
        asked = f"Write a Python program that prints {first} + {second}, in a code block."
    return [{"role": "user", "content": asked}]
