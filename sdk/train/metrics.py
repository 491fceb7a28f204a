"""What a step measured, and where it is written: one JSON object a line."""

from __future__ import annotations

import json
import math
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Record = dict[str, Any]
REFLECTION = re.compile(r"\b(wait|mistake|however|but|retry|error|verify|wrong|evaluate|check)\b", re.IGNORECASE)
"""The words by which R1's paper counts reflection (its figure of the "aha moment")."""


class Clock:
    """Wall seconds by phase; a phase entered twice adds up."""

    def __init__(self) -> None:
        self._started = time.perf_counter()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, phase: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[phase] = self.seconds.get(phase, 0.0) + time.perf_counter() - start

    def record(self) -> Record:
        """`seconds/PHASE` for each phase, and `seconds/step` for all."""
        phases = {f"seconds/{phase}": round(seconds, 5) for phase, seconds in self.seconds.items()}
        return {**phases, "seconds/step": round(time.perf_counter() - self._started, 5)}


class Means:
    """Weighted means, maxima and counts, by name."""

    def __init__(self) -> None:
        self._sums: dict[str, float] = {}
        self._weights: dict[str, float] = {}
        self._highest: dict[str, float] = {}
        self._counts: dict[str, int] = {}

    def count(self, name: str, times: int = 1) -> None:
        self._counts[name] = self._counts.get(name, 0) + times

    def add(self, name: str, total: float, weight: float) -> None:
        self._sums[name] = self._sums.get(name, 0.0) + total
        self._weights[name] = self._weights.get(name, 0.0) + weight

    def highest(self, name: str, value: float) -> None:
        self._highest[name] = max(value, self._highest.get(name, value))

    @classmethod
    def sum(cls, parts: Sequence[Means]) -> Means:
        """The means over all that the parts have measured."""
        whole = cls()
        for part in parts:
            for name, value in part._sums.items():
                whole.add(name, value, part._weights[name])
            for name, value in part._highest.items():
                whole.highest(name, value)
            for name, times in part._counts.items():
                whole.count(name, times)
        return whole

    def record(self) -> Record:
        means = {name: total / self._weights[name] for name, total in self._sums.items() if self._weights[name]}
        return {**means, **self._highest, **self._counts}


class Journal:
    """A file of JSON lines that a resumed run cuts back to where its checkpoint was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("a", encoding="utf-8")

    def write(self, record: Mapping[str, Any]) -> None:
        """Numbers that JSON has no word for are written as null."""
        clean = {name: _finite(value) for name, value in record.items()}
        self._file.write(json.dumps(clean, ensure_ascii=True, allow_nan=False) + "\n")
        self._file.flush()

    def place(self) -> int:
        """The size of the file, bytes, once it is safely on the disk."""
        os.fsync(self._file.fileno())
        return self._path.stat().st_size

    def cut_back(self, place: int) -> None:
        self._file.truncate(place)
        self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        self._file.close()


class NoJournal(Journal):
    """Of a process that writes no files."""

    def __init__(self) -> None:
        return

    def write(self, record: Mapping[str, Any]) -> None:
        return

    def place(self) -> int:
        return 0

    def cut_back(self, place: int) -> None:
        return

    def close(self) -> None:
        return


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
