"""How often alarms are raised in runs that went well, and whether they are raised when a fault is planted in them.

    python -m benchmarks.alarms runs/a runs/b ...

Each RUN is a folder of the training loop; its figures are read from metrics.jsonl. A fault is planted by changing the
figures from the middle of a stage on, as the fault would, and leaving their noise as it was.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from sdk.alarms import alarms_of
from sdk.data.rows import read_journal

Record = dict[str, Any]
Fault = Callable[[Record, int], Record]
"""What it makes of a step's figures, so many steps after it began."""


def _times(name: str, factor: float, steps: int, record: Record, most: float = float("inf")) -> Record:
    return {name: min(most, record[name] * factor**steps)} if record.get(name) is not None else {}


FAULTS: dict[str, Fault] = {
    "group_collapse": lambda one, steps: {
        "no_signal_share": 1 - 0.5 * (1 - one.get("no_signal_share", 0)) * 0.8**steps
    },
    "dominant_component": lambda one, steps: {"decides/format": 0.95, "decides/accuracy": 0.05},
    "null_share": lambda one, steps: {"null_share": 0.3},
    "length_explosion": lambda one, steps: {
        **_times("completion_tokens", 1.06, steps, one),
        "reward/accuracy": 0.5 * one.get("reward/accuracy", 0),
    },
    "reward_without_accuracy": lambda one, steps: {"reward": (one.get("reward") or 0) + 0.3 * min(1.0, steps / 10)},
    "entropy_collapse": lambda one, steps: {
        **_times("entropy", 0.85, steps, one),
        "reward/accuracy": 0.5 * one.get("reward/accuracy", 0),
    },
    "sudden_rule": lambda one, steps: {"rules": {"accuracy: judged": 0.9, "accuracy: same_text": 0.1}},
}
"""By the name of the alarm that should be raised. The policy gets worse where length explodes or entropy collapses."""


def stages(folder: Path) -> list[list[Record]]:
    """The figures of each stage that has rewards, in the order in which they came about."""
    found: dict[int, list[Record]] = {}
    for one in read_journal(folder / "metrics.jsonl"):
        if one["kind"] in ("step", "eval"):
            found.setdefault(one["stage_number"], []).append(one)
    rewarded = [some for some in found.values() if any(one["kind"] == "step" and "reward" in one for one in some)]
    return [sorted(some, key=lambda one: (one["step"], one["kind"] == "eval")) for some in rewarded]


def planted(records: list[Record], fault: Fault) -> list[Record]:
    """With the fault from the middle on; accuracy on held-out questions stays where it was then. Runs that noted no
    rules had one rule before."""
    begins = records[-1]["step"] // 2
    held_out = [one for one in records if one["kind"] == "eval" and one["step"] <= begins][-1:]
    stays = {name: one[name] for one in held_out for name in ("accuracy", "accuracy_high") if name in one}
    changed = []
    for one in records:
        if one["step"] <= begins:
            changed.append({"rules": {"accuracy: same_text": 1.0}} | one)
        else:
            changed.append(one | (stays if one["kind"] == "eval" else fault(one, one["step"] - begins)))
    return changed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    runs = [one for folder in parser.parse_args().runs for one in stages(folder)]
    print(machine())
    honest = [alarms_of(one) for one in runs]
    print(
        f"{sum(map(bool, honest))} of {len(runs)} runs as they are raise an alarm: "
        f"{dict(Counter(a.name for one in honest for a in one))}"
    )
    for name, fault in FAULTS.items():
        faulty = [(planted(one, fault), one[-1]["step"] // 2) for one in runs]
        raised = [[a for a in alarms_of(one) if a.name == name] for one, _ in faulty]
        after = sorted(some[0].step - begins for some, (_, begins) in zip(raised, faulty, strict=True) if some)
        told = f", {after[len(after) // 2]} steps after it began (median)" if after else ""
        print(f"{name:26}{len(after):4} of {len(runs)} found{told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
