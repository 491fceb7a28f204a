"""How much code a comparison runs through: modules of the product visited, and returns of its functions.

    python benchmarks/math_visits.py '\\frac12' 0.5

Memos are cold. A generator counts once for each value that it yields.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Any


def visits(truth: str, answer: str) -> tuple[set[str], int]:
    """The modules that a comparison visits, and how often one of their functions returns."""
    from reward_server.symbolic.compare import compare
    from reward_server.symbolic.parse import grammar

    compare("7/3", "7")  # imports and first uses are no part of it
    grammar.forget()
    modules: set[str] = set()
    returns = 0

    def count(frame: FrameType, event: str, _: Any) -> None:
        nonlocal returns
        if event == "return" and "reward_server" in frame.f_code.co_filename:
            modules.add(Path(frame.f_code.co_filename).stem)
            returns += 1

    sys.setprofile(count)
    try:
        compare(truth, answer)
    finally:
        sys.setprofile(None)
    return modules, returns


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    found, total = visits(*(sys.argv[1:] or [r"\frac12", "0.5"]))
    print(f"{len(found)} modules ({', '.join(sorted(found))}), {total} returns")
