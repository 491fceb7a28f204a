"""An evaluation for people: a bar while it goes on, and a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sdk.cli.table import plain


@contextmanager
def progress(name: str, questions: int) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, which is called with the number of questions that were answered."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(plain(name), total=questions)
        yield lambda done: bar.advance(task, done)


def table(benchmarks: Mapping[str, Mapping[str, Any]]) -> str:
    """One line a figure: benchmark, figure, value with its interval, questions; then the subjects."""
    rows = [("benchmark", "figure", "value", "95 % interval", "questions")]
    for name, told in benchmarks.items():
        for label, found in [*_figures(told), *_subjects(told)]:
            rows.append((plain(name), plain(label), *_cells(found)))
            name = ""
        rows.append(
            ("", "tokens a completion", f"{told['tokens']['mean']:.1f}", _lengths(told), str(told["questions"]))
        )
        rows.append(("", "cut off", f"{told['cut_off_share']:.3f}", "", str(told["questions"])))
        left_out = f"{told['questions_left_out']} questions left out" if told["questions_left_out"] else ""
        rows.append(("", "completions not scored", str(told["not_scored"]), left_out, ""))
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * one for one in widths))
    return "\n".join(lines)


def _figures(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """pass@k, cons@k and shares, in the order they were measured."""
    return ((name, told[name]) for name in told if "@" in name or name in ("format", "language"))


def _subjects(told: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((f"  {subject}", found) for subject, found in told["subjects"].items())


def _cells(found: Mapping[str, Any] | None) -> tuple[str, str, str]:
    if found is None:
        return "null", "", "0"
    return f"{found['value']:.3f}", f"{found['low']:.3f} to {found['high']:.3f}", str(found["questions"])


def _lengths(told: Mapping[str, Any]) -> str:
    return f"median {told['tokens']['median']:g}, most {told['tokens']['most']}"
