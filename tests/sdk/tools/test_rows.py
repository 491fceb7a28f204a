"""Rows are read from whatever file they lie in, and a bad one ends nothing."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pyarrow
import pyarrow.parquet
import pytest
import zstandard

from sdk.data.rows import RowsError
from sdk.tools import rows as module
from sdk.tools.rows import Rows

TEXT = "".join(json.dumps({"n": n}) + "\n" for n in range(1, 4)).encode()


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress], ids=["plain", "gzip", "zstd"])
def test_a_file_is_known_by_its_first_bytes_whatever_its_name(tmp_path: Path, pack: object) -> None:
    rows = list(Rows([written(tmp_path / "any", pack(TEXT))]))  # type: ignore[operator]
    assert [one.value for one in rows] == [{"n": 1}, {"n": 2}, {"n": 3}]
    assert [one.place.line for one in rows] == [1, 2, 3]


def test_several_members_and_frames_are_one_file(tmp_path: Path) -> None:
    for pack in (gzip.compress, zstandard.compress):
        assert len(list(Rows([written(tmp_path / "two", pack(TEXT) + pack(TEXT))]))) == 6


def test_stdin_may_be_compressed_too() -> None:
    code = "from sdk.tools.rows import Rows\nprint([one.value['n'] for one in Rows(['-'])])"
    run = subprocess.run([sys.executable, "-c", code], input=gzip.compress(TEXT), capture_output=True, check=True)
    assert run.stdout.split() == [b"[1,", b"2,", b"3]"]


def test_parquet_gives_its_rows_by_number(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"n": list(range(600))}), path)
    rows = list(Rows([str(path)]))
    assert [one.value["n"] for one in rows] == list(range(600))
    assert rows[-1].place.line == 600


def test_each_bad_line_has_its_number_and_its_mistake_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = list(Rows([written(tmp_path / "a.jsonl", b'{"n": 1}\n\nnot json\n\xff\xfe\n[[[\n{"n": 2}\n')]))
    assert [(one.place.line, one.value, bool(one.wrong)) for one in rows] == [
        (1, {"n": 1}, False), (3, None, True), (4, None, True), (5, None, True), (6, {"n": 2}, False),
    ]  # fmt: skip
    assert "not JSON" in rows[1].wrong
    assert "not UTF-8" in rows[2].wrong


def test_nesting_that_no_parser_follows_is_a_bad_line(tmp_path: Path) -> None:
    [row] = Rows([written(tmp_path / "a.jsonl", b"[" * 200_000)])
    assert "not JSON" in row.wrong


def test_a_line_without_end_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 100)
    rows = list(Rows([written(tmp_path / "a", b'"' + b"x" * 3_000_000 + b'"\n' + TEXT)]))
    assert [(one.place.line, one.value) for one in rows] == [(1, None), (2, {"n": 1}), (3, {"n": 2}), (4, {"n": 3})]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_a_file_that_breaks_off_gives_what_it_has_and_says_so(tmp_path: Path, pack: object) -> None:
    lines = b"".join(json.dumps({"n": n, "s": str(hash(n) * 7919)}).encode() + b"\n" for n in range(30_000))
    whole: bytes = pack(lines)  # type: ignore[operator]
    rows = list(Rows([written(tmp_path / "cut", whole[: len(whole) // 2])]))
    assert rows[0].value == {"n": 0, "s": "0"}
    assert all(one.wrong == "" for one in rows[:-1])
    assert rows[-1].wrong


def test_files_of_a_folder_come_by_their_numbers(tmp_path: Path) -> None:
    for step in (10, 2, 1):
        written(tmp_path / f"{step}.jsonl", json.dumps({"step": step}).encode() + b"\n")
    written(tmp_path / "notes.txt", b"no rows")
    assert [one.value["step"] for one in Rows([str(tmp_path)])] == [1, 2, 10]


def test_position_goes_to_the_size_of_all_files(tmp_path: Path) -> None:
    names = [written(tmp_path / name, data) for name, data in (("a", TEXT), ("b", gzip.compress(TEXT)))]
    rows = Rows(names)
    assert rows.position == 0
    assert len(list(rows)) == 6
    assert rows.position == rows.size == sum(Path(name).stat().st_size for name in names)


def test_nobody_knows_where_stdin_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(TEXT))))
    rows = Rows(["-"])
    assert (len(list(rows)), rows.size, rows.position) == (3, None, 0)


def test_a_source_that_is_not_there_says_what_may_be_given(tmp_path: Path) -> None:
    with pytest.raises(RowsError, match="give a file"):
        Rows([str(tmp_path / "no")])
    with pytest.raises(RowsError, match="no file ends with"):
        Rows([str(tmp_path)])
