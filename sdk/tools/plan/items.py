"""Items whose scores are known, each with a number of its own, so that nothing is remembered from one to the next."""

from __future__ import annotations

from typing import Any

Item = dict[str, Any]

_SENTENCE = "Then the next number follows from the one before it, and the sum of both is what we look for here. "
ACCURACY: dict[str, Any] = {"accuracy": 1.0}
FORMAT: dict[str, Any] = {"format": 1.0}
LANGUAGE: dict[str, Any] = {"format": 1.0, "language": 0.1}


def completion(number: int, kchars: float, answer: str) -> str:
    """About 1,000 * `kchars` characters."""
    start = f"Take number {number}. "
    room = max(0, round(1000 * kchars) - len(start) - len(answer) - 40)
    thought = (start + _SENTENCE * (room // len(_SENTENCE) + 1))[: len(start) + room]
    return f"<think>{thought}</think>\n<answer>{answer}</answer>"


def text(number: int, kchars: float) -> Item:
    return {"completion": completion(number, kchars, f"{number}"), "ground_truth": f"{number}", "language": "en"}


def direct(number: int, kchars: float) -> Item:
    """Mathematics that the HTTP process decides; the answer is written otherwise than the truth."""
    answer = rf"\boxed{{\frac{{{2 * number + 1}}}{{2}}}}"
    return {"completion": completion(number, kchars, answer), "ground_truth": f"{number}.5"}


def symbolic(number: int, kchars: float) -> Item:
    """Mathematics that a math worker decides."""
    answer = rf"\boxed{{\frac{{n(n+1)}}{{2}} + {number}}}"
    return {"completion": completion(number, kchars, answer), "ground_truth": rf"\sum_{{k=1}}^{{n}} k + {number}"}


def program(number: int, kchars: float, cases: int, loops: int = 0) -> Item:
    """A program that counts to `loops` in each of its cases, then answers."""
    source = f"value = int(input())\nfor _ in range({loops}):\n    pass\nprint(value + {number})"
    return {
        "completion": completion(number, kchars, f"```python\n{source}\n```"),
        "tests": {
            "type": "stdio",
            "cases": [{"input": f"{case}\n", "output": f"{case + number}\n"} for case in range(cases)],
        },
    }
