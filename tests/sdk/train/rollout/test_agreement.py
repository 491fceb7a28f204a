"""Which architectures of transformers work here, and that the others are told in one line: the table in the docs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM

from sdk.train.errors import DataError
from sdk.train.model.policy import Policy
from sdk.train.rollout.agreement import require_agreement

TABLE = Path(__file__).parents[4] / "docs" / "training.md"
SMALL = {
    "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "head_dim": 8,
    "num_key_value_heads": 2, "max_position_embeddings": 128, "pad_token_id": 0,
}  # fmt: skip
OPTIONS: dict[str, dict[str, Any]] = {
    "qwen3_moe": {"num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 16},
    "mamba2": {"num_heads": 8, "head_dim": 8, "state_size": 8, "n_groups": 1, "chunk_size": 8},
    "gpt2": {"n_embd": 32, "n_layer": 2, "n_head": 4, "n_positions": 128},
    "mistral": {"sliding_window": 4},
    "gemma2": {"sliding_window": 4},
    "gemma3_text": {"sliding_window": 4},
    "gpt_oss": {"num_local_experts": 4, "num_experts_per_tok": 2, "sliding_window": 4},
    "phi3": {"sliding_window": None},
}
ARCHITECTURES = (
    "llama", "mistral", "qwen2", "qwen3", "qwen3_moe", "gemma", "gemma2", "gemma3_text", "phi3", "olmo2", "granite",
    "smollm3", "gpt2", "gpt_oss", "mamba2",
)  # fmt: skip


def found(architecture: str, tokenizer: Any) -> str:
    shape = {**SMALL, "vocab_size": len(tokenizer), **OPTIONS.get(architecture, {})}
    torch.manual_seed(0)
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(architecture, **shape)).eval()
    policy = Policy(model, tokenizer)
    try:
        require_agreement(policy)
    except DataError as error:
        return "refused, in one line" if "\n" not in str(error) else str(error)
    return "prompts once a group" if policy.shared_prefix else "plain batches"


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_an_architecture_does_what_the_docs_say(architecture: str, tokenizer: Any) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|$", TABLE.read_text(), re.MULTILINE))
    assert rows[architecture].strip() == found(architecture, tokenizer)
