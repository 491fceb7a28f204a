"""The model that is examined, ready to be asked: loaded, with its prompt, what samples and what scores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from transformers.utils import logging as transformers_logging

from sdk.train.config.schema import R1_TEMPLATE, Config
from sdk.train.data.problems import Prompter
from sdk.train.launch.setup import open_engine
from sdk.train.launch.whole_run import make_client, pick_device, scorer
from sdk.train.model.policy import Policy, load_policy
from sdk.train.report.display import Display
from sdk.train.rollout.engine import Engine
from sdk.train.scoring.scorer import Scorer


@dataclass
class Examinee:
    """What is needed to sample and to score, and nothing to learn with."""

    config: Config
    policy: Policy
    prompter: Prompter
    scorer: Scorer
    engine: Engine
    random: torch.Generator


@contextmanager
def examinee(name: str, config: Config, display: Display) -> Iterator[Examinee]:
    """Raises TrainError where the model, the service or the engine cannot be had."""
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    policy = load_policy(name, config.model, pick_device(config.device))
    with scorer(config, make_client(config), display) as scoring:
        engine = open_engine(config, display.say)
        try:
            engine.refresh(policy, 0)
            yield Examinee(
                config, policy, prompter(policy, config, display), scoring, engine, torch.Generator(policy.device)
            )
        finally:
            engine.close()


def prompter(policy: Policy, config: Config, display: Display) -> Prompter:
    """The chat template, where it is asked for and there is one; R1-Zero's prompt for a base that has none."""
    template = config.problems.template
    if template == "chat" and not getattr(policy.tokenizer, "chat_template", None):
        template = R1_TEMPLATE
        display.say("the tokenizer has no chat template: R1-Zero's prompt is used")
    return Prompter(template, policy.tokenizer, config.problems.system)
