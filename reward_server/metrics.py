"""What `GET /metrics` tells (Prometheus)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Counting
from collections.abc import Iterable
from functools import lru_cache

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from reward_server import memo
from reward_server.metrics_share import SharedMetrics
from reward_server.rewards.reward import Score
from reward_server.scoring import Scored, Track

CONTENT_TYPE = CONTENT_TYPE_LATEST
FLAGS = ("undecided", "unfinished")
_SECONDS = (0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120)


class Tally(Histogram):
    """A histogram that takes a batch's values together: one addition a bucket in place of one an item."""

    def observe_all(self, values: Iterable[float]) -> None:
        values = list(values)
        self._sum.inc(sum(values))
        for index, count in Counting(bisect_left(self._upper_bounds, value) for value in values).items():
            self._buckets[index].inc(count)


REQUESTS = Counter("assay_requests_total", "Requests to /v1/score by HTTP status.", ["status"])
COMPONENTS = Counter("assay_components_total", "Scored components by reward and status.", ["reward", "status"])
NULLS = Counter("assay_nulls_total", "Components without a score by cause: inputs, queue, fault.", ["reward", "cause"])
FLAGGED = Counter("assay_flagged_total", "Components with a flag: undecided, unfinished.", ["reward", "flag"])
SCORES = Tally(
    "assay_score", "Scores of components whose status is ok.", ["reward"], buckets=(0, 0.25, 0.5, 0.75, 0.999, 1)
)
WORK = Tally("assay_work_seconds", "Wall seconds at work on a component.", ["reward"], buckets=_SECONDS)
QUEUE = Tally("assay_queue_seconds", "Wall seconds a component waited in queues.", ["reward"], buckets=_SECONDS)
BATCH = Histogram("assay_batch_seconds", "Wall seconds of a batch, from its body read to its answer.", buckets=_SECONDS)
ADMITTED_ITEMS = Gauge("assay_admitted_items", "Items admitted and not yet answered.")
ADMITTED_BYTES = Gauge("assay_admitted_bytes", "Body bytes admitted and not yet answered.")
CACHE_BYTES = Gauge("assay_verdict_cache_bytes", "Memory taken by remembered verdicts, about.")
CACHE_ENTRIES = Gauge(
    "assay_cache_entries",
    "Results remembered, by cache; each is bounded.",
    ["cache"],
    multiprocess_mode="livesum",
)


@lru_cache
def _of(reward: str) -> tuple[Tally, Tally, Tally]:
    return SCORES.labels(reward), WORK.labels(reward), QUEUE.labels(reward)


def observe(results: Iterable[Scored]) -> None:
    seen: dict[str, list[tuple[Score, Track]]] = {}
    for result in results:
        for name, score in result.scores.items():
            seen.setdefault(name, []).append((score, result.tracks[name]))
    for name, pairs in seen.items():
        scores, work, queue = _of(name)
        scores.observe_all([score.score for score, _ in pairs if score.score is not None])
        work.observe_all([track.seconds for _, track in pairs])
        queue.observe_all([track.queued_s for _, track in pairs])
        for status, count in Counting(score.status for score, _ in pairs).items():
            COMPONENTS.labels(name, status).inc(count)
        for cause, count in Counting(score.rule for score, _ in pairs if score.status in ("timeout", "error")).items():
            NULLS.labels(name, cause or "fault").inc(count)
        for flag in FLAGS:
            if count := sum(getattr(score, flag) for score, _ in pairs):
                FLAGGED.labels(name, flag).inc(count)


def note_caches(verdicts: memo.Verdicts) -> None:
    CACHE_BYTES.set(verdicts.bytes)
    for name, count in {"verdicts": len(verdicts), **memo.entries()}.items():
        CACHE_ENTRIES.labels(name).set(count)


_shared: SharedMetrics | None = None


def share(shared: SharedMetrics) -> None:
    """From now on this process is one of several, whose metrics are told together."""
    global _shared
    _shared = shared


def exposition() -> bytes:
    """The metrics of all HTTP processes when there are several, else of this one."""
    return generate_latest() if _shared is None else _shared.exposition()
