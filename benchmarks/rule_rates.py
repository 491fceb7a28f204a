"""How often each rule is wrong: its accepts and rejects on labelled answers, kept where scores find them.

    python -m benchmarks.rule_rates [SET.jsonl ...] [--generated 20000] [--made 2000] [--seed 1] [--write]

Without files: for `accuracy` the labelled pairs and hacks of tests/data/math, and pairs of the tests' generator, whose
verdict is known by how they are made; for each verifier in `benchmarks.rule_sets` the answers that it makes. A file of
yours is for `accuracy` alone. It holds `truth`, `answer`, `equal`, and optionally `prompt` and `text` (the answer is a
whole text, and not the content of a box). `--write` puts the counts into reward_server/rewards/rule_rates.json, a part
of the version. The bundled pairs were written while the rules were: their rates say nothing of kinds that nobody
thought of.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.rule_sets import GENERATORS, Labelled
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Sample, Score
from reward_server.rewards.transcript import parse
from sdk.schema import Template

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


def counted(cases: Iterator[Case]) -> dict[str, Counter[str]]:
    """rule -> accepted, false_accepts, rejected, false_rejects."""
    from labelled import answer_text, judged

    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        score = judged(answer_text(case), case["truth"], case.get("prompt"))
        if score.score is not None:
            _count(rules, score, case["equal"])
    return rules


def on_the_shelf(count: int, seed: int, rewards: Collection[str]) -> dict[str, dict[str, Any]]:
    """Reward -> its part of the table. Raises ValueError where a made answer cannot be scored."""
    found = {}
    for make in (one for one in GENERATORS if one.__name__ in rewards):
        rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for one in islice(make(Random(seed)), count):
            score = shelved(one)
            if score.status != "ok":
                raise ValueError(f"{one}: {score.reason}")
            _count(rules, score, one.right)
        found[make.__name__] = _table([f"{count} made by benchmarks.rule_sets, seed {seed}"], rules)
    return found


def shelved(one: Labelled) -> Score:
    reward, truth = REWARDS[one.reward], None if one.truth is None else (one.truth,)
    sample = Sample(one.answer, parse(one.answer, Template()), one.prompt, truth)
    score = reward.plan(sample, reward.options.model_validate(dict(one.options)))
    assert isinstance(score, Score)
    return score


def _count(rules: defaultdict[str, Counter[str]], score: Score, right: bool) -> None:
    verdict = "accept" if score.score == 1 else "reject"
    rules[score.rule][f"{verdict}ed"] += 1
    rules[score.rule][f"false_{verdict}s"] += (score.score == 1) != right


NAMES = ("accepted", "false_accepts", "rejected", "false_rejects")


def _table(sets: list[str], rules: Mapping[str, Counter[str]]) -> dict[str, Any]:
    cases = sum(counts["accepted"] + counts["rejected"] for counts in rules.values())
    counted = {rule: {name: counts[name] for name in NAMES} for rule, counts in sorted(rules.items())}
    return {"sets": sets, "cases": cases, "rules": counted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*")
    parser.add_argument("--generated", type=int, default=20_000, help="pairs of the generator (default 20000)")
    parser.add_argument("--made", type=int, default=2000, help="answers for each verifier of the shelf (default 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help=f"into {TABLE.relative_to(ROOT)}")
    args = parser.parse_args()
    given = (case for path in args.sets for case in of_file(path))
    sets = [path.name for path in args.sets] or [
        f"tests/data/math, {args.generated} generated pairs of seed {args.seed}"
    ]
    rules = counted(given if args.sets else bundled(args.generated, args.seed))
    tables = {"accuracy": _table(sets, rules)}
    if not args.sets:
        tables |= on_the_shelf(args.made, args.seed, [one.__name__ for one in GENERATORS])
    for reward, table in tables.items():
        for rule, counts in table["rules"].items():
            print(f"{reward:12} {rule:28} " + ", ".join(f"{counts[name]} {name}" for name in NAMES))
    if args.write:
        kept = json.loads(TABLE.read_text("utf-8"))
        TABLE.write_text(json.dumps(kept | tables, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
