"""SkyRL's and OpenEnv's real base classes with our environment and rubric: a null raises. `scripts/check trainers`."""

from __future__ import annotations

import asyncio

import pytest

skyrl_gym = pytest.importorskip("skyrl_gym", reason="SkyRL gym is not installed here: scripts/check trainers")
pytest.importorskip("openenv.core.rubrics.base", reason="OpenEnv is not installed here: scripts/check trainers")

from sdk.integrations.base import NullReward  # noqa: E402
from sdk.integrations.openenv import AssayRubric  # noqa: E402
from tests.trainers.service import by_letter, service  # noqa: E402


def test_skyrl_s_step_ends_the_episode_with_the_reward() -> None:
    skyrl_gym.register(id="assay", entry_point="sdk.integrations.skyrl:AssayEnv")
    with service(by_letter) as url:
        extras = {"prompt": "q", "reward_spec": {"ground_truth": "5"}}
        for letter, expected in (("a", 1.1), ("c", 1.0), ("d", 0.0)):
            env = skyrl_gym.make("assay", env_config={"url": url}, extras=extras)
            out = env.step(letter)
            assert (out["reward"], out["done"], out["observations"]) == (expected, True, [])
            assert "assay/accuracy" in out["metadata"]
        with pytest.raises(NullReward):
            skyrl_gym.make("assay", env_config={"url": url}, extras=extras).step("b")


def test_openenv_s_rubric_gives_the_sum_and_keeps_its_parts() -> None:
    with service(by_letter) as url:
        rubric = AssayRubric(url=url)
        assert asyncio.run(rubric.forward("a", {"ground_truth": "5"})) == 1.1
        assert rubric.last_components == {"accuracy": 1.0, "format": 1.0}
        with pytest.raises(NullReward):
            asyncio.run(rubric.forward("b", {"ground_truth": "5"}))
