"""Attention for prompts that a group shares, and the caches of keys and values."""
