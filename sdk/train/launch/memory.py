"""What a run will need of memory, told before it starts; what cannot fit is refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch

from sdk.train import distributed
from sdk.train.config.schema import Config
from sdk.train.errors import ConfigError
from sdk.train.launch.stage_plan import Planned
from sdk.train.model.policy import Policy

GIB = 2**30
CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")


class Needs(NamedTuple):
    """Bytes of this process; activations, which `optimizer.micro_tokens` bounds, are not counted."""

    learning: int
    """Weights, gradients, the optimiser's state, and the reference."""
    cache: int
    """Keys and values of sampling, should every completion become as long as it may."""


def tell_needs(plan: Sequence[Planned], policy: Policy, say: Callable[[str], None]) -> None:
    """Raises ConfigError, naming the settings to lower, where a stage needs more than there is."""
    needs = [
        (stage, stage_needs(stage.config, policy, stage.declared.holds))
        for stage in plan
        if stage.config.start_from is None
    ]
    if not needs:
        return
    stage, most = max(needs, key=lambda one: sum(one[1]))
    there = available(policy.device)
    told = f"{_gib(most.learning)} for weights, gradients and optimiser, up to {_gib(most.cache)} for sampling"
    if sum(most) > there:
        raise ConfigError(
            f"{stage.name} needs {told} beside activations, and there are {_gib(there)} on {policy.device}: lower "
            "rollout.rows_at_once or set rollout.cache_tokens; for the rest model.dtype, model.lora or more processes"
        )
    if sum(most) > GIB:
        say(f"{stage.name} needs {told}, beside activations (optimizer.micro_tokens); there are {_gib(there)}")


def stage_needs(config: Config, policy: Policy, holds: Sequence[str] = ()) -> Needs:
    """`holds`: models beside the policy, whatever the settings."""
    parameters = list(policy.model.parameters())
    held = sum(one.numel() * one.element_size() for one in parameters)
    moved = [one for one in parameters if one.requires_grad]
    gradients = sum(one.numel() * one.element_size() for one in moved)
    moments = sum(one.numel() for one in moved) * 2 * 4
    masters = moments // 2 if config.optimizer.master_weights else 0
    referred_to = (config.grpo.beta > 0 or "reference" in holds) and not config.model.lora.rank
    copies = held * (referred_to + (config.grpo.off_policy_steps > 0))
    if "critic" in holds and config.ppo.critic == "separate":
        copies += held + gradients + moments + masters
    return Needs((held + gradients + moments + masters + copies) // distributed.size(), cache_bytes(config, policy))


def cache_bytes(config: Config, policy: Policy) -> int:
    """Of the sampling that asks for most: a step's or an evaluation's. Prompts, which are short, are not counted."""
    if config.engine.kind != "builtin":
        return 0
    step = config.rollout.prompts_per_step * config.rollout.group_size // distributed.size()
    rows = min(config.rollout.rows_at_once, max(step, config.eval.problems * config.eval.samples))
    tokens = rows * config.rollout.row_tokens
    further = config.model.multi_token if config.rollout.draft == "multi_token" else 0
    return min(tokens, config.rollout.cache_tokens or tokens) * bytes_a_token(policy, further)


def bytes_a_token(policy: Policy, further: int = 0) -> int:
    """Of the cache, over all layers; `further`: modules that draft with caches of their own."""
    shape: Any = policy.model.config.get_text_config()
    heads = getattr(shape, "num_key_value_heads", None) or shape.num_attention_heads
    size = getattr(shape, "head_dim", None) or shape.hidden_size // shape.num_attention_heads
    numbers = 2 * heads * size
    if getattr(shape, "kv_lora_rank", None) and policy.shared_prefix:  # latents, and their copies as values
        numbers = 2 * shape.kv_lora_rank + shape.qk_rope_head_dim
    return int((shape.num_hidden_layers + further) * numbers * policy.model.dtype.itemsize)


def available(device: torch.device) -> int:
    """Bytes of the device, or of what this process may have of the machine's memory."""
    if device.type == "cuda":
        return int(torch.cuda.mem_get_info(device)[1])
    whole = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    limit = CGROUP_LIMIT.read_text().strip() if CGROUP_LIMIT.exists() else "max"
    return min(whole, int(limit)) if limit.isdecimal() else whole


def _gib(size: int) -> str:
    return f"{size / GIB:.3g} GiB"
