"""Functions of texts, remembered: a bounded number of them, and never a long one.

What a caller sends decides what is remembered, so that a bound on the number alone bounds no memory: 50,000 words of
2 MB are 100 GB. Pure: a remembered function gives what it would give anyway.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar

Result = TypeVar("Result")

MEMO_BYTES = 32 * 1024 * 1024
_OVERHEAD_BYTES = 600
"""Of one remembered result: the key, the objects, the table's share."""

_CACHES: Final[dict[str, Any]] = {}


def remembered(name: str, entries: int, max_chars: int) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """A cache of `entries` results; calls whose texts are longer than `max_chars` together are worked out anew.

    Arguments are texts, tuples of texts, or of a size that does not grow.
    """

    def wrap(function: Callable[..., Result]) -> Callable[..., Result]:
        cached = lru_cache(maxsize=entries)(function)
        _CACHES[name] = cached

        @wraps(function)
        def call(*arguments: Any) -> Result:
            return cached(*arguments) if _chars(arguments) <= max_chars else function(*arguments)

        return call

    return wrap


def entries() -> dict[str, int]:
    """How many results each cache holds."""
    return {name: cache.cache_info().currsize for name, cache in _CACHES.items()}


class Verdicts:
    """Executors' results by the key of their job; what was used last stays. Lives on one event loop."""

    def __init__(self, max_entries: int, max_bytes: int) -> None:
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, tuple[dict[str, Any], int]] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: str) -> dict[str, Any] | None:
        known = self._kept.get(key)
        if known is None:
            return None
        self._kept.move_to_end(key)
        return known[0]

    def put(self, key: str, result: dict[str, Any]) -> None:
        """A result that is more than a hundredth of all is not kept: it would drive out too many others."""
        size = _OVERHEAD_BYTES + 4 * len(json.dumps(result))
        if size > self._max_bytes // 100 or key in self._kept:
            return
        self._kept[key] = (result, size)
        self.bytes += size
        while len(self._kept) > self._max_entries or self.bytes > self._max_bytes:
            self.bytes -= self._kept.popitem(last=False)[1][1]


def forget() -> None:
    """Empty all caches: for measurements of what a first call costs."""
    for cache in _CACHES.values():
        cache.cache_clear()


def _chars(arguments: tuple[Any, ...]) -> int:
    total = 0
    for one in arguments:
        if isinstance(one, str):
            total += len(one)
        elif isinstance(one, tuple):
            total += _chars(one)
    return total
