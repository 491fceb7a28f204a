"""The runs of a study: bases first, then every run that has no results yet, side by side where that is wanted."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
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
from sdk.train.scaling.results import RESULTS, Measured, add_results, missing, of_study, read_results, seconds_used
from sdk.train.scaling.study import Run, Study, base_model, configured, configured_base, digest, planned

FORWARD, BACKWARD = 2, 4
"""FLOPs for each parameter and token (arXiv 2001.08361, section 2.1), attention's own left out."""
Task = tuple[Any, ...]
"""What `_done` is called with after the study: the model and seed of a base, or a run."""


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

    with workers(jobs) as start:
        for seed in study.seeds:
            own = [run for run in runs if run.seed == seed] if within_budget() else []
            bases = [key for key in dict.fromkeys((run.model, seed) for run in own) if _needs_base(study, *key)]
            for task, _ in done(start, study, bases, jobs, within_budget):
                told(task, [])
            for task, measured in done(start, study, own, jobs, within_budget):
                add_results(path, measured)
                found.extend(measured)
                told(task, measured)
    return not missing(study, read_results(path))


Start = Callable[..., "Future[Any]"]


def done(
    start: Start, study: Study, tasks: Sequence[Task], jobs: int, may_begin: Callable[[], bool]
) -> Iterator[tuple[Task, Any]]:
    """Each task with its result, as they end; at most `jobs` under way, the next begun only if it may."""
    waiting = list(reversed(tasks))
    under_way: dict[Future[Any], Task] = {}
    while waiting or under_way:
        while waiting and len(under_way) < jobs and may_begin():
            task = waiting.pop()
            under_way[start(_done, study, task)] = task
        if not under_way:
            return
        for ended in wait(under_way, return_when=FIRST_COMPLETED).done:
            task = under_way.pop(ended)
            yield task, _result(ended)


def _result(ended: Future[Any]) -> Any:
    try:
        return ended.result()
    except BrokenProcessPool:
        raise TrainError("a process of the study was killed: is there enough memory for so many --jobs?") from None


@contextmanager
def workers(jobs: int) -> Iterator[Start]:
    """What begins a task: in this process where one is enough. An interruption lets runs end their step and save."""
    with ExitStack() as held:
        if jobs == 1:
            yield _at_once
            return
        context = multiprocessing.get_context("spawn")
        pool = held.enter_context(ProcessPoolExecutor(jobs, context, _leave_interrupts_to_the_parent))
        try:
            yield pool.submit
        except (KeyboardInterrupt, TrainError, Stopped):
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


def _at_once(function: Callable[..., Any], *arguments: Any) -> Future[Any]:
    future: Future[Any] = Future()
    try:
        future.set_result(function(*arguments))
    except (TrainError, Stopped) as error:
        future.set_exception(error)
    return future


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
