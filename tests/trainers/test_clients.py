"""The real clients of OpenAI's graders and of eval-protocol against a real server (`scripts/check trainers`)."""

from __future__ import annotations

import os

import pytest

openai = pytest.importorskip("openai", reason="openai is not installed here: scripts/check trainers")
evaluation = pytest.importorskip("eval_protocol.reward_function")

from tests.trainers.samples import NULL, SAMPLES  # noqa: E402

URL = os.environ.get("REWARD_SERVER_URL", "")
pytestmark = pytest.mark.skipif(not URL, reason="REWARD_SERVER_URL names no server with the dialects")
SOME = SAMPLES[:30]


def expected() -> list[float | None]:
    from sdk import RewardClient

    with RewardClient(URL) as client:
        items = [{"completion": one, "ground_truth": row["ground_truth"]} for row, one in SOME]
        return client.score(items).rewards


def test_openai_s_client_reads_rewards_and_a_null() -> None:
    graders = openai.OpenAI(base_url=f"{URL}/v1", api_key="none").fine_tuning.alpha.graders
    grader = {"type": "string_check", "name": "mine", "input": "", "reference": "", "operation": "eq"}
    found = [graders.run(grader=grader, model_sample=one, item=row) for row, one in SOME]
    assert [one.reward for one in found] == expected()
    assert not any(one.metadata.errors.other_error for one in found)
    null = graders.run(grader=grader, model_sample=NULL[1], item=NULL[0])
    assert null.reward is None
    assert null.metadata.errors.other_error
    assert graders.validate(grader=grader).grader.name == "mine"


def test_eval_protocol_s_client_reads_scores_and_raises_on_a_null() -> None:
    remote = evaluation.RewardFunction(endpoint=f"{URL}/evaluate", mode="remote")

    def score(row: dict[str, object], completion: str) -> float:
        messages = [{"role": "user", "content": "?"}, {"role": "assistant", "content": completion}]
        return float(remote(messages=messages, ground_truth=row["ground_truth"]).score)

    assert [score(row, one) for row, one in SOME] == expected()
    with pytest.raises(Exception, match="503"):
        score(*NULL)
