"""How often each rule of mathematics is wrong: its accepts and rejects on labelled pairs, kept where scores find them.

    python -m benchmarks.rule_rates [SET.jsonl ...] [--generated 20000] [--seed 1] [--write]

Without files the labelled pairs and hacks of tests/data/math, and pairs of the tests' generator, whose verdict is known
by how they are made. A file of yours holds `truth`, `answer`, `equal`, and if you like `prompt` and `text` (the answer
is a whole text, and not the content of a box). `--write` replaces reward_server/rewards/rule_rates.json, which is part
of the version. The bundled pairs were written while the rules were: their rates say nothing of kinds that nobody
thought of.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data" / "math"
TABLE = ROOT / "reward_server" / "rewards" / "rule_rates.json"
sys.path.append(str(ROOT / "tests" / "reward_server" / "symbolic"))

Case = dict[str, Any]


def bundled(count: int, seed: int) -> Iterator[Case]:
    from generated import pairs  # type: ignore[import-not-found]
    from labelled import cases  # type: ignore[import-not-found]

    yield from (case for case in cases("pairs") if not case.get("options"))
    yield from ({**case, "equal": False, "text": True} for case in cases("hacks"))
    for pair in pairs(count, seed):
        yield {"truth": pair.truth, "answer": pair.answer, "equal": pair.equal}


def of_file(path: Path) -> Iterator[Case]:
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def counted(cases: Iterator[Case]) -> tuple[dict[str, Counter[str]], int]:
    """rule -> accepted, false_accepts, rejected, false_rejects; and how many cases there were."""
    from labelled import answer_text, judged

    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total = 0
    for total, case in enumerate(cases, 1):  # noqa: B007 (the count is wanted)
        score = judged(answer_text(case), case["truth"], case.get("prompt"))
        if score.score is None:
            continue
        verdict = "accept" if score.score == 1 else "reject"
        rules[score.rule][f"{verdict}ed"] += 1
        rules[score.rule][f"false_{verdict}s"] += (score.score == 1) != case["equal"]
    return rules, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--generated", type=int, default=20_000, help="pairs of the generator (default 20000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"into {TABLE.relative_to(ROOT)}")
    args = parser.parse_args()
    given = (case for path in args.sets for case in of_file(path))
    rules, total = counted(given if args.sets else bundled(args.generated, args.seed))
    names = ("accepted", "false_accepts", "rejected", "false_rejects")
    for rule, counts in sorted(rules.items()):
        print(f"{rule:28} " + ", ".join(f"{counts[name]} {name}" for name in names))
    if args.write:
        measured = {rule: {name: counts[name] for name in names} for rule, counts in sorted(rules.items())}
        sets = [path.name for path in args.sets] or [
            f"tests/data/math, {args.generated} generated pairs of seed {args.seed}"
        ]
        TABLE.write_text(json.dumps({"sets": sets, "cases": total, "rules": measured}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
