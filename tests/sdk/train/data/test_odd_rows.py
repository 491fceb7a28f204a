"""Rows of every shape that is read, each column in turn odd or missing: read all the same, or refused in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from sdk.train.data.public import DATA_SETS
from sdk.train.data.traces import read_row as read_trace
from sdk.train.errors import DataError
from sdk.train.evaluate.benchmarks import SHAPES, read_row
from tests.sdk.train import test_prepare as data_sets
from tests.sdk.train.data import test_traces as traces
from tests.sdk.train.evaluate import test_benchmarks as benchmarks

ODD: list[Any] = [
    None, "", 0, -1, 1.5, True, [], {}, [None], ["a"], {"inputs": [1], "outputs": [2]}, "x", "\ud800", "[", "1", "null",
    "[1]", '[{"input": 1}]', '[{"input": "x", "output": "y"}]', '{"func_name": 3}', '{"func_name": "f"}',
]  # fmt: skip
OURS = {"question": "1+1?", "ground_truth": "2", "tests": None, "language": "en", "subject": "sums"}


def benchmark(row: Mapping[str, Any]) -> object:
    return read_row(row, "f:1", 0)


def trace(row: Mapping[str, Any]) -> object:
    return read_trace(row, "f:1")


def question(name: str) -> Callable[[Mapping[str, Any]], object]:
    return lambda row: DATA_SETS[name].read(row, "f:1")


ROWS: list[tuple[Callable[[Mapping[str, Any]], object], Mapping[str, Any]]] = [
    *((benchmark, getattr(benchmarks, name)) for name in dir(benchmarks) if name.isupper()),
    (benchmark, OURS),
    *((trace, getattr(traces, name)) for name in dir(traces) if name.isupper()),
    *((question(name), getattr(data_sets, name.upper())) for name in DATA_SETS),
]


def changed(row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for column in row:
        yield from ({**row, column: value} for value in ODD)
        yield {name: value for name, value in row.items() if name != column}


def refusal(read: Callable[[Mapping[str, Any]], object], row: Mapping[str, Any]) -> str | None:
    try:
        read(row)
    except DataError as error:
        return str(error)
    return None


def test_each_shape_is_tried() -> None:
    tried = sum(read is benchmark for read, _ in ROWS)
    assert tried >= 12 > len(SHAPES)
    assert sum(read is trace for read, _ in ROWS) >= 5


@pytest.mark.parametrize(("read", "row"), ROWS)
def test_an_odd_column_is_read_or_refused_in_one_line(
    read: Callable[[Mapping[str, Any]], object], row: Mapping[str, Any]
) -> None:
    read(row)
    refusals = [found for found in (refusal(read, odd) for odd in changed(row)) if found is not None]
    assert refusals
    assert "\n" not in "".join(refusals)
