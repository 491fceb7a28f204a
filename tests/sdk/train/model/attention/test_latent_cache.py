"""Multi-head latent attention: sampling with the compressed cache gives the log-probabilities of training."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from sdk.train.config.schema import RolloutConfig
from sdk.train.data.problems import Problem
from sdk.train.model.attention import latent_cache
from sdk.train.model.decoding import open_decoder
from sdk.train.model.policy import Policy
from sdk.train.model.rows import Rows
from sdk.train.rollout.samples import Completion, SampleRequest
from sdk.train.rollout.sampling import sample
from tests.sdk.train.conftest import prompts_of
from tests.sdk.train.deepseek import OPTIONS

PROMPTS = ["What is 2+3?", "What is 4+5-3+9? Think of it.", "x"]


@pytest.fixture
def policy(make_policy: Callable[..., Policy]) -> Policy:
    return make_policy(architecture="deepseek_v3", layers=3, options=OPTIONS)


def gap(policy: Policy, temperature: float = 1.0) -> float:
    """Greatest difference between a token's log-probability as it was sampled and as training computes it."""
    policy.end_ids = frozenset(range(12))  # so that some rows end early, and leave the cache
    config = RolloutConfig(max_new_tokens=80, temperature=temperature)
    problems = [Problem(one, one) for one in PROMPTS]
    groups = sample(
        policy, SampleRequest(problems, prompts_of(policy, PROMPTS), 4, config, torch.Generator().manual_seed(0))
    )
    completions = [one for group in groups for one in group.completions]
    assert len({len(one.ids) for one in completions}) > 4
    rows = Rows([one.prompt_ids for one in groups], [one.ids for one in completions], [n // 4 for n in range(12)])
    with torch.no_grad():
        return float((policy.logprobs(rows, temperature) - as_sampled(completions)).abs().max())


def as_sampled(completions: list[Completion]) -> Tensor:
    width = max(len(one.ids) for one in completions)
    return torch.tensor([one.logprobs + [0.0] * (width - len(one.logprobs)) for one in completions])


@pytest.mark.parametrize("temperature", [1.0, 0.7])
def test_sampled_with_latents_as_computed_in_training(policy: Policy, temperature: float) -> None:
    assert isinstance(latent_cache.layout(policy.model, policy.device), latent_cache.Compressed)
    assert gap(policy, temperature) < 1e-5


def test_the_same_with_the_cache_of_transformers(make_policy: Callable[..., Policy]) -> None:
    plain = make_policy(architecture="deepseek_v3", layers=3, options=OPTIONS, shared_prefix=False)
    assert gap(plain) < 1e-5


def test_what_is_cached_is_latents(policy: Policy) -> None:
    """A token and layer: latent and rotated key once for all heads, and the latent again as value."""
    decoder = open_decoder(policy)
    decoder.admit([[5, 6, 7]], [2])
    decoder.step(torch.tensor([[8], [9]]))
    kept = vars(decoder)["_layout"]._cache
    assert {one.shape[1] * one.shape[2] for one in kept._keys} == {
        OPTIONS["kv_lora_rank"] + OPTIONS["qk_rope_head_dim"]
    }
    assert {one.shape[1] * one.shape[3] for one in kept._values} == {OPTIONS["kv_lora_rank"]}


def test_other_models_keep_keys_and_values(make_policy: Callable[..., Policy]) -> None:
    assert not isinstance(latent_cache.layout(make_policy().model, torch.device("cpu")), latent_cache.Compressed)
