"""A model's weights written to a folder, whichever way it is held: whole, as adapters on a base, in shards."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.distributed.tensor import DTensor
from transformers import AutoModelForCausalLM

from sdk.train import lora


def whole(tensor: Tensor) -> Tensor:
    """A shard's whole tensor, which all processes ask for together; any other as it is."""
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def whole_state(model: Any) -> dict[str, Tensor]:
    """Every weight by name; of a sharded model all processes have to call it together."""
    return {name: whole(one.detach()) for name, one in model.state_dict().items()}


def save(model: Any, state: Mapping[str, Tensor], folder: Path, merged: bool = False) -> None:
    """As transformers saves models; adapters as peft does, unless they are to be `merged` into their model."""
    if lora.layers(model) and not merged:
        lora.save(model, state, folder)
        return
    plain_model(model, lora.merged(model, state)).save_pretrained(folder)


def plain_model(model: Any, state: Mapping[str, Tensor]) -> Any:
    """The same model without shards and adapters, around these weights; nothing is copied."""
    with torch.device("meta"):
        plain = AutoModelForCausalLM.from_config(copy.deepcopy(model.config))
    plain.load_state_dict(state, assign=True)
    plain.tie_weights()
    plain.generation_config = model.generation_config
    return plain
