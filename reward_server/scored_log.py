"""An opt-in record of scored items, a JSON object a line: sampled, rotated, and without texts unless asked for.

Written by a thread of its own, so that a slow disk holds nobody up; what cannot be written is dropped and counted.
"""

from __future__ import annotations

import contextlib
import json
import logging
import logging.handlers
import os
import queue
import random
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reward_server import logs, metrics
from reward_server.samples import tests_of
from sdk.schema import ScoreRequest

if TYPE_CHECKING:
    from reward_server.scoring import Scored

log = logging.getLogger("reward_server.scored_log")

WAITING_LINES = 10_000
"""More of them are dropped: memory is bounded, whatever the disk does."""
TOLD_EVERY_S = 60.0


class ScoredLog:
    """share: of the items that are written, 0 to 1; texts: completions, prompts, tests and reasons too; file_bytes and
    files: a full file is renamed to .1, .1 to .2, and so on."""

    def __init__(self, path: Path, *, share: float, texts: bool, file_bytes: int, files: int) -> None:
        self._share = share
        self._texts = texts
        self._lines: queue.Queue[Any] = queue.Queue(WAITING_LINES)
        self._writer = logging.handlers.QueueListener(self._lines, _File(path, maxBytes=file_bytes, backupCount=files))

    def start(self) -> None:
        self._writer.start()

    def close(self) -> None:
        """Every line that waits is written first."""
        self._writer.stop()
        for handler in self._writer.handlers:
            with contextlib.suppress(OSError):  # a full disk once more
                handler.close()

    def note(self, results: Iterable[tuple[int, Scored]], request: ScoreRequest, key: str) -> None:
        """results: (index, result)."""
        for index, result in results:
            if random.random() < self._share:  # noqa: S311 - a sample, and no secret
                self._put(self._line(index, result, request, key))

    def _put(self, line: dict[str, Any]) -> None:
        try:
            self._lines.put_nowait(logging.makeLogRecord({"msg": json.dumps(line, allow_nan=False)}))
        except queue.Full:
            metrics.SCORED_LOG_DROPPED.inc()

    def _line(self, index: int, result: Scored, request: ScoreRequest, key: str) -> dict[str, Any]:
        item = result.item
        line: dict[str, Any] = {
            "time": round(time.time(), 3), "request_id": logs.request_id.get(), "key": key, "index": index,
            "id": item.id, "group_id": item.group_id, "data_source": item.data_source, "reward": result.reward,
            "components": {name: self._component(one) for name, one in result.wire()["components"].items()},
        }  # fmt: skip
        if self._texts:
            template = request.template and request.template.model_dump(exclude_unset=True)
            asked = {one.name: one.options.model_dump(exclude_unset=True) for one in result.specs}
            whole = item.model_dump(exclude_unset=True)
            if (tests := tests_of(item, request)) is not None:
                whole["tests"] = tests  # a name would mean nothing without its request
            line |= {"item": whole, "rewards": asked, "template": template}
        return line

    def _component(self, component: dict[str, Any]) -> dict[str, Any]:
        """A reason quotes the completion, and a test's result what the program wrote."""
        if self._texts:
            return component
        kept = {name: value for name, value in component.items() if name not in ("reason", "tests")}
        if tests := component.get("tests"):
            kept["tests"] = {name: tests[name] for name in ("passed", "total")}
        return kept


def numbered(path: Path, slot: int, processes: int) -> Path:
    """The file of one of several HTTP processes."""
    return path if processes == 1 else path.with_name(f"{path.stem}.{slot}{path.suffix}")


def latest(path: Path, processes: int, key: str, most_bytes: int) -> str:
    """The lines that were scored for a key, of the last `most_bytes` of the log; `path` is the file of one of its
    `processes`."""
    numbered = f"{path.stem.rpartition('.')[0]}.*{path.suffix}"
    paths = [path] if processes == 1 else sorted(path.parent.glob(numbered))
    lines = (line for one in paths for line in _tail(one, most_bytes // len(paths)))
    return "\n".join(line for line in lines if _is_of(key, line))


def _is_of(key: str, line: str) -> bool:
    """False too for a line that a process which was killed did not write to its end."""
    with contextlib.suppress(ValueError):
        return bool(json.loads(line)["key"] == key)
    return False


def _tail(path: Path, most_bytes: int) -> list[str]:
    """The last whole lines of a file."""
    try:
        with path.open("rb") as file:
            start = max(0, file.seek(0, os.SEEK_END) - most_bytes)
            file.seek(start)
            found = file.read(most_bytes).decode("ascii", "replace")
    except FileNotFoundError:  # it is being rotated
        return []
    lines = found.split("\n")
    return lines[bool(start) : -1]


class _File(logging.handlers.RotatingFileHandler):
    def __init__(self, path: Path, **rotation: int) -> None:
        super().__init__(path, encoding="utf-8", **rotation)  # type: ignore[arg-type]
        self._told_at: float | None = None

    def handleError(self, record: logging.LogRecord) -> None:
        metrics.SCORED_LOG_DROPPED.inc()
        if self._told_at is None or time.monotonic() - self._told_at > TOLD_EVERY_S:
            self._told_at = time.monotonic()
            log.error("scored items cannot be written to %s", self.baseFilename, exc_info=True)
