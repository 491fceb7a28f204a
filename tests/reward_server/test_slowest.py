"""The slowest items of the last minutes."""

from __future__ import annotations

import time

import pytest

from reward_server.rewards.reward import Score
from reward_server.scoring import Scored, Track
from reward_server.slowest import KEPT, LATELY_S, Slowest
from sdk.schema import Item


def scored(seconds: float, name: str = "") -> Scored:
    score = Score(1.0, "a text of the model's", rule="same")
    return Scored(Item(id=name, completion="secret"), 1.0, {"accuracy": score}, {"accuracy": Track(score, seconds)})


def test_the_slowest_are_kept_slowest_first_and_without_texts() -> None:
    slowest = Slowest()
    slowest.note([(at, scored(at / 100, str(at))) for at in range(2 * KEPT)], "request")
    told = slowest.told()
    assert [one["id"] for one in told] == [str(at) for at in range(2 * KEPT - 1, KEPT - 1, -1)]
    assert told[0]["components"] == {"accuracy": {"score": 1.0, "status": "ok", "rule": "same"}}
    assert "secret" not in str(told)
    assert "model's" not in str(told)


def test_what_is_long_past_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    slowest = Slowest()
    slowest.note([(at, scored(9.0, "old")) for at in range(KEPT)], "request")
    later = time.monotonic() + LATELY_S + 1
    monkeypatch.setattr("reward_server.slowest.time.monotonic", lambda: later)
    slowest.note([(0, scored(0.1, "new"))], "request")
    assert [one["id"] for one in slowest.told()] == ["new"]
