"""The bounded door."""

from __future__ import annotations

import pytest

from reward_server.admission import Admission, QueueFull


def test_an_empty_queue_lets_any_batch_in() -> None:
    door = Admission(max_items=10, max_bytes=100)
    door.admit_bytes(500)
    door.admit_items(50)
    assert (door.items, door.bytes) == (50, 500)


def test_what_does_not_fit_beside_others_is_refused_with_a_time_to_come_back() -> None:
    door = Admission(max_items=10, max_bytes=100)
    door.admit_bytes(60)
    door.admit_items(6)
    with pytest.raises(QueueFull) as by_bytes:
        door.admit_bytes(41)
    with pytest.raises(QueueFull) as by_items:
        door.admit_items(5)
    assert 1 <= by_bytes.value.retry_after_s <= 30
    assert 1 <= by_items.value.retry_after_s <= 30
    assert (door.items, door.bytes) == (6, 60)


def test_what_leaves_makes_room() -> None:
    door = Admission(max_items=10, max_bytes=100)
    door.admit_bytes(100)
    door.admit_items(10)
    door.release(10, 100)
    door.admit_bytes(100)
    door.admit_items(10)
    assert (door.items, door.bytes) == (10, 100)
