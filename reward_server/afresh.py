"""What is dear to make and asked for by anybody, made again only now and then: who asks without end, waits for nobody
else, and reads no answer must not keep the service from its work."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

PAUSE = 4.0
"""After each making so many times the seconds that it took: a fifth of a processor at most."""
LONGEST_PAUSE_S = 0.5


class Afresh(Generic[T]):
    """The latest value of `make`."""

    def __init__(self, make: Callable[[], T], clock: Callable[[], float] = time.perf_counter) -> None:
        self._make = make
        self._clock = clock
        self._good_until = float("-inf")

    def __call__(self) -> T:
        began = self._clock()
        if began >= self._good_until:
            self._value = self._make()
            ended = self._clock()
            self._good_until = ended + min(PAUSE * (ended - began), LONGEST_PAUSE_S)
        return self._value
