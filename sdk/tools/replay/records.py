"""The file of results: a line for what was replayed, then one for each row, in order. A run goes on where it ended."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sdk.schema import Item
from sdk.tools.replay.rollouts import Rollout, Unreadable
from sdk.tools.replay.shapes import text
from sdk.tools.replay.verdicts import KINDS, Verdict
from sdk.tools.rows import Rows

MOST_CHARS = 20_000
"""The most characters of a text that are kept; the file of rollouts has the rest."""
UNREADABLE = "unreadable"
Record = dict[str, Any]


class ResultsError(Exception):
    """What is wrong with a file of results, on one line."""


def unreadable(row: Unreadable) -> Record:
    return {"file": row.place.file, "line": row.place.line, "kind": UNREADABLE, "reason": row.reason}


def replayed(rollout: Rollout, before: Verdict, after: Verdict, kind: str, whole: bool) -> Record:
    """Keeps the texts only of flips, or of all rollouts if `whole`."""
    item = rollout.item
    found: Record = {
        "file": rollout.place.file,
        "line": rollout.place.line,
        "shape": rollout.shape,
        "id": item.id,
        "group": rollout.group,
        "source": item.data_source or "",
        "kind": kind,
        "stored": rollout.stored,
        "before": before.told(),
        "after": after.told(),
    }
    if rollout.fault:
        found["fault"] = rollout.fault[:MOST_CHARS]
    return found | _texts(item) if whole or KINDS[kind].flip else found


def _texts(item: Item) -> Record:
    completion = item.model_dump(include={"completion"})["completion"]
    said = completion if isinstance(completion, str) else "\n".join(map(_turn, completion))
    asked = item.model_dump(include={"prompt"}).get("prompt")
    truth = item.ground_truth if item.ground_truth is not None else item.tests
    return {
        "prompt": text(asked)[:MOST_CHARS],
        "completion": said if len(said) <= MOST_CHARS else f"...{said[-MOST_CHARS:]}",
        "judged_by": (truth if isinstance(truth, str) else json.dumps(truth, ensure_ascii=False))[:MOST_CHARS],
    }


def _turn(message: Record) -> str:
    thought = message.get("reasoning_content")
    return (f"<think>{thought}</think>\n" if thought else "") + text(message)


class Results:
    """`results.jsonl` in a folder, written as it comes."""

    def __init__(self, folder: Path, settings: Record, again: bool = False) -> None:
        """Continues the file that is there. Raises ResultsError if it was made with other settings."""
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "results.jsonl"
        self._lock = (folder / ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ResultsError(f"another replay writes to {folder}: give another --out, or end that one") from None
        self.done = 0
        """Rows that are in the file."""
        if again or not self.path.exists():
            self.path.write_text(_line({"replay": settings}), "utf-8")
        else:
            self._go_on(settings)
        self._file = self.path.open("a", encoding="utf-8")

    def _go_on(self, settings: Record) -> None:
        end = 0
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines):
                if not line.endswith(b"\n"):
                    break  # cut off in the middle by whatever ended the run
                if number == 0 and (made := json.loads(line).get("replay")) != settings:
                    changed = [name for name in settings if settings[name] != (made or {}).get(name)]
                    raise ResultsError(
                        f"{self.path} was made with other settings ({', '.join(changed)}): "
                        "give another --out, or --again to begin anew"
                    )
                end += len(line)
                self.done = number
        with self.path.open("r+b") as file:
            file.truncate(end)
        if end == 0:
            self.path.write_text(_line({"replay": settings}), "utf-8")

    def write(self, records: list[Record]) -> None:
        self._file.write("".join(map(_line, records)))
        self._file.flush()

    def close(self) -> None:
        self._file.close()
        self._lock.close()


def read(path: Path) -> Iterator[Record]:
    """The records, without the settings. Raises ResultsError for a file that is none of ours."""
    for number, row in enumerate(Rows([str(path)])):
        if not isinstance(row.value, dict) or (number == 0 and "replay" not in row.value):
            raise ResultsError(f"{row.place}: no result of `assay replay`")
        if number:
            yield row.value


def _line(record: Record) -> str:
    """ASCII, for texts may hold lone surrogates."""
    return json.dumps(record, separators=(",", ":")) + "\n"
