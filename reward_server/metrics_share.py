"""The metrics of several HTTP processes as one: each writes its own into memory that all of them can read.

The memory is a `memfd` for each process, handed down open by the process that starts them: no folder, so that a full
disk stops nothing (files that are mapped, as prometheus_client has them, end a process by SIGBUS there). What is
written says when, which is how the starting process notices one that hangs.
"""

from __future__ import annotations

import json
import os
import struct
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

_HEAD = struct.Struct("!dII")
"""When it was written (monotonic seconds), how long it is, and its checksum: a reader may come in the middle."""
_TRIES = 5
_ADDED_UP = ("counter", "histogram")
PREFIX = "assay_"

Sample = tuple[str, dict[str, str], float]
Family = tuple[str, str, str, list[Sample]]
"""Name, documentation, type and samples."""


def new_slots(count: int) -> list[int]:
    """Descriptors to hand down, one a process."""
    return [os.memfd_create(f"assay-metrics-{number}") for number in range(count)]


def written_at(slot: int) -> float | None:
    """When a process last wrote its metrics, monotonic seconds; None where it has not yet."""
    head = os.pread(slot, _HEAD.size, 0)
    moment = float(_HEAD.unpack(head)[0]) if len(head) == _HEAD.size else 0.0
    return moment or None


def clear(slot: int) -> None:
    """Before another process takes the place of one that ended: it has not written yet. What was counted stays."""
    families = _read(slot) or []
    os.ftruncate(slot, 0)
    _write(slot, [family for family in families if family[2] in _ADDED_UP], 0.0)


@dataclass(slots=True)
class SharedMetrics:
    """This process's part. What an earlier process of the same slot counted is counted on."""

    slots: list[int]
    own: int
    registry: CollectorRegistry
    _before: list[Family] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = _read(self.slots[self.own]) or []
        self._before = [family for family in found if family[2] in _ADDED_UP]

    def write(self) -> None:
        _write(self.slots[self.own], self._mine(), time.monotonic())

    def exposition(self) -> bytes:
        others = [_read(slot) or [] for number, slot in enumerate(self.slots) if number != self.own]
        registry = CollectorRegistry()
        registry.register(_Sum([self._mine(), *others]))
        # What Python and the system say of a process is added up by nobody: it is told where there is but one.
        alone = b"" if others else generate_latest(_Others(self.registry))
        return generate_latest(registry) + alone

    def _mine(self) -> list[Family]:
        return _added([self._before, list(_families(self.registry))])


@dataclass(slots=True)
class _Others:
    """A registry without the service's own metrics."""

    registry: CollectorRegistry

    def collect(self) -> Iterator[Metric]:
        return (metric for metric in self.registry.collect() if not metric.name.startswith(PREFIX))


class _Sum(Collector):
    def __init__(self, parts: list[list[Family]]) -> None:
        self._parts = parts

    def collect(self) -> Iterator[Metric]:
        for name, documentation, kind, samples in _added(self._parts):
            metric = Metric(name, documentation, kind)
            for sample in samples:
                metric.add_sample(*sample)
            yield metric


def _families(registry: CollectorRegistry) -> Iterator[Family]:
    for metric in registry.collect():
        if metric.name.startswith(PREFIX):
            samples = [(one.name, dict(one.labels), one.value) for one in metric.samples]
            yield metric.name, metric.documentation, metric.type, [s for s in samples if not s[0].endswith("_created")]


def _added(parts: Iterable[list[Family]]) -> list[Family]:
    heads: dict[str, tuple[str, str]] = {}
    values: dict[str, dict[str, Sample]] = {}
    for name, documentation, kind, samples in (family for part in parts for family in part):
        heads.setdefault(name, (documentation, kind))
        known = values.setdefault(name, {})
        for sample, labels, value in samples:
            key = json.dumps([sample, sorted(labels.items())])
            known[key] = (sample, labels, value + (known[key][2] if key in known else 0.0))
    return [(name, *heads[name], list(values[name].values())) for name in heads]


def _write(slot: int, families: list[Family], now: float) -> None:
    data = json.dumps(families).encode()
    os.pwrite(slot, _HEAD.pack(now, len(data), zlib.crc32(data)) + data, 0)


def _read(slot: int) -> list[Family] | None:
    """None where nothing whole is there."""
    for _ in range(_TRIES):
        head = os.pread(slot, _HEAD.size, 0)
        if len(head) < _HEAD.size:
            return None
        _, length, checksum = _HEAD.unpack(head)
        data = os.pread(slot, length, _HEAD.size)
        if len(data) == length and zlib.crc32(data) == checksum:
            families = json.loads(data)
            return [(name, text, kind, [tuple(one) for one in samples]) for name, text, kind, samples in families]
    return None
