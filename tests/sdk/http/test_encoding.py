"""The time of a call while its items are checked: counted, not measured."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator, Mapping
from typing import Any

import pytest

from sdk import InvalidRequestError
from sdk.http.encoding import CHECKED_AT_ONCE, checked_by


class Clocked(asyncio.SelectorEventLoop):
    """A loop whose clock goes on only while rows are read."""

    seconds = 0.0

    def time(self) -> float:
        return self.seconds


class Timed(Mapping[str, Any]):
    """A row that takes `cost` seconds to read, by the clock of the loop."""

    read = 0

    def __init__(self, loop: Clocked, cost: float, **row: Any) -> None:
        self._loop, self._cost, self._row = loop, cost, row

    def __getitem__(self, name: str) -> Any:
        return self._row[name]

    def __len__(self) -> int:
        return len(self._row)

    def __iter__(self) -> Iterator[str]:
        type(self).read += 1
        self._loop.seconds += self._cost
        return iter(self._row)


def run(loop: Clocked, work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


@pytest.mark.parametrize("cost", [0.001, 0.0001])
def test_items_are_checked_only_as_long_as_time_is_left_to_hand_their_results_back(cost: float) -> None:
    """At least three fifths of the time are for checking, and no more than a slice of items comes after them."""
    loop = Clocked()
    Timed.read = 0
    rows = [Timed(loop, cost, completion="x", id=index) for index in range(20_000)]
    checked = run(loop, checked_by(rows, timeout_s=1.0))
    assert not checked.in_time
    assert 0.6 / cost <= Timed.read <= 0.6 / cost + CHECKED_AT_ONCE
    assert [item.id for item in checked.items] == list(range(20_000))
    assert loop.time() < 1


def test_the_slower_items_are_checked_the_more_time_is_kept_for_their_results() -> None:
    """Both run on the same machine: where it is busy, handing back takes longer too."""

    def kept(cost: float) -> float:
        loop = Clocked()
        rows = [Timed(loop, cost, completion="x") for _ in range(1000)]
        return 10 - float(run(loop, checked_by(rows, timeout_s=10.0)).deadline)

    assert 0 < kept(0.0) < kept(0.001) < kept(0.004) < kept(0.02) == 4


def test_a_mistake_that_was_seen_before_the_time_was_up_is_told() -> None:
    loop = Clocked()
    rows = [Timed(loop, 0.01, completoin="x"), *(Timed(loop, 0.01, completion="x") for _ in range(1000))]
    with pytest.raises(InvalidRequestError, match="completion"):
        run(loop, checked_by(rows, timeout_s=1.0))
