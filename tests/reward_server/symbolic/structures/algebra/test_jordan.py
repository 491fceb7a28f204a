"""The blocks of a Jordan form have no order."""

from __future__ import annotations

import pytest

from reward_server.symbolic.structures.algebra.jordan import same_jordan

PROMPT = "Find the Jordan normal form of $A$."


def matrix(rows: str) -> str:
    return r"\begin{pmatrix}" + rows.replace(",", "&").replace(";", r"\\") + r"\end{pmatrix}"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("1,1,0;0,1,0;0,0,1", "1,0,0;0,1,1;0,0,1", True), ("2,0,0;0,3,1;0,0,3", "3,0,0;1,3,0;0,0,2", True),
        ("1,1,0;0,1,0;0,0,i", "i,0,0;0,1,1;0,0,1", True),
        ("2,0,0;0,3,1;0,0,3", "2,1,0;0,2,0;0,0,3", False), ("1,1,0;0,1,0;0,0,1", "1,1,0;0,1,1;0,0,1", False),
        ("1,1,0;0,1,0;0,0,1", "1,0,1;0,1,0;0,0,1", None), ("1,1,0;0,1,0;0,0,1", "1,2,0;0,1,0;0,0,1", None),
        ("2,1,0,0;0,2,0,0;0,0,2,1;0,0,0,2", "2,1,0,0;0,2,1,0;0,0,2,0;0,0,0,2", False), ("1,1;0,1", "1,1,0;0,1,0", None),
    ],
)  # fmt: skip
def test_blocks_may_stand_in_any_order(truth: str, answer: str, equal: bool | None) -> None:
    verdict = same_jordan(matrix(truth), "J = " + matrix(answer), PROMPT)
    assert (verdict and verdict.equal) == equal


@pytest.mark.parametrize(
    ("answer", "equal"), [(r"J_1(1)\oplus J_2(1)", True), ("J_3(1)", False), (r"J_2(2)\oplus J_1(1)", False)]
)
def test_blocks_have_names(answer: str, equal: bool) -> None:
    verdict = same_jordan(matrix("1,1,0;0,1,0;0,0,1"), answer, PROMPT)
    assert (verdict and verdict.equal) is equal


def test_only_a_question_for_a_jordan_form_leaves_the_order() -> None:
    assert same_jordan(matrix("1,1,0;0,1,0;0,0,1"), matrix("1,0,0;0,1,1;0,0,1"), "Compute $A^{-1}$.") is None


@pytest.mark.parametrize(
    ("prompt", "equal"),
    [
        ("Find a diagonal matrix similar to $A$.", True),
        ("Find the diagonal matrix $P^{-1}AP$.", None),
        ("Find $D$.", None),
    ],
)
def test_a_diagonal_matrix_that_is_similar_has_no_order(prompt: str, equal: bool | None) -> None:
    verdict = same_jordan(matrix("1,0;0,2"), matrix("2,0;0,1"), prompt)
    assert (verdict and verdict.equal) == equal
