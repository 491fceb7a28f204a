"""The hostile answers that reach a worker: each ends by its budget, none is accepted, and the next job is served."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

from reward_server.execution.math_workers.pool import MathWorkers
from reward_server.jobs import Done
from reward_server.rewards.math_accuracy import MathOptions, plan
from reward_server.rewards.reward import Pending, Sample, Score
from reward_server.rewards.transcript import Transcript
from sdk.schema import Template

HOSTILE = Path(__file__).resolve().parents[3] / "data" / "math" / "hostile.jsonl"
MEMORY_LIMIT_MB = 256


def pending() -> list[Pending]:
    found = []
    for line in HOSTILE.read_text().splitlines():
        case = json.loads(line)
        answer = rf"\boxed{{{case['answer'] * case.get('repeat', 1)}}}"
        sample = Sample(answer, Transcript(answer, Template(), None, answer, ""), ground_truth=(case["truth"],))
        planned = plan(sample, MathOptions())
        if isinstance(planned, Pending):
            found.append(planned)
    return found


async def judged(jobs: list[Pending]) -> list[Score]:
    pool = MathWorkers(count=1, cpu_budget_s=0.2, memory_limit_mb=MEMORY_LIMIT_MB)
    await pool.start()
    scores = []
    try:
        for job in jobs:
            outcome = await pool.run(job.job.payload, time.monotonic() + 60)
            assert isinstance(outcome, Done), outcome
            score = job.resume(outcome)
            assert isinstance(score, Score)
            scores.append(score)
    finally:
        await pool.close()
    return scores


def test_hostile_answers_end_by_their_budget_and_earn_nothing() -> None:
    jobs = pending()
    assert len(jobs) >= 3
    scores = asyncio.run(judged(jobs))
    assert [score.score for score in scores] == [0.0] * len(jobs)
    assert any(score.undecided for score in scores)
