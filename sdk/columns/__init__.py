"""Rows as data sets and trainers hold them become questions and items; nothing else reads such rows.

`wire_fields` takes what a caller of the client gives: an item's own fields, their values of any kind.
`question` and `item` take a row of any known data set, whose columns are told by name or by `Columns`.
The shapes stand in two tables: `cases.SHAPES` for a value that holds tests, `rows.ROW_SHAPES` for whole rows.

Pure: pydantic and the standard library alone. NumPy, pandas and torch are known by what their values can do.
"""

from sdk.columns.cases import read_tests
from sdk.columns.errors import ColumnError
from sdk.columns.items import Question, item, label_row, question, wire_fields
from sdk.columns.options import Columns
from sdk.columns.rows import row_tests
from sdk.columns.texts import SPECIAL_TOKENS
from sdk.columns.truths import ground_truth, last_box, solution

__all__ = [
    "SPECIAL_TOKENS",
    "ColumnError",
    "Columns",
    "Question",
    "ground_truth",
    "item",
    "label_row",
    "last_box",
    "question",
    "read_tests",
    "row_tests",
    "solution",
    "wire_fields",
]
