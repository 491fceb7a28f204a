"""SkyRL: the environment by its name, as rows with `env_class: assay` get it. REWARD_SERVER_URL names the service."""

import skyrl_gym

skyrl_gym.register(id="assay", entry_point="sdk.integrations.skyrl:AssayEnv")

if __name__ == "__main__":
    env = skyrl_gym.make("assay", env_config={}, extras={"reward_spec": {"ground_truth": "5"}})
    print(env.step("\\boxed{5}")["reward"])
