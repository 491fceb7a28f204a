"""All-scenario reinforcement: reasoning prompts with rules, general prompts with a judge, mixed in each step.

Source: DeepSeek-R1 (arXiv:2501.12948, section 2.3.4; Nature 2025): temperature 0.7, 1,700 steps, general prompts and
preference rewards in the last 400 alone, because a longer training on them is exploited.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sdk.train.config.schema import Config
from sdk.train.data.problems import Listed, Problem, Problems, is_held_out
from sdk.train.data.rows import load_rows
from sdk.train.errors import ConfigError, DataError
from sdk.train.run.run import Run
from sdk.train.stages.training import reinforce
from sdk.train.toy.general import Courtesies
from sdk.train.trainer.context import Context

GENERAL = "general"


@dataclass
class Mixed:
    """Reasoning and general prompts by turns: an even share of general ones, with rewards of their own."""

    reasoning: Problems
    general: Problems
    share: float
    rewards: Mapping[str, Any]
    open: bool = True
    """Whether general prompts take part in training yet; they are evaluated in any case."""

    def train(self, number: int) -> Problem:
        before, after = int(number * self.share), int((number + 1) * self.share)
        if self.open and after > before:
            return self._general(self.general.train(before))
        return self.reasoning.train(number - before if self.open else number)

    def held_out(self, count: int) -> list[Problem]:
        return self.reasoning.held_out(count) + [self._general(one) for one in self.general.held_out(count)]

    def _general(self, problem: Problem) -> Problem:
        return replace(problem, kind=GENERAL, rewards=dict(self.rewards))


def all_scenario_rl(run: Run, context: Context) -> None:
    """GRPO on both kinds of prompts, each scored by its own rewards."""
    config = context.config
    if config.grpo.advantages == "components":
        raise ConfigError("all_scenario_rl has rewards of two kinds: grpo.advantages=components knows one; use group")
    settings = config.all_scenario
    mixed = Mixed(context.problems, general_prompts(config), settings.share, settings.rewards)
    opens_at = 0 if settings.preference_steps is None else max(0, config.steps - settings.preference_steps)

    def before_step(step: int) -> None:
        mixed.open = step >= opens_at

    reinforce(run, replace(context, problems=mixed), before_step)


def general_prompts(config: Config) -> Problems:
    """Raises DataError where they cannot be read."""
    source, holdout = config.all_scenario.general, config.problems.holdout
    assert source is not None, "launch.plan.require_inputs"
    if source == "bilingual":
        return Courtesies(config.seed, holdout)
    problems = [_problem(row, f"{Path(source).name}:{number}") for number, row in enumerate(load_rows(source), 1)]
    train = [one for one in problems if not is_held_out(one.question, holdout)]
    return Listed(train, [one for one in problems if is_held_out(one.question, holdout)], config.seed)


def _problem(row: Any, where: str) -> Problem:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str | list):
        raise DataError(f"{where} should have a column `question`: a text, or a list of messages")
    return Problem(where, row["question"], row.get("reference"), language=row.get("language"))
