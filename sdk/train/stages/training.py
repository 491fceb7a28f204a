"""The stages of a run, each a function; a configuration lists them in order.

`weak_base` pre-trains the small model of the example, `sft` imitates solutions, `reasoning_rl` is GRPO, `ppo` is PPO.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from sdk.train.errors import ConfigError, DataError, TrainError
from sdk.train.metrics import Clock
from sdk.train.model.experts import Balance
from sdk.train.model.rows import Rows
from sdk.train.run.run import Run
from sdk.train.toy import signs
from sdk.train.toy.arithmetic import Arithmetic, base_text
from sdk.train.trainer.context import Context
from sdk.train.trainer.critic import Critic
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import scheduled_rate, set_learning_rate
from sdk.train.trainer.sft import as_rows, sft_update
from sdk.train.trainer.step import train_step

Stage = Callable[[Run, Context], None]
IMITATION_WARMUP_STEPS = 20
IMITATION_FINAL_SHARE = 0.1


def reasoning_rl(run: Run, context: Context) -> None:
    """GRPO with the rewards of the service: from a base with R1's template, that is R1-Zero."""
    reinforce(run, context)


def ppo(run: Run, context: Context) -> None:
    """PPO: a critic says what was to be expected, and what came beyond it is learned from."""
    settings = context.config
    run.learner.critic = Critic(run.learner.policy, settings.ppo.critic == "separate", settings.optimizer)
    reinforce(run, context)


def reinforce(run: Run, context: Context, before_step: Callable[[int], None] = lambda step: None) -> None:
    """GRPO or PPO, evaluated before, after and in between; `before_step` is told the number of each step."""
    learner, config = run.learner, context.config
    run.use_optimizer("adamw")
    if config.grpo.beta > 0 and learner.reference is None:
        learner.refresh_reference()
    if learner.step == 0:
        run.begin_evaluation(context, config.eval.problems)
    for step in run.steps(config.steps):
        before_step(step)
        record, scored = train_step(learner, context)
        run.note_step(step, record, scored)
        if (step + 1) % config.eval.every == 0 or step + 1 == config.steps:
            run.begin_evaluation(context, config.eval.problems)


def sft(run: Run, context: Context) -> None:
    """Imitate the problems' solutions, the loss on the completions alone."""
    learner, config = run.learner, context.config
    run.use_optimizer(config.sft.optimizer)
    for step in run.steps(config.sft.steps):
        problems = learner.next_problems(context.problems, config.sft.batch_size)
        missing = [one.id for one in problems if one.solution is None]
        if missing:
            raise DataError(f"problem {missing[0]} has no solution to imitate: set problems.solution_column")
        texts = [(context.prompter(one), one.solution or "") for one in problems]
        imitate(
            run,
            context,
            step,
            as_rows(learner.policy, texts, context.prompter.end_id),
            config.sft.learning_rate,
            config.sft.steps,
        )


def weak_base(run: Run, context: Context) -> None:
    """Pre-train on plain sums and careless answers, until a probe says: good enough to learn from, and no better.

    Raises TrainError where the probe never comes to lie in the band: what would follow could not show anything.
    """
    pretrain_into_band(run, context, lambda texts: _base_rows(run.learner, context, texts))


def signs_base(run: Run, context: Context) -> None:
    """Pre-train on searches for signs, most of which answer after one try, until a probe finds it ready."""
    pretrain_into_band(run, context, lambda texts: _signs_rows(run.learner, context, texts))


def pretrain_into_band(run: Run, context: Context, rows: Callable[[int], Rows]) -> None:
    """Imitate `rows(batch_size)` until a probe lies in the band of `weak_base`. Raises TrainError if none does."""
    settings = context.config.weak_base
    run.use_optimizer(settings.optimizer)
    accuracy = 0.0
    for step in run.steps(settings.steps):
        imitate(run, context, step, rows(settings.batch_size), settings.learning_rate, settings.steps)
        if (step + 1) % settings.probe_every == 0:
            accuracy = run.evaluate(context, settings.probe_problems)["accuracy"]
            if accuracy >= settings.accuracy_low:
                break
    if not settings.accuracy_low <= accuracy <= settings.accuracy_high:
        raise TrainError(
            f"the base's sampled accuracy is {accuracy:.2f}, not between {settings.accuracy_low:g} and "
            f"{settings.accuracy_high:g}: change weak_base.steps, weak_base.probe_every or the seed"
        )


def imitate(run: Run, context: Context, step: int, rows: Rows, peak_rate: float, steps: int) -> None:
    """One step of supervised learning at the planned rate, noted."""
    learner, config, clock = run.learner, context.config.optimizer, Clock()
    rate = scheduled_rate(peak_rate, IMITATION_WARMUP_STEPS, IMITATION_FINAL_SHARE, step, steps)
    set_learning_rate(learner.optimizer, rate)
    balance = Balance(learner.policy.model, context.config.experts)
    with clock("learn"):
        record = sft_update(learner, rows, config, balance, context.config.multi_token.weight)
    run.note_step(step, {**record, "learning_rate": rate, **balance.record(), **clock.record()})


def _base_rows(learner: Learner, context: Context, count: int) -> Rows:
    if not isinstance(context.problems, Arithmetic):
        raise ConfigError("the stage weak_base is made of sums: set problems.source=arithmetic, or drop the stage")
    texts = []
    for number in range(learner.cursor, learner.cursor + count):
        one = context.problems.train_sum(number)
        text = base_text(one, random.Random(f"text/{context.config.seed}/{number}"))  # noqa: S311 (data, no secret)
        template = context.prompter.template if text.in_template else " {question}"
        texts.append((context.prompter.plain(template.replace("{question}", one.question)), text.text))
    learner.cursor += count
    return as_rows(learner.policy, texts, context.prompter.end_id)


def _signs_rows(learner: Learner, context: Context, count: int) -> Rows:
    if not isinstance(context.problems, signs.Puzzles):
        raise ConfigError("the stage signs_base is made of puzzles: set problems.source=signs, or drop the stage")
    texts = []
    for number in range(learner.cursor, learner.cursor + count):
        source = random.Random(f"text/{context.config.seed}/{number}")  # noqa: S311 (data, no secret)
        puzzle = context.problems.read(number, source)
        in_template, text = signs.base_text(puzzle, source)
        template = context.prompter.template if in_template else " {question}"
        texts.append((context.prompter.plain(template.replace("{question}", puzzle.question)), text))
    learner.cursor += count
    return as_rows(learner.policy, texts, context.prompter.end_id)
