"""Values for each number that an index takes."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

ROOTS = r"1, -\frac12 + \frac{\sqrt3}{2}i, -\frac12 - \frac{\sqrt3}{2}i"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (ROOTS, r"z = e^{2k\pi i/3},\ k = 0, 1, 2", True),
        (ROOTS, r"z_k = e^{2k\pi i/3} (k = 0, 1, 2)", True),
        (ROOTS, r"z = e^{2k\pi i/3} \text{ for } k = 0, 1, 2", True),
        (ROOTS, r"z = e^{2k\pi i/3}, k \in \{0, 1, 2\}", True),
        (ROOTS, r"z = e^{2k\pi i/3}, k = 0, 1", False),
        (ROOTS, r"z = e^{k\pi i/3}, k = 0, 1, 2", False),
        (r"\{1, 2, 4, 8\}", r"\{2^k : k = 0, 1, 2, 3\}", True),
        (r"\{1, 2, 4, 8\}", r"\{2^k \mid k \in \{0, 1, 2, 3\}\}", True),
        (r"\{1, 2, 4, 8\}", r"\{x : x = 2^k, k = 0, 1, 2, 3\}", True),
        (r"\{1, 2, 4, 8\}", r"\{2^k : 0 \le k \le 3, k \in \mathbb{Z}\}", True),
        (r"\{1, 2, 4, 8\}", r"\{2^k : 0 \le k < 3, k \in \mathbb{Z}\}", False),
        (r"\{1, 2, 4, 8\}", r"\{2^k : 0 \le k \le 3\}", False),
        (r"\{1, 2, 4, 8, 16, 32\}", r"\{2^k : k = 0, 1, \ldots, 5\}", True),
        (r"\{1, 2, 4, 8, 16\}", r"\{2^k : k = 0, 1, \ldots, 5\}", False),
        (r"\{1, 4, 9\}", r"\{x^2 : x \in \{1, 2, 3\}\}", True),
        (r"\{221\}", r"\{17k : k = 13\}", False),
        ("a_n = 2^n", r"a_n = 2^n (n = 1, 2, 3, \ldots)", True),
        ("(3, 2), (4, 3)", "x = y + 1, y = 2, 3", False),
        ("x = 3, k = 2", "x = k + 1, k = 2", False),
    ],
)
def test_an_expression_stands_for_its_value_at_each_number_of_its_index(truth: str, answer: str, right: bool) -> None:
    """Listed, from a listed set, or whole between bounds; real numbers between bounds are an interval."""
    assert compare(truth, answer).equal is right
