"""`assay doctor DATASET`: what is wrong with a data set of questions, before a model is trained on it."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from assay_rl.distribution import add_version
from sdk.cli.exits import SERVICE_ERROR, ended, failed, print_anything
from sdk.cli.options import column
from sdk.cli.table import with_progress
from sdk.columns import Columns
from sdk.data.rows import RowsError, load_rows
from sdk.tools.doctor.examine import Examined, Terms, examine
from sdk.tools.doctor.programs import Effort
from sdk.tools.doctor.report import CLEAN, FINDINGS, summary, write
from sdk.tools.rows import Rows
from sdk.tools.service import add_service, connect

CLEAN_DATA, BROKEN_ROWS = 0, 1
PREFIX = "assay doctor: "

LINES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")

EPILOG = """\
DATASET is a .jsonl (.gz, .zst), .json, .csv or .parquet file, a folder of `datasets`, or hub:NAME. Columns are found
by their names (docs/columns.md); --column names others.

The doctor tries each ground truth with several answers: itself, an empty answer, 0, 1 and the numbers of the question.
It runs the tests of programs with the reference program (several times), with programs that compute nothing, and with
copies of the reference that have one small change. It looks for prompts that ask the same as another row or a
benchmark, that give the answer away, or that are in another language. Programs run only in the service's sandbox.

examples:
  assay doctor train.jsonl
  assay doctor train.parquet --against gsm8k_test.jsonl --output checked/
      writes checked/clean.jsonl, the rows that are not broken, and checked/findings.jsonl
  assay doctor problems/ -c prompt=messages -c ground_truth=gold --url http://127.0.0.1:8000
  assay doctor train.jsonl --allow 10 || exit 1
      for continuous integration: fails if more than ten rows are broken

exit status: 0 no row is broken (or --allow of them), 1 rows are broken, 2 wrong usage or input, 3 the service failed
"""


def main(arguments: Sequence[str] | None = None) -> int:
    print_anything()
    options = _parser().parse_args(arguments)
    return ended(lambda: _examined(options), (RowsError, OSError), prefix=PREFIX)


def _examined(options: argparse.Namespace) -> int:
    terms = _terms(options)
    rows = _Rows(options.dataset, options.limit)
    total = sum(1 for _ in rows)
    if not total:
        raise RowsError(f"{options.dataset} has no rows")
    with connect(options) as client:
        found = examine(client, rows, terms, lambda some: with_progress(some, total, done_word="rows"))
    print(summary(options.dataset, found, options.examples, shutil.get_terminal_size((120, 24)).columns))
    if options.output is not None:
        write(options.output, rows, found)
        print(f"\nwritten: {options.output / CLEAN}, {options.output / FINDINGS}")
    return _status(found, options.allow)


def _status(found: Examined, allowed: int) -> int:
    lost = {one.row for one in found.findings if one.kind == "not_checked"}
    if lost:
        return failed(f"{PREFIX}{len(lost)} rows were not checked in whole: the service gave no answer", SERVICE_ERROR)
    return BROKEN_ROWS if len(found.broken) > allowed else CLEAN_DATA


class _Rows(Iterable[Any]):
    """The rows of the source, as often as they are asked for, none of them kept; a bad line of JSON is a `Row`."""

    def __init__(self, source: str, limit: int | None) -> None:
        self._source, self._limit = source, limit

    def __iter__(self) -> Iterator[Any]:
        return islice(self._lines() if self._source.endswith(LINES) else load_rows(self._source), self._limit)

    def _lines(self) -> Iterator[Any]:
        return (one if one.wrong else one.value for one in Rows([self._source]))


def _terms(options: argparse.Namespace) -> Terms:
    try:
        columns = Columns.of(dict(options.column or ()))
    except ValueError as error:
        raise RowsError(f"--column: {error}") from None
    return Terms(
        columns,
        options.reference,
        tuple(options.against or ()),
        options.language,
        not options.no_programs,
        Effort(options.runs, options.mutants),
        options.timeout_s,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="assay doctor",
        description="Finds what is wrong with a data set of questions, before you train a model on it.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_version(parser)
    add = parser.add_argument
    add("dataset", metavar="DATASET", help="a file of rows, a folder of `datasets`, or hub:NAME")
    add_service(parser)
    add("-c", "--column", action="append", type=column, metavar="FIELD=COLUMN", help="the column of a field")
    add("--reference", metavar="COLUMN", help="the column of the reference program")
    add(
        "--against",
        action="append",
        metavar="BENCHMARK",
        help="a benchmark whose rows must not be in DATASET; may repeat",
    )
    add("--language", metavar="CODE", help="the prompts' language, such as en (default: that of most prompts)")
    add("--runs", type=int, default=3, metavar="N", help="runs of each reference program (default 3)")
    add("--mutants", type=int, default=20, metavar="N", help="changed copies of each reference program (default 20)")
    add("--limit", type=int, metavar="N", help="only the first N rows")
    add("--examples", type=int, default=3, metavar="N", help="rows shown of each kind of finding (default 3)")
    add("--output", type=Path, metavar="FOLDER", help="write the cleaned data and the list of findings there")
    add("--allow", type=int, default=0, metavar="N", help="broken rows up to which the exit status is still 0")
    add(
        "--timeout-s", type=float, default=600.0, metavar="S", help="seconds for the questions of 64 rows (default 600)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
