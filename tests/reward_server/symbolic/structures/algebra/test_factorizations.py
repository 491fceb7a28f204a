"""Matrices that factor the same matrix."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

DIAGONALIZE = r"Find an invertible $P$ and a diagonal $D$ with $A=PDP^{-1}$."
ORTHOGONALLY = r"Orthogonally diagonalize the symmetric matrix $A$."
PD = r"P=\begin{pmatrix}1&1\\1&-1\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&-1\end{pmatrix}"
QD = r"Q=\frac{1}{\sqrt2}\begin{pmatrix}1&1\\1&-1\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&-1\end{pmatrix}"
LU = r"L=\begin{pmatrix}1&0\\2&1\end{pmatrix}, U=\begin{pmatrix}2&4\\0&3\end{pmatrix}"
QR = r"Q=\begin{pmatrix}0&1\\1&0\end{pmatrix}, R=\begin{pmatrix}2&3\\0&1\end{pmatrix}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&1\\-1&1\end{pmatrix},\ D=\begin{pmatrix}-1&0\\0&3\end{pmatrix}", True),
        (DIAGONALIZE, PD, r"D=\operatorname{diag}(3,-1),\ P=\begin{pmatrix}2&-1\\2&1\end{pmatrix}", True),
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&1\\1&-1\end{pmatrix},\ D=\begin{pmatrix}-1&0\\0&3\end{pmatrix}", False),
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&1\\1&1\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&-1\end{pmatrix}", False),
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&1\\1&-1\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&0\\1&0\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&3\end{pmatrix}", False),
        (DIAGONALIZE, PD, r"P=\begin{pmatrix}1&0\\0&1\end{pmatrix},\ D=\begin{pmatrix}1&2\\2&1\end{pmatrix}", False),
        (DIAGONALIZE + " List the eigenvalues in decreasing order.", PD, r"P=\begin{pmatrix}1&1\\-1&1\end{pmatrix},\ D=\begin{pmatrix}-1&0\\0&3\end{pmatrix}", False),
        (ORTHOGONALLY, QD, r"Q=\begin{pmatrix}\frac{1}{\sqrt2}&\frac{1}{\sqrt2}\\-\frac{1}{\sqrt2}&\frac{1}{\sqrt2}\end{pmatrix},\ D=\begin{pmatrix}-1&0\\0&3\end{pmatrix}", True),
        (ORTHOGONALLY, QD, r"Q=\begin{pmatrix}1&1\\1&-1\end{pmatrix},\ D=\begin{pmatrix}3&0\\0&-1\end{pmatrix}", False),
        ("Find an LU factorization.", LU, r"L=\begin{pmatrix}1&0\\1&1\end{pmatrix}, U=\begin{pmatrix}2&4\\0&3\end{pmatrix}", False),
        ("Find an LU factorization.", LU, r"L=\begin{pmatrix}2&0\\4&3\end{pmatrix}, U=\begin{pmatrix}1&2\\0&1\end{pmatrix}", False),
        ("Find a QR factorization.", QR, r"Q=\begin{pmatrix}0&-1\\-1&0\end{pmatrix}, R=\begin{pmatrix}-2&-3\\0&-1\end{pmatrix}", True),
        ("Find a QR factorization.", QR, r"Q=\begin{pmatrix}0&-1\\-1&0\end{pmatrix}, R=\begin{pmatrix}-2&-3\\0&1\end{pmatrix}", False),
        ("Find a QR factorization.", QR, r"Q=\begin{pmatrix}0&1\\2&3\end{pmatrix}, R=\begin{pmatrix}1&0\\0&1\end{pmatrix}", False),
    ],
)  # fmt: skip
def test_the_product_and_the_shapes_decide(prompt: str, truth: str, answer: str, right: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("Diagonalize $A$.", r"P=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"P=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", True),
        ("Find $P$ and $D$ with $P^{-1}AP=D$.", r"P=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"P=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", True),
        ("Find $X$ and $D$ with $A=XDX^{-1}$.", r"X=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"X=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", True),
        ("Find $P$ and $D$ with $PAP^{-1}=D$.", r"P=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"P=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        ("Diagonalize $A$ by an integer $P$ of determinant 1.", r"P=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"P=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        ("Find the factors of $A=U^TDU$.", r"U=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"U=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        ("Find the mass matrix and the damping matrix.", r"M=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"M=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        ("", r"P=\begin{pmatrix}1&1\\0&1\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", r"P=\begin{pmatrix}1&2\\0&2\end{pmatrix}, D=\begin{pmatrix}3&0\\0&1\end{pmatrix}", False),
        ("Find a QR factorization.", r"Q=\begin{pmatrix}1&0\\0&1\end{pmatrix}, R=\begin{pmatrix}2&1\\0&3\end{pmatrix}", r"Q=\begin{pmatrix}-1&0\\0&1\end{pmatrix}, R=\begin{pmatrix}-2&-1\\0&3\end{pmatrix}", True),
        ("Find the QR factorization whose R has a positive diagonal.", r"Q=\begin{pmatrix}1&0\\0&1\end{pmatrix}, R=\begin{pmatrix}2&1\\0&3\end{pmatrix}", r"Q=\begin{pmatrix}-1&0\\0&1\end{pmatrix}, R=\begin{pmatrix}-2&-1\\0&3\end{pmatrix}", False),
    ],
)  # fmt: skip
def test_what_the_prompt_asks_for(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Only where it asks for P D P^{-1}, and for no one of these."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
