"""Scores `batch.jsonl`, the way a training loop would.

python examples/score_batch.py                          in this process (needs the server extra)
python examples/score_batch.py http://127.0.0.1:8000    by a running server
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from assay_rl import Item, RewardClient


def main(url: str | None) -> None:
    lines = Path(__file__).with_name("batch.jsonl").read_text("utf-8").splitlines()
    items = [Item(**json.loads(line)) for line in lines]
    with RewardClient(url) if url else RewardClient.local() as client:
        result = client.score(items, timeout_s=60)
    for item in result.items:
        reasons = "; ".join(f"{name} {part.score}: {part.reason}" for name, part in item.components.items())
        print(f"{item.id}: {item.reward}  ({reasons})")
    # A null reward is nobody's zero: leave it out of its group, and out of the mean.
    known = [reward for reward in result.rewards if reward is not None]
    print(f"\n{len(known)} of {len(items)} rewards, mean {sum(known) / len(known):.3f}, version {result.version}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
