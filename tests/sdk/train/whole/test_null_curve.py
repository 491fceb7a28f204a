"""The null curve's client loses what it says, and pays for it as the policy says."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from benchmarks.null_curve import Cell, Lossy, of, plan
from sdk import Item, ItemResult, ScoreResult

GROUP = [Item(completion="1", group_id="a")] * 400
EVALUATION = [Item(completion="1", group_id=str(at)) for at in range(100)]


class Known:
    """Pays 1 and 3 by turns."""

    async def score(self, items: Any, **options: Any) -> ScoreResult:
        results = [ItemResult(reward=1.0 + 2 * (at % 2), components={}) for at in range(len(items))]
        return ScoreResult(results, [one.reward for one in results], "v", 0.0)


def paid(policy: str, share: float, items: list[Item] = GROUP) -> list[float | None]:
    return asyncio.run(Lossy(Known(), Cell(policy, share, 0)).score(items)).rewards  # type: ignore[arg-type]


@pytest.mark.parametrize("policy", ["zero", "mean", "dropped", "resampled", "retried"])
def test_each_policy_pays_a_lost_score_in_its_way(policy: str) -> None:
    others = [one for one in paid(policy, 0.3) if one not in (1.0, 3.0)]
    if policy == "retried":
        assert 0 < len(others) < 30  # .3 ** 3 = 2.7 %
    else:
        assert 80 < len(others) < 160
    mean = others[0] if policy == "mean" else None
    assert set(others) == {{"zero": 0.0, "mean": mean}.get(policy)}
    assert mean is None or 1.8 < mean < 2.2


def test_evaluations_lose_nothing_and_the_same_seed_the_same() -> None:
    assert None not in paid("dropped", 0.9, EVALUATION)
    assert None not in paid("dropped", 0.0)
    assert paid("dropped", 0.3) == paid("dropped", 0.3)


def test_runs_without_losses_are_shared_and_come_first() -> None:
    options: Any = type("Options", (), {"shares": [0.3, 0.0], "policies": ["zero", "mean"], "seeds": [0, 1]})
    cells = plan(options)
    assert cells[:2] == [Cell("none", 0.0, 0), Cell("none", 0.0, 1)]
    assert len(cells) == 6
    results = [{**one._asdict(), "accuracy": one.share} for one in cells]
    assert of(results, "mean", 0.0) == [0.0, 0.0]
    assert of(results, "mean", 0.3) == [0.3, 0.3]
