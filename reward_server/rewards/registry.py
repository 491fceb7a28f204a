"""What can be asked for in a request's `rewards`, one file a reward: pure and total functions of text.

A new reward is one file with one object of the shape `reward.Reward`, and one line here.
"""

from __future__ import annotations

from reward_server.rewards.accuracy import ACCURACY
from reward_server.rewards.format import FORMAT
from reward_server.rewards.judge import HARMLESSNESS, HELPFULNESS, JUDGE
from reward_server.rewards.language import LANGUAGE
from reward_server.rewards.reward import Reward
from reward_server.rewards.shaping import COSINE, LENGTH, REPETITION

REWARDS: dict[str, Reward] = {
    reward.name: reward
    for reward in (ACCURACY, FORMAT, LANGUAGE, LENGTH, COSINE, REPETITION, JUDGE, HELPFULNESS, HARMLESSNESS)
}
