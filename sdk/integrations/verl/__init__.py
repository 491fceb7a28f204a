"""verl: `reward.reward_manager.source=importlib reward.reward_manager.name=AssayRewardManager`, with
`reward.reward_manager.module.path=pkg://sdk.integrations.verl algorithm.adv_estimator=assay_grpo`.

A null is NaN, which every estimator of verl's own spreads over its group: `assay_grpo` leaves it out. The manager sees
the whole configuration, and refuses any other estimator when the run starts. `compute_score` is for runs that keep
their own manager; it wants `reward_kwargs.adv_estimator=${algorithm.adv_estimator}`, and refuses at its first sample.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from sdk.columns.plain import plain
from sdk.errors import ConfigurationError
from sdk.integrations.base import Judge, NullReward, chosen, why_null

ESTIMATOR = "assay_grpo"


async def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: Mapping[str, Any] | None = None,
    *,
    adv_estimator: str | None = None,
    on_null: str = "auto",
    **reward_kwargs: Any,
) -> dict[str, float]:
    """verl's reward function: the sum as `score`, and the components; `on_null`: `nan` or `raise`."""
    policy = chosen(on_null, "nan", ("nan", "raise"))
    if policy == "nan" and adv_estimator != ESTIMATOR:
        raise ConfigurationError(_refusal(adv_estimator))
    options = {name: one for name, one in plain(reward_kwargs).items() if not name.startswith("reward_")}
    judge = _judge(json.dumps(options, sort_keys=True))
    row = {"data_source": data_source, **(extra_info or {}), "ground_truth": ground_truth}
    [result] = await judge.ascore(judge.items([row], [solution_str]))
    if result.reward is None and policy == "raise":
        raise NullReward(f"no reward: {why_null([result])}")
    components = {name: _number(one.score) for name, one in result.components.items()}
    return {"score": _number(result.reward), "null": float(result.reward is None), **components}


def advantages(
    token_level_rewards: Any,
    response_mask: Any,
    index: Any,
    epsilon: float = 1e-6,
    norm_adv_by_std_in_grpo: bool = True,
    config: Any = None,
    **_: Any,
) -> tuple[Any, Any]:
    """GRPO's advantages (B, T), nulls left out: 0 for a NaN, and for what has nobody to be compared with."""
    by_deviation = (config or {}).get("norm_adv_by_std_in_grpo", norm_adv_by_std_in_grpo)
    rewards_B = token_level_rewards.sum(dim=-1)
    found_B = rewards_B.new_zeros(rewards_B.shape)
    groups: dict[Any, list[int]] = {}
    for at, group in enumerate(index):
        if not math.isnan(rewards_B[at]):
            groups.setdefault(group, []).append(at)
    for members in groups.values():
        if len(members) > 1:
            known = rewards_B[members]
            scale = known.std() + epsilon if by_deviation else 1.0
            found_B[members] = (known - known.mean()) / scale
    found_B_T = found_B.unsqueeze(-1) * response_mask
    return found_B_T, found_B_T


def __getattr__(name: str) -> Any:
    """`AssayRewardManager`: made when verl asks for it, because its base is verl's own."""
    if name == "AssayRewardManager":
        return _manager()
    raise AttributeError(name)


@cache
def _manager() -> type:
    from verl.experimental.reward_loop.reward_manager.naive import NaiveRewardManager  # verl's own, where verl runs

    class AssayRewardManager(NaiveRewardManager):  # type: ignore[misc, unused-ignore]
        """Samples to the service; `reward.custom_reward_function.reward_kwargs` are the options."""

        def __init__(self, config: Any, tokenizer: Any, compute_score: Any, **more: Any) -> None:
            options = dict((config.reward.get("custom_reward_function") or {}).get("reward_kwargs") or {})
            estimator = options.setdefault("adv_estimator", str(config.algorithm.adv_estimator))
            if options.get("on_null", "auto") != "raise" and estimator != ESTIMATOR:
                raise ConfigurationError(_refusal(estimator))
            super().__init__(config, tokenizer, _scoring(options), **more)

    return AssayRewardManager


def _scoring(options: Mapping[str, Any]) -> Any:
    async def score(**sample: Any) -> dict[str, float]:
        return await compute_score(**sample, **options)

    return score


@cache
def _judge(options: str) -> Judge:
    return Judge(**json.loads(options))


def _number(score: float | None) -> float:
    return math.nan if score is None else score


def _refusal(estimator: str | None) -> str:
    return (
        f"algorithm.adv_estimator is {estimator or 'not told'}, which spreads one null over its whole group: set "
        f"algorithm.adv_estimator={ESTIMATOR} (and reward_kwargs.adv_estimator where a manager of verl's own is kept), "
        "or on_null=raise to end the run at the first null"
    )
