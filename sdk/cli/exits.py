"""How a command ends: with an exit status, and where it failed with one line that says why."""

from __future__ import annotations

import sys
from collections.abc import Callable

from sdk.errors import RewardError

USAGE_ERROR, SERVICE_ERROR, INTERRUPTED = 2, 3, 130


def print_anything() -> None:
    """Texts of models hold what a terminal's encoding may not have."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def failed(message: object, status: int) -> int:
    print(message, file=sys.stderr)
    return status


def ended(
    work: Callable[[], int],
    wrong: tuple[type[Exception], ...],
    *,
    prefix: str = "",
    interrupted: str = "interrupted",
) -> int:
    """The exit status of `work`. wrong: what it raises if the caller's words or files are; prefix: before each line."""
    try:
        return work()
    except wrong as error:
        return failed(f"{prefix}{error}", USAGE_ERROR)
    except RewardError as error:
        return failed(f"{prefix}{error}", USAGE_ERROR if error.callers else SERVICE_ERROR)
    except KeyboardInterrupt:
        return failed(f"{prefix}{interrupted}", INTERRUPTED)
