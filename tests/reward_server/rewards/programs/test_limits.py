"""Limits that fit into the deadline of a batch."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reward_server.rewards.programs.limits import SHARE, limits, misfit


def test_a_long_deadline_leaves_the_defaults_as_they_are() -> None:
    found = limits({}, 60)
    assert (found.time_limit_s, found.wall_limit_s, found.total_time_limit_s, found.total_wall_limit_s) == (
        5,
        11,
        20,
        41,
    )
    assert not found.lowered


@pytest.mark.parametrize(("timeout_s", "case", "total"), [(30, 5, 11.5), (10, 3.5, 3.5), (1, 0.2, 0.2)])
def test_defaults_are_lowered_until_their_wall_clock_fits(timeout_s: float, case: float, total: float) -> None:
    found = limits({}, timeout_s)
    assert (found.time_limit_s, found.total_time_limit_s) == pytest.approx((case, total))
    assert f"total_time_limit_s is {total:.3g}" in found.lowered or case == total
    assert "timeout_s" in found.lowered


def test_a_limit_that_was_set_is_kept() -> None:
    found = limits({"time_limit_s": 8}, 30)
    assert (found.time_limit_s, found.total_time_limit_s) == (8, 11.5)
    assert limits({"time_limit_s": 2}, 60).total_time_limit_s == 8
    assert limits({"total_time_limit_s": 3}, 60).total_time_limit_s == 3


@given(timeout_s=st.floats(0.01, 3600), case=st.none() | st.floats(0.01, 2000), checker=st.booleans())
def test_what_is_charged_in_all_fits_into_the_share_of_the_deadline(
    timeout_s: float, case: float | None, checker: bool
) -> None:
    tests: dict[str, Any] = {} if case is None else {"time_limit_s": case}
    if misfit(tests, timeout_s):
        return
    found = limits({**tests, "checker": {} if checker else None}, timeout_s)
    room = SHARE * timeout_s * (1 + 1e-9)
    assert max(found.wall_limit_s, found.total_wall_limit_s, found.budget_s) <= room
    assert found.time_limit_s > 0
    assert checker == (found.checkers_limit_s > 0)


@pytest.mark.parametrize("name", ["time_limit_s", "total_time_limit_s"])
def test_a_limit_that_was_set_and_does_not_fit_is_refused_with_the_deadline_that_would_do(name: str) -> None:
    found = misfit({name: 30}, 60)
    assert found is not None
    assert found[0] == name
    assert "send timeout_s 76.25" in found[1]
    assert misfit({name: 30}, 76.25) is None


@pytest.mark.parametrize("value", ["30", True, None, -1, 0])
def test_what_is_no_limit_is_left_to_the_item(value: Any) -> None:
    assert misfit({"time_limit_s": value}, 1) is None


@pytest.mark.parametrize("value", [1e308, 10**400, 4000])
def test_a_limit_that_no_deadline_has_room_for_is_to_be_lowered(value: float) -> None:
    found = misfit({"time_limit_s": value}, 60)
    assert found is not None
    assert found[1].endswith("lower it")
