"""A body parsed at once, where it is short and certainly within the limits, which costs a third of its outline's pass.

Whatever is not plainly right is left to the outline (`json_counts`), which decides and says why: this module refuses
nothing, and takes nothing that the outline would refuse.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import Any, NoReturn

from reward_server.json_counts import RequestLimits

MOST_BYTES = 1 << 20
"""Parsing holds the interpreter for the whole body: this takes some milliseconds."""
COUNTED_BYTES = 32 * 1024
MOST_NUMBER_CHARS = 300
"""No double needs more, and an integer of more is looked at more closely."""


def whole(body: bytes, limits: RequestLimits) -> dict[str, Any] | None:
    """The batch, with a list of items; None where the outline must decide."""
    # A name or a value takes two bytes at least with what is between them, and a long number counts for fewer.
    most = min(MOST_BYTES, limits.max_text_bytes, 2 * limits.max_json_values - 1)
    if len(body) > most:
        return None
    try:
        batch = _decoder(limits.max_json_keys).decode(body.decode())
    except (ValueError, RecursionError):
        return None
    if type(batch) is not dict or type(items := batch.get("items")) is not list or len(items) > limits.max_items:
        return None
    # Counting brackets is faster than looking at the values only where there are not many texts.
    if len(body) <= COUNTED_BYTES and body.count(b"{") + body.count(b"[") <= limits.max_json_depth:
        return batch
    return batch if _within(batch, limits.max_json_depth) else None


@lru_cache(maxsize=8)
def _decoder(max_keys: int) -> json.JSONDecoder:
    def named(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs) or len(found) > max_keys:
            raise ValueError("a name twice, or too many")
        return found

    return json.JSONDecoder(
        object_pairs_hook=named, parse_int=_integer, parse_float=_float, parse_constant=_no_constant
    )


def _integer(text: str) -> int:
    if len(text) > MOST_NUMBER_CHARS:
        raise ValueError("a long number")
    return int(text)


def _float(text: str) -> float:
    value = float(text)
    if len(text) > MOST_NUMBER_CHARS or not math.isfinite(value):
        raise ValueError("a number that is long, or beyond what a double holds")
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _within(value: Any, depth: int) -> bool:
    """Whether the value is nested at most `depth` levels deep. Level by level: a deep one must not end in a
    recursion of ours."""
    level = [value]
    while level and depth >= 0:
        level = [
            part
            for one in level
            for part in (one.values() if type(one) is dict else one)
            if type(part) is dict or type(part) is list
        ]
        depth -= 1
    return depth >= 0
