"""Vectors of which the question asks for any."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

BASIS = "Find a basis of the null space of A."
EIGENVECTOR = "Find an eigenvector of A for the eigenvalue 2."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,-1)\}", True),
        (BASIS, r"\{(-2,1,0),(-3,0,1)\}", r"\begin{pmatrix}2\\-1\\0\end{pmatrix},\begin{pmatrix}3\\0\\-1\end{pmatrix}", True),
        (BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(2,-2,0)\}", False),
        (BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,1)\}", False),
        (BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0)\}", False),
        (BASIS, r"\{(1,-1),(1,0)\}", r"\{(1,-1,0),(0,1,-1)\}", False),
        ("Find an orthonormal basis.", "(1,0),(0,1)", "(1,1),(0,1)", False),
        ("Find the basis vectors.", "(1,0),(0,1)", "(1,1),(0,1)", False),
        (EIGENVECTOR, "(1,-2)", r"\begin{pmatrix}-1\\2\end{pmatrix}", True),
        (EIGENVECTOR, "(1,-2)", "(0,0)", False),
        (EIGENVECTOR, "(1,-2)", "(2,1)", False),
        (EIGENVECTOR, "(1,-2)", "(1,-2),(2,-4)", False),
        ("Find a unit eigenvector.", "(1,0)", "(2,0)", False),
        ("Find an eigenvector with first entry 1.", "(1,2)", "(2,4)", False),
        ("Find the vector.", "(1,-2)", "(2,-4)", False),
    ],
)  # fmt: skip
def test_another_basis_or_multiple_is_right_where_any_is_asked_for(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    """It spans the same space, with as many vectors as it needs."""
    assert compare(truth, answer, prompt=prompt).equal is right
