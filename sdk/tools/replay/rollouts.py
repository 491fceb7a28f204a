"""Makes of a row of a rollout file an item to score, and keeps its stored reward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sdk.columns import ColumnError, Columns, item, question
from sdk.schema import Item
from sdk.tools.replay.shapes import number, shape_of, struct, text
from sdk.tools.rows import Place, Row

BY_NAME = Columns()
JUDGED = ("ground_truth", "tests", "data_source", "language")
Truths = Mapping[bytes, Mapping[str, Any]]
"""The ground truth or tests by the digest of the prompt, for files that store no ground truth."""


@dataclass(frozen=True, slots=True)
class Rollout:
    place: Place
    shape: str
    item: Item
    stored: float | None
    group: str
    fault: str
    """The trainer's own message that it could not score the rollout; empty if it could."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    place: Place
    reason: str


@dataclass(frozen=True)
class Reading:
    """How rows are read: columns that the caller names win over those of the row's shape."""

    columns: Columns = BY_NAME
    reward: str | None = None
    """The column of the stored reward."""
    truths: Truths | None = None
    anew: frozenset[str] = frozenset()
    """Fields of an item that the caller gives for all rows: those that a row stores are left out."""

    def read(self, row: Row) -> Rollout | Unreadable:
        """If anything is wrong with the row, the result says so; nothing is raised."""
        if row.wrong or not isinstance(row.value, Mapping):
            return Unreadable(row.place, row.wrong or "should be an object with columns")
        try:
            return self._read(row.place, row.value)
        except ColumnError as error:
            return Unreadable(row.place, str(error))
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError, OverflowError) as error:
            name = shape_of(row.value).name
            return Unreadable(
                row.place, f"the columns of {name} with other values in them ({type(error).__name__}: {error})"
            )

    def _read(self, place: Place, row: Mapping[str, Any]) -> Rollout | Unreadable:
        shape = shape_of(row)
        stored = shape.read(row)
        columns = {**row, **stored.columns}
        if self.truths is not None:
            columns |= self.truths.get(digest(columns.get("prompt")), {})
        fields = {name: value for name, value in stored.fields.items() if name not in self.anew}
        judged = item(columns, self.columns, **fields)
        if judged.ground_truth is None and judged.tests is None:
            return Unreadable(place, "nothing to judge by: name a column with -c ground_truth=COLUMN, or give --truths")
        if self.reward is not None and self.reward not in row:
            raise ColumnError(f"the row has no such column: it has {', '.join(map(str, row))}", self.reward)
        reward = stored.reward if self.reward is None else number(row[self.reward])
        group = str(judged.group_id) if judged.group_id is not None else stored.group
        return Rollout(place, shape.name, judged, reward, group, stored.fault)


def truths_of(rows: Iterable[Row], columns: Columns) -> dict[bytes, dict[str, Any]]:
    """The questions of a data set by their prompts; rows that are none are left out."""
    return dict(_truths(rows, columns))


def _truths(rows: Iterable[Row], columns: Columns) -> Iterator[tuple[bytes, dict[str, Any]]]:
    for row in rows:
        try:
            asked = question(row.value, columns)
        except ColumnError:
            continue
        kept = {name: value for name, value in asked.fields().items() if name in JUDGED}
        if kept:
            yield digest(asked.prompt or struct(row.value.get("responses_create_params")).get("input")), kept


def digest(prompt: Any) -> bytes:
    """Of the last message of a chat, or of a text; white space and a system prompt before it change nothing."""
    prompt = prompt[-1] if isinstance(prompt, list) and prompt else prompt
    return blake2b(" ".join(text(prompt).split()).encode("utf-8", "surrogatepass"), digest_size=12).digest()
