"""Reward functions that others wrote for their trainers, from their own packages, as rewards of a real service."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sdk import Item, RewardClient
from tests.end_to_end.running import start_server, stop

pytestmark = pytest.mark.slow
VERL = """
def compute_score(data_source, solution_str, ground_truth, extra_info=None, strict=False):
    said = solution_str.split("####")[-1].strip()
    return {"score": 1.0 if said == ground_truth else 0.0, "said": said, "split": extra_info["split"]}
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The functions live in an environment of their own, whose packages are not the service's."""
    python = os.environ.get("FUNCTION_PYTHON")
    assert python, "run by scripts/check functions, which makes the environment"
    folder = tmp_path_factory.mktemp("mine")
    (folder / "gsm8k_score.py").write_text(VERL)
    os.environ["PYTHONPATH"] = str(folder)
    rewards = [f"trl.rewards.{module}:{name}" for module, name in (
        ("accuracy_rewards", "accuracy_reward"), ("format_rewards", "think_format_reward"),
    )]  # fmt: skip
    running = start_server(
        sandbox="off", rewards=json.dumps([*rewards, "gsm8k_score:compute_score"]), function_python=str(Path(python))
    )
    yield running.url
    assert stop(running) == 0


def test_trl_s_functions_score_as_in_its_trainer(served: str) -> None:
    items = [
        Item(completion=f"<think>a</think>\n\\boxed{{{value}}}", metadata={"solution": "\\frac{1}{2}"})
        for value in ("\\frac{2}{4}", "3")
    ]
    with RewardClient(served) as client:
        result = client.score(items, rewards={"accuracy_reward": 1, "think_format_reward": 0.5})
    assert result.rewards == [1.5, 0.5]


def test_verl_s_signature_is_filled(served: str) -> None:
    items = [Item(completion=f"so it is #### {value}", ground_truth="7", data_source="gsm8k", metadata={"split": "test"})
             for value in (7, 8)]  # fmt: skip
    with RewardClient(served) as client:
        assert client.score(items, rewards={"compute_score": 1}).rewards == [1.0, 0.0]


def test_verl_s_own_functions_score_unchanged() -> None:
    """`default_compute_score`, which chooses by the data source, and the function of one data set with its options."""
    python = os.environ.get("VERL_PYTHON")
    assert python, "run by scripts/check functions, which makes the environment"
    functions = ["verl.utils.reward_score:default_compute_score", "verl.utils.reward_score.gsm8k:compute_score"]
    running = start_server(sandbox="off", rewards=json.dumps(functions), function_python=python)
    try:
        items = [
            Item(completion=f"so it is #### {value}", ground_truth="7", data_source="openai/gsm8k") for value in (7, 8)
        ]
        rewards = {"default_compute_score": 1, "compute_score": {"weight": 10, "format_score": 0.5}}
        with RewardClient(running.url) as client:
            assert client.score(items, rewards=rewards).rewards == [11.0, 5.0]
    finally:
        assert stop(running) == 0
