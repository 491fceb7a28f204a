"""Tasks in this process or side by side in several, each begun only when it may be; an interruption ends them all."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

from sdk.train.errors import TrainError

Task = TypeVar("Task")
Begin = Callable[..., "Future[Any]"]
"""With a function and its arguments, which other processes can be sent."""


@contextmanager
def workers(jobs: int) -> Iterator[Begin]:
    """With one job a task is done where it is begun. Others' processes get SIGTERM when this one is interrupted."""
    if jobs == 1:
        yield _at_once
        return
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _leave_interrupts_to_the_parent) as pool:
        try:
            yield pool.submit
        except BaseException:
            _end_all()
            raise


def done(
    begin: Begin, function: Callable[..., Any], tasks: Sequence[Task], jobs: int, may_begin: Callable[[], bool]
) -> Iterator[tuple[Task, Any]]:
    """Each task with what `function` gave for it, as they end; at most `jobs` under way, the next only if it may."""
    waiting = list(reversed(tasks))
    under_way: dict[Future[Any], Task] = {}
    while waiting or under_way:
        while waiting and len(under_way) < jobs and may_begin():
            task = waiting.pop()
            under_way[begin(function, task)] = task
        if not under_way:
            return
        for ended in wait(under_way, return_when=FIRST_COMPLETED).done:
            task = under_way.pop(ended)
            try:
                result = ended.result()
            except BrokenProcessPool:
                raise TrainError("a process was killed: is there enough memory for so many --jobs?") from None
            yield task, result


def _end_all() -> None:
    """SIGTERM again and again: a run takes the first as a wish to save itself, and then its process waits for work."""
    while processes := multiprocessing.active_children():
        for process in processes:
            process.terminate()
        processes[0].join(1.0)


def _at_once(function: Callable[..., Any], *arguments: Any) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(function(*arguments))
    except Exception as error:
        future.set_exception(error)
    return future


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl-C reaches all processes of a terminal: one of them decides, and lets the others end their step and save."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
