"""Ordinary trouble told in one line that says what to do, instead of a traceback."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import torch

from sdk.train.config.schema import Config
from sdk.train.errors import TrainError, one_line

NO_MEMORY = ("out of memory", "can't allocate memory")
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def told_in_one_line(config: Config) -> Iterator[None]:
    """Raises TrainError for what a machine runs out of."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_SPACE:
            raise TrainError(
                f"no space is left on the disk of {config.output_dir}: free some, or lower checkpoint.keep; "
                "the same command goes on from the last checkpoint"
            ) from error
        raise
    except RuntimeError as error:
        if not isinstance(error, torch.OutOfMemoryError) and not any(one in str(error) for one in NO_MEMORY):
            raise
        raise TrainError(
            f"out of memory: lower {setting_to_lower(error, config)}; the same command then goes on from the last "
            f"checkpoint ({one_line(error):.120})"
        ) from error


def setting_to_lower(error: BaseException, config: Config) -> str:
    """By what was under way: sampling, or a pass of learning."""
    files = [frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)]
    if any("/rollout/" in one for one in files):
        budget = config.rollout.cache_tokens or "not set"
        return f"rollout.rows_at_once (it is {config.rollout.rows_at_once}) or rollout.cache_tokens (it is {budget})"
    return f"optimizer.micro_tokens (it is {config.optimizer.micro_tokens})"
