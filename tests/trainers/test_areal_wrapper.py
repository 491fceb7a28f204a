"""AReaL's real wrapper against a hung and a dead server: an exception, never its 0. `scripts/check trainers`."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import logging
import socket
import sys
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

if importlib.util.find_spec("areal") is None:
    pytest.skip("AReaL is not installed here: scripts/check trainers", allow_module_level=True)

from sdk.errors import RewardError
from sdk.integrations.areal import ArealReward
from tests.trainers.service import by_letter, service


@cache
def wrapper() -> Any:
    """`AsyncRewardWrapper`: by its package, or, where that lacks what a GPU machine has, by its own file alone, to which
    its logging is the only neighbour, and for no longer than it is read."""
    try:
        return importlib.import_module("areal.api.reward_api").AsyncRewardWrapper
    except ImportError:
        package = importlib.util.find_spec("areal")
        assert package is not None
        assert package.submodule_search_locations
        neighbour = ModuleType("areal.utils")
        neighbour.logging = logging  # type: ignore[attr-defined]
        path = Path(package.submodule_search_locations[0]) / "api" / "reward_api.py"
        spec = importlib.util.spec_from_file_location("areal_reward_api", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules.update({"areal": ModuleType("areal"), "areal.utils": neighbour})
        try:
            spec.loader.exec_module(module)
        finally:
            del sys.modules["areal"], sys.modules["areal.utils"]
        return module.AsyncRewardWrapper


async def asked(url: str, letter: str, **options: Any) -> float:
    wrapped = wrapper()(ArealReward(url=url, **options), max_workers=1, max_retries=1)
    return float(await wrapped("two plus three?", letter, [1], [2], answer="5"))


def test_the_wrapper_gets_the_reward_and_raises_on_a_null() -> None:
    with service(by_letter) as url:
        assert [asyncio.run(asked(url, letter)) for letter in "acd"] == [1.1, 1.0, 0.0]
        with pytest.raises(RewardError, match="no reward"):
            asyncio.run(asked(url, "b"))


def test_a_hung_and_a_dead_server_are_exceptions_and_never_the_wrapper_s_own_0() -> None:
    """The adapter's times are cut to a tenth, so that the test is short; the wrapper's 15 s are its own."""
    with socket.socket() as hung:
        hung.bind(("127.0.0.1", 0))
        hung.listen()
        for port in (hung.getsockname()[1], 9):
            began = time.monotonic()
            with pytest.raises(RewardError):
                asyncio.run(asked(f"http://127.0.0.1:{port}", "a", timeout_s=0.9, wait_for_service_s=0.4))
            assert time.monotonic() - began < 2 * 15, "neither try ran into the wrapper's limit"
