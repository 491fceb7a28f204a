from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sdk.columns import question
from tests.sdk.columns.shapes import ROWS

DOCUMENT = Path(__file__).parents[3] / "docs" / "columns.md"
BEGIN, END = "<!-- made by tests/sdk/columns/test_table.py -->\n", "<!-- end -->\n"
LONGEST = 260


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    cut = text if len(text) <= LONGEST else text[: LONGEST - 4] + " ..."
    return "`" + cut.replace("|", "\\|").replace("`", "'") + "`"


def table() -> str:
    lines = ["| Shape | A row | What is judged |", "|---|---|---|"]
    for name, row in ROWS.items():
        asked = question(row)
        judged = asked.tests if asked.tests is not None else {"ground_truth": asked.ground_truth}
        lines.append(f"| {name} | {shown(row)} | {shown(judged)} |")
    return "\n".join(lines) + "\n"


def test_the_document_tells_what_each_shape_becomes() -> None:
    """To write it anew: `python -m tests.sdk.columns.test_table`."""
    assert DOCUMENT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0] == table()


if __name__ == "__main__":
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    DOCUMENT.write_text(before + BEGIN + table() + END + rest.partition(END)[2], "utf-8")
