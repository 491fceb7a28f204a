"""The items that took longest lately, for the page; of this process, and without their texts."""

from __future__ import annotations

import time
from bisect import insort
from collections.abc import Iterable
from typing import Any

from reward_server.scoring import Scored

KEPT = 20
LATELY_S = 300.0


class Slowest:
    def __init__(self) -> None:
        self._items: list[tuple[float, float, dict[str, Any]]] = []
        """(seconds, monotonic time, what is told), slowest first."""

    def note(self, results: Iterable[tuple[int, Scored]], request_id: str) -> None:
        now = time.monotonic()
        kept = self._recent(now)
        for index, result in results:
            seconds = result.seconds
            if len(kept) < KEPT or seconds > kept[-1][0]:
                insort(kept, (seconds, now, _told(index, result, request_id)), key=lambda one: -one[0])
                del kept[KEPT:]
        self._items = kept

    def told(self) -> list[dict[str, Any]]:
        now = time.monotonic()
        return [
            {"seconds": round(seconds, 4), "ago_s": round(now - at, 1), **told}
            for seconds, at, told in self._recent(now)
        ]

    def _recent(self, now: float) -> list[tuple[float, float, dict[str, Any]]]:
        return [one for one in self._items if one[1] > now - LATELY_S]


def _told(index: int, result: Scored, request_id: str) -> dict[str, Any]:
    components = {
        name: {"score": score.score, "status": score.status, "rule": score.rule}
        for name, score in result.scores.items()
    }
    return {"request_id": request_id, "index": index, "id": result.item.id, "components": components}
