"""One reader of rows for all files that data sets come in; what cannot be read is told in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdk.data.rows import RowsError, load_rows

ROWS = [{"question": "1+1?", "answer": "2"}, {"question": "2+2?", "answer": "4"}]


def test_every_kind_of_file_gives_the_same_rows(tmp_path: Path) -> None:
    import datasets

    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n\n")
    (tmp_path / "a.json").write_text(json.dumps(ROWS))
    (tmp_path / "a.csv").write_text("question,answer\n1+1?,2\n2+2?,4\n")
    table = datasets.Dataset.from_list(ROWS)
    table.to_parquet(str(tmp_path / "a.parquet"))
    table.save_to_disk(str(tmp_path / "folder"))
    for name in ("a.jsonl", "a.json", "a.csv", "a.parquet", "folder"):
        assert [dict(one) for one in load_rows(str(tmp_path / name))] == ROWS, name


def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n{"a": \n')
    with pytest.raises(RowsError, match=r"a\.jsonl, line 2: not valid JSON"):
        list(load_rows(str(tmp_path / "a.jsonl")))
    with pytest.raises(RowsError, match="no data at"):
        list(load_rows(str(tmp_path / "missing.jsonl")))
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(RowsError, match="data is read from"):
        list(load_rows(str(tmp_path / "a.txt")))
