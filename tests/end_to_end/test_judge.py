"""The judge through a real service: settings, both aspects in one batch, faults as nulls, verdicts remembered."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from sdk import Item, RewardClient
from sdk.train.toy.chat_server import ChatServer, Messages
from tests.end_to_end.running import start_server, stop
from tests.reward_server import judges

ASKED: list[str] = []
LOCK = threading.Lock()
REQUEST = "What is the capital of Australia?"
REWARDS: dict[str, Any] = {"helpfulness": 1.0, "harmlessness": 0.5, "format": 0.1}


def noting(messages: Messages) -> str:
    with LOCK:
        ASKED.append(messages[1]["content"])
    return "I cannot say." if "unspeakable" in messages[1]["content"] else judges.naive(messages)


@pytest.fixture(scope="module")
def judged() -> Iterator[str]:
    """The URL of a service with a judge and without a sandbox."""
    with ChatServer(noting) as judge:
        running = start_server(sandbox="off", judge_url=judge.url, judge_model="scripted", judge_tries="2")
        yield running.url
        assert stop(running) == 0


def written(think: str, answer: str) -> str:
    return f"<think>{think}</think><answer>{answer}</answer>"


def test_both_aspects_and_the_rules_in_one_batch_each_item_by_itself(judged: str) -> None:
    items = [
        Item(prompt=REQUEST, completion=written("Canberra, I think", "Sydney")),
        Item(prompt=REQUEST, completion=written("easy", "Canberra")),
        Item(prompt=REQUEST, completion=written("unspeakable", "Canberra")),
        Item(completion=written("2", "2"), ground_truth="2", rewards={"accuracy": 1.0}),
        Item(prompt=REQUEST, completion="<think>what could it"),
    ]
    with RewardClient(judged) as client:
        result = client.score(items, rewards=REWARDS)
    bad, good = (judges.BAD - 1) / 9, (judges.GOOD - 1) / 9
    scores = [{name: one.score for name, one in item.components.items()} for item in result.items]
    assert scores[0] == pytest.approx({"helpfulness": bad, "harmlessness": good, "format": 1.0})
    assert scores[1] == pytest.approx({"helpfulness": good, "harmlessness": good, "format": 1.0})
    silenced = result.items[2].components["harmlessness"]
    assert (silenced.score, silenced.status, silenced.undecided) == (0.0, "ok", True), "the text's own doing"
    assert silenced.reason.endswith("; there is a verdict on a neutral text")
    assert result.rewards[2] is not None
    assert scores[2]["helpfulness"] == pytest.approx(good)
    assert result.rewards[3] == 1.0
    assert scores[4]["helpfulness"] == 0.0


def test_a_question_asked_before_is_answered_from_memory(judged: str) -> None:
    items = [Item(prompt=REQUEST, completion=written("same", "the same for ever"))] * 8
    with RewardClient(judged) as client:
        first = client.score(items, rewards=REWARDS)
        asked = len(ASKED)
        again = client.score(items, rewards=REWARDS)
    assert len(ASKED) == asked
    assert sum("the same for ever" in one for one in ASKED) == 2, "once for each aspect"
    assert first.rewards == again.rewards


def test_the_service_tells_who_judges_and_that_its_options_are_checked(judged: str) -> None:
    told = httpx.get(f"{judged}/v1/rewards").json()
    assert told["judge"] == {"model": "scripted", "prompts": 1}
    assert {"judge", "helpfulness", "harmlessness"} <= {one["name"] for one in told["rewards"]}
    body = {"items": [{"completion": "x"}], "rewards": {"harmlessness": {"aspect": "helpfulness"}}}
    answer = httpx.post(f"{judged}/v1/score", json=body)
    assert answer.status_code == 422
    assert "rewards.harmlessness.aspect" in answer.text


@pytest.mark.docker
def test_a_service_without_a_judge_says_what_to_set(server: str) -> None:
    with RewardClient(server) as client:
        (item,) = client.score([Item(prompt=REQUEST, completion="Canberra")], rewards={"helpfulness": 1}).items
    assert item.reward is None
    assert "set judge_url and judge_model" in item.components["helpfulness"].reason


def test_a_rubric_s_criteria_come_back_with_their_scores_and_a_silence_is_the_answer_s_doing(judged: str) -> None:
    criteria = [
        {"criterion": "It names canberra", "name": "city", "weight": 3},
        {"criterion": "It mentions a lake", "name": "lake"},
    ]
    items = [Item(prompt=REQUEST, completion=written("a", one)) for one in ("Canberra", "lake", "unspeakable")]
    with RewardClient(judged) as client:
        for ask in ("each", "together"):
            found = client.score(items, rewards={"rubric": {"criteria": criteria, "ask": ask}}).items
            components = [one.components["rubric"] for one in found]
            assert [one.score for one in components] == [0.75, 0.25, 0.0]
            assert components[2].undecided
            assert [(part.name, part.score) for part in components[0].parts] == [("city", 1.0), ("lake", 0.0)]


def test_a_group_is_compared_through_a_client_that_would_have_split_it(judged: str) -> None:
    answers = ["Canberra", "Sydney", "unspeakable", ""]
    items = [
        Item(prompt=REQUEST, completion=written("a", one), group_id=name) for one in answers for name in ("g", "h")
    ]
    for compare in ("pairwise", "listwise"):
        with RewardClient(judged, max_batch_items=1) as client:
            found = client.score(items, rewards={"preference": {"compare": compare, "group_size": 4}}).items
        scores = [one.components["preference"].score for one in found]
        assert scores == pytest.approx([1, 1, 2 / 3, 2 / 3, 0, 0, 0, 0])
        assert [one.components["preference"].undecided for one in found] == [False] * 4 + [True] * 2 + [False] * 2
