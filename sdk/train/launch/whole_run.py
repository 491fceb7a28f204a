"""A whole run: put together from its configuration, taken up where it was, carried through its stages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.data.problems import Problems
from sdk.train.launch.memory import tell_needs
from sdk.train.launch.setup import (
    connected,
    load_problems,
    make_client,
    make_context,
    make_learner,
    open_engine,
    quiet_libraries,
    require_judge,
    require_rewards,
    tell_beginning,
)
from sdk.train.launch.stage_plan import Planned, planned_stages, require_inputs, rewards_asked_for
from sdk.train.launch.trouble import told_in_one_line
from sdk.train.metrics import Journal, NoJournal
from sdk.train.report import plots
from sdk.train.report.display import Display, silent
from sdk.train.report.page import write_report
from sdk.train.report.records import read_chapters
from sdk.train.report.sinks import open_sinks
from sdk.train.run import checkpoint
from sdk.train.run.folder import claimed_folder, under_its_definition, unfinished
from sdk.train.run.run import Run, Stopped, stoppable
from sdk.train.scoring.functions import with_functions
from sdk.train.scoring.reward_model import with_reward_model
from sdk.train.scoring.scorer import Client, Scorer
from sdk.train.stages.handover import publish_model, starting_policy


def train(config: Config, client: Client | None = None, display: Display | None = None) -> bool:
    """Runs every stage; true when done, false when it was asked to stop before. Raises TrainError.

    `client`: what to score with, instead of the service that the configuration names.
    """
    with distributed.joined(config.processes.timeout_s), told_in_one_line(config):
        return _train(config, client, display or (Display() if distributed.first() else silent()))


def _train(config: Config, client: Client | None, display: Display) -> bool:
    plan = planned_stages(config)
    require_inputs(plan)
    state = unfinished(config)
    quiet_libraries(config)
    client = client or make_client(under_its_definition(config, state))
    client = with_reward_model(client, config, rewards_asked_for(plan))
    client = with_functions(client, config.reward.python, config.problems.columns)
    with connected(config, client, display) as scoring, ExitStack() as held:
        require_judge(plan, scoring)
        require_rewards(plan, scoring)
        problems = load_problems(config.problems, config.seed, display.say)
        learner = make_learner(config, problems, state)
        tell_beginning(plan, learner.policy.tokenizer, display.say)
        tell_needs(plan, learner.policy, display.say)
        learner.engine = open_engine(config, display.say)
        distributed.all_gather("all have read what there is")
        explained = {one.name: one.declared.says for one in plan}
        distributed.of_first(lambda: held.enter_context(claimed_folder(config, explained, state, display)))
        first = plan[state["stage"] if state else 0]
        context = make_context(replace(first, config=config), problems, learner.policy, scoring)
        run = Run(config, learner, config.output_dir, display, context, state=state)
        with journals(run), sinks(run), stoppable(run):
            try:
                run_stages(run, plan[first.number :], scoring)
            except Stopped:
                display.say(f"stopped and saved after step {learner.step}: the same command goes on from there")
                return False
            finally:
                display.close()
                learner.engine.close()
        distributed.of_first(lambda: conclude(run))  # the folder is still this run's own
    return True


def run_stages(run: Run, plan: Sequence[Planned], scoring: Scorer) -> None:
    """One after the other, each with a context of its own; after each the run is saved, for the next to begin from."""
    for stage in plan:
        problems = stage_problems(run, stage)
        run.context = make_context(stage, problems, run.learner.policy, scoring)
        run.done = run.learner.step
        run.learner.take(starting_policy(run, stage.config, problems))
        run.context = make_context(stage, problems, run.learner.policy, scoring)
        stage.declared.function(run, run.context)
        publish_model(run)
        run.learner.step, run.learner.reference, run.learner.critic = 0, None, None
        run.save(done=True)


def stage_problems(run: Run, stage: Planned) -> Problems:
    """The problems of a stage. They are read again only if they differ from those of the stage before."""
    same = stage.config.problems == run.context.config.problems
    return run.context.problems if same else load_problems(stage.config.problems, stage.config.seed)


@contextmanager
def journals(run: Run) -> Iterator[None]:
    """`metrics.jsonl` and the others, cut back to where the checkpoint was."""
    for name in ("metrics", "samples", "held_out"):
        run.journals[name] = Journal(run.folder / f"{name}.jsonl") if distributed.first() else NoJournal()
    try:
        for name, journal in run.journals.items():
            journal.cut_back(run.state["journals"].get(name, 0) if run.state else 0)
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
    plots.draw(shown, run.folder / "curves.png")
    accuracy = shown.points("reward/accuracy")
    if accuracy:
        run.display.say(plots.as_text(accuracy, f"{shown.name}: accuracy of the sampled completions"))
    model = checkpoint.complete(run.folder / "checkpoints")[-1] / "model"
    report = write_report(run.folder)
    run.display.say(f"report: {report}, picture: {run.folder / 'curves.png'}, model: {model}")
