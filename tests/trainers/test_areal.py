"""AReaL's reward function: picklable, a number or an exception that its wrapper does not take for its own time limit."""

from __future__ import annotations

import pickle

import pytest

from sdk.integrations.areal import TIMEOUT_S, WAIT_FOR_SERVICE_S, ArealReward
from sdk.integrations.base import NullReward
from tests.trainers.service import by_letter, service

AREAL_LIMIT_S = 15


def test_it_is_a_number_or_an_exception() -> None:
    with service(by_letter) as url:
        reward = pickle.loads(pickle.dumps(ArealReward(url=url)))
        assert [reward("q", letter, [], [], answer="5") for letter in "acd"] == [1.1, 1.0, 0.0]
        with pytest.raises(NullReward):
            reward("q", "b", [], [], answer="5")


def test_a_dead_service_is_an_exception_and_no_time_limit() -> None:
    """AReaL pays 0 for a builtin TimeoutError, and raises what else a function raises."""
    reward = ArealReward(url="http://127.0.0.1:9", timeout_s=1.0, wait_for_service_s=0.5)
    with pytest.raises(Exception, match=r".") as raised:
        reward("q", "a", [], [], answer="5")
    assert not isinstance(raised.value, TimeoutError)
    assert TIMEOUT_S + WAIT_FOR_SERVICE_S < AREAL_LIMIT_S
