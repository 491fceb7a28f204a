"""OpenRLHF: --reward.remote_url examples/trainers/openrlhf_reward.py, with the environment's REWARD_SERVER_URL."""

from sdk.integrations.openrlhf import OpenRLHFReward

reward_func = OpenRLHFReward(rewards={"accuracy": 1, "format": 0.1})

if __name__ == "__main__":
    print(reward_func(["What is 2 + 3? \\boxed{5}"], ["What is 2 + 3?"], ["5"]))
