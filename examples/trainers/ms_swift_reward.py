"""ms-swift: swift rlhf --rlhf_type grpo --external_plugins examples/trainers/ms_swift_reward.py --reward_funcs mine"""

from swift.rewards import orms

from sdk.integrations.ms_swift import AssayORM


class Mine(AssayORM):
    options = {"rewards": {"accuracy": 1, "format": 0.1}}  # noqa: RUF012


orms["mine"] = Mine

if __name__ == "__main__":
    print(orms["mine"]()(["\\boxed{5}", "\\boxed{6}"], ground_truth=["5", "5"]))
