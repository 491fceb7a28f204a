"""An evaluation for people: its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDE = 160


def table(benchmarks: Mapping[str, Mapping[str, Any]]) -> Table:
    """One line a figure: benchmark, figure, value with its interval, questions; then the subjects."""
    heads = ("benchmark", "figure", "value", "95 % interval", "questions", "not scored")
    shown = Table(*heads, box=SIMPLE_HEAD, pad_edge=False)
    for name, told in benchmarks.items():
        for label, *cells in _rows(told):
            shown.add_row(Text(name), Text(label), *cells)
            name = ""
    return shown


def console() -> Console:
    """Wide enough for the table where nobody looks on a terminal."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=WIDE)


def _rows(told: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    questions = str(told["questions"])
    for label, found in [*_figures(told), *_subjects(told)]:
        yield (label, *_cells(found))
    if told.get("rating") is not None:
        yield from _rating(told["rating"])
    yield "tokens a completion", f"{told['tokens']['mean']:.1f}", _lengths(told), questions
    yield "cut off", f"{told['cut_off_share']:.3f}", "", questions
    left_out = f"{told['questions_left_out']} questions left out" if told["questions_left_out"] else ""
    yield "completions not scored", str(told["not_scored"]), left_out, ""


def _rating(found: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    problems = str(found["problems"])
    low, high = (f"{one:.0f}" if one is not None else "" for one in (found["low"], found["high"]))
    interval = f"{low} to {high}" if low and high else f"above {low}" if low else f"below {high}"
    yield "rating", "none" if found["value"] is None else f"{found['value']:.0f}", interval, problems
    if found.get("percentile") is not None:
        yield "percentile", f"{found['percentile']:.1f}", "", problems


def _figures(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """pass@k, cons@k and shares, in the order they were measured."""
    return ((name, told[name]) for name in told if "@" in name or name in ("format", "language"))


def _subjects(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((f"  {subject}", found) for subject, found in told["subjects"].items())


def _cells(found: Mapping[str, Any] | None) -> tuple[str, ...]:
    if found is None:
        return "null", "", "0", ""
    interval = f"{found['low']:.3f} to {found['high']:.3f}"
    return f"{found['value']:.3f}", interval, str(found["questions"]), str(found["not_scored"])


def _lengths(told: Mapping[str, Any]) -> str:
    return f"median {told['tokens']['median']:g}, most {told['tokens']['most']}"
