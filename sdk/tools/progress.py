"""Bars while a tool works; drawn on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from sdk.tools.rows import Rows


def bars(*columns: ProgressColumn) -> Progress:
    """On standard error, and gone at the end. columns: rich's own if none are given."""
    console = Console(file=sys.stderr)
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


@contextmanager
def reading(rows: Rows, label: str, limit: int | None = None) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with the number of further rows that are done. The bar shows rows of `limit` if there is
    one, else bytes."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[done]:,} rows"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with bars(*columns) as bar:
        task = bar.add_task(label, total=limit or rows.size, done=0)
        done = 0

        def told(count: int) -> None:
            nonlocal done
            done += count
            bar.update(task, completed=done if limit else rows.position, done=done)

        yield told
