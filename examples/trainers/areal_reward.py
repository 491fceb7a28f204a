"""AReaL: the reward function of a workflow, in AReaL's own wrapper. REWARD_SERVER_URL names the service."""

import asyncio

from areal.api.reward_api import AsyncRewardWrapper

from sdk.integrations.areal import ArealReward

if __name__ == "__main__":  # the wrapper starts processes
    reward_fn = AsyncRewardWrapper(ArealReward(rewards={"accuracy": 1, "format": 0.1}))
    print(asyncio.run(reward_fn("What is 2 + 3?", "\\boxed{5}", [], [], answer="5")))
