"""verl's real reward loop on Ray, its plugins and its advantages. `scripts/check trainers` installs verl."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("verl", reason="verl is not installed here: scripts/check trainers")

import numpy
import ray
import torch
from hydra import compose, initialize_config_module
from tensordict import TensorDict
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast
from verl import DataProto
from verl.experimental.reward_loop import RewardLoopManager
from verl.trainer.ppo.ray_trainer import compute_advantage

from sdk.errors import ConfigurationError
from sdk.integrations import verl as adapter
from tests.trainers.service import ADVANTAGES, by_letter, service

MANAGER = [
    "reward.reward_manager.source=importlib",
    "reward.reward_manager.name=AssayRewardManager",
    "reward.reward_manager.module.path=pkg://sdk.integrations.verl",
]
FUNCTION = [
    "reward.custom_reward_function.path=pkg://sdk.integrations.verl",
    "reward.custom_reward_function.name=compute_score",
    "+reward.custom_reward_function.reward_kwargs.adv_estimator=${algorithm.adv_estimator}",
]
LETTERS = ["a", "b", "c", "d"]


@pytest.fixture(autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = {word: at for at, word in enumerate(["<pad>", "<eos>", *LETTERS, "q"])}
    made = Tokenizer(models.WordLevel(words, unk_token="q"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    folder = tmp_path_factory.mktemp("tokenizer")
    PreTrainedTokenizerFast(tokenizer_object=made, pad_token="<pad>", eos_token="<eos>").save_pretrained(folder)
    return folder


def configured(tokenizer: Path, url: str, overrides: list[str], estimator: str = adapter.ESTIMATOR) -> Any:
    given = [
        *overrides,
        f"algorithm.adv_estimator={estimator}",
        f"+reward.custom_reward_function.reward_kwargs.url={url}",
        f"actor_rollout_ref.model.path={tokenizer}",
        "reward.num_workers=2",
    ]
    with initialize_config_module("verl.trainer.config", version_base=None):
        return compose("ppo_trainer", overrides=given)


def batch() -> DataProto:
    """One group of four: two tokens of a prompt, two of a response."""
    responses = torch.tensor([[2 + at, 1] for at in range(4)])
    prompts = torch.full((4, 2), 6)
    tensors = {
        "prompts": prompts,
        "responses": responses,
        "input_ids": torch.cat([prompts, responses], 1),
        "attention_mask": torch.ones(4, 4, dtype=torch.long),
        "response_mask": torch.ones(4, 2, dtype=torch.long),
    }
    others = {
        "data_source": numpy.array(["x"] * 4, dtype=object),
        "reward_model": numpy.array([{"style": "rule", "ground_truth": "5"}] * 4, dtype=object),
        "extra_info": numpy.array([{"index": at} for at in range(4)], dtype=object),
        "uid": numpy.array(["group"] * 4, dtype=object),
    }
    return DataProto(batch=TensorDict(tensors, batch_size=4), non_tensor_batch=others)


def test_verl_itself_finds_the_estimator_by_its_entry_point() -> None:
    from verl.trainer.ppo.core_algos import get_adv_estimator_fn

    assert get_adv_estimator_fn(adapter.ESTIMATOR) is adapter.advantages


@pytest.mark.parametrize("overrides", [MANAGER, FUNCTION])
def test_a_null_is_left_out_of_its_group(tokenizer: Path, overrides: list[str]) -> None:
    with service(by_letter) as url:
        config = configured(tokenizer, url, overrides)
        data = batch()
        data = data.union(RewardLoopManager(config).compute_rm_score(data))
    assert numpy.isnan(data.non_tensor_batch["score"][1])
    assert data.non_tensor_batch["accuracy"][[0, 2, 3]].tolist() == [1, 1, 0]
    data.batch["token_level_rewards"] = data.batch["rm_scores"]
    data = compute_advantage(data, adv_estimator=config.algorithm.adv_estimator, config=config.algorithm)
    assert data.batch["advantages"][:, 0].tolist() == pytest.approx(ADVANTAGES, abs=1e-3)


def test_another_estimator_is_refused_when_the_run_starts(tokenizer: Path) -> None:
    """The manager refuses in its own start, before any sample."""
    manager = RewardLoopManager(configured(tokenizer, "http://127.0.0.1:9", MANAGER, "grpo"))
    with pytest.raises(ray.exceptions.RayActorError, match=r"set algorithm\.adv_estimator=assay_grpo"):
        ray.get(manager.reward_loop_workers[0].__ray_ready__.remote())


def test_the_function_refuses_another_estimator_at_its_first_sample_whatever_that_is(tokenizer: Path) -> None:
    with service(by_letter) as url:
        manager = RewardLoopManager(configured(tokenizer, url, FUNCTION, "grpo"))
        with pytest.raises(ray.exceptions.RayTaskError, match=r"set algorithm\.adv_estimator=assay_grpo") as error:
            manager.compute_rm_score(batch())
    assert isinstance(error.value.cause, ConfigurationError)
