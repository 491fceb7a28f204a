"""The judge's endpoint against a server that misbehaves: a verdict, a silence or a fault, with why, by the deadline."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import pytest

from reward_server.execution.fair_queue import FairQueue
from reward_server.execution.judge_endpoint import MAX_ANSWER_BYTES, JudgeEndpoint, build, context_tokens
from reward_server.jobs import Done, Executor, Failure, Outcome
from reward_server.rewards.judging import prompts, verdict
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


TROUBLES = [
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
]
"""What no text that is judged can be the cause of."""
SILENCES = [
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
]
"""What a text that is judged can bring a judge to."""


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_is_tried_again_and_for_ever_is_a_fault_and_never_a_number(trouble: Step) -> None:
    outcome, server = ask(trouble, SCORE_7)
    assert isinstance(outcome, Done), outcome
    assert (outcome.result["score"], len(server.asked)) == (7, 2)
    outcome, server = ask(trouble, judge_tries=2)
    assert isinstance(outcome, Failure)
    assert (outcome.kind, len(server.asked)) == ("error", 2)
    assert "no verdict in 2 tries, the last: " in outcome.message


@pytest.mark.parametrize("silence", SILENCES)
def test_a_silence_gets_one_more_draw_and_is_then_said_and_not_judged(silence: Step) -> None:
    """The second draw is another one; what no draw brings a verdict on is `no_verdict`, for the reward to look into."""
    outcome, server = ask(silence, SCORE_7)
    assert isinstance(outcome, Done)
    assert outcome.result["score"] == 7
    first, second = server.asked
    assert (first["temperature"], first.get("seed")) == (0.0, None)
    assert second["temperature"] > 0
    assert second["seed"] == 1
    outcome, server = ask(silence)
    assert isinstance(outcome, Done)
    assert set(outcome.result) == {verdict.NONE}
    assert len(server.asked) == 2
    outcome, server = ask(silence, judge_tries=1)
    assert isinstance(outcome, Done)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "refusal",
    [status(400), status(413), status(422), raw(b'{"error": "input exceeds the context window"}', number=500)],
)
def test_a_question_that_the_endpoint_will_not_take_is_a_silence_and_asked_once(refusal: Step) -> None:
    """Such as one too long for its context. The endpoint's own words stay out of the outcome: they may quote anything."""
    outcome, server = ask(refusal, SCORE_7)
    assert isinstance(outcome, Done)
    assert "HTTP" in outcome.result[verdict.NONE]
    assert "scripted" not in outcome.result[verdict.NONE]
    assert len(server.asked) == 1


@pytest.mark.parametrize(("number", "hint"), [(401, "judge_api_key"), (404, "judge_model"), (302, "302")])
def test_a_wrong_set_up_is_no_text_s_doing_and_says_which_setting_to_look_at(number: int, hint: str) -> None:
    outcome, server = ask(status(number, Location="/v1/elsewhere"), SCORE_7)
    assert isinstance(outcome, Failure)
    assert outcome.kind == "error"
    assert hint in outcome.message
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("models", "tokens"),
    [
        ({"data": [{"id": "x", "max_model_len": 9}, {"id": "m", "max_model_len": 4096}]}, 4096),
        ({"data": [{"id": "other", "meta": {"n_ctx": 512, "n_ctx_train": 2048}}]}, 512),
        ({"data": [{"id": "m", "context_length": 8192}]}, 8192),
        ({"data": [{"id": "m", "max_model_len": "4096"}]}, None),
        ({"data": [{"id": "m"}, 3]}, None),
        ({"data": None}, None),
        ([], None),
    ],
)
def test_the_context_is_what_the_endpoint_says_of_its_model(models: object, tokens: int | None) -> None:
    assert context_tokens(json.dumps(models).encode(), "m") == tokens


async def test_a_question_that_cannot_fit_the_context_is_not_sent() -> None:
    models = json.dumps({"data": [{"id": "m", "max_model_len": 1100}]}).encode()
    with Misbehaving(SCORE_7, models=models) as server:
        endpoint = JudgeEndpoint(settings(server.url, judge_max_tokens=100))
        await endpoint.start()
        async with asyncio.timeout(20):
            while endpoint.missing():  # noqa: ASYNC110 (there is no event: readiness is asked for)
                await asyncio.sleep(0.01)
        long, short = (prompts.points("helpfulness", "What?", "x" * size).payload for size in (8000, 100))
        outcome = await endpoint.run(long, time.monotonic() + 5)
        assert isinstance(outcome, Done)
        assert "too long" in outcome.result[verdict.NONE]
        assert server.asked == []
        outcome = await endpoint.run(short, time.monotonic() + 5)
        assert isinstance(outcome, Done)
        assert outcome.result["score"] == 7
        await endpoint.close()


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
    assert "too long to be judged" in outcome.result[verdict.NONE]
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
