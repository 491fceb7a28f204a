"""What a run is put together from: questions, model, engine, scoring, each as the configuration says."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import torch
from transformers.utils import logging as transformers_logging

from sdk import AsyncRewardClient, RewardError
from sdk.schema import Item
from sdk.train import distributed
from sdk.train.config.schema import Config, ProblemsConfig
from sdk.train.data.leaks import find_leaks
from sdk.train.data.problems import Listed, Problems, first_drawn, is_held_out, read_problems
from sdk.train.data.prompts import Prompter, missing_bos
from sdk.train.errors import ConfigError, TrainError, one_line
from sdk.train.launch.stage_plan import Planned, planned_stages, rewards_asked_for
from sdk.train.model import from_scratch
from sdk.train.model.policy import Policy, load_policy
from sdk.train.report.display import Display
from sdk.train.rollout.agreement import require_agreement
from sdk.train.rollout.engine import BuiltIn, Engine
from sdk.train.rollout.remote import Remote
from sdk.train.rollout.sampling import require_verifying
from sdk.train.rollout.sglang import Sglang
from sdk.train.rollout.vllm import Vllm
from sdk.train.scoring.scorer import Client, Scorer
from sdk.train.stages.handover import vocabulary
from sdk.train.toy.arithmetic import Arithmetic
from sdk.train.toy.bilingual import Bilingual
from sdk.train.toy.signs import Puzzles
from sdk.train.trainer.context import Context
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import adamw

UNTIL_THE_DEADLINE = 10**6
"""Tries: a service that is being restarted is waited for until `reward.timeout_s`, however often that takes."""
JUDGED = ("helpfulness", "harmlessness", "judge")
"""The server's rewards that need a judge."""
PROBE = Item(
    prompt="Say hello.", completion="<think>It is polite.</think><answer>Hello!</answer>", ground_truth="Hello!"
)


def quiet_libraries(config: Config) -> None:
    """Threads as configured, and no bars of transformers' beside our own display."""
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()


def make_client(config: Config) -> AsyncRewardClient:
    """Raises TrainError where there cannot be one."""
    kept = config.reward.model_dump(include={"process", "wait_for_service_s", "pin_version", "expect_version"})
    try:
        if config.reward.url or os.environ.get("REWARD_SERVER_URL"):
            return AsyncRewardClient(config.reward.url, max_retries=UNTIL_THE_DEADLINE, **kept)
        return AsyncRewardClient.local(**kept)
    except RewardError as error:
        raise TrainError(one_line(error)) from None


def make_learner(config: Config, problems: Problems, state: dict[str, Any] | None) -> Learner:
    """As it begins, or as the checkpoint `state` has it where the model is concerned."""
    device = pick_device(config.device)
    policy = make_policy(config, problems, device, state)
    require_verifying(policy, config.rollout)
    return Learner(
        policy=policy,
        random=torch.Generator(device).manual_seed(config.seed + distributed.rank()),
        shuffle=torch.Generator().manual_seed(config.seed),
        optimizer=adamw(policy, config.optimizer),
    )


def make_policy(config: Config, problems: Problems, device: torch.device, state: dict[str, Any] | None) -> Policy:
    source = state["path"] if state else config.model.name_or_path
    if source is None:
        return from_scratch.make_policy(config, problems, device, words=vocabulary(config))
    policy = load_policy(source, present_stage(config, state).model, device)
    if config.engine.kind == "builtin" and distributed.size() == 1:
        require_agreement(policy)
    return policy


def present_stage(config: Config, state: dict[str, Any] | None) -> Config:
    """The settings of the stage that a checkpoint belongs to, whose model need not be the first one's."""
    return planned_stages(config)[state["stage"]].config if state else config


def make_context(stage: Planned, problems: Problems, policy: Policy, scorer: Scorer) -> Context:
    """What the stage works with."""
    settings = stage.config.problems
    prompter = Prompter(settings.template, policy.tokenizer, settings.system)
    asking = scorer.asking_for(stage.config.reward)
    return Context(stage.config, problems, prompter, asking, stage.number, stage.name, stage.declared.reads)


def tell_beginning(plan: Sequence[Planned], tokenizer: Any, say: Callable[[str], None]) -> None:
    """Where plain prompts may begin otherwise than the model is used to."""
    bos = missing_bos(tokenizer)
    if bos is not None and any(stage.config.problems.template != "chat" for stage in plan):
        say(
            f"warning: plain prompts begin without {bos}: the chat template writes it, the tokenizer does not add it. "
            "If the model is used to it, put it at the start of problems.template"
        )


def pick_device(name: str) -> torch.device:
    if name == "auto":
        return distributed.local_device()
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        raise ConfigError(f"device={name}: {one_line(error)}") from None
    return device


def open_engine(config: Config, say: Callable[[str], None]) -> Engine:
    """Ready to sample. Raises ConfigError, and EngineError where the server is not up or does not serve the model."""
    wanted = config.engine
    if wanted.kind == "builtin":
        return BuiltIn()
    if config.rollout.draft != "none":
        raise ConfigError(
            f"rollout.draft={config.rollout.draft} is for engine.kind=builtin: set rollout.draft=none, and start "
            f"{wanted.kind} with drafts of its own"
        )
    if config.rollout.fp8:
        raise ConfigError(
            f"rollout.fp8 is for engine.kind=builtin: set rollout.fp8=false, and start {wanted.kind} in FP8 itself"
        )
    if wanted.url is None:
        raise ConfigError(f"engine.kind={wanted.kind} needs engine.url: where does the server listen?")
    api = Vllm(wanted, config.rollout) if wanted.kind == "vllm" else Sglang()
    engine = Remote(api, wanted, config.rollout, wanted.weights_dir or config.output_dir / "engine")
    engine.wait_until_ready(say)
    if config.grpo.correction == "none":
        say(
            f"{wanted.kind} does not compute quite the trainer's probabilities, and grpo.correction=none makes no "
            "allowance for it: watch logprob_gap, or set grpo.correction=token"
        )
    return engine


def load_problems(config: ProblemsConfig, seed: int, say: Callable[[str], None] = lambda line: None) -> Problems:
    """Raises DataError where the source cannot be read or leaves nothing to train on or to hold out.

    Says so where held-out questions are trained on too.
    """
    whole = whole_source(config, seed, say)
    return whole if config.limit is None else first_drawn(whole, config.limit, seed)


def whole_source(config: ProblemsConfig, seed: int, say: Callable[[str], None]) -> Problems:
    """Whatever `problems.limit` says."""
    if config.source == "arithmetic":
        return Arithmetic(seed, config.holdout)
    if config.source == "bilingual":
        return Bilingual(seed, config.holdout)
    if config.source == "signs":
        return Puzzles(seed, config.holdout)
    rows = read_problems(config.source, config)
    if config.eval_source is not None:
        train, held_out = rows, read_problems(config.eval_source, config)
    else:
        train = [one for one in rows if not is_held_out(one.question, config.holdout)]
        held_out = [one for one in rows if is_held_out(one.question, config.holdout)]
    leaks = find_leaks(train, held_out)
    if leaks is not None:
        say(f"warning: {leaks}")
    return Listed(train, held_out, seed)


@contextmanager
def connected(config: Config, client: Client, display: Display) -> Iterator[Scorer]:
    """Scoring that has answered once: a service that is down is told of before anything is computed."""
    scoring = Scorer(client, config.reward)
    try:
        scoring.wait_until_ready(display.say)
        yield scoring
    finally:
        scoring.close()


def require_judge(plan: Sequence[Planned], scorer: Scorer) -> None:
    """Before anything is computed: a run should not come to its last stage to find that nobody can judge there.

    Raises TrainError that says what to start.
    """
    asked = {name: options for rewards in rewards_asked_for(plan) for name, options in _judged(rewards).items()}
    if not asked:
        return
    [result] = scorer.submit_items([PROBE.model_copy(update={"rewards": asked})]).result().items
    faults = [f"{name}: {one.reason}" for name, one in result.components.items() if one.score is None]
    if faults:
        raise TrainError(
            f"a stage needs a judge, and the reward service has none that answers ({faults[0]}). Start a model behind "
            "an OpenAI-compatible endpoint, or for examples/r1_tiny.yaml `python -m sdk.train.toy.judge_server`; then "
            "the service with REWARD_SERVER_JUDGE_URL=http://127.0.0.1:8001/v1 REWARD_SERVER_JUDGE_MODEL=scripted"
        )


def _judged(rewards: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _by_itself(options) for name, options in rewards.items() if name in JUDGED}


def _by_itself(options: Any) -> Any:
    """Without a gate, which would name another reward."""
    return {key: one for key, one in options.items() if key != "gate"} if isinstance(options, Mapping) else options


def require_rewards(plan: Sequence[Planned], scorer: Scorer) -> None:
    """Before anything is sampled: a misspelt reward or option is told by the service. Raises TrainError."""
    items = [PROBE.model_copy(update={"rewards": dict(one)}) for one in rewards_asked_for(plan)]
    scorer.submit_items(items).result()
