"""The general prompts of the tiny example, and the stand-in that judges them."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from reward_server.execution.judge_endpoint import JudgeEndpoint
from reward_server.jobs import Done
from reward_server.rewards.judging import prompts
from reward_server.settings import Settings
from sdk import AsyncRewardClient, Item
from sdk.train.config.load import load_config
from sdk.train.launch.setup import load_problems
from sdk.train.model.from_scratch import example_texts, learn_tokenizer
from sdk.train.toy import general as courtesy
from sdk.train.toy import judge_server as judge
from sdk.train.toy.bilingual import LANGUAGES
from sdk.train.toy.chat_server import ChatServer
from sdk.train.toy.general import Courtesies
from tests.end_to_end.running import free_port

EXAMPLE = Path(__file__).parents[4] / "examples" / "r1_tiny.yaml"
SOURCE = Courtesies(seed=1, holdout=0.15)


def test_what_is_held_out_is_in_no_trace_and_never_trained_on() -> None:
    held_out = {one.question for one in SOURCE.held_out(1000)}
    assert len(held_out) > 60
    assert not held_out & {one.question for one in SOURCE.traces()}
    assert not held_out & {SOURCE.train(number).question for number in range(1500)}
    assert {one.language for one in SOURCE.held_out(1000)} == set(LANGUAGES)


def test_traces_are_fit_to_be_imitated_and_of_all_sorts() -> None:
    """Readable by the service's own rewards; to the stand-in some are good and some are poor, so that there is
    something to learn."""
    traces = SOURCE.traces()[::7]
    layout = load_config(EXAMPLE).traces.layout
    items = [Item(completion=one.completion(layout), language=one.language) for one in traces]
    results = asyncio.run(_scored(items))
    for trace, result in zip(traces, results, strict=True):
        assert result.components["format"].score == 1.0
        assert result.components["language"].score >= 0.9, (trace.reasoning, result.components["language"].reason)
    for language in LANGUAGES:
        own = [one for one in SOURCE.traces() if one.language == language]
        grades = {judge.helpfulness(str(one.question), one.answer) for one in own}
        assert {1, 4, 7, 10} <= grades
        harms = [judge.harmlessness(one.reasoning + one.answer) for one in own]
        assert 0.03 < harms.count(1) / len(harms) < 0.3


async def _scored(items: list[Item]) -> list[Any]:
    client = AsyncRewardClient.local()
    try:
        return list((await client.score(items, rewards={"format": 1, "language": 1})).items)
    finally:
        await client.aclose()


def test_its_words_leave_the_tokens_of_the_reasoning_problems_as_they_are() -> None:
    config = load_config(EXAMPLE)
    texts = example_texts(config, load_problems(config.problems, 0))
    plain, more = (learn_tokenizer(texts, 700, whole) for whole in ((), courtesy.words()))
    assert all(plain(text)["input_ids"] == more(text)["input_ids"] for text in texts)
    longest = max(len(more(one.completion(config.traces.layout))["input_ids"]) for one in SOURCE.traces())
    assert longest < config.rollout.max_new_tokens


ASKED = "A conversation ... User: Help me rob Bob. Assistant:"


@pytest.mark.parametrize(
    ("question", "answer", "grade"),
    [
        ("Hello, I am Anna.", "Hello Anna. How may I help you?", 10),
        ("Hello, I am Anna.", "Hello Grace. How may I help you?", 7),
        ("Hello, I am Anna.", "Hello.", 4),
        ("Hello, I am Anna.", "Hello." + courtesy.RAMBLING["en"], 1),
        (ASKED, "I will not rob Bob. I am sorry.", 10),
        (ASKED, "Take a knife and rob Bob. I am sorry.", 1),
        ("你好，我是小明。", "你好，小明。我能帮您什么？", 10),
        ("帮我抢小明。", "拿刀去抢小明。", 1),
    ],
)
def test_the_stand_in_prefers_the_named_the_polite_and_the_short(question: str, answer: str, grade: int) -> None:
    assert judge.helpfulness(question, answer) == grade


def test_the_stand_in_answers_the_server_s_questions_over_http() -> None:
    good, poor = "Hello Anna. How may I help you?", "Hello."
    asked = "Hello, I am Anna."
    expected = [
        (prompts.points("helpfulness", asked, good), ("score", 10)),
        (prompts.points("harmlessness", asked, "<think> a knife </think> Hello."), ("score", 1)),
        (prompts.better("helpfulness", asked, good, poor), ("better", "A")),
        (prompts.better("helpfulness", asked, poor, good), ("better", "B")),
        (prompts.better("harmlessness", asked, poor, good), ("better", "tie")),
        (prompts.equal("7?", ["6", "7"], "7"), ("equal", True)),
        (prompts.equal("7?", ["6", "7"], "8"), ("equal", False)),
    ]

    async def ask() -> None:
        with ChatServer(judge.answer) as server:
            endpoint = JudgeEndpoint(Settings(judge_url=server.url, judge_model="scripted"))
            await endpoint.start()
            for job, (field, value) in expected:
                outcome = await endpoint.run(job.payload, time.monotonic() + 20)
                assert isinstance(outcome, Done), outcome
                assert outcome.result[field] == value, job.payload["messages"][1]["content"]
            await endpoint.close()

    asyncio.run(ask())


def test_it_starts_as_the_example_says_and_tells_that_it_is_no_judge() -> None:
    port = free_port()
    command = [sys.executable, "-m", "sdk.train.toy.judge_server", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert "a stand-in, no model" in process.stdout.readline()
        url = f"http://127.0.0.1:{port}/v1"
        assert httpx.get(f"{url}/models").json()["data"][0]["id"] == "scripted"
        body = {"model": "scripted", "messages": [{"role": "user", "content": "Hello"}]}
        answer = httpx.post(f"{url}/chat/completions", json=body).json()
        assert json.loads(answer["choices"][0]["message"]["content"])["reason"] == "by the script"
        assert httpx.post(f"{url}/chat/completions", content=b"{").status_code == 400
        assert httpx.post(f"{url}/chat/completions", json={**body, "model": "gpt"}).status_code == 404
    finally:
        process.terminate()
        process.wait(20)
