"""What can be asked for in a request's `rewards`, one file a reward: pure and total functions of text.

A new reward is one file with one object of the shape `reward.Reward`, and one line here.
"""

from __future__ import annotations

from collections.abc import Iterable

from reward_server.rewards.accuracy import ACCURACY
from reward_server.rewards.format import FORMAT
from reward_server.rewards.instructions.reward import INSTRUCTIONS
from reward_server.rewards.judge import HARMLESSNESS, HELPFULNESS, JUDGE
from reward_server.rewards.language import LANGUAGE
from reward_server.rewards.preference import PREFERENCE
from reward_server.rewards.reward import Reward
from reward_server.rewards.rubric import RUBRIC
from reward_server.rewards.shaping import COSINE, KIMI_LENGTH, LENGTH, REPETITION
from reward_server.rewards.shelf.choice import CHOICE
from reward_server.rewards.shelf.exact import EXACT
from reward_server.rewards.shelf.numbers import NUMBERS
from reward_server.rewards.shelf.overlap import F1_SCORE, KEYWORDS
from reward_server.rewards.shelf.patterns import REGEX
from reward_server.rewards.shelf.structured import JSON_SCHEMA, STRUCTURED
from reward_server.rewards.sql.reward import SQL

CORE: tuple[Reward, ...] = (
    ACCURACY, FORMAT, LANGUAGE, LENGTH, COSINE, KIMI_LENGTH, REPETITION, JUDGE, HELPFULNESS, HARMLESSNESS,
)  # fmt: skip
SHELF: tuple[Reward, ...] = (EXACT, CHOICE, F1_SCORE, KEYWORDS, NUMBERS, REGEX, JSON_SCHEMA, STRUCTURED, INSTRUCTIONS)
SANDBOXED: tuple[Reward, ...] = (SQL,)
JUDGED: tuple[Reward, ...] = (RUBRIC, PREFERENCE)

REWARDS: dict[str, Reward] = {reward.name: reward for reward in (*CORE, *SHELF, *SANDBOXED, *JUDGED)}

BUILT_IN = frozenset(REWARDS)


def add(rewards: Iterable[Reward]) -> None:
    """Rewards of the user's, for as long as a service runs. Raises ValueError for the name of one of ours."""
    for reward in rewards:
        if reward.name in BUILT_IN:
            raise ValueError(f"{reward.name} is a reward of the service: give yours as NAME=module:function")
        REWARDS[reward.name] = reward


def remove(rewards: Iterable[Reward]) -> None:
    for reward in rewards:
        if REWARDS.get(reward.name) is reward:
            del REWARDS[reward.name]
