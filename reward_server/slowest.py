"""The items that took longest lately, for the page; of this process, and without their texts."""

from __future__ import annotations

import time
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
        for index, result in results:
            seconds = result.seconds
            if len(self._items) == KEPT and self._items[-1][1] > now - LATELY_S and seconds <= self._items[-1][0]:
                continue
            self._items.append((seconds, now, _told(index, result, request_id)))
            self._items = self._recent(now)[:KEPT]

    def told(self) -> list[dict[str, Any]]:
        now = time.monotonic()
        return [
            {"seconds": round(seconds, 4), "ago_s": round(now - at, 1), **told}
            for seconds, at, told in self._recent(now)
        ]

    def _recent(self, now: float) -> list[tuple[float, float, dict[str, Any]]]:
        return sorted((one for one in self._items if one[1] > now - LATELY_S), key=lambda one: -one[0])


def _told(index: int, result: Scored, request_id: str) -> dict[str, Any]:
    components = {
        name: {"score": score.score, "status": score.status, "rule": score.rule}
        for name, score in result.scores.items()
    }
    return {"request_id": request_id, "index": index, "id": result.item.id, "components": components}
