"""tinker-cookbook's real environment and renderer with our `step`. `scripts/check trainers` installs it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

pytest.importorskip("tinker_cookbook", reason="tinker-cookbook is not installed here: scripts/check trainers")

from tinker_cookbook.renderers.role_colon import RoleColonRenderer
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast

from sdk.integrations.base import Judge, NullReward
from sdk.integrations.tinker import AssayEnv
from tests.trainers.service import by_letter, service

WORDS = ["<pad>", "<eos>", "User", "Assistant", ":", "?", "two", "plus", "three", "a", "b", "c", "d", "\n\n"]


def renderer() -> Any:
    inner = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="<pad>"))
    inner.pre_tokenizer = pre_tokenizers.Whitespace()
    return RoleColonRenderer(PreTrainedTokenizerFast(tokenizer_object=inner, pad_token="<pad>", eos_token="<eos>"))


def stepped(judge: Judge, letter: str) -> Any:
    env = AssayEnv(renderer(), {"question": "two plus three ?", "answer": "5"}, judge)
    observation, _ = asyncio.run(env.initial_observation())
    assert observation.length > 0
    return asyncio.run(env.step([WORDS.index(letter)]))


def test_a_step_s_reward_is_the_sum_and_its_metrics_are_the_components_and_a_null_raises() -> None:
    with service(by_letter) as url:
        judge = Judge(url)
        for letter, reward in {"a": 1.1, "c": 1.0, "d": 0.0}.items():
            found = stepped(judge, letter)
            assert found.reward == pytest.approx(reward)
            assert found.episode_done
            assert set(found.metrics) == {"accuracy", "format"}
        with pytest.raises(NullReward, match="no reward"):
            stepped(judge, "b")
