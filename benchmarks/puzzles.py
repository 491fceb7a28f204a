"""Every data set of reasoning-gym: its own answers have to score 1, hostile ones have to get a number.

    python -m benchmarks.puzzles [--entries 3]

Also looks for scorers that evaluate text and are not in the table of `reward_server.functions.puzzles`. Exit status 1
where anything is wrong.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import reasoning_gym
from reasoning_gym.factory import DATASETS

from reward_server.functions.puzzles import EVALUATED, puzzle

HOSTILE = ("", "nonsense", "[[", "1" * 50, "\ud800", "{}", "1/0", "9**9**9", "__import__('os')", "(" * 500)
_EVALUATES = re.compile(r"(?:eval|exec|parse_expr|sympify)\(\s*(?:user_)?answer\b|\(eval\(answer")


def unknown_evaluators() -> list[str]:
    """Modules that evaluate an answer and whose data set is not guarded."""
    folder = Path(reasoning_gym.__file__).parent
    found = [path.stem for path in folder.rglob("*.py") if _EVALUATES.search(path.read_text("utf-8"))]
    return sorted(set(found) - set(EVALUATED))


def wrong_in(name: str, entries: int) -> list[str]:
    lines = []
    for entry in reasoning_gym.create_dataset(name, size=entries, seed=1):
        truth, metadata = entry["answer"], entry["metadata"]
        if truth is not None and puzzle(f"<answer>{truth}</answer>", truth, metadata)[0] != 1:
            lines.append(f"{name}: its own answer does not score 1: {str(truth)[:80]!r}")
        for text in HOSTILE:
            score, _ = puzzle(f"<answer>{text}</answer>", truth, metadata)
            if not 0 <= score < 1:
                lines.append(f"{name}: {text[:40]!r} scores {score}")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=3, help="entries of each data set (default 3)")
    entries = parser.parse_args().entries
    names = sorted(set(DATASETS) - {"composite"})
    lines = [f"{one} evaluates an answer and is not guarded" for one in unknown_evaluators()]
    for name in names:
        try:
            lines += wrong_in(name, entries)
        except Exception as error:
            lines.append(f"{name}: {type(error).__name__}: {error}"[:200])
    print("\n".join([*lines, f"{len(names)} data sets, {len(lines)} wrong"]))
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
