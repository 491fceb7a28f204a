"""Prompts become completions, here or in an engine over HTTP."""
