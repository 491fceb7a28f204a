"""What a machine runs out of is told in one line, with the setting to lower."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path
from typing import Any

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


def test_a_disk_that_fills_while_torch_writes_is_told() -> None:
    """torch says "unexpected pos 64 vs 0", and nothing of the disk."""
    with pytest.raises(TrainError, match=r"^no space is left"), told_in_one_line(CONFIG):
        torch.save({"weights": torch.zeros(9)}, "/dev/full")


def test_a_disk_that_fills_while_a_tokenizer_writes_is_told(tokenizer: Any) -> None:
    with pytest.raises(TrainError, match=r"^no space is left"), told_in_one_line(CONFIG):
        tokenizer.backend_tokenizer.save("/dev/full")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where a file stands in its place, and where one stands above it."""
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "run"):
        config = build({"output_dir": str(folder)})
        with pytest.raises(TrainError, match=r"^cannot write .*file.*; is output_dir"), told_in_one_line(config):
            folder.mkdir(parents=True, exist_ok=True)


def test_a_missing_file_elsewhere_keeps_its_traceback(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), told_in_one_line(build({"output_dir": str(tmp_path / "run")})):
        (tmp_path / "other" / "file").read_text()


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
