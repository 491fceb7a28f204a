"""The state on disk of one run: its folder, its checkpoints, its journal."""
