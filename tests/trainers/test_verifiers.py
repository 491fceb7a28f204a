"""verifiers' real `Task.score` with the reward plugged in by its configuration. `scripts/check trainers` installs it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytest.importorskip("verifiers.v1", reason="verifiers is not installed here: scripts/check trainers")

import verifiers.v1 as vf
from verifiers.v1.configs.agent import AgentConfig
from verifiers.v1.trace import AgentInfo, TraceTask

from sdk.integrations import verifiers as adapter
from tests.trainers.service import by_letter, service


class Row(vf.TaskData):  # type: ignore[misc, unused-ignore]
    answer: str = "5"


class Sum(vf.Task[Row]):  # type: ignore[misc, unused-ignore]
    pass


def scored(letter: str) -> Any:
    config = vf.TaskConfig(rewards={"assay": {"fn": "sdk.integrations.verifiers:reward"}})
    task = Sum(Row(idx=0, prompt="two plus three?"), config)
    made = TraceTask(type="Sum", data=task.data)
    trace = vf.Trace(task=made, agent=AgentInfo(config=AgentConfig()))
    trace.nodes.append(_node(letter))
    asyncio.run(task.score(trace))
    return trace


def _node(letter: str) -> Any:
    from verifiers.v1.graph import MessageNode

    return MessageNode(message=vf.AssistantMessage(content=letter), sampled=True)


def test_the_sum_is_the_reward_the_components_are_metrics_and_a_null_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    with service(by_letter) as url:
        monkeypatch.setenv("REWARD_SERVER_URL", url)
        adapter._default.cache_clear()
        for letter, reward in {"a": 1.1, "c": 1.0, "d": 0.0}.items():
            trace = scored(letter)
            assert trace.reward == pytest.approx(reward)
            assert set(trace.metrics) == {"assay/accuracy", "assay/format"}
        with pytest.raises(vf.TaskError, match="no reward"):
            scored("b")
