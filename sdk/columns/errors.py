"""What a reader of rows says of a value that it cannot read."""

from __future__ import annotations


class ColumnError(ValueError):
    """Names the row, the column, and what to do. Plain data: it can be copied and pickled."""

    def __init__(self, message: str, column: str = "", row: str = "") -> None:
        super().__init__(message, column, row)
        self.message = message
        self.column = column
        self.row = row

    def __str__(self) -> str:
        return ": ".join(part for part in (self.row, self.column, self.message) if part)

    def at(self, column: str = "", row: str = "") -> ColumnError:
        """The same error, placed: names that it has already stay, the column's behind the new one."""
        told = self.column == column or self.column.startswith(f"{column}.")
        placed = self.column if told else ".".join(filter(None, (column, self.column)))
        return ColumnError(self.message, placed, self.row or row)


def shown(value: object) -> str:
    """A value in an error: its type and its beginning."""
    try:
        text = repr(value)
    except Exception:  # a foreign object's own repr: whatever it raises, its type is told
        return type(value).__name__
    return f"{type(value).__name__} {text[:60]}{'...' if len(text) > 60 else ''}"
