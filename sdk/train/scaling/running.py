"""The runs of a study: bases first, then every run that has no results yet, side by side where that is wanted."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch

from sdk.train.config.schema import Config
from sdk.train.data.prompts import Prompter
from sdk.train.errors import TrainError
from sdk.train.launch.setup import load_problems
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.launch.whole_run import train
from sdk.train.metrics import Record
from sdk.train.model.policy import Policy, load_policy
from sdk.train.report.display import silent
from sdk.train.report.records import Chapter, read_chapters
from sdk.train.run.run import Stopped
from sdk.train.scaling.processes import done, workers
from sdk.train.scaling.results import RESULTS, Measured, add_results, missing, of_study, read_results, seconds_used
from sdk.train.scaling.study import Run, Study, base_model, configured, configured_base, digest, planned

FORWARD, BACKWARD = 2, 4
"""FLOPs for each parameter and token (arXiv 2001.08361, section 2.1), attention's own left out."""
Task = tuple[Any, ...]
"""The model and seed of a base, or a run."""


def require_stages(study: Study) -> None:
    """Before anything is begun. Raises ConfigError."""
    first = planned(study)[0]
    planned_stages(configured(study, first))
    if study.base:
        planned_stages(configured_base(study, first.model, first.seed))


def run_study(study: Study, jobs: int, told: Callable[[Task, Sequence[Measured]], None]) -> bool:
    """Does what has no results yet; `told` is called after each base and each run. False: the budget is used up.

    Raises Stopped where it was interrupted, TrainError where a run cannot be done; what is done stays.
    """
    study.output_dir.mkdir(parents=True, exist_ok=True)
    path = study.output_dir / RESULTS
    found = of_study(study, read_results(path))
    runs = missing(study, found)

    def within_budget() -> bool:
        return study.budget_s is None or seconds_used(found) < study.budget_s

    with workers(jobs) as begin:
        for seed in study.seeds:
            own = [run for run in runs if run.seed == seed] if within_budget() else []
            bases = [key for key in dict.fromkeys((run.model, seed) for run in own) if _needs_base(study, *key)]
            for base, _ in done(begin, partial(_done, study), bases, jobs, within_budget):
                told(base, [])
            for run, measured in done(begin, partial(_done, study), own, jobs, within_budget):
                add_results(path, measured)
                found.extend(measured)
                told(run, measured)
    return not missing(study, read_results(path))


def _done(study: Study, task: Task) -> Any:
    """The measurements of a run; nothing of a base."""
    return measured(study, task) if isinstance(task, Run) else _make_base(study, *task)


def _needs_base(study: Study, model: str, seed: int) -> bool:
    return bool(study.base) and not base_model(study, model, seed).exists()


def _make_base(study: Study, model: str, seed: int) -> None:
    _train(configured_base(study, model, seed), f"the base of {model}, seed {seed}")


def _train(config: Config, name: str) -> None:
    try:
        whole = train(config, display=silent())
    except TrainError as error:
        raise TrainError(f"{name}: {error}") from None
    if not whole:
        raise Stopped


def measured(study: Study, run: Run) -> list[Measured]:
    """Trains, reads what the run's journal says, and throws the weights away."""
    config = configured(study, run)
    began = time.perf_counter()
    _train(config, str(run))
    seconds = time.perf_counter() - began
    chapter = read_chapters(config.output_dir)[0]
    policy = load_policy(
        str(config.model.name_or_path or _trained(config.output_dir)), config.model, torch.device("cpu")
    )
    found = measurements(study, run, chapter, policy, seconds)
    for name in ("checkpoints", "stages"):
        shutil.rmtree(config.output_dir / name, ignore_errors=True)
    return found


def measurements(study: Study, run: Run, chapter: Chapter, policy: Policy, seconds: float) -> list[Measured]:
    config = configured(study, run)
    parameters = sum(one.numel() for one in policy.model.parameters())
    asked, prompt = config.rollout.prompts_per_step, prompt_tokens(config, policy)
    evaluations = {one["step"]: one for one in chapter.evaluations}
    found = []
    for steps in sorted(study.grid.steps):
        tokens = sampled_tokens(chapter.steps[:steps], study.completions)
        passed = tokens + prompt * asked * steps
        found.append(
            Measured(
                **run._asdict(),
                steps=steps,
                accuracy=evaluations[steps]["accuracy"],
                evaluated=evaluations[steps]["questions"] * config.eval.samples,
                before=evaluations[0]["accuracy"],
                parameters=parameters,
                tokens=round(tokens),
                asked=asked * steps,
                flops=parameters * passed * (FORWARD + FORWARD + BACKWARD),
                seconds=round(seconds, 2),
                study=digest(study, run.model),
            )
        )
    return found


def sampled_tokens(steps: Sequence[Record], completions: int) -> float:
    return float(sum(one["completion_tokens"] * completions for one in steps))


def prompt_tokens(config: Config, policy: Policy) -> float:
    """Of a question, on average: each prompt is computed once for its group."""
    problems = load_problems(config.problems, config.seed)
    prompter = Prompter(config.problems.template, policy.tokenizer, config.problems.system)
    count = min(config.problems.limit or 100, 100)
    return sum(len(prompter(problems.train(number)).ids) for number in range(count)) / count


def _trained(folder: Path) -> Path:
    """The only stage's, of a run that began with no model of its own."""
    return next((folder / "stages").glob("*/model"))
