"""Tasks one after the other and side by side: as they end, no more than wanted, none left when it is interrupted."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from sdk.train.errors import TrainError
from sdk.train.scaling.processes import done, workers


def double(number: int) -> int:
    return 2 * number


def fails(number: int) -> int:
    raise TrainError(f"not {number}")


def dies(number: int) -> int:
    os._exit(1)


def sleeps(path: Path) -> None:
    path.touch()
    time.sleep(60)


def interrupted(futures: Sequence[Future[None]], folder: Path) -> None:
    """When all of them are at work."""
    while len(list(folder.iterdir())) < len(futures):
        assert not any(one.done() for one in futures)
        time.sleep(0.02)
    raise KeyboardInterrupt


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_and_a_failure_is_raised(jobs: int) -> None:
    with workers(jobs) as begin:
        assert sorted(done(begin, double, [1, 2, 3], jobs, lambda: True)) == [(1, 2), (2, 4), (3, 6)]
    with pytest.raises(TrainError, match="not 7"), workers(jobs) as begin:
        list(done(begin, fails, [7], jobs, lambda: True))


def test_none_is_begun_that_may_not_be() -> None:
    with workers(1) as begin:
        seen: list[tuple[int, int]] = []
        for one in done(begin, double, [1, 2, 3], 1, lambda: not seen):
            seen.append(one)
    assert seen == [(1, 2)]


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(TrainError, match="a process was killed"), workers(2) as begin:
        list(done(begin, dies, [1], 2, lambda: True))


def test_an_interruption_leaves_no_process_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), workers(2) as begin:
        interrupted([begin(sleeps, tmp_path / name) for name in "ab"], tmp_path)
    assert multiprocessing.active_children() == []
