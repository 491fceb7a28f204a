"""Tiny jobs with known answers, tried now and then: readiness promises what was seen to work, not what has started.

An executor that is at work needs no trial, and one that says what it lacks gets none.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reward_server.execution.fair_queue import FairQueue
from reward_server.jobs import Done, JsonObject, Outcome, Unavailable
from reward_server.rewards import code_accuracy
from reward_server.rewards.reward import Pending, Sample
from reward_server.samples import to_sample
from sdk.schema import Item, ScoreRequest

log = logging.getLogger("reward_server.trials")

TRY_EVERY_S = 10.0
TRY_AGAIN_S = 1.0
DONE_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class Trial:
    """A job, and whether what came of it is right."""

    payload: JsonObject
    is_right: Callable[[JsonObject], bool]


def trials() -> dict[str, Trial]:
    math = {"truths": [r"\int_0^1 x^2 dx"], "answers": [r"\frac{1}{3}"], "rules": {}, "prompt": ""}
    return {
        "math": Trial(math, lambda result: result.get("equal") is True),
        "sandbox": Trial(_program(), lambda result: [one["status"] for one in result["results"]] == ["passed"]),
    }


def _program() -> JsonObject:
    tests = {"type": "call", "entry_point": "f", "cases": [{"args": [3], "output": 9}]}
    item = Item(completion="```python\ndef f(x):\n    return x * x\n```", tests=tests)
    sample = to_sample(item, ScoreRequest(items=[item]))
    assert isinstance(sample, Sample)
    step = code_accuracy.plan(sample, code_accuracy.CodeOptions())
    assert isinstance(step, Pending)
    return step.job.payload


@dataclass(slots=True)
class Tried:
    """What the trials of each executor came to; `trouble`: name -> a line, where the last one failed."""

    queues: Mapping[str, FairQueue]
    trials: Mapping[str, Trial]
    trouble: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.trouble = {name: f"{name} has not been tried yet" for name in self._tried()}

    def _tried(self) -> list[str]:
        return [name for name in self.trials if not isinstance(self.queues[name].executor, Unavailable)]

    async def go_on(self) -> None:
        """Until cancelled."""
        await asyncio.gather(*(self._keep_trying(name) for name in self._tried()))

    async def _keep_trying(self, name: str) -> None:
        queue, trial = self.queues[name], self.trials[name]
        while True:
            if not queue.executor.missing() and not (queue.turns.waiting and name not in self.trouble):
                self._note(name, await queue.executor.run(trial.payload, time.monotonic() + DONE_WITHIN_S))
            await asyncio.sleep(TRY_AGAIN_S if name in self.trouble else TRY_EVERY_S)

    def _note(self, name: str, outcome: Outcome) -> None:
        if isinstance(outcome, Done) and self.trials[name].is_right(outcome.result):
            if self.trouble.pop(name, None):
                log.info("a trial of %s went well", name)
            return
        said = "a wrong result" if isinstance(outcome, Done) else outcome.message
        line = f"a trial of {name} failed: {said}"
        if self.trouble.get(name) != line:
            log.error(line)
        self.trouble[name] = line
