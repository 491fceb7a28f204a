"""Metrics of several processes as one, in memory that needs no disk."""

from __future__ import annotations

import os

import pytest
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from reward_server.metrics_share import SharedMetrics, clear, new_slots, written_at


class Process:
    def __init__(self, slots: list[int], own: int) -> None:
        registry = CollectorRegistry()
        self.asked = Counter("assay_asked_total", "Asked.", ["status"], registry=registry)
        self.held = Gauge("assay_held", "Held.", registry=registry)
        self.took = Histogram("assay_took_seconds", "Took.", buckets=(1, 10), registry=registry)
        Gauge("other", "Not ours.", registry=registry)
        self.shared = SharedMetrics(slots, own, registry)

    def serve(self, status: str, seconds: float) -> None:
        self.asked.labels(status).inc()
        self.took.observe(seconds)
        self.held.inc()
        self.shared.write()


def lines(process: Process) -> list[str]:
    return [line for line in process.shared.exposition().decode().splitlines() if not line.startswith("#")]


@pytest.fixture
def slots() -> list[int]:
    return new_slots(2)


def test_counts_gauges_and_buckets_of_all_processes_are_added_up(slots: list[int]) -> None:
    first, second = Process(slots, 0), Process(slots, 1)
    first.serve("200", 0.5)
    second.serve("200", 5)
    second.serve("429", 5)
    assert lines(first) == lines(second)
    assert {
        'assay_asked_total{status="200"} 2.0', 'assay_asked_total{status="429"} 1.0', "assay_held 3.0",
        'assay_took_seconds_bucket{le="1.0"} 1.0', 'assay_took_seconds_bucket{le="+Inf"} 3.0', "assay_took_seconds_sum 10.5",
    } <= set(lines(first))  # fmt: skip
    assert "other 0.0" not in lines(first)
    assert "other 0.0" in lines(Process(new_slots(1), 0))


def test_what_a_process_counted_is_counted_on_after_it_and_what_it_held_is_not(slots: list[int]) -> None:
    first, second = Process(slots, 0), Process(slots, 1)
    second.serve("200", 5)
    clear(slots[1])
    assert {'assay_asked_total{status="200"} 1.0'} <= set(lines(first))
    again = Process(slots, 1)
    again.serve("200", 5)
    assert {'assay_asked_total{status="200"} 2.0', "assay_held 1.0", "assay_took_seconds_count 2.0"} <= set(
        lines(first)
    )


def test_when_a_process_last_wrote_is_seen_and_torn_or_foreign_bytes_are_no_metrics(slots: list[int]) -> None:
    first, second = Process(slots, 0), Process(slots, 1)
    assert written_at(slots[1]) is None
    second.serve("200", 5)
    assert written_at(slots[1]) is not None
    clear(slots[1])
    assert written_at(slots[1]) is None
    os.pwrite(slots[1], b"\xff" * 100, 0)
    assert {line for line in lines(first) if not line.startswith("other")} == {
        line for line in lines(Process(new_slots(1), 0)) if not line.startswith("other")
    }
