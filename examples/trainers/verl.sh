#!/usr/bin/env bash
# verl: what a run adds to its own settings; REWARD_SERVER_URL=http://HOST:PORT bash verl.sh data.train_files=... [...]
set -euo pipefail
python -m verl.trainer.main_ppo \
    algorithm.adv_estimator=assay_grpo \
    reward.reward_manager.source=importlib \
    reward.reward_manager.name=AssayRewardManager \
    reward.reward_manager.module.path=pkg://sdk.integrations.verl \
    "+reward.custom_reward_function.reward_kwargs.url=$REWARD_SERVER_URL" \
    "+reward.custom_reward_function.reward_kwargs.rewards={accuracy:1,format:0.1}" \
    "$@"
