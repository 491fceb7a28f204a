"""Multi-token prediction (DeepSeek-V3, arXiv 2412.19437, section 2.2): modules that predict tokens after the next one.

Module k joins the hidden state of the module before it (of the model itself for k = 1) one place back with the token
that stands here, both normalised, by a projection; a block like the model's layers follows, and the model's own head
(equations 21 to 23). So at a token's place the model predicts the next token, and module k the same token from what was
known k places earlier and the k tokens since. Embedding and head are the model's.

The paper leaves out the first k places of a text. Here zeros stand for the hidden state before its first token, so that
all passes have the same layout: prompts computed once a group, the same places and the same targets as the model's.

Weights lie in `multi_token.safetensors` beside the model, by the names of V3's checkpoints (`model.layers.N.eh_proj`,
N the model's number of layers). Such a checkpoint is read as well, whose further layers transformers leaves out. Left
out: adapters, several processes, and a loss that balances the experts of a module's own block.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.utils import cached_file

from sdk.train import distributed
from sdk.train.errors import ConfigError, DataError, one_line
from sdk.train.model.attention.packed import Packed
from sdk.train.model.kernels.fused_loss import fused_loss
from sdk.train.model.kernels.output_head import OutputHead, output_head

FILE = "multi_token.safetensors"
PREFIX = "multi_token."
"""Of the modules' weights among those of the model that they are attached to."""


class Depth(nn.Module):
    """One module. Its parts have the names of V3's checkpoints, but `block`, whose parts stand beside them there."""

    def __init__(self, model: Any, number: int, block: nn.Module | None = None) -> None:
        """`number`: from 0. Without a block a copy of the model's last layer begins as one."""
        super().__init__()
        base, width = model.base_model, model.get_input_embeddings().embedding_dim
        settings = {"device": model.device, "dtype": model.dtype}
        eps = getattr(model.config.get_text_config(), "rms_norm_eps", 1e-6)
        self.enorm = nn.RMSNorm(width, eps, **settings)
        self.hnorm = nn.RMSNorm(width, eps, **settings)
        self.eh_proj = nn.Linear(2 * width, width, bias=False, **settings)
        self.block = _like(base.layers[-1], model.config) if block is None else block
        self.norm = _like(base.norm, model.config)
        for part in self.block.modules():
            if hasattr(part, "layer_idx"):
                part.layer_idx = number

    def forward(self, embedded: Tensor, before: Tensor, turned: Any, **inputs: Any) -> Tensor:
        """Hidden states of the tokens `embedded`, to be normalised by `norm` before the head.

        `before`: the states one place back, of the module before this one. `turned`: the rotary positions.
        """
        joined = self.eh_proj(torch.cat([self.enorm(embedded), self.hnorm(before)], -1))
        found = self.block(joined, attention_mask=None, position_embeddings=turned, use_cache=False, **inputs)
        states: Tensor = found[0] if isinstance(found, tuple) else found
        return states


class MultiToken(nn.Module):
    """The modules of a model, by depth."""

    def __init__(self, depths: Sequence[Depth]) -> None:
        super().__init__()
        self.depths: Any = nn.ModuleList(depths)


def of(model: Any) -> MultiToken | None:
    found: MultiToken | None = getattr(model, "multi_token", None)
    return found


def share_of(model: Any) -> float:
    """What a module computes for a token by what the model does: numbers in the weights of both, the head's in each."""
    modules = of(model)
    assert modules is not None
    head = model.get_output_embeddings().weight.numel()
    module, body = (
        sum(one.numel() for one in part.parameters()) for part in (modules.depths[-1], model.base_model.layers)
    )
    return float((module + head) / (body + head))


def trunk_parameters(model: Any) -> list[nn.Parameter]:
    """Those of the model without its modules."""
    return [one for name, one in model.named_parameters() if not name.startswith(PREFIX)]


def attach(model: Any, depth: int, blocks: Sequence[nn.Module], state: Mapping[str, Tensor]) -> None:
    """`depth` modules: those of `blocks` and `state`, as far as they are there; the others always begin the same.

    `state`: weights by their names in V3's checkpoints. Raises ConfigError for a model that cannot have them, DataError
    for weights that do not fit.
    """
    require_fit(model)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        depths = [Depth(model, number, blocks[number] if number < len(blocks) else None) for number in range(depth)]
    model.multi_token = MultiToken(depths).eval()
    layers = model.config.get_text_config().num_hidden_layers
    own = model.multi_token.state_dict()
    found = {name: one for given, one in state.items() if (name := own_name(given, layers)) in own}
    odd = {name for name, one in found.items() if one.shape != own[name].shape}
    begun = {name.split(".")[1] for name in found}
    lacking = set() if blocks else {name for name in own if name.split(".")[1] in begun} - found.keys()
    if odd or lacking or (state and not found):
        what = min(odd or lacking or state)
        raise DataError(
            f"{FILE} does not fit the model {model.name_or_path} ({what}): take the file away, or its model"
        )
    model.multi_token.load_state_dict(found, strict=False)


def require_fit(model: Any) -> None:
    """Raises ConfigError for a model that cannot have modules."""
    base = model.base_model
    if not all(hasattr(base, part) for part in ("layers", "norm", "rotary_emb")) or output_head(model) is None:
        raise ConfigError(
            f"model.multi_token: {type(model).__name__} has not the layers, rotary positions and plain head that "
            "modules are made for: set model.multi_token=0"
        )
    if distributed.size() > 1:
        raise ConfigError("model.multi_token is for one process: set model.multi_token=0, or run without torchrun")


def own_name(name: str, layers: int) -> str:
    """`depths.K. ...` for a weight's name in V3's checkpoints, of a model with so many layers."""
    _, _, rest = name.partition("model.layers.")
    number, _, part = rest.partition(".")
    if not number.isdecimal():
        return name
    part = part.replace("shared_head.norm.", "norm.")
    inner = part if part.split(".")[0] in ("enorm", "hnorm", "eh_proj", "norm") else f"block.{part}"
    return f"depths.{int(number) - layers}.{inner}"


def published_name(name: str, layers: int) -> str:
    """The reverse."""
    _, number, part = name.split(".", 2)
    part = f"shared_head.{part}" if part.startswith("norm.") else part.removeprefix("block.")
    return f"model.layers.{int(number) + layers}.{part}"


def save(state: Mapping[str, Tensor], layers: int, folder: Path) -> None:
    """`state`: of the model with its modules, or without any."""
    own = {name.removeprefix(PREFIX): one for name, one in state.items() if name.startswith(PREFIX)}
    if own:
        named = {published_name(name, layers): one.contiguous() for name, one in own.items()}
        save_file(named, folder / FILE, {"format": "pt"})


def load_model(name_or_path: str, depth: int, dtype: torch.dtype) -> tuple[Any, list[nn.Module], dict[str, Tensor]]:
    """A model of transformers; and what `attach` wants, of at most `depth` modules that are there.

    Raises what `from_pretrained` does, and DataError.
    """
    own = Path(name_or_path) / FILE
    if not depth or own.exists():
        model = AutoModelForCausalLM.from_pretrained(name_or_path, dtype=dtype)
        return model, [], _read(own) if depth else {}
    config = AutoConfig.from_pretrained(name_or_path)
    text = config.get_text_config()
    layers, kinds = text.num_hidden_layers, getattr(text, "layer_types", None)
    state = _further(name_or_path, layers, depth)
    found = len({name.split(".")[2] for name in state})
    # As layers of the model, so that transformers reads them as it reads those: experts apart or together, say.
    text.num_hidden_layers = layers + found
    if kinds is not None:
        text.layer_types = [*kinds, *kinds[-1:] * found]
    model = AutoModelForCausalLM.from_pretrained(name_or_path, config=config, dtype=dtype)
    text = model.config.get_text_config()
    text.num_hidden_layers = layers
    if kinds is not None:
        text.layer_types = kinds
    blocks = list(model.base_model.layers[layers:])
    if found:
        model.base_model.layers = model.base_model.layers[:layers]
    return model, blocks, state


def _read(path: Path) -> dict[str, Tensor]:
    try:
        return dict(load_file(path))
    except (OSError, SafetensorError) as error:
        raise DataError(f"cannot read {path}: {one_line(error)}") from None


def _further(name_or_path: str, layers: int, depth: int) -> dict[str, Tensor]:
    """What layers past the model's last one hold in a published checkpoint beside their blocks."""
    state: dict[str, Tensor] = {}
    files = _files(name_or_path)
    for number in range(layers, layers + depth):
        parts = [f"model.layers.{number}.{part}.weight" for part in ("enorm", "hnorm", "eh_proj", "shared_head.norm")]
        if not all(one in files for one in parts):
            break
        for one in parts:
            with safe_open(files[one], "pt") as opened:
                state[one] = opened.get_tensor(one)
    return state


def _files(name_or_path: str) -> dict[str, str]:
    """Each weight's file, as safetensors; empty where the checkpoint is of another format."""
    quiet = {"_raise_exceptions_for_missing_entries": False, "_raise_exceptions_for_connection_errors": False}
    index = cached_file(name_or_path, "model.safetensors.index.json", **quiet)
    if index is not None:
        places = json.loads(Path(index).read_text("utf-8"))["weight_map"]
        paths = {file: cached_file(name_or_path, file, **quiet) for file in set(places.values())}
        return {name: paths[file] for name, file in places.items() if paths[file] is not None}
    whole = cached_file(name_or_path, "model.safetensors", **quiet)
    if whole is None:
        return {}
    with safe_open(whole, "pt") as opened:
        return dict.fromkeys(opened.keys(), whole)


def _like(part: nn.Module, config: Any) -> Any:
    """A copy that follows the model's own configuration, in which the way of attention is written."""
    return copy.deepcopy(part, {id(config): config})


# The loss


class PackedRow(NamedTuple):
    """All that a pass over one packed row has given."""

    layout: Packed
    hidden_1_S_H: Tensor
    """Of each of its tokens."""
    predictors_N: Tensor
    """The places of those that predict the completions' tokens."""


class Reading(NamedTuple):
    """A pass of the model over rows."""

    hidden_N_H: Tensor
    """That predict the completions' tokens, one completion after the other."""
    row: PackedRow | None = None
    """None where rows are padded."""


class Ahead(NamedTuple):
    loss: Tensor
    """The mean over depths of the weighted sum of -log p, a scalar (equation 25 without lambda)."""
    nats_N: Tensor
    """-log p of each target, mean over depths, without gradient."""


def ahead(
    model: Any,
    row: PackedRow,
    targets_N: Tensor,
    weights_N: Tensor,
    temperature: float = 1.0,
    chunk: int | None = None,
    joint: bool = True,
) -> Ahead:
    """The modules' loss on the completions of a pass. `joint`: the model learns from it too; else the modules alone."""
    modules, head, layout, states = of(model), output_head(model), row.layout, row.hidden_1_S_H
    assert modules is not None
    assert head is not None
    embedded = model.get_input_embeddings()(layout.ids_1_N)
    if not joint:
        states, embedded = states.detach(), embedded.detach()
        bias_V = None if head.bias_V is None else head.bias_V.detach()
        head = OutputHead(head.weight_V_H.detach(), bias_V, head.scale, head.cap)
    turned = model.base_model.rotary_emb(embedded, layout.positions_1_N)
    inputs = {"position_ids": layout.positions_1_N, "layout": layout}
    losses, nats = [], []
    for module in modules.depths:
        states = module(embedded, layout.back(states), turned, **inputs)
        loss, logprobs_N = fused_loss(
            module.norm(states[0][row.predictors_N]), head, targets_N,
            lambda logprobs_n, span: -(weights_N[span] * logprobs_n).sum(), temperature, chunk,
        )  # fmt: skip
        losses.append(loss)
        nats.append(-logprobs_N)
    return Ahead(torch.stack(losses).mean(), torch.stack(nats).mean(0))
