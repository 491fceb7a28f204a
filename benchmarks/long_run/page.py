"""The figure of docs/long-run.md, and the numbers in its table, from a run's files.

python -m benchmarks.long_run.page runs/long_run [--picture docs/images/long_run.png]
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from matplotlib import rc_context
from matplotlib.figure import Figure

from benchmarks.long_run.audit import growth, lines

WINDOW = 25
EVENTS = {"restart": "restarted", "runners": "runners lost", "kill": "killed", "upgrade": "upgraded"}
INK, SOFT, LINE = "#1f2430", "#8a93a6", ("#2563a8", "#b4552d", "#3b7d4f")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--picture", type=Path, default=Path("docs/images/long_run.png"))
    options = parser.parse_args()
    steps, memory = list(lines(options.folder / "trainer.jsonl")), list(lines(options.folder / "memory.jsonl"))
    found = json.loads((options.folder / "audit.json").read_text())
    with rc_context({"font.size": 9, "text.color": INK}):
        drawn(steps, memory, found["events"]).savefig(options.picture, dpi=110)
    for line in table(steps, memory, found):
        print(line)


def table(steps: Sequence[Any], memory: Sequence[Any], found: dict[str, Any]) -> list[str]:
    told = [
        ("steps", found["steps"]),
        ("rewards compared", found["rewards"]),
        ("of them null", found["nulls"]),
        ("groups with nulls and scores", found["mixed_groups"]),
        ("definitions of the rewards seen", len(found["versions"])),
        ("rewards or advantages that differ", len(found["wrong"])),
    ]
    grown = [(f"memory of the {name}, growth", f"{growth(series):+.1%}") for name, series in lives(memory)]
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in [*told, *grown])]


def lives(memory: Sequence[Any]) -> list[tuple[str, list[float]]]:
    """The memory of each process over its life, the longest of each kind."""
    series: dict[tuple[str, int], list[float]] = {}
    for one in memory:
        for name, held in one["rss_mb"].items():
            series.setdefault((name, one["pids"][name]), []).append(held)
    longest: dict[str, list[float]] = {}
    for (name, _), values in series.items():
        if len(values) > len(longest.get(name, [])):
            longest[name] = values
    return sorted(longest.items())


def drawn(steps: Sequence[Any], memory: Sequence[Any], events: Sequence[Any]) -> Figure:
    figure = Figure(figsize=(8, 5), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True)
    at = [one["step"] for one in steps]
    means = [statistics.fmean([one for one in step["rewards"] if one is not None] or [0.0]) for step in steps]
    nulls = [sum(one is None for one in step["rewards"]) / len(step["rewards"]) for step in steps]
    above.plot(at, _smooth(means), color=LINE[0], label="mean reward of the scored")
    above.plot(at, _smooth(nulls), color=LINE[1], label="share of nulls")
    for name, colour in zip(("trainer", "service", "manager"), LINE, strict=True):
        seen = [(one["step"], one["rss_mb"][name]) for one in memory if one["rss_mb"].get(name)]
        below.plot([step for step, _ in seen], [held for _, held in seen], ".", ms=2, color=colour, label=name)
    below.set_ylabel("resident memory, MB")
    below.set_ylim(bottom=0)
    below.set_xlabel("step")
    for event in events:
        if event["event"] in EVENTS:
            for axes in (above, below):
                axes.axvline(event["step"], color=SOFT, lw=0.8, ls=":")
            above.text(event["step"], 1.2, f" {EVENTS[event['event']]}", color=SOFT, fontsize=8)
    above.set_ylim(0, 1.3)
    for axes in (above, below):
        axes.legend(frameon=False, loc=(0.72, 0.22))
        axes.spines[["top", "right"]].set_visible(False)
    return figure


def _smooth(values: Sequence[float]) -> list[float]:
    return [statistics.fmean(values[max(0, at - WINDOW) : at + 1]) for at in range(len(values))]


if __name__ == "__main__":
    main()
