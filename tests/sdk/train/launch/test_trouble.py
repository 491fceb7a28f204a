"""What a machine runs out of is told in one line, with the setting to lower."""

from __future__ import annotations

import errno
import traceback

import pytest
import torch

from sdk.train.config.load import build
from sdk.train.errors import TrainError
from sdk.train.launch.trouble import told_in_one_line
from sdk.train.rollout.sampling import pick

CONFIG = build({"optimizer": {"micro_tokens": 512}, "rollout": {"rows_at_once": 32}})


def test_a_full_disk_is_told() -> None:
    with (
        pytest.raises(TrainError, match=r"^no space is left on the disk of runs/train: free some"),
        told_in_one_line(CONFIG),
    ):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_out_of_memory_while_learning_names_the_size_of_a_pass() -> None:
    with pytest.raises(TrainError, match=r"lower optimizer.micro_tokens \(it is 512\)"), told_in_one_line(CONFIG):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")


def test_out_of_memory_while_sampling_names_the_rows() -> None:
    with pytest.raises(TrainError, match=r"lower rollout.rows_at_once \(it is 32\)"), told_in_one_line(CONFIG):
        pick(Greedy(), torch.zeros(1))  # type: ignore[arg-type]


def test_what_is_no_ordinary_trouble_keeps_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="shapes") as caught, told_in_one_line(CONFIG):
        raise RuntimeError("shapes do not match")
    assert traceback.extract_tb(caught.tb)


class Greedy:
    def double(self) -> None:
        raise RuntimeError("[enforce fail at alloc_cpu.cpp:116] DefaultCPUAllocator: can't allocate memory")
