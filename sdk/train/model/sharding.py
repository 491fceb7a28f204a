"""A model held in parts by several processes, PyTorch's FSDP2 (`fully_shard`; Zhao et al. 2023, arXiv 2304.11277).

Each layer's weights are gathered for its forward and backward pass; embeddings, head and last norm stay gathered in
between, for the loss uses them outside of the model's own forward. FSDP averages gradients over the processes: the
losses are therefore multiplied by their number (`loop`, `sft`). Left out: gathering layer by layer while sampling,
which would make all processes sample equally long: for that time every process holds all weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MethodType
from typing import Any

import torch
from torch import Tensor
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import FSDPModule, MixedPrecisionPolicy, fully_shard, register_fsdp_forward_method
from torch.distributed.tensor import DTensor, distribute_tensor
from torch.utils._pytree import tree_map

from sdk.train import distributed
from sdk.train.errors import ConfigError

TRUNK = "sharded_trunk"


def shard(model: Any) -> None:
    """Where there are other processes. Gradients are summed in float32 at least. Raises ConfigError."""
    if distributed.size() == 1:
        return
    layers = getattr(model.base_model, "layers", None)
    if layers is None:
        raise ConfigError(f"{type(model).__name__} has no list of layers to share out over processes: run one process")
    mesh = init_device_mesh(model.device.type, (distributed.size(),))
    small = model.dtype in (torch.bfloat16, torch.float16)
    settings: dict[str, Any] = {
        "mesh": mesh,
        "mp_policy": MixedPrecisionPolicy(reduce_dtype=torch.float32 if small else None),
    }
    for layer in layers:
        fully_shard(layer, **settings)
    fully_shard(model, **settings, reshard_after_forward=False)
    setattr(model, TRUNK, MethodType(_trunk, model))
    register_fsdp_forward_method(model, TRUNK)


def trunk(model: Any) -> Any:
    """The model without its head, to be called: through FSDP's hooks, which stand at the whole model."""
    return getattr(model, TRUNK, model.base_model)


def _trunk(model: Any, **inputs: Any) -> Any:
    return model.base_model(**inputs)


def sharded(model: Any) -> bool:
    return isinstance(model, FSDPModule)


@contextmanager
def gathered(model: Any) -> Iterator[None]:
    """All weights in every process, so that each can run the model as often as it likes."""
    if not sharded(model):
        yield
        return
    parts = [one for one in model.modules() if isinstance(one, FSDPModule)]
    model.set_reshard_after_forward(False)
    for part in parts:
        part.unshard()
    try:
        yield
    finally:
        model.set_reshard_after_forward(True)
        model.set_reshard_after_forward(False, recurse=False)
        release(model)


def release(model: Any) -> None:
    """Gathered weights are given up: what is gathered next is what the shards are then."""
    for part in model.modules():
        if isinstance(part, FSDPModule):
            part.reshard()


def whole(tensor: Tensor) -> Tensor:
    """A shard's whole tensor, which all processes ask for together; any other as it is."""
    return tensor.full_tensor() if isinstance(tensor, DTensor) else tensor


def whole_state(model: Any) -> dict[str, Tensor]:
    """Every weight by name, whole."""
    return {name: whole(one.detach()) for name, one in model.state_dict().items()}


def like(tensor: Tensor, pattern: Tensor) -> Tensor:
    """This process's shard of a whole tensor, where `pattern` is one."""
    if not isinstance(pattern, DTensor) or tensor.shape != pattern.shape:
        return tensor
    return distribute_tensor(tensor.to(pattern.device), pattern.device_mesh, pattern.placements, src_data_rank=None)


@torch.no_grad()
def load_whole_state(model: Any, state: Mapping[str, Tensor]) -> None:
    release(model)
    held = model.state_dict()
    model.load_state_dict({name: like(one, held[name]) for name, one in state.items()})


def whole_optimizer_state(state: Any) -> Any:
    """The state of an optimiser, or of several together, with whole tensors."""
    return tree_map(lambda one: whole(one) if isinstance(one, Tensor) else one, state)


def like_optimizer(state: dict[str, Any], parameters: Sequence[Tensor]) -> dict[str, Any]:
    """The reverse; `parameters` in the order in which the optimiser numbers them."""
    if "inner" in state:  # copies in float32, which their optimiser shares out itself
        return {**state, "inner": like_optimizer(state["inner"], parameters)}
    if "parts" in state:
        parts, rest = [], list(parameters)
        for part in state["parts"]:
            count = sum(len(group["params"]) for group in part["param_groups"])
            parts.append(like_optimizer(part, rest[:count]))
            rest = rest[count:]
        return {**state, "parts": parts}
    shards = {
        number: {
            name: like(one, parameters[number]) if isinstance(one, Tensor) else one for name, one in values.items()
        }
        for number, values in state["state"].items()
    }
    return {**state, "state": shards}
