"""What `python -m sdk.train` tells its user in one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sdk.columns import ColumnError


class TrainError(Exception):
    """Something the user can mend. The message is one line: what is wrong, and what to do."""


class ConfigError(TrainError):
    """The configuration is wrong: an unknown key, a value out of range, two settings that contradict."""


class DataError(TrainError):
    """A data file or a model folder cannot be used."""


class EngineError(TrainError):
    """The rollout engine does not answer, or not what it should."""


class RewardsUnavailable(TrainError):
    """Too many rewards came back null, or none at all: training on would be training on noise."""


@contextmanager
def reading(where: str, column: str = "") -> Iterator[None]:
    """A column that cannot be read is a DataError that names the row and the column."""
    try:
        yield
    except ColumnError as error:
        raise DataError(str(error.at(column, where))) from None


def one_line(error: BaseException) -> str:
    """The message of an error, its lines joined."""
    return " ".join(str(error).split())[:500]
