"""The training loop: R1-Zero and R1, end to end, over the reward service."""
