"""A whole run: put together from its configuration, taken up where it was, carried through its stages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from transformers.utils import logging as transformers_logging

from sdk import AsyncRewardClient, RewardError
from sdk.train import distributed
from sdk.train.config.schema import Config, with_settings
from sdk.train.data.problems import Problems, Prompter, load_problems
from sdk.train.errors import ConfigError, TrainError, one_line
from sdk.train.launch.setup import open_engine
from sdk.train.metrics import Journal, NoJournal
from sdk.train.model import from_scratch
from sdk.train.model.policy import Policy, load_policy
from sdk.train.report import curves
from sdk.train.report.display import Display, silent
from sdk.train.report.page import write_report
from sdk.train.report.records import read_chapters
from sdk.train.report.sinks import open_sinks
from sdk.train.run import checkpoint
from sdk.train.run.folder import claimed_folder, unfinished
from sdk.train.run.run import Run, Stopped, stoppable
from sdk.train.scoring.reward_model import with_reward_model
from sdk.train.scoring.scorer import Client, Scorer
from sdk.train.stages.all_scenario import require_judge, rewards_asked_for
from sdk.train.stages.distillation import RECIPE
from sdk.train.stages.handover import begin, publish_model
from sdk.train.stages.inputs import require_inputs
from sdk.train.stages.training import STAGES, Stage
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw

ALL_STAGES = {**STAGES, **RECIPE}
UNTIL_THE_DEADLINE = 10**6
"""Tries: a service that is being restarted is waited for until `reward.timeout_s`, however often that takes."""


def train(config: Config, client: Client | None = None, display: Display | None = None) -> bool:
    """Runs every stage; true when done, false when it was asked to stop before. Raises TrainError.

    `client`: what to score with, instead of the service that the configuration names.
    """
    with distributed.joined(config.processes.timeout_s):
        return _train(config, client, display or (Display() if distributed.first() else silent()))


def _train(config: Config, client: Client | None, display: Display) -> bool:
    stages = planned_stages(config)
    require_inputs([(name, own) for name, _, own in stages])
    state = unfinished(config)
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    client = with_reward_model(client or make_client(config), config, rewards_asked_for(stages))
    with scorer(config, client, display) as scoring, ExitStack() as held:
        require_judge(stages, scoring)
        learner = make_learner(config, scoring, state)
        learner.engine = open_engine(config, display.say)
        distributed.gather("all have read what there is")
        distributed.of_first(lambda: held.enter_context(claimed_folder(config, state, display)))
        run = Run(config, learner, config.output_dir, display, state=state)
        with journals(run), sinks(run), stoppable(run):
            try:
                run_stages(run, stages)
            except Stopped:
                display.say(f"stopped and saved after step {learner.step}: the same command goes on from there")
                return False
            finally:
                display.close()
                learner.engine.close()
        distributed.of_first(lambda: conclude(run))  # the folder is still this run's own
    return True


def planned_stages(config: Config) -> list[tuple[str, Stage, Config]]:
    """Name, function and configuration of each stage. Raises ConfigError."""
    planned = []
    for entry in config.stages:
        name, settings = (entry, {}) if isinstance(entry, str) else next(iter(entry.items()))
        if name not in ALL_STAGES:
            raise ConfigError(f"no stage {name!r}: there is {', '.join(ALL_STAGES)}")
        planned.append((name, ALL_STAGES[name], stage_config(name, config, settings or {})))
    return planned


WHOLE_RUN = ("output_dir", "resume", "device", "threads", "engine", "processes", "reward.url", "stages")
"""Settings that are read once, before the first stage."""


def stage_config(name: str, config: Config, settings: dict[str, Any]) -> Config:
    for section in WHOLE_RUN:
        if any(f"{one}.".startswith(f"{section}.") for one in settings):
            raise ConfigError(f"{name}: {section} is of the whole run: set it outside the stages")
    own = with_settings(config, settings)
    if own.model != config.model and own.start_from is None:
        raise ConfigError(f"{name}: `model` is read when a model is loaded: give the stage a start_from too")
    if own.model.lora.rank and own.grpo.reference_every is not None:
        raise ConfigError(f"{name}: with model.lora the reference is the model without adapters: no reference_every")
    if distributed.size() > 1:
        check_for_processes(name, own)
    return own


SHARED_OUT = ("reasoning_rl", "r1_zero", "sft", "weak_base", "bilingual_base")
"""The stages that several processes can do together."""


def check_for_processes(name: str, config: Config) -> None:
    """Raises ConfigError for what one process alone can do."""
    if name not in SHARED_OUT:
        raise ConfigError(
            f"{name} is for one process: leave out torchrun, or the stage. It can do {', '.join(SHARED_OUT)}"
        )
    if config.rollout.prompts_per_step % distributed.size():
        raise ConfigError(
            f"rollout.prompts_per_step={config.rollout.prompts_per_step} cannot be shared out evenly over "
            f"{distributed.size()} processes"
        )
    if config.grpo.off_policy_steps or config.experts.bias_speed:
        raise ConfigError("grpo.off_policy_steps and experts.bias_speed are for one process: set them to 0")


def run_stages(run: Run, stages: list[tuple[str, Stage, Config]]) -> None:
    first = run.state["stage"] if run.state else 0
    for number, (name, stage, config) in enumerate(stages[first:], first):
        if config.problems != run.learner.config.problems:
            run.learner.problems = load_problems(config.problems, config.seed)
        run.stage, run.stage_name, run.learner.config = number, name, config
        run.done = run.learner.step
        run.learner.scorer.use(config.reward)
        begin(run)
        stage(run)
        publish_model(run)
        run.stage, run.learner.step = number + 1, 0
        run.learner.reference = None
        run.save()


@contextmanager
def scorer(config: Config, client: Client, display: Display) -> Iterator[Scorer]:
    """Scoring that has answered once: a service that is down is told of before anything is computed."""
    scoring = Scorer(client, config.reward)
    try:
        scoring.wait_until_ready(display.say)
        yield scoring
    finally:
        scoring.close()


def make_client(config: Config) -> AsyncRewardClient:
    """Raises TrainError where there cannot be one."""
    try:
        if config.reward.url or os.environ.get("REWARD_SERVER_URL"):
            return AsyncRewardClient(config.reward.url, max_retries=UNTIL_THE_DEADLINE)
        return AsyncRewardClient.local()
    except RewardError as error:
        raise TrainError(one_line(error)) from None


def make_learner(config: Config, scoring: Scorer, state: dict[str, Any] | None) -> Learner:
    device = pick_device(config.device)
    problems = load_problems(config.problems, config.seed)
    policy = make_policy(config, problems, device, state)
    return Learner(
        config=config,
        policy=policy,
        problems=problems,
        prompter=Prompter(config.problems.template, policy.tokenizer, config.problems.system),
        scorer=scoring,
        random=torch.Generator(device).manual_seed(config.seed + distributed.rank()),
        shuffle=torch.Generator().manual_seed(config.seed),
        optimizer=adamw(policy, config.optimizer),
    )


def make_policy(config: Config, problems: Problems, device: torch.device, state: dict[str, Any] | None) -> Policy:
    source = state["path"] if state else config.model.name_or_path
    if source is None:
        return from_scratch.make_policy(config, problems, device)
    return load_policy(source, present_stage(config, state).model, device)


def present_stage(config: Config, state: dict[str, Any] | None) -> Config:
    """The settings of the stage that a checkpoint belongs to, whose model need not be the first one's."""
    return planned_stages(config)[state["stage"]][2] if state else config


def pick_device(name: str) -> torch.device:
    if name == "auto":
        return distributed.local_device()
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise ConfigError(f"device={name}: {one_line(error)}") from None
    return device


@contextmanager
def journals(run: Run) -> Iterator[None]:
    """`metrics.jsonl` and `samples.jsonl`, cut back to where the checkpoint was."""
    for name in ("metrics", "samples"):
        run.journals[name] = Journal(run.folder / f"{name}.jsonl") if distributed.first() else NoJournal()
    try:
        for name, journal in run.journals.items():
            journal.cut_back(run.state["journals"][name] if run.state else 0)
        yield
    finally:
        for journal in run.journals.values():
            journal.close()


@contextmanager
def sinks(run: Run) -> Iterator[None]:
    run.sinks = open_sinks(run.config, run.folder) if distributed.first() else []
    try:
        yield
    finally:
        for sink in run.sinks:
            sink.close()


def conclude(run: Run) -> None:
    """The report, the picture of the curves, the same as text, and where everything lies."""
    chapters = read_chapters(run.folder)
    shown = next((one for one in reversed(chapters) if one.points("reward")), chapters[-1])
    curves.draw(shown, run.folder / "curves.png")
    accuracy = shown.points("reward/accuracy")
    if accuracy:
        run.display.say(curves.as_text(accuracy, f"{shown.name}: accuracy of the sampled completions"))
    model = checkpoint.complete(run.folder / "checkpoints")[-1] / "model"
    report = write_report(run.folder)
    run.display.say(f"report: {report}, picture: {run.folder / 'curves.png'}, model: {model}")
