"""Arithmetic of matrices and vectors."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\begin{pmatrix}2&4\\6&8\end{pmatrix}", r"2\begin{pmatrix}1&2\\3&4\end{pmatrix}", True),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\begin{pmatrix}a&c\\b&d\end{pmatrix}^T", True),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", r"\begin{pmatrix}a&c\\b&d\end{pmatrix}", False),
        (r"\begin{pmatrix}x\\y\end{pmatrix}", "(x, y)", True),
        (r"\begin{pmatrix}x\\y\end{pmatrix}", "(y, x)", False),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "[[1,2],[3,4]]", True),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{pmatrix}1&2&3&4\end{pmatrix}", False),
        (r"\begin{pmatrix}\frac{a}{2}\\\frac{b}{2}\end{pmatrix}", r"\frac12\begin{pmatrix}a\\b\end{pmatrix}", True),
        (r"\begin{pmatrix}-a\\-b\end{pmatrix}", r"-\begin{pmatrix}a\\b\end{pmatrix}", True),
        (r"\begin{pmatrix}-a\\-b\end{pmatrix}", r"-\begin{pmatrix}a\\-b\end{pmatrix}", False),
        ("(x+1, y+2)", "(x, y)+(1, 2)", True),
        ("(x+1, y+2)", "(x, y)+(2, 1)", False),
        (r"\begin{pmatrix}a+b\\c+d\end{pmatrix}", r"\begin{pmatrix}a\\c\end{pmatrix}+\begin{pmatrix}b\\d\end{pmatrix}", True),
        (r"\begin{pmatrix}xa+yb\\xc+yd\end{pmatrix}", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}\begin{pmatrix}x\\y\end{pmatrix}", True),
        ("xw-yz", r"\begin{vmatrix}x&y\\z&w\end{vmatrix}", True),
        ("xw+yz", r"\begin{vmatrix}x&y\\z&w\end{vmatrix}", False),
    ],
)  # fmt: skip
def test_matrices_are_compared_entry_by_entry_after_their_arithmetic(truth: str, answer: str, right: bool) -> None:
    """Sums, multiples, products, transposes; shape and order count."""
    assert compare(truth, answer).equal is right
