"""Rows for training, by the reader that all of the sdk has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sdk.data import rows
from sdk.train.errors import DataError


def load_rows(source: str) -> Iterator[Any]:
    """The rows of a source as they are, whatever their columns. Raises DataError."""
    try:
        yield from rows.load_rows(source)
    except rows.RowsError as error:
        raise DataError(str(error)) from None
