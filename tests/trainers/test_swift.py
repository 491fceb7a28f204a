"""ms-swift's real registry with our function: a null is the mean of its group's known rewards. `scripts/check trainers`."""

from __future__ import annotations

import pytest

rewards = pytest.importorskip("swift.rewards", reason="ms-swift is not installed here: scripts/check trainers")

from sdk.integrations.ms_swift import AssayORM  # noqa: E402
from tests.trainers.service import service  # noqa: E402

COLUMNS = {"prompt": ["q"] * 4, "solution": ["5"] * 4}


def advantages(group: list[float]) -> list[float]:
    """As its GRPO trainer computes them: less the mean, over the deviation with n - 1 and 1e-4."""
    mean = sum(group) / len(group)
    deviation = (sum((one - mean) ** 2 for one in group) / (len(group) - 1)) ** 0.5
    return [(one - mean) / (deviation + 1e-4) for one in group]


def test_a_null_is_the_mean_of_its_group_and_its_advantage_0() -> None:
    with service() as url:

        class Here(AssayORM):
            options = {"url": url}  # noqa: RUF012

        found = Here()(["a", "b", "c", "d"], **COLUMNS)
    assert found == pytest.approx([1.1, 0.7, 1.0, 0.0])
    assert advantages([float(one or 0) for one in found]) == pytest.approx([0.805, 0, 0.604, -1.409], abs=1e-3)


def test_it_is_registered_under_its_name() -> None:
    assert rewards.orms["assay"] is AssayORM
