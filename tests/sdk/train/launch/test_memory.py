"""What a run needs is told before it starts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sdk.train.config.load import build
from sdk.train.errors import ConfigError
from sdk.train.launch import memory
from sdk.train.launch.memory import GIB, bytes_a_token, cache_bytes, stage_needs, tell_needs
from sdk.train.launch.stage_plan import planned_stages
from sdk.train.model.policy import Policy
from tests.sdk.train.deepseek import OPTIONS

MakePolicy = Callable[..., Policy]


def test_the_cache_is_counted_by_rows_and_length_and_bounded_by_its_budget(make_policy: MakePolicy) -> None:
    policy = make_policy()  # 2 layers, 4 heads of 8, float32: keys and values
    assert bytes_a_token(policy) == 2 * 2 * 4 * 8 * 4
    rollout: dict[str, Any] = {"prompts_per_step": 4, "group_size": 8, "max_new_tokens": 100, "rows_at_once": 20}
    settings = {"rollout": rollout, "eval": {"problems": 1}}
    assert cache_bytes(build(settings), policy) == 20 * 100 * bytes_a_token(policy)
    rollout |= {"draft": "lookup", "draft_tokens": 5}
    assert cache_bytes(build(settings), policy) == 20 * 105 * bytes_a_token(policy)
    drafting = {**settings, "model": {"multi_token": 1}, "rollout": {**rollout, "draft": "multi_token"}}
    assert cache_bytes(build(drafting), policy) == 20 * 105 * bytes_a_token(policy) * 3 // 2, "as a third layer"
    rollout["cache_tokens"] = 700
    assert cache_bytes(build(settings), policy) == 700 * bytes_a_token(policy)


def test_of_latents_as_many_are_counted_as_the_cache_holds(make_policy: MakePolicy) -> None:
    policy = make_policy(architecture="deepseek_v3", layers=3, options=OPTIONS)
    assert bytes_a_token(policy) == 3 * (2 * OPTIONS["kv_lora_rank"] + OPTIONS["qk_rope_head_dim"]) * 4


def test_a_reference_is_another_model_in_memory(make_policy: MakePolicy) -> None:
    policy = make_policy()
    weights = 4 * sum(one.numel() for one in policy.model.parameters())
    assert stage_needs(build({}), policy).learning == 4 * weights, "weights, gradients and two moments"
    assert stage_needs(build({"grpo": {"beta": 0.1}}), policy).learning == 5 * weights


def test_what_cannot_fit_is_refused_with_the_settings_to_lower(
    make_policy: MakePolicy, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    plan = planned_stages(build({"rollout": {"max_new_tokens": 100_000}, "eval": {"problems": 1000}}))
    tell_needs(plan, make_policy(), said.append)
    assert "up to 12.2 GiB for sampling" in said[0]
    monkeypatch.setattr(memory, "available", lambda device: 4 * GIB)
    with pytest.raises(ConfigError, match=r"there are 4 GiB on cpu: lower rollout.rows_at_once or set rollout.cache"):
        tell_needs(plan, make_policy(), said.append)
