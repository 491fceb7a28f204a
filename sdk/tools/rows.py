"""Reads the rows of files of any size, line by line, plain or compressed; a bad line becomes a row that says what is
wrong.

`sdk.data.rows` reads a whole source for training, and there a bad row stops the run before it begins. Here a bad row is
reported with its place, and the rest is read.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from importlib import import_module
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from sdk.data.rows import RowsError

GZIP, ZSTD, PARQUET = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PAR1"
"""The first bytes of a file: they are a surer sign of its format than its name, and a pipe has no name."""
SUFFIXES = (".jsonl", ".json", ".ndjson", ".parquet", ".jsonl.gz", ".json.gz", ".jsonl.zst", ".json.zst")
"""Files that are read in a folder."""
LONGEST_LINE = 64 * 2**20
"""Bytes. A longer line is reported and skipped: one missing line break must not fill the machine's memory."""
BATCH = 256


class Place(NamedTuple):
    file: str
    line: int
    """From 1; in parquet the row."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Row(NamedTuple):
    place: Place
    value: Any = None
    wrong: str = ""
    """Why there is no value."""


class Rows:
    """The rows of files, in order. `position` of `size` bytes are read, as the files lie on the disk."""

    def __init__(self, sources: Sequence[str]) -> None:
        """Each source is a file, a folder of files, or `-` for stdin. Raises RowsError for one that is not there."""
        self._names = [name for source in sources for name in _files(source)]
        known = [Path(name).stat().st_size for name in self._names if name != "-"]
        self.size = sum(known) if len(known) == len(self._names) else None
        """None with stdin, whose end is not known."""
        self._before = 0
        self._raw: IO[bytes] | None = None

    @property
    def position(self) -> int:
        here = self._raw.tell() if self._raw is not None and self.size is not None else 0
        return self._before + here

    def __iter__(self) -> Iterator[Row]:
        """Raises RowsError for a file that cannot be opened; if a file breaks off, the last row says so."""
        for name in self._names:
            yield from self._file(name)

    def _file(self, name: str) -> Iterator[Row]:
        with ExitStack() as opened:
            try:
                raw = sys.stdin.buffer if name == "-" else opened.enter_context(Path(name).open("rb"))
            except OSError as error:
                raise RowsError(f"{name}: {error.strerror}") from None
            self._raw = raw
            label = "stdin" if name == "-" else name
            start = cast("BufferedReader", raw).peek(4)[:4]
            if start == PARQUET:
                yield from _parquet(label, raw)
            else:
                yield from _lines(label, _plain(raw, start, opened))
            self._before += raw.tell() if self.size is not None else 0
            self._raw = None


def _files(source: str) -> Iterable[str]:
    path = Path(source)
    if source == "-" or path.is_file():
        return [source]
    if not path.exists():
        raise RowsError(f"no data at {source}: give a file, a folder of files, or - for stdin")
    if not path.is_dir():
        return [source]  # a pipe
    found = sorted((str(one) for one in path.rglob("*") if one.name.endswith(SUFFIXES)), key=_by_number)
    if not found:
        raise RowsError(f"{source}: no file ends with one of {', '.join(SUFFIXES)}")
    return found


def _by_number(name: str) -> list[Any]:
    """Trainers name files by their step: 2.jsonl comes before 10.jsonl."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def _plain(raw: IO[bytes], start: bytes, opened: ExitStack) -> IO[bytes]:
    if start.startswith(GZIP):
        return cast("IO[bytes]", opened.enter_context(gzip.open(raw)))
    if start == ZSTD:
        try:
            library = import_module("zstandard")
        except ImportError:
            raise RowsError("zstd files need the library `zstandard`: pip install 'assay-rl[tools]'") from None
        reader = library.ZstdDecompressor().stream_reader(raw, read_across_frames=True, closefd=False)
        return BufferedReader(opened.enter_context(reader), 2**20)
    return raw


def _lines(label: str, lines: IO[bytes]) -> Iterator[Row]:
    number = 0
    while True:
        number += 1
        place = Place(label, number)
        try:
            line = lines.readline(LONGEST_LINE)
            long = len(line) == LONGEST_LINE and not line.endswith(b"\n")
            while long and (more := lines.readline(2**20)):
                if more.endswith(b"\n"):
                    break
        except (OSError, EOFError, zlib.error) as error:
            yield Row(place, wrong=f"the file breaks off here: {error}")
            return
        except Exception as error:  # zstandard has an error of its own, and may not be installed
            if type(error).__name__ != "ZstdError":
                raise
            yield Row(place, wrong=f"the file breaks off here: {error}")
            return
        if not line:
            return
        if long:
            yield Row(place, wrong=f"longer than {LONGEST_LINE // 2**20} MiB")
        elif line.strip():
            yield _row(place, line)


def _row(place: Place, line: bytes) -> Row:
    try:
        return Row(place, json.loads(line.decode("utf-8-sig" if place.line == 1 else "utf-8")))
    except UnicodeDecodeError as error:
        return Row(place, wrong=f"not UTF-8: {error.reason} at byte {error.start}")
    except (ValueError, RecursionError) as error:
        return Row(place, wrong=f"not JSON: {error}")


def _parquet(label: str, raw: IO[bytes]) -> Iterator[Row]:
    try:
        library = import_module("pyarrow.parquet")
    except ImportError:
        raise RowsError("parquet needs the library `pyarrow`: pip install 'assay-rl[datasets]'") from None
    number = 0
    try:
        for batch in library.ParquetFile(raw).iter_batches(batch_size=BATCH):
            for value in batch.to_pylist():
                number += 1
                yield Row(Place(label, number), value)
    except (OSError, ValueError) as error:  # pyarrow's errors are these
        yield Row(Place(label, number + 1), wrong=f"the file breaks off here: {error}")
