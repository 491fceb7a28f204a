"""All-scenario reinforcement: reasoning prompts with rules, general prompts with a judge, mixed in each step.

Source: DeepSeek-R1 (arXiv:2501.12948, section 2.3.4; Nature 2025): temperature 0.7, 1,700 steps, general prompts and
preference rewards in the last 400 alone, because a longer training on them is exploited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sdk.schema import Item
from sdk.train.config.schema import Config
from sdk.train.data.problems import Listed, Problem, Problems, is_held_out
from sdk.train.errors import ConfigError, DataError, TrainError
from sdk.train.run.run import Run
from sdk.train.scoring.scorer import Scorer
from sdk.train.stages.handover import read_rows
from sdk.train.stages.training import Stage, reinforce

GENERAL = "general"
JUDGED = ("helpfulness", "harmlessness", "judge")
"""The server's rewards that need a judge."""
PROBE = Item(
    prompt="Say hello.", completion="<think>It is polite.</think><answer>Hello!</answer>", ground_truth="Hello!"
)


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


def all_scenario_rl(run: Run) -> None:
    """GRPO on both kinds of prompts, each scored by its own rewards."""
    learner, config = run.learner, run.learner.config
    if config.grpo.advantages == "components":
        raise ConfigError("all_scenario_rl has rewards of two kinds: grpo.advantages=components knows one; use group")
    reasoning, settings = learner.problems, config.all_scenario
    mixed = Mixed(reasoning, general_prompts(config), settings.share, settings.rewards)
    opens_at = 0 if settings.preference_steps is None else max(0, config.steps - settings.preference_steps)

    def before_step(step: int) -> None:
        mixed.open = step >= opens_at

    learner.problems = mixed
    try:
        reinforce(run, before_step)
    finally:
        learner.problems = reasoning


def general_prompts(config: Config) -> Problems:
    """Raises DataError where they cannot be read."""
    source, holdout = config.all_scenario.general, config.problems.holdout
    assert source is not None, "inputs.require_inputs"
    if source == "bilingual":
        from sdk.train.toy.general import Courtesies  # the tiny example's

        return Courtesies(config.seed, holdout)
    problems = [_problem(row, f"{Path(source).name}:{number}") for number, row in enumerate(read_rows(Path(source)), 1)]
    train = [one for one in problems if not is_held_out(one.question, holdout)]
    return Listed(train, [one for one in problems if is_held_out(one.question, holdout)], config.seed)


def _problem(row: Any, where: str) -> Problem:
    if not isinstance(row, dict) or not isinstance(row.get("question"), str | list):
        raise DataError(f"{where} should have a column `question`: a text, or a list of messages")
    return Problem(where, row["question"], row.get("reference"), language=row.get("language"))


def require_judge(plan: Sequence[tuple[str, Stage, Config]], scorer: Scorer) -> None:
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
            "an OpenAI-compatible endpoint, or for examples/r1_tiny.yaml `python -m sdk.train.toy.judge`; then "
            "the service with REWARD_SERVER_JUDGE_URL=http://127.0.0.1:8001/v1 REWARD_SERVER_JUDGE_MODEL=scripted"
        )


def _judged(rewards: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _by_itself(options) for name, options in rewards.items() if name in JUDGED}


def _by_itself(options: Any) -> Any:
    """Without a gate, which would name another reward."""
    return {key: one for key, one in options.items() if key != "gate"} if isinstance(options, Mapping) else options


def rewards_asked_for(plan: Sequence[tuple[str, Stage, Config]]) -> list[dict[str, Any]]:
    """All that the stages ask for, of reasoning and of general prompts."""
    general = [config.all_scenario.rewards for _, stage, config in plan if stage is all_scenario_rl]
    return [*(config.reward.rewards for _, _, config in plan), *general]
