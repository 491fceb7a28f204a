"""Work in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def in_background(work: Callable[[], T]) -> Future[T]:
    """A daemon, unlike an executor's thread: who leaves early need not wait for a rollout to end."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="rollout", daemon=True).start()
    return future


def done(result: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(result)
    return future
