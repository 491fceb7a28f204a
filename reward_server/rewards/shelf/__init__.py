"""Verifiers for what is neither mathematics nor a program: one file each, pure, and linear in what a model writes."""
