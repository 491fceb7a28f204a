"""LoRA (Hu et al. 2021, arXiv 2106.09685) by peft: two small matrices beside each frozen one, and they alone learn.

The adapters are put into the model that transformers made, without peft's wrapper around it: its layers, its head and
its attention are found where they always are. Left out: dropout, and adapters on what is used by its weight alone,
which are the embeddings, the head, and in multi-head latent attention the map from latents to keys and values.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from sdk.train.config.schema import LoraConfig
from sdk.train.errors import ConfigError, DataError, one_line

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
NAME = "default"
PREFIX = "base_model.model."
"""What peft's own files say before each name."""


def adapt(model: Any, config: LoraConfig) -> None:
    """Adapters that change nothing yet, always the same ones; everything else is frozen. Raises ConfigError."""
    try:
        import peft
    except ImportError:
        raise ConfigError("model.lora.rank needs a package that is missing: pip install 'assay-rl[lora]'") from None
    settings = peft.LoraConfig(
        r=config.rank,
        lora_alpha=config.alpha,
        target_modules=config.targets or "all-linear",
        task_type="CAUSAL_LM",
        lora_dropout=0.0,
        exclude_modules=["kv_b_proj"],
    )
    try:
        with torch.random.fork_rng(), warnings.catch_warnings():
            torch.manual_seed(0)
            peft.inject_adapter_in_model(settings, model, NAME)
    except ValueError as error:
        raise ConfigError(f"model.lora.targets: {one_line(error)}") from None
    outer = (model.get_output_embeddings(), model.get_input_embeddings())
    if any(one is part for one in layers(model).values() for part in outer):
        raise ConfigError("model.lora.targets names the head or the embeddings, which are not adapted here")


def layers(model: Any) -> dict[str, Any]:
    """The adapted layers by name; none where the whole model is trained."""
    return {name: one for name, one in model.named_modules() if hasattr(one, "lora_A")}


def settings_of(model: Any) -> LoraConfig:
    """Those that its adapters were made with."""
    made = model.peft_config[NAME]
    return LoraConfig(rank=made.r, alpha=made.lora_alpha, targets=_targets(made.target_modules))


def _targets(named: Any) -> list[str]:
    """peft holds the names of layers as a set; `all-linear` stands for no names."""
    return [] if isinstance(named, str) else sorted(named)


@contextmanager
def switched_off(model: Any) -> Iterator[None]:
    """The model that was adapted, as it was before."""
    adapted = layers(model).values()
    for one in adapted:
        one.enable_adapters(False)
    try:
        yield
    finally:
        for one in adapted:
            one.enable_adapters(True)


def merged(model: Any, state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a plain model that computes the same: W + (alpha / rank) B A. `state`: of the adapted one."""
    adapted = layers(model)
    plain = {}
    for name, weight in state.items():
        if ".lora_" in name:
            continue
        layer = name.partition(".base_layer.")[0]
        if layer in adapted and name.endswith(".base_layer.weight"):
            down, up = (state[f"{layer}.{one}.{NAME}.weight"] for one in ("lora_A", "lora_B"))
            exact = torch.promote_types(weight.dtype, torch.float32)
            change = up.to(exact) @ down.to(exact) * adapted[layer].scaling[NAME]
            weight = (weight.to(exact) + change).to(weight.dtype)
        plain[name.replace(".base_layer.", ".")] = weight
    return plain


def save(model: Any, state: Mapping[str, Tensor], folder: Path) -> None:
    """In peft's own format, which `peft.PeftModel.from_pretrained` reads; the base stays where it is."""
    folder.mkdir(parents=True, exist_ok=True)
    base = model.name_or_path
    model.peft_config[NAME].base_model_name_or_path = str(Path(base).absolute()) if Path(base).is_dir() else base
    model.peft_config[NAME].save_pretrained(folder)
    own = {_outside(name): one for name, one in state.items() if ".lora_" in name}
    save_file({name: one.contiguous() for name, one in own.items()}, folder / WEIGHTS, {"format": "pt"})


def base_of(folder: Path) -> str | None:
    """The model that the adapters in this folder are for; None where there are none. Raises DataError."""
    if not (folder / CONFIG).exists():
        return None
    base = _read(folder).get("base_model_name_or_path")
    if not base:
        raise DataError(f"{folder / CONFIG} does not say which model it adapts (base_model_name_or_path)")
    return str(base)


def load(model: Any, folder: Path) -> None:
    """The adapters in this folder, of the size that they have. Raises DataError."""
    there = _read(folder)
    adapt(model, LoraConfig(rank=there["r"], alpha=there["lora_alpha"], targets=there["target_modules"]))
    try:
        found = load_file(folder / WEIGHTS)
    except (OSError, SafetensorError) as error:
        raise DataError(f"cannot load the adapters in {folder}: {one_line(error)}") from None
    held = {_outside(name): one for name, one in model.state_dict().items() if ".lora_" in name}
    odd = held.keys() ^ found.keys() or {name for name in held if held[name].shape != found[name].shape}
    if odd:
        raise DataError(f"the adapters in {folder} do not fit {model.name_or_path}: {min(odd)}")
    for name, one in held.items():
        one.copy_(found[name])


def _read(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / CONFIG).read_text("utf-8")))
    except (OSError, ValueError) as error:
        raise DataError(f"cannot read {folder / CONFIG}: {one_line(error)}") from None


def _outside(name: str) -> str:
    """A weight's name in peft's files."""
    return PREFIX + name.replace(f".{NAME}.", ".")
