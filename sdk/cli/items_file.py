"""Items in a JSONL file: one JSON object a line, blank lines between them allowed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sdk.columns import ColumnError, Columns
from sdk.columns import item as item_of
from sdk.errors import InvalidRequestError
from sdk.http.encoding import checked_items
from sdk.schema import ErrorDetail, Item

SHOWN_MISTAKES = 20


class FileError(Exception):
    """What is wrong in the file, a line for each mistake: name, line, field."""


@dataclass(frozen=True, slots=True)
class ItemsFile:
    name: str
    items: list[Item]
    lines: list[int]
    """`lines[i]`: the line of the file, from 1, that holds `items[i]`."""

    def mistakes(self, details: Iterable[ErrorDetail]) -> str:
        """Details of a refused request as places in the file."""
        return _told([(self.name, self.lines[one.item] if one.item is not None else None, one) for one in details])


def read_items(name: str, raw_lines: Iterable[bytes], columns: Columns | None = None) -> ItemsFile:
    """`columns`: the lines hold rows of a data set, not items. Raises FileError, with every line that is wrong."""
    objects: list[object] = []
    lines: list[int] = []
    mistakes: list[tuple[str, int | None, ErrorDetail]] = []
    for number, raw in enumerate(raw_lines, 1):
        if raw.strip():
            try:
                row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
                objects.append(row if columns is None else item_of(row, columns))
                lines.append(number)
            except ColumnError as error:
                mistakes.append((name, number, ErrorDetail(field=error.column, message=error.message)))
            except (ValueError, RecursionError) as error:
                mistakes.append((name, number, ErrorDetail(message=f"not JSON: {error}")))
    try:
        items = checked_items(objects)  # type: ignore[arg-type]  # what is no object is refused, with its index
    except InvalidRequestError as error:
        mistakes += [(name, lines[one.item], one) for one in error.details if one.item is not None]
    if mistakes:
        raise FileError(_told(sorted(mistakes, key=lambda mistake: mistake[1] or 0)))
    return ItemsFile(name, items, lines)


def _told(mistakes: list[tuple[str, int | None, ErrorDetail]]) -> str:
    told = [_line(*mistake) for mistake in mistakes[:SHOWN_MISTAKES]]
    more = len(mistakes) - len(told)
    return "\n".join([*told, f"... and {more} more"] if more else told)


def _line(name: str, number: int | None, detail: ErrorDetail) -> str:
    place = name if number is None else f"{name}:{number}"
    return ": ".join(part for part in (place, detail.field, detail.message) if part)
