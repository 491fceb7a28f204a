"""The CUDA stage in numbers: steps of ours beside TRL's, with and without Liger's loss; decoding; length; eight bits.

`python -m benchmarks.cuda_stage` prints all tables on any machine: of a model of Qwen2.5-1.5B's shape on a GPU, of a
tiny one without. Each figure is measured in a process of its own (`worker`), the peers' in an interpreter of theirs:

    python3 -m venv .venv-peers-train && .venv-peers-train/bin/pip install trl==1.16.0 liger-kernel==0.8.5 torch
    python -m benchmarks.cuda_stage --peer .venv-peers-train/bin/python

TRL 1.16 has dropped the option for Liger's GRPO loss. "TRL with Liger" is what that option did: the hidden states of
the whole padded batch, given to Liger's `LigerFusedLinearGRPOLoss`.
"""
