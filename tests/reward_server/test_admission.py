"""The bounded door."""

from __future__ import annotations

import pytest

from reward_server.admission import Admission, QueueFull
from reward_server.service import Service
from reward_server.settings import Settings


def test_an_empty_queue_lets_any_batch_in_and_there_is_room_beside_it() -> None:
    door = Admission(max_items=10, max_bytes=100)
    with door.room() as huge, door.room() as small:
        huge.hold_bytes(5000)
        huge.hold_items(500)
        small.hold_bytes(50)
        small.hold_items(5)
        assert (door.items, door.bytes) == (10, 100)


def test_what_does_not_fit_beside_others_is_refused_with_a_time_to_come_back() -> None:
    door = Admission(max_items=10, max_bytes=100)
    with door.room() as first, door.room() as second, door.room() as third:
        for room in (first, second):
            room.hold_bytes(40)
            room.hold_items(4)
        with pytest.raises(QueueFull) as by_bytes:
            third.hold_bytes(21)
        with pytest.raises(QueueFull) as by_items:
            third.hold_items(3)
        assert 1 <= by_bytes.value.retry_after_s <= 30
        assert 1 <= by_items.value.retry_after_s <= 30
        assert (door.items, door.bytes) == (8, 80)


def test_a_queue_full_of_items_refuses_before_anything_is_read() -> None:
    door = Admission(max_items=2, max_bytes=100)
    with door.room() as first:
        first.hold_items(1)
        with door.room() as second:
            second.hold_items(1)
            with pytest.raises(QueueFull):
                door.room()
        door.room()


def test_what_leaves_makes_room() -> None:
    door = Admission(max_items=10, max_bytes=100)
    for _ in range(3):
        with door.room() as first, door.room() as second:
            for room in (first, second):
                room.hold_bytes(100)
                room.hold_items(10)
            assert (door.items, door.bytes) == (10, 100)
    assert (door.items, door.bytes) == (0, 0)


def test_a_body_takes_room_as_it_comes() -> None:
    door = Admission(max_items=10, max_bytes=100)
    with door.room() as first, door.room() as second:
        first.hold_bytes(0)  # nothing declared
        first.hold_bytes(45)
        first.hold_bytes(30)
        second.hold_bytes(30)
        second.hold_bytes(50)
        first.hold_bytes(50)
        assert door.bytes == 100
        with door.room() as third, pytest.raises(QueueFull):
            third.hold_bytes(1)
    assert (door.items, door.bytes) == (0, 0)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_several_http_processes_share_one_queue(workers: int) -> None:
    doors = [Service(Settings(workers=workers, queue_items=8, sandbox="off")).admission for _ in range(workers)]
    for door in doors:
        for _ in range(8 // workers):
            door.room()
            door.admit_items(1)
        with pytest.raises(QueueFull):
            door.room()
    assert sum(door.items for door in doors) == 8
