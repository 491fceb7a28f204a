"""From rows to results: read, scored again side by side, written in the order of the rows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from sdk.tools.replay.records import Record, Results, replayed, unreadable
from sdk.tools.replay.rollouts import Reading, Rollout, Unreadable
from sdk.tools.replay.scorers import Scorer, completion_text
from sdk.tools.replay.verdicts import PAID_FROM, Verdict, kind
from sdk.tools.rows import Row

CHUNK_ROWS = 512
CHUNK_CHARS = 4_000_000
"""A chunk ends at whichever comes first: memory is that of the chunks under way."""
AHEAD = 3
"""The number of chunks under way: one is read and one is written while one is scored."""


class Replay:
    """The parts of a replay. `other` gives the verdicts to compare with; without it replay compares with the stored
    rewards."""

    def __init__(
        self,
        reading: Reading,
        scorer: Scorer,
        other: Scorer | None = None,
        paid_from: float = PAID_FROM,
        whole: bool = False,
    ) -> None:
        self._reading, self._scorer, self._other = reading, scorer, other
        self._paid_from, self._whole = paid_from, whole

    def run(self, rows: Iterable[Row], results: Results, told: Callable[[int], None] = lambda done: None) -> int:
        """Goes on after the rows that `results` has; `told` hears of each chunk's rows. Gives the rows of this run.

        Raises RewardError where nothing can be scored, RowsError where nothing can be read.
        """
        done = 0
        pool = ThreadPoolExecutor(AHEAD, thread_name_prefix="replay")
        waiting: deque[Future[list[Record]]] = deque()
        try:
            for chunk in self._chunks(islice(rows, results.done, None)):
                waiting.append(pool.submit(self._scored, chunk))
                if len(waiting) == AHEAD:
                    done += _written(waiting, results, told)
            while waiting:
                done += _written(waiting, results, told)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        return done

    def _chunks(self, rows: Iterable[Row]) -> Iterator[list[Rollout | Unreadable]]:
        chunk: list[Rollout | Unreadable] = []
        chars = 0
        for row in rows:
            found = self._reading.read(row)
            chunk.append(found)
            chars += len(completion_text(found.item)) if isinstance(found, Rollout) else 0
            if len(chunk) == CHUNK_ROWS or chars >= CHUNK_CHARS:
                yield chunk
                chunk, chars = [], 0
        if chunk:
            yield chunk

    def _scored(self, chunk: list[Rollout | Unreadable]) -> list[Record]:
        rollouts = [one for one in chunk if isinstance(one, Rollout)]
        items = [one.item for one in rollouts]
        after = self._scorer.score(items) if items else []
        before = [_stored(one) for one in rollouts]
        if self._other is not None and items:
            before = self._other.score(items)
        pairs = iter(zip(before, after, strict=True))
        return [self._record(one, *next(pairs)) if isinstance(one, Rollout) else unreadable(one) for one in chunk]

    def _record(self, rollout: Rollout, before: Verdict, after: Verdict) -> Record:
        fault = rollout.fault if self._other is None else ""
        return replayed(rollout, before, after, kind(before, after, fault, self._paid_from), self._whole)


def _written(waiting: deque[Future[list[Record]]], results: Results, told: Callable[[int], None]) -> int:
    records = waiting[0].result()
    waiting.popleft()
    results.write(records)
    told(len(records))
    return len(records)


def _stored(rollout: Rollout) -> Verdict:
    return Verdict(rollout.stored, "", rollout.fault or "stored")
