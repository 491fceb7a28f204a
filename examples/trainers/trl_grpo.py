"""TRL: GRPO with this service as the reward. REWARD_SERVER_URL=http://HOST:PORT python trl_grpo.py MODEL [STEPS]"""

import sys

import torch
from datasets import Dataset
from trl import GRPOConfig, GRPOTrainer

from sdk.integrations.trl import TRLReward

rows = [{"prompt": f"What is {n} + {n + 1}?", "ground_truth": str(2 * n + 1)} for n in range(100)]
trainer = GRPOTrainer(
    sys.argv[1],
    reward_funcs=TRLReward(rewards={"accuracy": 1, "format": 0.1}),
    args=GRPOConfig(
        output_dir="runs/trl",
        max_steps=int(sys.argv[2]) if len(sys.argv) > 2 else 100,
        per_device_train_batch_size=8,
        num_generations=8,
        max_completion_length=64,
        save_strategy="no",
        logging_steps=1,
        use_cpu=not torch.cuda.is_available(),
        bf16=torch.cuda.is_available(),
        report_to=[],
    ),
    train_dataset=Dataset.from_list(rows),
)
trainer.train()
