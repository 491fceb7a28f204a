"""What one key may have, whatever the others do."""

from __future__ import annotations

import pytest

from reward_server.admission import Admission, QueueFull
from reward_server.keys import Key
from reward_server.quota import BURST_S, Quota


def test_a_rate_lets_a_burst_in_and_then_no_more_than_the_rate() -> None:
    quota = Quota(Key("a", items_per_s=10), max_items=1000, processes=1)
    admitted, now = 0, 100.0
    while now < 200:
        if not quota.wait_s(5, now):
            quota.enter(5)
            quota.leave(5)
            admitted += 5
        now += 0.1
    assert 10 * 100 <= admitted <= 10 * (100 + BURST_S) + 5


def test_a_large_batch_is_let_in_and_paid_for_afterwards() -> None:
    quota = Quota(Key("a", items_per_s=10), max_items=1000, processes=1)
    assert quota.wait_s(1000, 0.0) == 0
    quota.enter(1000)
    quota.leave(1000)
    wait_s = quota.wait_s(1, 0.0)
    assert wait_s == pytest.approx(1000 / 10 - BURST_S, abs=1)
    assert quota.wait_s(1, wait_s + 1.0) == 0


def test_a_share_of_the_queue_is_kept_and_each_process_has_its_part_of_a_rate() -> None:
    quota = Quota(Key("a", items_per_s=8, queue_share=0.5), max_items=100, processes=4)
    assert quota.wait_s(80, 0.0) == 0  # nothing of it waits yet: it is let in, whatever its size
    quota.enter(40)
    assert quota.wait_s(11, 10.0) > 0
    quota.leave(40)
    assert 0 < quota.wait_s(1, 0.0) <= (40 - 2 * BURST_S) / 2


def test_one_key_over_its_bounds_leaves_the_others_theirs() -> None:
    door = Admission(max_items=100, max_bytes=1000)
    greedy, modest = Key("greedy", queue_share=0.2), Key("modest")
    with door.room(greedy) as first, door.room(modest) as other:
        first.hold_items(20)
        with pytest.raises(QueueFull, match="the key greedy"):
            door.room(greedy)
        other.hold_items(50)
    with door.room(greedy) as again:
        again.hold_items(20)
