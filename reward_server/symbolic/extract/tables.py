"""A table at the end of a text: one row of values under the names of unknowns, or a last row that names the answer."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues import answers

MAX_TABLE = 600
_ROW = r"[ \t]*\|[^\n|]{1,60}(?:\|[^\n|]{1,60}){0,7}\|[ \t]*"
_TABLE = re.compile(
    rf"(?P<head>{_ROW})\n[ \t]*\|(?:[ \t]*:?-{{2,20}}:?[ \t]*\|){{1,8}}[ \t]*\n(?P<rows>(?:{_ROW}(?:\n|$)){{1,8}})\s*$"
)
_UNKNOWN = re.compile(r"\$?([A-Za-z](?:_\{?\w\}?)?)\$?")
_ANSWER = re.compile(rf"(?:(?:final|the|total) )?(?:{answers.NOUNS}|total|value)", re.IGNORECASE)


def without_table(text: str) -> str:
    """The text with what its table states in place of the table; itself where that is not clear."""
    start = max(0, len(text) - MAX_TABLE)
    found = _TABLE.search(text, start)
    if found is None:
        return text
    before, head = text[: found.start()].rstrip(), _cells(found["head"])
    rows = [_cells(row) for row in found["rows"].strip().split("\n")]
    names = [name[1] for cell in head if (name := _UNKNOWN.fullmatch(cell))]
    if len(rows) == 1 and len(rows[0]) == len(head) == len(set(names)):
        values = ", ".join(f"{name} = {value.strip('$')}" for name, value in zip(names, rows[0], strict=True))
        return f"{before} ${values}$" if before.endswith(":") else f"{before}\n${values}$"
    label, *values_named = rows[-1]
    if len(values_named) == 1 and _ANSWER.fullmatch(label.strip("*_ ")):
        value = values_named[0].strip("*_ ")
        return f"{before} {value}" if before.endswith(":") else f"{before}\nAnswer: {value}"
    return text


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().strip("|").split("|")]
