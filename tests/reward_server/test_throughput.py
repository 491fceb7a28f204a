"""How long what is asked for will take, from how fast it has been leaving."""

from __future__ import annotations

import pytest

from reward_server.admission import DONE_WITHIN, Admission, QueueFull
from reward_server.throughput import ENOUGH_TO_DO, Pace


def busy(pace: Pace, rate: float, seconds: int, since: float = 0.0, backlog: int = 1000) -> float:
    """Programs leave at a rate out of a backlog; the moment of the end."""
    now = since
    pace.came({"program": backlog + int(rate * seconds)}, now)
    for _ in range(seconds * 10):
        now += 0.1
        pace.left("program", round(rate / 10), now)
    return now


def test_the_rate_is_that_of_a_busy_service_and_follows_it() -> None:
    pace = Pace()
    now = busy(pace, 100, 10)
    assert pace.rates()["program"] == pytest.approx(100, rel=0.1)
    assert pace.until_done_s({"program": 500}) == pytest.approx(15, rel=0.1)
    busy(pace, 20, 20, now)
    assert pace.rates()["program"] == pytest.approx(20, rel=0.1)


def test_a_service_with_little_to_do_is_not_thought_slow() -> None:
    pace = Pace()
    now = busy(pace, 100, 10, backlog=0)
    for _ in range(50):
        pace.came({"program": ENOUGH_TO_DO - 1}, now)
        now += 2
        pace.left("program", ENOUGH_TO_DO - 1, now)
    assert pace.rates()["program"] > 90


def test_kinds_wait_for_their_own_alone_and_the_unknown_waits_for_nothing() -> None:
    pace = Pace()
    busy(pace, 100, 10)
    assert pace.ahead_s({"text": 4000}) == 0
    assert pace.ahead_s({"text": 1, "program": 1}) == pytest.approx(10, rel=0.1)


def test_what_cannot_be_done_by_its_deadline_is_refused_and_told_when_to_come_back() -> None:
    door = Admission(10**6, 10**9)
    busy(door.pace, 100, 10)  # 1,000 programs wait: 10 s
    with door.room() as room:
        room.hold_load({"program": 100}, 11 / DONE_WITHIN + 1)
    with door.room() as room, pytest.raises(QueueFull) as refused:
        room.hold_load({"program": 100}, 5 / DONE_WITHIN)
    assert 5 <= refused.value.retry_after_s <= 7
    with door.room() as room:
        room.hold_load({"text": 4096}, 1)


def test_an_empty_queue_lets_anything_in_and_who_left_waits_no_more() -> None:
    door = Admission(10**6, 10**9)
    now = busy(door.pace, 100, 10)
    door.pace.left("program", 1000, now + 0.01)
    with door.room() as room:
        room.hold_load({"program": 4096}, 10)
        with door.room() as second, pytest.raises(QueueFull):
            second.hold_load({"program": 1}, 10)
    assert door.pace.ahead_s({"program": 1}) == 0


def test_a_short_queue_is_kept_short_where_that_is_wanted() -> None:
    door = Admission(10**6, 10**9, queue_target_s=5)
    busy(door.pace, 100, 10)
    with door.room() as room, pytest.raises(QueueFull):
        room.hold_load({"program": 1}, 3600)
