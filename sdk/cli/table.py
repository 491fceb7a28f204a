"""Results as a table for people: one line a component, with its reason; and a progress bar."""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO, TypeVar

from sdk.schema import Component, Item, ItemResult

BAR_WIDTH = 30
MAX_ID_WIDTH = 24
HEADINGS = ("#", "id", "reward", "component", "score", "reason")
RIGHT_ALIGNED = {0, 2, 4}
GAP = "  "


def results_table(results: Sequence[ItemResult], width: int) -> str:
    """A table no wider than `width` columns where that is possible; reasons are cut to fit."""
    rows = [HEADINGS, *(row for index, result in enumerate(results) for row in _rows(index, result))]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS) - 1)]
    room = max(width - sum(widths) - len(GAP) * len(widths), 20)
    lines = [_line(row, widths, room) for row in rows]
    lines.insert(1, GAP.join("-" * one for one in [*widths, min(room, 40)]))
    return "\n".join(lines)


def summary(results: Sequence[ItemResult], version: str, seconds: float) -> str:
    """Counts and means; a null counts in no mean."""
    nulls = sum(result.reward is None for result in results)
    parts = [f"{len(results)} items in {seconds:.1f} s", f"mean reward {_mean(result.reward for result in results)}"]
    for name in dict.fromkeys(name for result in results for name in result.components):
        scores = (result.components[name].score for result in results if name in result.components)
        parts.append(f"{name} {_mean(scores)}")
    parts.append(f"{nulls} null" if nulls else "no nulls")
    return ", ".join(parts) + f"\nreward version {plain(version)}"


Thing = TypeVar("Thing")


def with_progress(
    results: Iterable[Thing], total: int, out: TextIO = sys.stderr, done_word: str = "scored"
) -> Iterator[Thing]:
    """Passes results on; draws a bar while they come, where `out` is a terminal."""
    drawn = out.isatty() and total > 0
    for done, result in enumerate(results, 1):
        if drawn:
            filled = BAR_WIDTH * done // total
            out.write(f"\r[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{total} {done_word} ")
            out.flush()
        yield result
    if drawn:
        out.write("\n")


def plain(text: str) -> str:
    """Text of unknown origin on one line, without anything that a terminal would obey."""
    return "".join(one if one.isprintable() else " " if one.isspace() else "?" for one in text)


def label(item: Item | ItemResult) -> str:
    return "" if item.id is None else plain(str(item.id))


def _rows(index: int, result: ItemResult) -> Iterator[tuple[str, ...]]:
    first = (str(index), _cut(label(result), MAX_ID_WIDTH), _number(result.reward))
    for name, component in result.components.items():
        yield (*first, plain(name), _number(component.score), _reason(component))
        first = ("", "", "")
    if not result.components:
        yield (*first, "", "", "")


def _reason(component: Component) -> str:
    reason = plain(component.reason)
    return reason if component.status == "ok" else f"[{component.status}] {reason}"


def _line(row: Sequence[str], widths: Sequence[int], room: int) -> str:
    cells = [_padded(cell, widths[at], at in RIGHT_ALIGNED) for at, cell in enumerate(row[:-1])]
    return GAP.join([*cells, _cut(row[-1], room)]).rstrip()


def _number(score: float | None) -> str:
    return "null" if score is None else f"{score:.3g}"


def _mean(scores: Iterable[float | None]) -> str:
    known = [score for score in scores if score is not None]
    return f"{math.fsum(known) / len(known):.3f}" if known else "null"


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Columns on a terminal: East Asian wide characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text
    )


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while text and _width(text) > width - 3:
        text = text[:-1]
    return text + "..."
