"""What a run's files say, stage by stage: the material of its report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdk.data.rows import read_journal
from sdk.train.metrics import Record

Points = list[tuple[float, float]]
"""(step, value)"""


@dataclass(frozen=True)
class Chapter:
    number: int
    """From 0, as in the folder `stages/NN-NAME`."""
    name: str
    steps: list[Record]
    evaluations: list[Record]
    """On questions never trained on, the oldest first."""
    samples: list[Record]
    card: dict[str, Any]
    """Of the stage's folder; empty where the stage has none yet."""
    says: str = ""
    """What the stage does."""
    alarms: Sequence[Record] = ()
    """With `step`, `name` and `text`."""

    def points(self, name: str) -> Points:
        return points(self.steps, name)

    def evaluated(self, name: str) -> Points:
        return points(self.evaluations, name)

    def components(self) -> list[str]:
        """Of the reward, without their prefix."""
        names = {name: None for one in self.steps for name in one if name.startswith("reward/")}
        return [name.removeprefix("reward/") for name in names]

    def seconds(self) -> float:
        return sum(one.get("seconds/step") or 0.0 for one in self.steps)


def read_chapters(folder: Path) -> list[Chapter]:
    """One for each stage that has begun, in order."""
    records, samples = read_journal(folder / "metrics.jsonl"), read_journal(folder / "samples.jsonl")
    explained = json_file(folder / "stages.json")
    names = {one["stage_number"]: one["stage"] for one in records}
    return [
        Chapter(
            number,
            names[number],
            [one for one in records if one["stage_number"] == number and one["kind"] == "step"],
            [one for one in records if one["stage_number"] == number and one["kind"] == "eval"],
            [one for one in samples if one["stage_number"] == number],
            json_file(folder / "stages" / f"{number:02d}-{names[number]}" / "card.json"),
            explained.get(names[number], ""),
            [one for one in records if one["stage_number"] == number and one["kind"] == "alarm"],
        )
        for number in sorted(names)
    ]


def points(records: Sequence[Record], name: str) -> Points:
    """(step, value) of one metric, nulls left out."""
    return [(one["step"], one[name]) for one in records if one.get(name) is not None]


def json_file(path: Path) -> dict[str, Any]:
    """Empty where there is none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
