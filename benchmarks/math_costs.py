"""What judging costs the process that hands the answers out, and whether hostile answers disturb the others.

Printed by `benchmarks/math_verify.py`; real workers, and everything from the bytes of a request to those of its
results, but for HTTP itself.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from reward_server.execution.math_workers.pool import MathWorkers
from reward_server.jobs import Outcome
from reward_server.parsing import parse_batch
from reward_server.scoring import Scorer
from reward_server.settings import Settings

CHARS = 32_000
"""Of reasoning: about 8,000 tokens."""
TIMEOUT_S = 30.0
REASONING = (
    "Let me restate the problem before I compute anything. We know that $a_{0} = {1}$, so {2} more steps give "
    r"\[ S = \sum_{{k=1}}^{{{1}}} \frac{{k}}{{{2}}} \] and the sign of ${0} - {1}$ decides. Wait, I should check {2}: "
)

Case = dict[str, Any]
Written = Callable[[Case], str]
"""A case's answer as a completion ends with it."""


def completion(answer: str, seed: int) -> str:
    """Reasoning as long as a model's, no two alike, and the answer."""
    steps: list[str] = []
    size = 0
    while size < CHARS:
        step = REASONING.format(seed % 97, len(steps) + seed, 7 * seed + len(steps) ** 2)
        steps.append(step)
        size += len(step)
    return f"<think>{''.join(steps)}</think><answer>{answer}</answer>"


class Judge:
    """A scorer with math workers of its own, as the service has them."""

    def __init__(self, workers: int) -> None:
        settings = Settings()
        self.pool = MathWorkers(
            count=workers, cpu_budget_s=settings.math_cpu_budget_s, memory_limit_mb=settings.math_memory_limit_mb
        )
        self.scorer = Scorer(self._run, memo_entries=0)

    async def _run(self, executor: str, payload: dict[str, Any], deadline: float, batch: str) -> Outcome:
        return await self.pool.run(payload, deadline)

    async def scores(self, body: bytes) -> list[Any]:
        batch = parse_batch(body)
        found = await self.scorer.score(batch.request, batch.specs, time.monotonic() + TIMEOUT_S)
        wire = [result.wire() for result in found]
        json.dumps(wire)
        return [result.reward for result in found]

    async def close(self) -> None:
        self.scorer.close()
        await self.pool.close()


def _sendable(text: str) -> str:
    """Half a surrogate pair is no JSON."""
    return text.encode("utf-8", "replace").decode()


def body(cases: Sequence[Case], completions: list[str]) -> bytes:
    items = [
        {"completion": _sendable(text), "ground_truth": case["truth"], "prompt": case.get("prompt", "")}
        for case, text in zip(cases, completions, strict=True)
    ]
    return json.dumps({"items": items, "rewards": {"accuracy": 1.0}}).encode()


async def cpu_of_long_completions(cases: Sequence[Case], written: Written) -> str:
    """Each alone in a request: the median, and what nine in ten stay under."""
    judge, seconds = Judge(workers=1), []
    await judge.pool.start()
    bodies = [body([case], [completion(written(case), seed)]) for seed, case in enumerate(cases)]
    await judge.scores(bodies[0])  # imports are no completion
    for one in bodies:
        began = time.process_time()
        await judge.scores(one)
        seconds.append(time.process_time() - began)
    await judge.close()
    tenths = statistics.quantiles(seconds, n=10)
    return (
        f"CPU besides the workers for a completion of {CHARS:,} characters (8,000 tokens), from request to result: "
        f"median {1000 * statistics.median(seconds):.2f} ms, nine in ten under {1000 * tenths[-1]:.2f} ms "
        f"({len(cases)} distinct completions)"
    )


async def among_hostile(hostile: Sequence[Case], ordinary: Sequence[Case], written: Written) -> str:
    """One batch of both, on two workers: the ordinary ones get the scores that they get alone."""
    judge = Judge(workers=2)
    await judge.pool.start()
    mixed = [*hostile, *ordinary]
    rewards = await judge.scores(body(mixed, [written(case) for case in mixed]))
    await judge.close()
    right = sum((reward == 1) == case["equal"] for reward, case in zip(rewards[len(hostile) :], ordinary, strict=True))
    accepted = sum(reward != 0 for reward in rewards[: len(hostile)])
    return (
        f"  in one batch with {len(ordinary)} ordinary answers: {right} of those right, "
        f"{accepted} of the hostile ones not scored 0"
    )
