"""When to try again, and after how long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdk.errors import ConfigurationError, OverloadedError, ServerError, UnreachableError
from sdk.retry import RetryPolicy, backoff_s, retry_after_s

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
POLICY = RetryPolicy(max_retries=5)


def test_pauses_double_from_half_a_second_to_eight() -> None:
    assert [backoff_s(tries, 0.0) for tries in range(1, 8)] == [0.5, 1, 2, 4, 8, 8, 8]


@given(tries=st.integers(1, 10_000), dice=st.floats(0, 1, exclude_max=True))
def test_jitter_takes_at_most_a_quarter(tries: int, dice: float) -> None:
    whole = backoff_s(tries, 0.0)
    assert whole * 0.75 <= backoff_s(tries, dice) <= whole


@given(left_s=st.floats(0.001, 3600), dice=st.floats(0, 1, exclude_max=True), tries=st.integers(1, 5))
def test_a_pause_always_ends_before_the_deadline(left_s: float, dice: float, tries: int) -> None:
    pause_s = POLICY.pause_s(UnreachableError("gone"), tries, left_s, dice)
    assert pause_s is not None
    assert 0 < pause_s < left_s


@given(left_s=st.floats(0.001, 3600), dice=st.floats(0, 1, exclude_max=True), after_s=st.floats(0.001, 1e6))
def test_the_servers_word_is_never_undercut(left_s: float, dice: float, after_s: float) -> None:
    pause_s = POLICY.pause_s(OverloadedError("full", retry_after_s=after_s), 1, left_s, dice)
    assert pause_s is None or after_s <= pause_s < left_s
    if after_s * 1.25 < left_s:
        assert pause_s is not None


def test_what_cannot_help_is_not_tried_again() -> None:
    assert POLICY.pause_s(ServerError("bug"), 1, 30, 0.5) is None
    assert POLICY.pause_s(UnreachableError("gone"), 6, 30, 0.5) is None, "the retries are spent"
    assert POLICY.pause_s(UnreachableError("gone"), 1, 0.0, 0.5) is None, "the time is spent"


def test_zero_retries_means_one_try() -> None:
    assert RetryPolicy(0).pause_s(UnreachableError("gone"), 1, 30, 0.5) is None
    with pytest.raises(ConfigurationError):
        RetryPolicy(-1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("3", 3.0),
        ("0.25", 0.25),
        ("0", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None),
        ("Sun, 01 Mar 2026 12:00:05", 5.0),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after_s(header, NOW) == seconds
