"""What is dear to make, made again only now and then."""

from __future__ import annotations

from reward_server.afresh import LONGEST_PAUSE_S, PAUSE, Afresh


def test_it_is_made_again_after_a_multiple_of_what_making_it_took() -> None:
    now, made, took = 100.0, 0, 0.02

    def make() -> int:
        nonlocal now, made
        now, made = now + took, made + 1
        return made

    value = Afresh(make, lambda: now)
    assert [value(), value()] == [1, 1]
    now += took * PAUSE - 0.001
    assert value() == 1
    now, took = now + 0.002, 10.0
    assert [value(), value()] == [2, 2]
    now += LONGEST_PAUSE_S + 0.001
    assert value() == 3
