"""Sets and lists of solutions."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.tree import Node, Sym, integer
from reward_server.symbolic.structures.members import _same_members
from reward_server.symbolic.verdict import Rules, Undecided, Verdict


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


OPEN = Sym("u")
"""Nothing decides whether it equals 0."""


def decided_but_for_zero(left: Node, right: Node, rules: Rules) -> Verdict:
    if OPEN in (left, right) and integer(0) in (left, right):
        raise Undecided("whether u is 0")
    return Verdict(left == right, "as it stands")


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ((OPEN, integer(1)), (integer(0), integer(1)), None),
        ((OPEN, integer(1)), (integer(0), integer(2)), False),
        ((OPEN, OPEN), (integer(0), integer(5)), False),
        ((OPEN, OPEN), (integer(0), integer(0)), None),
        ((OPEN, integer(1)), (integer(1), OPEN), True),
    ],
)
def test_a_member_that_equals_none_decides_beside_an_undecided_pair(
    truth: tuple[Node, ...], answer: tuple[Node, ...], right: bool | None
) -> None:
    """On either side; where each may still have its partner, nothing is decided."""
    if right is None:
        with pytest.raises(Undecided):
            _same_members(list(truth), list(answer), Rules(), decided_but_for_zero)
    else:
        assert _same_members(list(truth), list(answer), Rules(), decided_but_for_zero).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("(4,3), (-3,-4)", r"(x,y)\in\{(-3,-4),(4,3)\}", True),
        ("(4,3), (-3,-4)", r"(x,y)\in\{(-3,-4),(3,4)\}", False),
        ("1+i, 1-i, -1+i, -1-i", r"\pm1\pm i", True),
        ("1+i, 1-i", r"\pm1\pm i", False),
        ("1+i, 1-i, -1+i, -1-i", r"\pm(1+i)", False),
        (r"\pm\sqrt2\pm\sqrt3", r"\pm\sqrt{5+2\sqrt6}, \pm\sqrt{5-2\sqrt6}", True),
        (r"\pm\sqrt2\pm\sqrt3", r"\pm\sqrt{5+2\sqrt6}, \pm\sqrt{5-\sqrt6}", False),
    ],
)
def test_points_in_a_set_and_signs_that_need_not_go_together(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
