"""A model's weights written to a folder, whichever way it is held: whole, or as adapters on a base."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoModelForCausalLM

from sdk.train.model import lora


def save(model: Any, state: Mapping[str, Tensor], folder: Path, merged: bool = False) -> None:
    """As transformers saves models; adapters as peft does, unless they are to be `merged` into their model.

    `state`: every weight, whole.
    """
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
