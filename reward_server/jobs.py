"""What a reward asks of the outside, and what comes back: plain data both ways.

A `Job` is JSON, because it crosses a unix socket into the manager, which alone holds the Docker socket: nothing that
can run code (a pickle, a callable) may cross there. Two different words for two different failures: a program or an
answer that exceeds its limits is part of a `Done`; a `Failure` is the service's or the caller's, never the model's.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """Work for the executor named `executor`; its payload is defined by the reward that makes it."""

    executor: str
    payload: JsonObject

    @property
    def key(self) -> str:
        """Canonical: equal work has an equal key, and is done once."""
        text = json.dumps([self.executor, self.payload], sort_keys=True, separators=(",", ":"))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Done:
    """The executor's answer. `seconds`: wall time at work; `queued_s`: wall time waiting for a place."""

    result: JsonObject
    seconds: float = 0.0
    queued_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Failure:
    """Never the model's fault: `timeout` (the caller's deadline or our queue) or `error` (anything else)."""

    kind: Literal["timeout", "error"]
    message: str
    seconds: float = 0.0
    queued_s: float = 0.0
    inputs: bool = False
    """The caller's inputs are to blame: tests that cannot judge, a checker that fails."""

    @property
    def cause(self) -> str:
        """`queue`, `inputs` or `fault` (ours)."""
        return "queue" if self.kind == "timeout" else "inputs" if self.inputs else "fault"


Outcome = Done | Failure


class Executor(Protocol):
    """Runs jobs of one kind. Every method is called on one event loop.

    `run` never raises but for cancellation, ends by `deadline` (absolute `time.monotonic()` seconds: the clock is
    the machine's, so it holds across processes) and kills what it started when it ends early or is cancelled.
    """

    async def start(self) -> None:
        """Make ready; may leave things missing, and goes on trying. Raises only for a wrong configuration."""

    async def close(self) -> None:
        """Kill and remove everything that was started."""

    async def run(self, payload: JsonObject, deadline: float) -> Outcome: ...

    def missing(self) -> list[str]:
        """What stands in the way of readiness, one line each that says what to do; empty when ready."""

    def stuck(self) -> bool:
        """Whether what is missing comes only when somebody acts: waiting for it is no use."""

    def identity(self) -> dict[str, str]:
        """What decides scores beside the code, such as ids of images. It goes into the version digest."""

    def places(self) -> dict[str, int]:
        """How many of its workers are `idle`, `busy`, and on their way (`starting`); empty where there are none."""

    def restarts(self) -> dict[str, int]:
        """How many of its parts were replaced after a death or a hang, by what they are."""


@dataclass(slots=True)
class Unavailable:
    """Stands in for an executor that is switched off: every job is a Failure that says why."""

    reason: str
    parts: dict[str, str] = field(default_factory=dict)

    async def start(self) -> None:
        return

    async def close(self) -> None:
        return

    async def run(self, payload: JsonObject, deadline: float) -> Outcome:
        return Failure("error", self.reason)

    def missing(self) -> list[str]:
        return []

    def stuck(self) -> bool:
        return False

    def identity(self) -> dict[str, str]:
        return self.parts

    def places(self) -> dict[str, int]:
        return {}

    def restarts(self) -> dict[str, int]:
        return {}
