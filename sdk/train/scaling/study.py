"""The file of a study: what is trained, the grid of its runs, and the order in which they are done."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from sdk.train.config.load import explained, load_config, read_yaml, with_settings
from sdk.train.config.schema import Config, Section, key
from sdk.train.errors import ConfigError


class Grid(Section):
    """Every combination of these is a run; the steps are read along one run."""

    model: dict[str, dict[str, Any]] = Field(
        description="name -> settings that make a model of this size", min_length=1
    )
    questions: list[int] = Field(description="distinct questions trained on", min_length=1)
    samples: list[int] = Field(description="completions of each question in a step", min_length=1)
    steps: list[int] = Field(description="updates after which accuracy is measured", min_length=1)


class Study(Section):
    """The keys of a study's file."""

    output_dir: Path = key(Path("runs/scaling"), "results, runs, figures and the page go here")
    asks: list[str] = key([], "the questions that the study is to answer, as they were written before it")
    config: Path = Field(description="the training run's configuration, relative to the study's file")
    settings: dict[str, Any] = key({}, "settings over the configuration's, of every run")
    stage: str = key("reasoning_rl", "what a run is: the stage that is measured")
    base: list[str] = key([], "stages that make a model first, once for each size and seed; without them the model is")
    completions: int = key(128, "of a step: as many questions are asked as make this number", "completions", ge=1)
    grid: Grid
    seeds: list[int] = key([0, 1], "all runs of one before those of the next", min_length=1)
    budget_s: float | None = key(None, "no run begins once the runs have taken this long, added up", "s", gt=0)


class Run(NamedTuple):
    """One of the grid; its lines in the results begin with these."""

    model: str
    questions: int
    samples: int
    seed: int

    def __str__(self) -> str:
        return f"{self.model}, {self.questions} questions, {self.samples} samples of each, seed {self.seed}"

    @property
    def folder(self) -> str:
        return f"{self.model}-q{self.questions}-s{self.samples}-seed{self.seed}"


def load_study(path: Path, output_dir: Path | None = None) -> Study:
    """Raises ConfigError, with the key that is wrong."""
    try:
        study = Study.model_validate(read_yaml(path))
    except ValidationError as error:
        raise ConfigError(f"{path}: {explained(error, Study)}") from None
    found = {"config": path.parent / study.config, "output_dir": output_dir or study.output_dir}
    study = study.model_copy(update=found)
    _check(study)
    return study


def _check(study: Study) -> None:
    for samples in study.grid.samples:
        if samples < 2 or study.completions % samples:
            raise ConfigError(
                f"grid.samples: {samples} completions a question do not make completions={study.completions} a step: "
                "take divisors of it, 2 or more"
            )
    for name in ("questions", "samples", "steps"):
        levels = getattr(study.grid, name)
        if min(levels) < 1 or len(set(levels)) < len(levels):
            raise ConfigError(f"grid.{name}: {levels} should be whole numbers above 0, each once")
    for run in planned(study):
        if configured(study, run).optimizer.final_share != 1:
            raise ConfigError(
                "accuracy after fewer steps is read along the longest run, so the learning rate may not fall: "
                "set optimizer.final_share to 1 in `settings`"
            )


def planned(study: Study) -> list[Run]:
    grid = study.grid
    return [
        Run(model, questions, samples, seed)
        for seed in study.seeds
        for model in grid.model
        for questions in grid.questions
        for samples in grid.samples
    ]


def common(study: Study, model: str, seed: int) -> Config:
    """What a base and its runs share."""
    return with_settings(load_config(study.config), {**study.settings, **study.grid.model[model], "seed": seed})


def configured_base(study: Study, model: str, seed: int) -> Config:
    folder = study.output_dir / "bases" / f"{model}-seed{seed}"
    return with_settings(common(study, model, seed), {"stages": study.base, "output_dir": folder})


def base_model(study: Study, model: str, seed: int) -> Path:
    """Where the last stage of the base leaves it."""
    folder = configured_base(study, model, seed).output_dir / "stages"
    return folder / f"{len(study.base) - 1:02d}-{study.base[-1]}" / "model"


def configured(study: Study, run: Run) -> Config:
    """Raises ConfigError."""
    every = math.gcd(*study.grid.steps)
    own: dict[str, Any] = {
        "output_dir": study.output_dir / "runs" / run.folder,
        "problems.limit": run.questions,
        "rollout.group_size": run.samples,
        "rollout.prompts_per_step": study.completions // run.samples,
        "stages": [study.stage],
        "steps": max(study.grid.steps),
        "eval.every": every,
    }
    if study.base:
        own["model.name_or_path"] = str(base_model(study, run.model, run.seed))
    return with_settings(common(study, run.model, run.seed), own)


def digest(study: Study, model: str) -> str:
    """Of all that decides a run's numbers beside its place in the grid, so that a grid may grow."""
    steady = study.model_dump(include={"settings", "stage", "base", "completions"}, mode="json")
    steady["model"] = study.grid.model[model]
    # What the file sets and no more: a later version's new keys leave a study what it was.
    own = load_config(study.config).model_dump(mode="json", exclude_unset=True)
    steady["config"] = {name: one for name, one in own.items() if name not in ("output_dir", "seed", "stages", "steps")}
    return hashlib.sha256(json.dumps(steady, sort_keys=True).encode()).hexdigest()[:16]
