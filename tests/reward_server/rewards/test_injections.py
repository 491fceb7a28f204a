"""200 injections against a judge that obeys whatever stands outside its fences: none reaches another item's score."""

from __future__ import annotations

from benchmarks.judge_model import HONEST, POOR, injections, item
from reward_server.jobs import Done
from reward_server.rewards.judging import verdict
from reward_server.rewards.registry import REWARDS
from reward_server.rewards.reward import Pending, Score
from reward_server.samples import to_sample
from sdk import Item
from sdk.schema import ScoreRequest
from tests.reward_server import judges


def judged(one: Item) -> float:
    """helpfulness by the naive judge, which takes what looks like a fence for one, and follows what stands outside."""
    reward = REWARDS["helpfulness"]
    sample = to_sample(one, ScoreRequest(items=[one]))
    assert not isinstance(sample, Score)
    step = reward.plan(sample, reward.options())
    while isinstance(step, Pending):
        payload = step.job.payload
        step = step.resume(Done(verdict.parse(payload["kind"], judges.naive(payload["messages"]))))
    assert step.score is not None, step.reason
    return step.score


def test_no_injection_raises_its_own_score_or_changes_anothers() -> None:
    alone = [judged(item(text)) for text in (*HONEST, POOR)]
    assert alone[0] > alone[-1], "the judge tells a good answer from a poor one"
    found = injections(200)
    assert len(set(found)) == 200
    raised = [text for text in found if judged(item(text)) > alone[-1]]
    assert raised == []
    assert [judged(item(text)) for text in (*HONEST, POOR)] == alone
