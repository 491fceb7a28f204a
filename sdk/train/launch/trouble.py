"""Ordinary trouble told in one line that says what to do, instead of a traceback."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sdk.train.config.schema import Config
from sdk.train.errors import TrainError, one_line

NO_MEMORY = ("out of memory", "can't allocate memory")
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)
NO_SPACE_SAID = ("No space left on device", "Disk quota exceeded")
"""By tokenizers and safetensors, which write files themselves."""


@contextmanager
def told_in_one_line(config: Config) -> Iterator[None]:
    """Raises TrainError for what a machine runs out of, and for a folder that cannot be written."""
    try:
        yield
    except TrainError:
        raise
    except Exception as error:
        told = _told(error, config)
        if told is None:
            raise
        raise TrainError(told) from error


def _told(error: Exception, config: Config) -> str | None:
    if _is_full_disk(error):
        return (
            f"no space is left on the disk of {config.output_dir}: free some, or lower checkpoint.keep; "
            "the same command goes on from the last checkpoint"
        )
    if isinstance(error, OSError) and error.filename is not None:
        ours = _is_of_run(Path(os.fsdecode(error.filename)), config.output_dir)
        return f"cannot write {error.filename}: {error.strerror}; is output_dir right?" if ours else None
    if isinstance(error, RuntimeError) and any(one in str(error) for one in NO_MEMORY):
        return (
            f"out of memory: lower {setting_to_lower(error, config)}; the same command then goes on from the last "
            f"checkpoint ({one_line(error):.120})"
        )
    return None


def _is_full_disk(error: Exception) -> bool:
    if isinstance(error, OSError) and error.errno in NO_SPACE:
        return True
    return any(one in str(error) for one in NO_SPACE_SAID) or _torch_was_writing(error)


def _torch_was_writing(error: Exception) -> bool:
    """Its words ("unexpected pos 64 vs 0") say nothing of the disk, and hardly anything else fails there."""
    frames = [frame.f_code for frame, _ in traceback.walk_tb(error.__traceback__)]
    inside = any(one.co_name == "save" and one.co_filename.endswith("torch/serialization.py") for one in frames)
    return isinstance(error, RuntimeError) and inside


def _is_of_run(path: Path, folder: Path) -> bool:
    """Whether it is the run's folder, in it, or above it."""
    return path.is_relative_to(folder) or folder.is_relative_to(path)


def setting_to_lower(error: BaseException, config: Config) -> str:
    """By what was under way: sampling, or a pass of learning."""
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    if any("/rollout/" in one for one in files):
        budget = config.rollout.cache_tokens or "not set"
        return f"rollout.rows_at_once (it is {config.rollout.rows_at_once}) or rollout.cache_tokens (it is {budget})"
    return f"optimizer.micro_tokens (it is {config.optimizer.micro_tokens})"
