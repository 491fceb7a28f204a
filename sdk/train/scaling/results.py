"""What the runs of a study measured: a line for each number of steps, in a file that only grows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from sdk.data.rows import read_journal
from sdk.train.errors import DataError
from sdk.train.scaling.study import Run, Study, digest, planned

RESULTS = "results.jsonl"


@dataclass(frozen=True)
class Measured:
    """A run after some of its steps. All but `accuracy` are exact or counted."""

    model: str
    questions: int
    samples: int
    seed: int
    steps: int
    accuracy: float
    """Of sampled completions, on `evaluated` questions never trained on."""
    evaluated: int
    before: float
    """The same of the base."""
    parameters: int
    tokens: int
    """Sampled so far."""
    asked: int
    """Questions asked so far, each time counted."""
    flops: float
    """Of sampling and learning so far; a base's are not counted."""
    seconds: float
    """Of the whole run, wall time."""
    study: str
    """Digest of the settings."""

    @property
    def run(self) -> Run:
        return Run(self.model, self.questions, self.samples, self.seed)

    @property
    def epochs(self) -> float:
        """How often each question has been asked."""
        return self.asked / self.questions


def read_results(path: Path) -> list[Measured]:
    """Empty where there is no file; a line that a crash cut short is left out. Raises DataError."""
    try:
        rows = read_journal(path)
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is no file of results: {error}") from None
    return [_measured(row, f"{path}:{number}") for number, row in enumerate(rows, 1)]


def _measured(row: Any, where: str) -> Measured:
    names = {one.name for one in fields(Measured)}
    if not isinstance(row, dict) or set(row) != names:
        raise DataError(f"{where} should be an object with {', '.join(sorted(names))}")
    return Measured(**row)


def add_results(path: Path, measured: Sequence[Measured]) -> None:
    """All lines of a run at once: it is in the file, or it is not."""
    whole = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = whole[: whole.rfind("\n") + 1]  # without a line that a crash cut short
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(kept + "".join(json.dumps(asdict(one)) + "\n" for one in measured), encoding="utf-8")
    partial.replace(path)


def of_study(study: Study, found: Sequence[Measured]) -> list[Measured]:
    """Those in the grid. Raises DataError where one was measured under other settings."""
    digests = {model: digest(study, model) for model in study.grid.model}
    for one in found:
        if one.study != digests.get(one.model, one.study):
            raise DataError(
                f"results of {one.run} are of other settings than the study has now: give another output_dir"
            )
    wanted = set(planned(study))
    return [one for one in found if one.run in wanted and one.steps in study.grid.steps]


def missing(study: Study, found: Sequence[Measured]) -> list[Run]:
    """Runs without a line for each number of steps, in the order in which they are to be done."""
    steps = {run: {one.steps for one in found if one.run == run} for run in planned(study)}
    return [run for run, there in steps.items() if there < set(study.grid.steps)]


def seconds_used(found: Sequence[Measured]) -> float:
    return sum({one.run: one.seconds for one in found}.values())
