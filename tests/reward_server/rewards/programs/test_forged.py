"""Whatever a program sends is decoded, or refused by the one error that is meant, at a cost its length bounds."""

from __future__ import annotations

import secrets

from benchmarks.forged_frames import search


def test_no_forged_frame_raises_or_costs_much() -> None:
    seed = secrets.randbelow(2**32)
    assert search(2000, seed) == [], f"python -m benchmarks.forged_frames --count 2000 --seed {seed}"
