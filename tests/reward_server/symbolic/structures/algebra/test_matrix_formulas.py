"""Products of matrices, in their order."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

CASES = [
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", r"I_n-2\,u\,u^{\top}", True),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", r"I_n-2\frac{uu^T}{u^Tu}", True),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", r"I_n-\frac{2uu^T}{\|u\|^2}", True),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", "I_n-2u^Tu", False),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", "I_n-uu^T", False),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", "2uu^T-I", False),
    (r"Give the matrix of the reflection of $\mathbb{R}^n$ in the hyperplane orthogonal to the unit vector $u$.", "I-2uu^T", "-(2uu^T-I)", True),
    ("Give the matrix of the reflection in the hyperplane orthogonal to the vector $v$.", r"I-\frac{2vv^T}{v^Tv}", "I-2vv^T", False),
    ("Give the least squares solution of $Ax=b$, where the matrix $A$ has full column rank.", "(A^TA)^{-1}A^Tb", r"\hat{x}=(A^{\top}A)^{-1}A^{\top}b", True),
    ("Give the least squares solution of $Ax=b$, where the matrix $A$ has full column rank.", "(A^TA)^{-1}A^Tb", "x=(A'A)^{-1}A'b", True),
    ("Give the least squares solution of $Ax=b$, where the matrix $A$ has full column rank.", "(A^TA)^{-1}A^Tb", "(AA^T)^{-1}A^Tb", False),
    ("Give the least squares solution of $Ax=b$, where the matrix $A$ has full column rank.", "(A^TA)^{-1}A^Tb", "A^T(A^TA)^{-1}b", False),
    ("Give the least squares solution of $Ax=b$, where the matrix $A$ has full column rank.", "(A^TA)^{-1}A^Tb", "A^{-1}b", False),
    ("Simplify the inverse of the product of the invertible matrices $A$, $B$.", "B^{-1}A^{-1}", "(AB)^{-1}", True),
    ("Simplify the inverse of the product of the invertible matrices $A$, $B$.", "B^{-1}A^{-1}", "A^{-1}B^{-1}", False),
    ("Expand for matrices A and B.", "A^2+AB+BA+B^2", "A^2+BA+AB+BB", True),
    ("Expand for matrices A and B.", "A^2+AB+BA+B^2", "A^2+2AB+B^2", False),
    ("Expand for matrices A and B.", "A^2+AB+BA+B^2", "A^2+AB+B^2+BA", True),
    ("Solve for the matrix X: AXB=C with invertible matrices.", "X=A^{-1}CB^{-1}", "X = A^{-1} C B^{-1}", True),
    ("Solve for the matrix X: AXB=C with invertible matrices.", "X=A^{-1}CB^{-1}", "X=B^{-1}CA^{-1}", False),
    ("Let the symmetric matrix $A$ ... transpose", "A^2", "AA^T", True),
    ("Let the matrix $A$ ... transpose", "A^2", "AA^T", False),
    ("Find the determinant of the matrix with rows (A,B),(C,D).", "AD-BC", "AD-CB", True),
    (r"Let $A$ and $B$ be $n\times n$ matrices. Compute the commutator.", "AB-BA", "BA-AB", False),
    (r"Let $A$ and $B$ be $n\times n$ matrices. Compute the commutator.", "AB-BA", "-BA+AB", True),
    ("Projection matrix onto the line through the vector $a$?", r"\frac{aa^T}{a^Ta}", r"\frac{1}{a^Ta}aa^T", True),
    ("Projection matrix onto the line through the vector $a$?", r"\frac{aa^T}{a^Ta}", r"\frac{aa^T}{\|a\|^2}", True),
    ("Projection matrix onto the line through the vector $a$?", r"\frac{aa^T}{a^Ta}", r"\frac{a^Ta}{aa^T}", False),
    ("Projection matrix onto the line through the vector $a$?", r"\frac{aa^T}{a^Ta}", "aa^T", False),
    ("Let A be a matrix", "(A^TA)^{-1}A^T", "((A^TA)^T)^{-1}A^T", True),
    ("Let A be a matrix, hat matrix", "A(A^TA)^{-1}A^T", "A(A'A)^{-1}A'", True),
    ("Let A be a matrix, hat matrix", "X(X^TX)^{-1}X^Ty", "(X^TX)^{-1}X^Ty", False),
]  # fmt: skip


@pytest.mark.parametrize(("prompt", "truth", "answer", "equal"), CASES)
def test_products_keep_their_order(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
