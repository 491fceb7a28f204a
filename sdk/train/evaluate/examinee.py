"""The model that is examined, ready to be asked: loaded, with its prompt, what samples and what scores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch

from sdk.train.config.schema import R1_TEMPLATE, Config
from sdk.train.data.problems import Problem
from sdk.train.data.prompts import Prompter
from sdk.train.launch.setup import connected, make_client, open_engine, pick_device, quiet_libraries
from sdk.train.model.policy import Policy, load_policy
from sdk.train.report.display import Display
from sdk.train.rollout.agreement import require_agreement
from sdk.train.trainer.collect import Sampler
from sdk.train.trainer.context import Context


class NoQuestions:
    """A benchmark brings its own."""

    def train(self, number: int) -> Problem:
        raise LookupError("an evaluation has no questions to train on")

    def held_out(self, count: int) -> list[Problem]:
        return []


@dataclass(frozen=True)
class Examinee:
    """What is needed to sample and to score, and nothing to learn with."""

    context: Context
    sampler: Sampler


@contextmanager
def examinee(name: str, config: Config, display: Display) -> Iterator[Examinee]:
    """Raises TrainError where the model, the service or the engine cannot be had."""
    quiet_libraries(config)
    policy = load_policy(name, config.model, pick_device(config.device))
    if config.engine.kind == "builtin":
        require_agreement(policy)
    with connected(config, make_client(config), display) as scoring:
        engine = open_engine(config, display.say)
        try:
            engine.refresh(policy, 0)
            context = Context(config, NoQuestions(), prompter(policy, config, display), scoring)
            yield Examinee(context, Sampler(engine, policy, torch.Generator(policy.device)))
        finally:
            engine.close()


def prompter(policy: Policy, config: Config, display: Display) -> Prompter:
    """The chat template, where it is asked for and there is one; R1-Zero's prompt for a base that has none."""
    template = config.problems.template
    if template == "chat" and not getattr(policy.tokenizer, "chat_template", None):
        template = R1_TEMPLATE
        display.say("the tokenizer has no chat template: R1-Zero's prompt is used")
    return Prompter(template, policy.tokenizer, config.problems.system)
