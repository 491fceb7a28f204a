"""Results that are made when they are first asked for are as any others."""

from __future__ import annotations

import copy
import pickle
import threading
from typing import Any

import pytest

from sdk import ItemResult, ScoreResult
from sdk.schema import Component


def made() -> list[ItemResult]:
    component = Component(score=1.0, status="ok", reason="r")
    return [ItemResult(id=at, reward=1.0, components={"accuracy": component}) for at in range(3)]


def later(make: Any = made) -> ScoreResult:
    return ScoreResult.read_later(make, [1.0] * 3, "v", 0.5)


NOW = ScoreResult(made(), [1.0] * 3, "v", 0.5)


def test_they_are_made_once_and_only_where_they_are_asked_for() -> None:
    calls: list[int] = []
    result = later(lambda: calls.append(1) or made())  # type: ignore[func-returns-value]
    assert (result.rewards, result.version, result.errors, calls) == ([1.0] * 3, "v", (), [])
    assert result.items is result.items
    assert (result.items, calls) == (made(), [1])


def test_they_equal_those_made_at_once_and_are_shown_copied_and_pickled_like_them() -> None:
    assert later() == NOW
    assert repr(later()) == repr(NOW)
    assert pickle.loads(pickle.dumps(later())) == copy.copy(later()) == copy.deepcopy(later()) == NOW
    assert type(later().items) is list
    assert later().scores("accuracy") == [1.0] * 3


def test_threads_get_the_same_list() -> None:
    together = threading.Barrier(2)

    def make() -> list[ItemResult]:
        together.wait(10)  # both have begun to make them
        return made()

    result, seen = later(make), list[Any]()
    threads = [threading.Thread(target=lambda: seen.append(result.items)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert seen[0] is seen[1] is result.items


def test_an_attribute_that_there_is_not_is_an_error() -> None:
    with pytest.raises(AttributeError, match="item"):
        later().item  # noqa: B018
