"""Several processes that train one model, as torchrun starts them: who each one is, and what they tell each other.

A process that is alone is a world of one, in which everything here is there and done at once. What is told goes over
gloo, from CPU to CPU; only gradients and weights, which `sharding` moves, go over NCCL where there are GPUs.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as dist

from sdk.train.errors import TrainError, one_line

T = TypeVar("T")
SIGNS_OF_A_LOST_PEER = ("gloo", "nccl", "connection", "timed out", "socket", "broken pipe")


def size() -> int:
    return dist.get_world_size() if dist.is_initialized() else 1


def rank() -> int:
    return dist.get_rank() if dist.is_initialized() else 0


def first() -> bool:
    """The one process that writes files and talks to people."""
    return rank() == 0


def local_device() -> torch.device:
    """The GPU of this process, one each, or the CPU."""
    number = int(os.environ.get("LOCAL_RANK", "0"))
    return torch.device("cuda", number) if torch.cuda.is_available() else torch.device("cpu")


@contextmanager
def joined(timeout_s: float) -> Iterator[None]:
    """With the other processes of torchrun, if there are others. Raises TrainError where one of them is lost."""
    if int(os.environ.get("WORLD_SIZE", "1")) == 1 or dist.is_initialized():
        yield
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(local_device())
    backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() else "gloo"
    try:
        dist.init_process_group(backend, timeout=timedelta(seconds=timeout_s))
        yield
    except TrainError:
        raise
    except RuntimeError as error:
        if not isinstance(error, dist.DistError) and not any(one in str(error).lower() for one in SIGNS_OF_A_LOST_PEER):
            raise
        raise TrainError(
            f"another process of this run has ended, or was waited for in vain: {one_line(error)}"
        ) from error
    finally:
        if dist.is_initialized():
            dist.destroy_process_group()


def all_gather(value: T) -> list[T]:
    """Everybody's, in order, to everybody."""
    if size() == 1:
        return [value]
    values: list[Any] = [None] * size()
    dist.all_gather_object(values, value)
    return values


def of_first(make: Callable[[], T]) -> T:
    """What the first process makes, to everybody. An error of the first is everybody's."""
    if size() == 1:
        return make()
    told: list[Any] = [_tried(make) if first() else None]
    dist.broadcast_object_list(told, 0)
    if isinstance(told[0], TrainError):
        raise told[0]
    value: T = told[0]
    return value


def _tried(make: Callable[[], T]) -> T | TrainError:
    try:
        return make()
    except TrainError as error:
        return error


def total(value: float) -> float:
    return sum(all_gather(value))


def share(values: Sequence[T]) -> list[T]:
    """This process's part: neighbours stay together, and the parts differ in length by one at most."""
    start, end = (len(values) * number // size() for number in (rank(), rank() + 1))
    return list(values[start:end])


def in_step(parts: Sequence[T], spare: T) -> list[T]:
    """As many in every process, filled up with `spare`: what shards are gathered for, all have to do together."""
    return [*parts, *[spare] * (max(all_gather(len(parts))) - len(parts))]
