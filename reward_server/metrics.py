"""What `GET /metrics` tells (Prometheus)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter as Counting
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from assay_rl.distribution import version_line
from reward_server import memo
from reward_server.metrics_share import SharedMetrics
from reward_server.rewards.reward import Score
from reward_server.verdict_store import VerdictStore

if TYPE_CHECKING:  # no process but the one that scores imports the rewards
    from reward_server.scoring import Scored, Track

CONTENT_TYPE = CONTENT_TYPE_LATEST
FLAGS = ("undecided", "unfinished")
_KIND = attrgetter("status", *FLAGS)
_SECONDS = (0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 120)


class Tally(Histogram):
    """A histogram that takes a batch's values together: one addition a bucket in place of one an item."""

    def observe_all(self, values: Iterable[float]) -> None:
        ordered = sorted(values)
        self._sum.inc(sum(ordered))
        below = 0
        for bound, bucket in zip(self._upper_bounds, self._buckets, strict=True):
            upto = bisect_right(ordered, bound)
            if upto > below:
                bucket.inc(upto - below)
            if upto == len(ordered):
                return
            below = upto


REQUESTS = Counter("assay_requests_total", "Requests to /v1/score by HTTP status.", ["status"])
COMPONENTS = Counter("assay_components_total", "Scored components by reward and status.", ["reward", "status"])
NULLS = Counter("assay_nulls_total", "Components without a score by cause: inputs, queue, fault.", ["reward", "cause"])
FLAGGED = Counter("assay_flagged_total", "Components with a flag: undecided, unfinished.", ["reward", "flag"])
ISOLATION = Counter(
    "assay_programs_total", "Programs judged by where their tests ran: separate, shared.", ["reward", "isolation"]
)
SCORES = Tally(
    "assay_score", "Scores of components whose status is ok.", ["reward"], buckets=(0, 0.25, 0.5, 0.75, 0.999, 1)
)
WORK = Tally("assay_work_seconds", "Wall seconds at work on a component.", ["reward"], buckets=_SECONDS)
QUEUE = Tally("assay_queue_seconds", "Wall seconds a component waited in queues.", ["reward"], buckets=_SECONDS)
BATCH = Histogram("assay_batch_seconds", "Wall seconds of a batch, from its body read to its answer.", buckets=_SECONDS)
ADMITTED_ITEMS = Gauge("assay_admitted_items", "Items admitted and not yet answered.")
ADMITTED_BYTES = Gauge("assay_admitted_bytes", "Body bytes admitted and not yet answered.")
FAULTS = Counter(
    "assay_faults_total",
    "Jobs that came to nothing, by executor and cause: inputs, queue, fault.",
    ["executor", "cause"],
)
SCORED_LOG_DROPPED = Counter(
    "assay_scored_log_dropped_total", "Scored items that could not be written to the log of them."
)
KEY_ITEMS = Counter("assay_key_items_total", "Items let in, by key.", ["key"])
HTTP_RESTARTS = Counter("assay_http_restarts_total", "HTTP processes that were replaced.")


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
        for (status, *flags), count in Counting([_KIND(score) for score, _ in pairs]).items():  # few kinds
            COMPONENTS.labels(name, status).inc(count)
            for flag in compress(FLAGS, flags):
                FLAGGED.labels(name, flag).inc(count)
        for cause, count in Counting(
            [score.rule for score, _ in pairs if score.status in ("timeout", "error")]
        ).items():
            NULLS.labels(name, cause or "fault").inc(count)
        for isolation, count in Counting([score.tests.isolation for score, _ in pairs if score.tests]).items():
            ISOLATION.labels(name, isolation).inc(count)


@dataclass(frozen=True, slots=True)
class State:
    """What is the same whichever HTTP process tells it: of the manager, and of the definitions in force."""

    ready: bool
    version: str
    waiting: Mapping[str, int]
    places: Mapping[str, Mapping[str, int]]
    restarts: Mapping[str, int]


class _Service:
    """Metrics that are read off when they are asked for."""

    def __init__(self) -> None:
        self.verdicts: memo.Verdicts | None = None
        self.stored: VerdictStore | None = None
        self.caches = _Caches(self)
        self._state: Callable[[], State] | None = None

    def tells(self, state: Callable[[], State]) -> None:
        self._state = state

    def collect(self) -> Iterator[Metric]:
        if self._state is None:
            return
        state = self._state()
        yield GaugeMetricFamily("assay_ready", "1 where batches can be scored.", float(state.ready))
        build = GaugeMetricFamily("assay_build_info", "1, with the versions in force.", labels=["version", "digest"])
        build.add_metric([version_line().rpartition(" ")[2], state.version], 1)
        waiting = GaugeMetricFamily("assay_queue_jobs", "Jobs that wait, by executor.", labels=["executor"])
        for name, count in state.waiting.items():
            waiting.add_metric([name], count)
        places = GaugeMetricFamily("assay_places", "Workers and sandboxes, by state.", labels=["executor", "state"])
        for name, states in state.places.items():
            for one, count in states.items():
                places.add_metric([name, one], count)
        restarts = CounterMetricFamily("assay_restarts", "Parts that were replaced.", labels=["part"])
        for part, count in state.restarts.items():
            restarts.add_metric([part], count)
        yield from (build, waiting, places, restarts)


class _Caches(Collector):
    """Of this process, like the counters above: several processes are added up."""

    def __init__(self, service: _Service) -> None:
        self._service = service

    def collect(self) -> Iterator[Metric]:
        entries = GaugeMetricFamily("assay_cache_entries", "Results remembered.", labels=["cache"])
        size = GaugeMetricFamily("assay_cache_bytes", "Memory that they take, about.", labels=["cache"])
        hits = CounterMetricFamily("assay_cache_hits", "Results that were remembered when asked for.", labels=["cache"])
        misses = CounterMetricFamily("assay_cache_misses", "Results that had to be worked out.", labels=["cache"])
        adding: tuple[Callable[[list[str], float], None], ...] = (
            entries.add_metric,
            size.add_metric,
            hits.add_metric,
            misses.add_metric,
        )
        for name, numbers in self._numbers().items():
            for add, number in zip(adding, numbers, strict=True):
                add([name], number)
        return iter((entries, size, hits, misses))

    def _numbers(self) -> dict[str, tuple[int, int, int, int]]:
        one = self._service.verdicts
        verdicts = {} if one is None else {"verdicts": (len(one), one.bytes, one.hits, one.misses)}
        store = self._service.stored
        stored = {} if store is None else {"stored_verdicts": (0, 0, store.hits, store.misses)}
        return {**memo.caches(), **verdicts, **stored}


SERVICE = _Service()
REGISTRY.register(SERVICE.caches)

_shared: SharedMetrics | None = None


def share(shared: SharedMetrics) -> None:
    """From now on this process is one of several, whose metrics are told together."""
    global _shared
    _shared = shared


def exposition() -> bytes:
    """The metrics of all HTTP processes when there are several, else of this one."""
    return (generate_latest() if _shared is None else _shared.exposition()) + generate_latest(SERVICE)
