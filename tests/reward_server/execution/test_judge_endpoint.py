"""The judge's endpoint against a server that misbehaves: a verdict, or a fault that says why, by the deadline."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest

from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.judge_endpoint import MAX_ANSWER_BYTES, JudgeEndpoint, build
from reward_server.jobs import Done, Executor, Failure, Outcome
from reward_server.rewards.judging import prompts
from reward_server.settings import Settings
from tests.reward_server.judges import (
    SCORE_7,
    Misbehaving,
    Step,
    breaks_off,
    floods,
    hangs_up,
    raw,
    says,
    slow,
    status,
    trickles,
)

QUESTION = prompts.points("helpfulness", "What is 2+2?", "4").payload


def settings(url: str, **more: Any) -> Settings:
    return Settings(judge_url=url, judge_model="m", **more)


def asked(endpoint: Executor, count: int = 1, timeout_s: float = 10.0, places: int = 8) -> list[Outcome]:
    async def run() -> list[Outcome]:
        await endpoint.start()
        queue = FairQueue(endpoint, places)
        try:
            deadline = time.monotonic() + timeout_s
            return await asyncio.gather(*(queue.run(QUESTION, deadline, "batch") for _ in range(count)))
        finally:
            await endpoint.close()

    return asyncio.run(run())


def ask(*script: Step, timeout_s: float = 10.0, **more: Any) -> tuple[Outcome, Misbehaving]:
    with Misbehaving(*script) as server:
        return asked(JudgeEndpoint(settings(server.url, **more)), timeout_s=timeout_s)[0], server


def test_a_question_is_a_chat_completion_and_its_verdict_the_outcome() -> None:
    outcome, server = ask(SCORE_7, judge_extra={"seed": 1, "max_tokens": None})
    assert isinstance(outcome, Done)
    assert outcome.result == {"reason": "fine", "score": 7}
    (body,) = server.asked
    assert body["messages"] == QUESTION["messages"]
    assert (body["model"], body["temperature"], body["seed"]) == ("m", 0.0, 1)
    assert "max_tokens" not in body, "null takes a key away"
    assert body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False


@pytest.mark.parametrize(
    "trouble",
    [
        status(429, Retry_After="0.01"),
        status(500),
        status(503),
        hangs_up,
        breaks_off,
        floods,
        raw(b"not json"),
        raw(b"[" * 100_000),
        raw(b'{"choices": []}'),
        raw(b"\x1f\x8b", Content_Encoding="gzip"),
        says(None, refusal="I cannot judge this."),
        says(None),
        says("I'm sorry, but I can't help with that."),
        says("7"),
        says('{"reason": "fine", "score": 11}'),
        says('{"reason": "fine", "score": 0}'),
        says('{"reason": "fine", "score": 7.0}'),
        says('{"reason": "fine", "score": true}'),
        says('{"reason": "fine", "score": "7"}'),
        says('{"reason": "fine", "score": NaN}'),
        says('{"score": 7}'),
        says('{"reason": "fine", "score": 7, "score": 10}'),
        says('{"reason": "fine", "score": 7, "bonus": 3}'),
        says('```json\n{"reason": "fine", "score": 7}\n```'),
        says('{"reason": "fine", "score": 7} {"reason": "no", "score": 1}'),
        says('{"reason": "fine", "better": "A"}'),
        says('{"reason": "fine", "score": 7}', finish="length"),
        says('{"reason": "fine", "score": 7}', finish="content_filter"),
    ],
)
def test_trouble_is_tried_again_and_for_ever_is_a_fault_and_never_a_number(trouble: Step) -> None:
    outcome, server = ask(trouble, SCORE_7)
    assert isinstance(outcome, Done), outcome
    assert (outcome.result["score"], len(server.asked)) == (7, 2)
    outcome, server = ask(trouble, judge_tries=2)
    assert isinstance(outcome, Failure)
    assert (outcome.kind, len(server.asked)) == ("error", 2)
    assert "no verdict in 2 tries, the last: " in outcome.message


@pytest.mark.parametrize(
    ("number", "hint"), [(400, "judge_response_format"), (401, "judge_api_key"), (404, "judge_model"), (302, "302")]
)
def test_a_refusal_is_not_repeated_and_says_which_setting_to_look_at(number: int, hint: str) -> None:
    outcome, server = ask(status(number, Location="/v1/elsewhere"), SCORE_7)
    assert isinstance(outcome, Failure)
    assert outcome.kind == "error"
    assert hint in outcome.message
    assert len(server.asked) == 1


@pytest.mark.parametrize("late", [slow(5, SCORE_7), trickles])
def test_the_batch_s_deadline_holds_however_slowly_the_judge_answers(late: Step) -> None:
    outcome, _ = ask(late, timeout_s=0.4)
    assert isinstance(outcome, Failure)
    assert outcome.kind == "timeout"
    assert outcome.seconds < 4


def test_one_try_that_hangs_is_given_up_for_the_next() -> None:
    outcome, server = ask(trickles, SCORE_7, judge_try_timeout_s=0.3)
    assert isinstance(outcome, Done)
    assert len(server.asked) == 2


def test_retry_after_is_kept_and_one_beyond_the_deadline_is_not_waited_for() -> None:
    outcome, server = ask(status(429, Retry_After="0.8"), SCORE_7)
    assert isinstance(outcome, Done)
    assert server.at[1] - server.at[0] >= 0.8
    outcome, server = ask(status(429, Retry_After="3600"), SCORE_7)
    assert isinstance(outcome, Failure)
    assert (outcome.kind, len(server.asked)) == ("timeout", 1)
    assert "HTTP 429" in outcome.message


def test_no_more_questions_at_once_than_there_are_places() -> None:
    with Misbehaving(slow(0.05, SCORE_7)) as server:
        outcomes = asked(JudgeEndpoint(settings(server.url)), count=20, places=3)
    assert all(isinstance(one, Done) for one in outcomes)
    assert server.most_at_once == 3


def test_nobody_listening_is_an_error_and_a_line_for_readiness() -> None:
    endpoint = JudgeEndpoint(settings("http://127.0.0.1:9/v1", judge_tries=2))
    (outcome,) = asked(endpoint)
    assert isinstance(outcome, Failure)
    assert outcome.kind == "error"
    assert "ConnectError" in outcome.message
    (line,) = endpoint.missing()
    assert "http://127.0.0.1:9/v1 does not answer" in line
    assert "start it" in line


async def test_a_judge_that_has_answered_once_is_ready_and_stays_so() -> None:
    with Misbehaving(SCORE_7) as server:
        endpoint = JudgeEndpoint(settings(server.url))
        assert endpoint.missing()
        await endpoint.start()
        async with asyncio.timeout(20):
            while endpoint.missing():  # noqa: ASYNC110 (there is no event: readiness is asked for)
                await asyncio.sleep(0.01)
    assert endpoint.missing() == []
    await endpoint.close()


def test_a_question_beyond_the_bound_is_not_sent() -> None:
    payload = prompts.points("helpfulness", "What?", "x" * 5000).payload
    with Misbehaving(SCORE_7) as server:
        endpoint = JudgeEndpoint(settings(server.url, judge_max_chars=1000))
        outcome = asyncio.run(endpoint.run(payload, time.monotonic() + 5))
    assert isinstance(outcome, Done)
    assert outcome.result["too_long"] > 5000
    assert server.asked == []


def test_without_a_judge_every_question_is_an_error_that_says_what_to_set() -> None:
    (outcome,) = asked(build(Settings()))
    assert isinstance(outcome, Failure)
    assert "set judge_url and judge_model" in outcome.message


def test_a_flood_is_read_no_further_than_its_bound() -> None:
    outcome, _ = ask(floods, judge_tries=1)
    assert isinstance(outcome, Failure)
    assert str(MAX_ANSWER_BYTES) in outcome.message


def test_the_key_is_sent_and_shown_nowhere() -> None:
    configured = settings("http://127.0.0.1:9/v1", judge_api_key="open-sesame", judge_tries=1)
    (outcome,) = asked(JudgeEndpoint(configured))
    assert "open-sesame" not in repr(configured) + repr(outcome)
