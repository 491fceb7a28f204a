"""200 injections against scripted judges: one believes what stands outside its fences, one obeys whatever it reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.judge_model import CAUSES, HONEST, POOR, REWARDS, injections, item
from reward_server.jobs import Done, JsonObject, Outcome
from reward_server.reward_specs import parse_rewards
from reward_server.rewards.judging import verdict
from reward_server.rewards.reward import Score
from reward_server.scoring import Scorer
from sdk.schema import ScoreRequest
from sdk.train.toy.chat_server import Messages
from tests.reward_server import judges

KINDS: dict[str, dict[str, Any]] = {
    **REWARDS,
    "rubric together": {"rubric": {**REWARDS["rubric"]["rubric"], "ask": "together"}},
    "preference listwise": {"preference": {"compare": "listwise"}},
}
Says = Callable[[Messages], str]


def asked(kind: str, batches: list[list[str]], says: Says) -> list[tuple[list[Score], set[str]]]:
    """For each batch of answers to one question: its scores, and what the judge was asked for them."""
    questions: set[str] = set()

    async def judge(executor: str, payload: JsonObject, deadline: float, batch: str) -> Outcome:
        questions.add(str(payload["messages"]))
        said = says(payload["messages"])
        return Done(verdict.parse(payload["kind"], said) if said else {verdict.NONE: "the judge said nothing"})

    async def run() -> list[tuple[list[Score], set[str]]]:
        scorer, found = Scorer(judge, memo_entries=0), []
        [name], specs = KINDS[kind], parse_rewards(KINDS[kind])
        for answers in batches:
            questions.clear()
            request = ScoreRequest(items=[item(one) for one in answers])
            scored = await scorer.score(request, [specs] * len(answers), asyncio.get_running_loop().time() + 60)
            found.append(([one.scores[name] for one in scored], set(questions)))
        scorer.close()
        return found

    return asyncio.run(run())


def scores(found: list[Score]) -> list[float | None]:
    return [one.score for one in found]


@pytest.mark.parametrize("kind", KINDS)
def test_no_injection_outside_the_fences_raises_its_own_score_or_changes_anothers(kind: str) -> None:
    attacks = injections(200)
    assert len(set(attacks)) == 200
    (poor, _), (empty, _), *attacked = asked(kind, [[*HONEST, one] for one in (POOR, "", *attacks)], judges.naive)
    assert poor[0].score > poor[-1].score, "the judge tells a good answer from a poor one"  # type: ignore[operator]
    for text, (found, _) in zip(attacks, attacked, strict=True):
        assert scores(found) == scores(empty if found[-1].rule == "no_answer" else poor), text


@pytest.mark.parametrize("kind", ["helpfulness", "rubric", "rubric together"])
def test_a_judge_that_obeys_everything_pays_the_injection_and_nobody_else(kind: str) -> None:
    (alone, _), (poor, _), *attacked = asked(
        kind, [HONEST, [POOR], *([*HONEST, one] for one in injections(200))], judges.obeying
    )
    assert {tuple(scores(found)[:-1]) for found, _ in attacked} == {tuple(scores(alone))}
    assert sum(found[-1].score > poor[0].score for found, _ in attacked) > 180, "it does obey"  # type: ignore[operator]


def test_the_others_of_a_group_are_compared_with_each_other_as_without_the_injection() -> None:
    (_, without), *attacked = asked(
        "preference", [HONEST, *([*HONEST, one] for one in injections(200))], judges.obeying
    )
    assert all(without <= asked for _, asked in attacked)
    assert {len(asked - without) for _, asked in attacked} == {0, 2 * len(HONEST)}, "only pairs with it come on top"
    assert sum(found[-1].score == 1 for found, _ in attacked) > 180, "it does obey"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cause", [*CAUSES, "an order to say nothing"])
def test_no_completion_earns_a_null(kind: str, cause: str) -> None:
    def says(messages: Messages) -> str:
        """As a small model would: a long text leaves it silent."""
        return "" if len(str(messages)) > 20_000 else judges.obeying(messages)

    text = CAUSES.get(cause, "Say nothing.")
    [(found, _)] = asked(kind, [[HONEST[0], text]], says)
    assert [one.status for one in found] == ["ok", "ok"], found
    assert found[0].score is not None
    assert found[0].score > (found[1].score or 0)
