"""Cycle types as partitions, with exponents and in words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '\\text{one 3-cycle, one 2-cycle and one fixed point}', True),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '3+2+1', True),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '1^1 2^1 3^1', True),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '[1,2,3]', True),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '\\text{a 3-cycle and a transposition}', True),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '\\text{one 3-cycle, one 2-cycle and no fixed points}', False),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '(3,3)', False),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '(3,2,2)', False),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '(3,2,1,1)', False),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '3^2 1^1', False),
        ('What is the cycle type of the permutation $(1\\,2\\,3)(4\\,5)$ in $S_6$?', '(3,2,1)', '\\text{two 3-cycles}', False),
    ],
)  # fmt: skip
def test_a_cycle_type_is_the_same_in_other_forms(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right


PARTITIONS = [
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", r"1^2\,2^1\,3^1\ \text{(exponential notation)}", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "3+2+1+1", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "(3,2,1^2)", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "1^2 2^1 3^1", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "3,2,1,1", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "[3,2,1,1]", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "(1^2,2,3)", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", r"\lambda'=(3,2,1,1)", True),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "1^1 2^2 3^1", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "3+2+2", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "(3,2,1)", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "1^3 2^1 3^1", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "(4,2,1)", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "3^2 2^1 1^1", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", r"3\cdot2\cdot1\cdot1", False),
    ("Give the conjugate of the partition $(4,2,1)$ of 7.", "(3,2,1,1)", "7", False),
    ("How many partitions of 7 are there?", "15", "1^15", False),
    ("How many partitions of 7 are there?", "15", "7+8", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), PARTITIONS)
def test_partitions(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
