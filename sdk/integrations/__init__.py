"""Adapters for trainers: one small file each over `base`, none of which imports another, or its trainer before it must.

`docs/trainers.md` has the one line for each trainer, and says what a null becomes there.
"""
