"""eval-protocol's remote reward function, answered by this service (dialects: eval_protocol)."""

import os

from eval_protocol.reward_function import RewardFunction

url = os.environ.get("REWARD_SERVER_URL", "http://127.0.0.1:8000")
reward = RewardFunction(endpoint=f"{url}/evaluate", mode="remote")

if __name__ == "__main__":
    messages = [{"role": "user", "content": "2 + 3?"}, {"role": "assistant", "content": "\\boxed{5}"}]
    print(reward(messages=messages, ground_truth="5").score)
