"""The shell around the rewards: order, deadlines, faults, equal jobs once, weights. Scripted rewards and executors."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from reward_server.jobs import Done, Failure, Job, JsonObject, Outcome
from reward_server.reward_specs import RewardSpec, combine
from reward_server.rewards.reward import Options, Pending, Sample, Score, fault, not_applicable
from reward_server.scoring import Scored, Scorer
from sdk.schema import Item, ScoreRequest

Step = Score | Pending


@dataclass
class Scripted:
    """A reward whose plan is the function given."""

    name: str
    script: Callable[[Sample], Step]
    definition: str = "scripted"
    options: type[Options] = Options

    def plan(self, sample: Sample, options: Any) -> Step:
        return self.script(sample)


@dataclass
class Outside:
    """A small executor: records what it was asked, answers with `answer`."""

    answer: Callable[[JsonObject], Outcome] = lambda payload: Done({"score": 1.0}, 0.5, 0.25)
    delay_s: float = 0.0
    asked: list[JsonObject] = field(default_factory=list)
    cancelled: int = 0

    async def run(self, executor: str, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        self.asked.append(payload)
        try:
            await asyncio.sleep(self.delay_s)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return self.answer(payload)


def number(outcome: Outcome) -> Score:
    assert isinstance(outcome, Done)
    return Score(float(outcome.result["score"]), "scored outside")


def asks(sample: Sample) -> Pending:
    return Pending(Job("outside", {"text": sample.completion}), number)


def spec(script: Callable[[Sample], Step], name: str = "accuracy", **options: Any) -> RewardSpec:
    return RewardSpec(Scripted(name, script), Options(**options))


def score(outside: Outside, texts: list[str], *specs: RewardSpec, timeout_s: float = 10) -> list[Scored]:
    async def run() -> list[Scored]:
        scorer = Scorer(outside.run, memo_entries=10)
        request = ScoreRequest(items=[Item(completion=text) for text in texts])
        try:
            return await scorer.score(request, [specs] * len(texts), time.monotonic() + timeout_s)
        finally:
            scorer.close()

    return asyncio.run(run())


def test_results_come_in_order_however_long_each_took() -> None:
    def instant_or_not(sample: Sample) -> Step:
        return asks(sample) if sample.completion in "bd" else Score(float(ord(sample.completion)), "at once")

    results = score(Outside(delay_s=0.01), list("abcd"), spec(instant_or_not))
    assert [result.reward for result in results] == [97.0, 1.0, 99.0, 1.0]


def test_equal_jobs_of_a_batch_are_run_once_and_each_item_gets_the_score() -> None:
    outside = Outside()
    results = score(outside, ["same"] * 5 + ["other"], spec(asks))
    assert len(outside.asked) == 2
    assert [result.reward for result in results] == [1.0] * 6


def test_time_at_work_and_time_in_queues_are_told_apart() -> None:
    component = score(Outside(), ["a"], spec(asks))[0].wire()["components"]["accuracy"]
    assert component["seconds"] >= 0.5
    assert component["queued_s"] == 0.25


@pytest.mark.parametrize("kind", ["timeout", "error"])
def test_a_failure_of_ours_is_null_with_its_status_and_touches_no_other_item(kind: Any) -> None:
    def fails_on_b(payload: JsonObject) -> Outcome:
        return Failure(kind, "the sandbox is gone") if payload["text"] == "b" else Done({"score": 1.0})

    good, bad = score(Outside(fails_on_b), ["a", "b"], spec(asks))
    assert (good.reward, bad.reward) == (1.0, None)
    assert (bad.scores["accuracy"].status, bad.scores["accuracy"].score) == (kind, None)
    assert bad.scores["accuracy"].reason == "the sandbox is gone"


def test_a_reward_that_raises_is_an_error_on_its_component_alone() -> None:
    def broken(sample: Sample) -> Step:
        raise ZeroDivisionError

    (result,) = score(Outside(), ["a"], spec(broken, "broken"), spec(lambda _: Score(1.0, ""), "fine"))
    assert result.scores["broken"].status == "error"
    assert result.scores["fine"].score == 1.0
    assert result.reward is None


def test_a_resume_that_raises_is_an_error_too() -> None:
    (result,) = score(Outside(lambda _: Done({})), ["a"], spec(asks))
    assert result.scores["accuracy"].status == "error"


def test_a_job_may_lead_to_another() -> None:
    def again(outcome: Outcome) -> Step:
        return Pending(Job("outside", {"text": "second"}), number)

    outside = Outside()
    (result,) = score(outside, ["first"], spec(lambda sample: Pending(asks(sample).job, again)))
    assert [payload["text"] for payload in outside.asked] == ["first", "second"]
    assert result.reward == 1.0


def test_items_that_are_not_reached_by_the_deadline_are_timeout() -> None:
    def slow(sample: Sample) -> Step:
        time.sleep(0.2)
        return Score(1.0, "")

    results = score(Outside(), ["a", "b", "c"], spec(slow), timeout_s=0.1)
    statuses = [result.scores["accuracy"].status for result in results]
    assert statuses == ["ok", "timeout", "timeout"]
    assert [result.reward for result in results] == [1.0, None, None]


def test_a_stream_yields_what_is_ready_first_and_its_end_cancels_the_rest() -> None:
    outside = Outside(delay_s=30)

    async def first_only() -> int:
        scorer = Scorer(outside.run, memo_entries=0)
        request = ScoreRequest(items=[Item(completion="slow"), Item(completion="quick")])
        specs = (spec(lambda sample: asks(sample) if sample.completion == "slow" else Score(1.0, "")),)
        stream = scorer.stream(request, [specs] * 2, time.monotonic() + 60)
        async for ((index, _),) in stream:
            await asyncio.sleep(0.01)
            await stream.aclose()
            await asyncio.sleep(0.01)
            return index
        raise AssertionError

    assert asyncio.run(first_only()) == 1
    assert outside.cancelled == 1


def test_a_reason_is_one_short_printable_line_whatever_it_quotes() -> None:
    (result,) = score(Outside(), ["a"], spec(lambda _: Score(0.0, "\ud800\0\n" + "x" * 10_000)))
    reason = result.wire()["components"]["accuracy"]["reason"]
    assert reason.startswith("\\ud800\\x00\\n")
    assert reason.isprintable()
    assert len(reason) < 600


OK, ZERO = Score(1.0, ""), Score(0.0, "")
NONE, FAULT, LATE = not_applicable(""), fault(""), Score(None, "", "timeout")


@pytest.mark.parametrize(
    ("main", "other", "options", "reward"),
    [
        (OK, OK, {"weight": 0.5}, 1.5),
        (OK, OK, {"weight": -1}, 0.0),
        (OK, ZERO, {}, 1.0),
        (OK, NONE, {}, 1.0),
        (OK, FAULT, {}, None),
        (OK, LATE, {}, None),
        (OK, FAULT, {"optional": True}, 1.0),
        (OK, FAULT, {"weight": 0}, 1.0),
        (OK, OK, {"weight": 0}, 1.0),
        (OK, OK, {"gate": "main"}, 2.0),
        (ZERO, OK, {"gate": "main"}, 0.0),
        (NONE, OK, {"gate": "main"}, 0.0),
        (NONE, NONE, {}, None),
        (NONE, FAULT, {"optional": True}, None),
        (NONE, OK, {"weight": 0}, 0.0),
        (FAULT, OK, {"gate": "main"}, None),
        (FAULT, OK, {}, None),
    ],
)
def test_weights_gates_and_optional(main: Score, other: Score, options: dict[str, Any], reward: float | None) -> None:
    specs = (spec(lambda _: main, "main"), spec(lambda _: other, "other", **options))
    assert combine({"main": main, "other": other}, specs) == reward


def test_a_weightless_gate_that_failed_leaves_what_it_gates_unknown() -> None:
    """What is unknown through a fault of ours is null, never a number; a gated 0 adds nothing either way."""
    specs = (spec(lambda _: FAULT, "main", weight=0), spec(lambda _: OK, "other", gate="main"))
    assert combine({"main": FAULT, "other": OK}, specs) is None
    assert combine({"main": FAULT, "other": ZERO}, specs) == 0.0


# --- what a judge is asked ---


def asks_the_judge(sample: Sample) -> Pending:
    return Pending(Job("judge", {"text": sample.completion}), number)


def says(value: float | None, status: Any = "ok") -> Callable[[Sample], Step]:
    return lambda sample: Score(value, "said", status)


@pytest.mark.parametrize("weight", [1.0, 0.0])
@pytest.mark.parametrize("gate", [says(0.0), says(-1.0), says(None, "not_applicable")])
def test_a_judge_is_not_asked_behind_a_closed_gate(gate: Callable[[Sample], Step], weight: float) -> None:
    outside = Outside()
    specs = spec(gate, "rule"), spec(asks_the_judge, "judge", gate="rule", weight=weight)
    for item in score(outside, ["a", "b"], *specs):
        assert item.scores["judge"].status == "ok"
        assert item.scores["judge"].score == 0
        assert "gate" in item.scores["judge"].reason
    assert outside.asked == []


def test_a_judge_is_asked_after_its_gate_and_only_behind_an_open_one() -> None:
    """Here the gate is decided outside too."""

    def by_text(payload: JsonObject) -> Outcome:
        return Done({"score": float("right" in payload["text"])})

    outside = Outside(by_text)
    specs = spec(asks_the_judge, "judge", gate="rule"), spec(asks, "rule")
    right, wrong = score(outside, ["right", "wrong"], *specs)
    assert (right.reward, wrong.reward) == (2.0, 0.0)
    assert len(outside.asked) == 3, "two gates, one question"


def test_a_gate_that_is_lost_to_a_fault_may_be_open() -> None:
    outside = Outside()
    (item,) = score(outside, ["a"], spec(says(None, "error"), "rule"), spec(asks_the_judge, "judge", gate="rule"))
    assert len(outside.asked) == 1
    assert item.reward is None


def test_gates_in_a_circle_hold_nobody_up() -> None:
    outside = Outside()
    specs = spec(asks_the_judge, "one", gate="two"), spec(asks_the_judge, "two", gate="one")
    (item,) = score(outside, ["a"], *specs)
    assert {name: one.score for name, one in item.scores.items()} == {"one": 1.0, "two": 1.0}


def test_a_silence_is_not_remembered_and_a_verdict_is() -> None:
    """What an endpoint did not say once it may say the next time."""
    silences = [Done({"no_verdict": "cut off"}), Done({"score": 1.0})]

    async def run() -> list[JsonObject]:
        outside = Outside(lambda payload: silences[min(len(outside.asked), 2) - 1])
        scorer = Scorer(outside.run, memo_entries=10)
        job = Job("judge", {"text": "a"})
        for _ in range(3):
            await scorer.run(job, job.key, time.monotonic() + 5, "batch")
        scorer.close()
        return outside.asked

    assert len(asyncio.run(run())) == 2
