"""A run: the learner with its files, its display and its checkpoints. Stages work on it."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from sdk.alarms import Alarm, Alarms
from sdk.data.rows import read_journal
from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.metrics import Journal, Record
from sdk.train.report.display import Display
from sdk.train.report.sinks import Sink
from sdk.train.run import checkpoint
from sdk.train.scoring.scored import ScoredGroups, component_weights
from sdk.train.trainer.collect import Sampled
from sdk.train.trainer.context import Context
from sdk.train.trainer.held_out import judged, sample_held_out
from sdk.train.trainer.learner import Learner
from sdk.train.trainer.optim import OPTIMIZERS


class Stopped(Exception):
    """The run was asked to stop, has saved itself, and can be resumed."""


@dataclass
class Run:
    config: Config
    """Of the whole run; a stage's own is in its context."""
    learner: Learner
    folder: Path
    display: Display
    context: Context
    """Of the present stage."""
    state: dict[str, Any] | None = None
    """A checkpoint to go on from, until the first stage has taken it up."""
    done: int = 0
    """Steps done of the stage, the present one included."""
    stopping: bool = False
    alarms: Alarms = field(default_factory=Alarms)
    """Of the present stage."""
    evaluating: tuple[int, Sampled] | None = None
    """Steps done, and the completions of an evaluation whose scores may still be under way."""
    journals: dict[str, Journal] = field(default_factory=dict)
    sinks: list[Sink] = field(default_factory=list)

    def use_optimizer(self, name: str) -> None:
        """A new optimiser for this stage, or the one of the checkpoint that the run goes on from."""
        config = self.context.config
        self.learner.optimizer = OPTIMIZERS[name](self.learner.policy, config.optimizer)
        if self.state is not None:
            checkpoint.restore(self.learner, self.state, config.seed)
            self.state = None

    def steps(self, count: int) -> Iterator[int]:
        """The numbers of the steps still to do; between them the run evaluates, saves itself and may be stopped."""
        config, learner = self.context.config, self.learner
        self.display.begin(self.context.name, count, learner.step)
        self.done = learner.step
        self.alarms = self._alarms_so_far()
        while learner.step < count:
            self.done = learner.step + 1
            yield learner.step
            learner.step += 1
            if any(distributed.all_gather(self.stopping)):
                self.save()
                raise Stopped
            if learner.step % config.checkpoint.every == 0 and not learner.skipped_in_a_row:
                self.save()  # none amid updates that fail: what is gone on from is good
        self.settle_evaluation()

    def note_step(self, number: int, record: Record, scored: ScoredGroups | None = None) -> None:
        """What step 0, 1, ... measured; people count from 1."""
        self.settle_evaluation()
        step = number + 1
        self.journals["metrics"].write({"kind": "step", **self._at(step), **record})
        self.display.step(step, record)
        self._raise(self.alarms.step(step, record))
        skipped = record.get("skipped_updates", 0)
        if skipped:
            self.display.say(f"step {step}: {skipped} updates left out, for their loss or gradient was not finite")
        for sink in self.sinks:
            sink.write(self.context.name, step, record)
        if scored is not None and (skipped or (step - 1) % self.config.log.samples_every == 0):
            self._note_samples(step, scored, len(scored.completions()) if skipped else self.config.log.samples)

    def evaluate(self, context: Context, count: int) -> Record:
        """Scores held-out questions, and notes it under the steps done so far."""
        self.begin_evaluation(context, count)
        return self.settle_evaluation()

    def begin_evaluation(self, context: Context, count: int) -> None:
        """The same without waiting for the scores: the next rollout, with the same weights, is sampled meanwhile."""
        self.settle_evaluation()
        self.evaluating = (self.done, sample_held_out(self.learner, context, count))

    def settle_evaluation(self) -> Record:
        """Note what was begun; an empty record where nothing was."""
        if self.evaluating is None:
            return {}
        (step, sampled), self.evaluating = self.evaluating, None
        record, scored = judged(sampled)
        self.journals["metrics"].write({"kind": "eval", **self._at(step), **record})
        self.journals["held_out"].write({**self._at(step), "accuracy": scored.by_question("accuracy")})
        self.display.evaluation(step, record)
        self._raise(self.alarms.evaluation(step, record))
        for sink in self.sinks:
            sink.write(f"{self.context.name}/eval", step, record)
        return record

    def save(self, done: bool = False) -> None:
        """A checkpoint; `done`: the stage is over, and the next one begins from it."""
        self.settle_evaluation()
        journals = {name: journal.place() for name, journal in self.journals.items()}
        place = checkpoint.Place(self.context.number + done, self.learner.step, journals)
        checkpoint.save(self.folder / "checkpoints", self.learner, self.config, place, self.config.checkpoint.keep)

    def _raise(self, alarms: Sequence[Alarm]) -> None:
        for one in alarms:
            self.journals["metrics"].write({"kind": "alarm", **self._at(one.step), "name": one.name, "text": one.text})
            self.display.say(str(one))

    def _alarms_so_far(self) -> Alarms:
        """Those of a stage that is gone on with know what it measured before, and are not raised again."""
        config = self.context.config
        weights = component_weights(config.reward.rewards) | config.reward.python
        alarms = Alarms(weights, config.rollout.group_size)
        for one in read_journal(self.folder / "metrics.jsonl") if self.learner.step else []:
            if one["stage_number"] == self.context.number and one["kind"] != "alarm":
                (alarms.evaluation if one["kind"] == "eval" else alarms.step)(one["step"], one)
        return alarms

    def _at(self, step: int) -> Record:
        """A stage may stand twice in a run: its number tells which."""
        return {"stage": self.context.name, "stage_number": self.context.number, "step": step}

    def _note_samples(self, step: int, scored: ScoredGroups, count: int) -> None:
        pairs = list(zip(scored.completions(), scored.results(), strict=True))
        problems = [group.problem for group in scored.groups for _ in group.completions]
        # Every other one half a stride on, for problems of two sorts may come by turns.
        stride = max(1, len(pairs) // max(1, count))
        places = (at + at // stride % 2 * (stride // 2) for at in range(0, len(pairs), stride))
        chosen = [at for at in places if at < len(pairs)]
        for at in chosen[:count]:
            completion, item = pairs[at]
            scores = {
                name: {"score": one.score, "status": one.status, "reason": one.reason}
                for name, one in item.components.items()
            }
            sample = {
                **self._at(step),
                "question": problems[at].question,
                "ground_truth": problems[at].ground_truth,
                "completion": completion.text,
                "reward": item.reward,
                "components": scores,
            }
            self.journals["samples"].write(sample)
            self.display.sample(sample)


@contextmanager
def stoppable(run: Run) -> Iterator[None]:
    """SIGTERM and the first Ctrl-C end the run after the present step; a second Ctrl-C ends it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        run.stopping = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
