"""Sets and lists of solutions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("1, 2", "2, 1", True),
        (r"\{1, 2\}", r"\{1, 1, 2\}", True),
        ("1, 2", "1", False),
        ("1", "1, 2", False),
        (r"\{1, 2, 3\}", r"\{1, 2, 4\}", False),
        ("x = 1, x = -1", r"x = \pm 1", True),
        ("x_1 = 1, x_2 = 3", "3, 1", True),
        (r"x = 1 \text{ or } x = 2", r"\{1, 2\}", True),
        (r"x \in \{1, 2\}", "2, 1", True),
        (r"\{\{1\}, \{2\}\}", r"\{\{2\}, \{1\}\}", True),
        (r"\{\{1\}, 2\}", r"\{1, \{2\}\}", False),
        (r"\{1, 2, \ldots, 5\}", r"\{1, 2, 3, 4, 5\}", True),
        (r"\{1, 3, \ldots, 9\}", r"\{1, 3, 5, 7, 9\}", True),
        (r"\{1, 3, \ldots, 9\}", r"\{1, 3, 5, 7\}", False),
        (r"\{1, 2, \ldots, n\}", r"\{1, 2, 3, \ldots, n\}", True),
        (r"\{1, 2, \ldots, n\}", r"\{1, 3, \ldots, n\}", False),
    ],
)  # fmt: skip
def test_members_are_compared_in_any_order_each_once(truth: str, answer: str, right: bool) -> None:
    """Repeated members count once, missing and added ones differ, names of one unknown fall away."""
    assert compare(truth, answer).equal is right
