"""Remembers results of functions of texts, up to a number of bytes, and never a long result.

Callers decide what is remembered, so a limit on the number of results alone does not limit memory: 50,000 words of 2 MB
are 100 GB. The functions are pure: a remembered result is the result that the function would give.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Final, Generic, TypeVar

Result = TypeVar("Result")

MEMO_BYTES = 32 * 1024 * 1024
CACHE_BYTES = 64 * 1024 * 1024
_OVERHEAD_BYTES = 600
"""Bytes of one remembered result besides its characters: the key, the objects, the table's share."""


class Remembered(Generic[Result]):
    """A cache of up to `entries` results of `function`; calls with more than `max_chars` of text are always computed.
    `cached` is the cache without this check, for callers that check the length themselves.

    A result counts as `base_bytes`, and `bytes_a_char` for each character of the arguments, which are texts, tuples of
    texts, or of a fixed size. No result may be larger than that; measuring each result would cost more than many
    results are worth.
    """

    def __init__(
        self, function: Callable[..., Result], entries: int, max_chars: int, base_bytes: int, bytes_a_char: int
    ) -> None:
        self.function = function
        self.max_chars = max_chars
        self.bytes = 0
        """The bytes of all results since the cache was last empty; never less than the cache holds."""
        self._base_bytes = base_bytes
        self._bytes_a_char = bytes_a_char
        self.cached = lru_cache(maxsize=entries)(self._worked_out)
        update_wrapper(self, function)

    def __call__(self, *arguments: Any, **named: Any) -> Result:
        call = self.cached if _chars(arguments) <= self.max_chars else self.function
        return call(*arguments, **named)

    def weight(self, arguments: tuple[Any, ...]) -> int:
        """Bytes of the arguments and the result together, at most."""
        return self._base_bytes + self._bytes_a_char * _chars(arguments)

    def _worked_out(self, *arguments: Any, **named: Any) -> Result:
        result = self.function(*arguments, **named)
        with _LOCK:
            weight = self.weight(arguments)
            self.bytes += weight
            _total.bytes += weight
            if _total.bytes > _bound:
                _keep_the_bound()
        return result

    def clear(self) -> None:
        self.cached.cache_clear()
        self.bytes = 0


class _Total:
    """The bytes of all caches, or more, if one was emptied since they were last counted."""

    bytes = 0


_total = _Total()
_CACHES: Final[dict[str, Remembered[Any]]] = {}
_LOCK = threading.Lock()
_bound = CACHE_BYTES


def remembered(
    name: str, entries: int, max_chars: int, base_bytes: int = 1500, bytes_a_char: int = 30
) -> Callable[[Callable[..., Result]], Remembered[Result]]:
    """A cache under the one bound of all."""

    def wrap(function: Callable[..., Result]) -> Remembered[Result]:
        _CACHES[name] = Remembered(function, entries, max_chars, base_bytes, bytes_a_char)
        return _CACHES[name]

    return wrap


def bound(total_bytes: int) -> None:
    """From now on all caches together take at most this much; 0: nothing is remembered."""
    global _bound
    _bound = total_bytes
    with _LOCK:
        _keep_the_bound()


def _keep_the_bound() -> None:
    """Empties the largest cache; results that are still needed are computed once more. That costs less than recording
    at every call which result was used last."""
    while (held := sum(cache.bytes for cache in _CACHES.values())) > _bound:
        max(_CACHES.values(), key=lambda cache: cache.bytes).clear()
    _total.bytes = held


def caches() -> dict[str, tuple[int, int, int, int]]:
    """For each cache: results, bytes (an estimate, never too low), hits and misses."""
    told = {}
    for name, cache in _CACHES.items():
        info = cache.cached.cache_info()
        told[name] = info.currsize, cache.bytes, info.hits, info.misses
    return told


class Verdicts:
    """Executors' results by the key of their job; the least recently used are dropped first. Lives on one event
    loop."""

    def __init__(self, max_entries: int, max_bytes: int) -> None:
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, tuple[dict[str, Any], int]] = OrderedDict()
        self.bytes = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> dict[str, Any] | None:
        known = self._kept.get(key)
        if known is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return known[0]

    def put(self, key: str, result: dict[str, Any]) -> None:
        """A result that would take more than a hundredth of the room is not kept: it would drive out too many
        others."""
        size = _OVERHEAD_BYTES + 4 * len(json.dumps(result))
        if size > self._max_bytes // 100 or key in self._kept:
            return
        self._kept[key] = (result, size)
        self.bytes += size
        while len(self._kept) > self._max_entries or self.bytes > self._max_bytes:
            self.bytes -= self._kept.popitem(last=False)[1][1]


def forget() -> None:
    """Empties all caches, to measure what a first call costs."""
    for cache in _CACHES.values():
        cache.clear()


def _chars(arguments: tuple[Any, ...]) -> int:
    total = 0
    for one in arguments:
        if isinstance(one, str):
            total += len(one)
        elif isinstance(one, tuple):
            total += _chars(one)
    return total
