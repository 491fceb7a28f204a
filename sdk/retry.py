"""When to try again, and after which pause. The functions are pure: the caller passes the time and a random number."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sdk.errors import ConfigurationError, RewardError

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 8.0
JITTER = 0.25
"""A pause is shortened at random by up to this share, so that clients refused together do not all come back
together."""


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """The caller's deadline bounds the tries; `max_retries` bounds them if the deadline is far away."""

    max_retries: int = 10
    wait_for_service_s: float = 0.0
    """The total time by which the deadline may be put off while no server is there to answer."""

    def __post_init__(self) -> None:
        if self.max_retries < 0:
            raise ConfigurationError("max_retries should be 0 or more")
        if not (math.isfinite(self.wait_for_service_s) and self.wait_for_service_s >= 0):
            raise ConfigurationError("wait_for_service_s should be a number of seconds, 0 or more")

    def pause_s(self, error: RewardError, tries: int, left_s: float, dice: float) -> float | None:
        """Seconds to wait before the next try, or None to give up.

        `tries`: the number of tries so far. `left_s`: seconds until the deadline. `dice`: a random number in [0, 1).
        """
        if not error.retried or tries > self.max_retries or left_s <= 0:
            return None
        if error.retry_after_s is not None:
            pause = error.retry_after_s * (1 + JITTER * dice)
            return pause if pause < left_s else None
        # Our own pause may shrink to leave time for a last try; the server's word above may not.
        return min(backoff_s(tries, dice), left_s / 2)


def backoff_s(tries: int, dice: float) -> float:
    """0.5 s after the first try, doubled after each, 8 s at most, less up to a quarter of itself."""
    return doubled_s(FIRST_PAUSE_S, LONGEST_PAUSE_S, tries) * (1 - JITTER * dice)


def doubled_s(first_s: float, longest_s: float, times: int) -> float:
    """first_s the first time, doubled each time after it, longest_s at most."""
    return min(first_s * 2.0 ** min(times - 1, 10), longest_s)


def retry_after_s(header: str | None, now: datetime) -> float | None:
    """A `Retry-After` header (a number or an HTTP date) in seconds. None if it is missing or cannot be read."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        return _until(header, now)
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def _until(date: str, now: datetime) -> float | None:
    try:
        then = parsedate_to_datetime(date)
        seconds = (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return seconds if seconds > 0 else None
