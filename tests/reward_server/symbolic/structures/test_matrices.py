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


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\begin{pmatrix}a\\b\end{pmatrix}+\begin{pmatrix}c\\d\end{pmatrix}", r"\begin{pmatrix}a+c\\b+d\end{pmatrix}", True), (r"\begin{pmatrix}a\\b\end{pmatrix}+\begin{pmatrix}c\\d\end{pmatrix}", r"\begin{pmatrix}a+d\\b+c\end{pmatrix}", False), (r"\begin{pmatrix}a+b\end{pmatrix}", "x", False),
        (r"\begin{pmatrix}2\\3\end{pmatrix}", r"\begin{pmatrix}2&3\end{pmatrix}^T", True), (r"\begin{pmatrix}2&3\end{pmatrix}", "(2,3)^T", False), (r"\begin{pmatrix}2\\3\end{pmatrix}", "(2,3)^T", True),
        (r"\begin{pmatrix}2\\3\end{pmatrix}", "(3,2)^T", False), (r"\frac{1}{2}\begin{pmatrix}a\\b\end{pmatrix}", r"\frac{\begin{pmatrix}a\\b\end{pmatrix}}{2}", True), (r"\begin{pmatrix}a\\b\end{pmatrix}", r"\frac{\begin{pmatrix}a\\b\end{pmatrix}}{2}", False),
        ("(5, 2)", "P(5, 2)", True), ("(5, 2)", "P(2, 5)", False), ("(10, 4)", "2(5, 2)", True),
        ("(5k,2k)", "k(5,2)", True), ("(5k,2k)", "k(5,3)", False), ("(x+1,y+2,z+3)", "(x,y,z)+(1,2,3)", True),
        ("(x+1,y+2,z+3)", "(x,y,z)+(1,2)", False), ("(x-1,y-2)", "(x,y)-(1,2)", True), ("(x-1,y-2)", "(x,y)-(2,1)", False),
        ("(-x,-y)", "-(x,y)", True), ("(-x,-y)", "-(x,-y)", False), ("aei+bfg+cdh-ceg-bdi-afh", r"\begin{vmatrix}a&b&c\\d&e&f\\g&h&i\end{vmatrix}", True),
        ("aei+bfg+cdh-ceg-bdi+afh", r"\begin{vmatrix}a&b&c\\d&e&f\\g&h&i\end{vmatrix}", False), (r"\begin{vmatrix}1&0&0&0\\0&2&0&0\\0&0&3&0\\0&0&0&4\end{vmatrix}", "24", True), (r"\begin{vmatrix}1&0&0&0\\0&2&0&0\\0&0&3&0\\0&0&0&4\end{vmatrix}", "25", False),
        (r"\begin{pmatrix}ax+yb&az+wb\\cx+dy&cz+dw\end{pmatrix}", r"\begin{pmatrix}a&b\\c&d\end{pmatrix}\begin{pmatrix}x&z\\y&w\end{pmatrix}", True), (r"\begin{pmatrix}ax+yb&az+wb\\cx+dy&cz+dw\end{pmatrix}", r"\begin{pmatrix}x&z\\y&w\end{pmatrix}\begin{pmatrix}a&b\\c&d\end{pmatrix}", False), (r"\begin{pmatrix}5a\end{pmatrix}", r"\begin{pmatrix}1&2\end{pmatrix}\begin{pmatrix}a\\2a\end{pmatrix}", True),
        (r"\begin{pmatrix}a\end{pmatrix}", r"\begin{pmatrix}1&2\end{pmatrix}\begin{pmatrix}a\\2a\end{pmatrix}", False), (r"\begin{pmatrix}a&2a\\3a&6a\end{pmatrix}", r"\begin{pmatrix}1\\3\end{pmatrix}\begin{pmatrix}a&2a\end{pmatrix}", True), (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "[[1,2],[3,5]]", False),
        ("[[1,2],[3]]", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", False), ("((1,2),(3,4))", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", False), (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{pmatrix}1&2\\3&4\\5&6\end{pmatrix}", False),
        (r"\begin{pmatrix}1&2&3\end{pmatrix}", "(1,2,3)", True), (r"\begin{pmatrix}1&2&3\end{pmatrix}", "(1,2,4)", False), (r"A=\begin{pmatrix}1\\2\end{pmatrix}", r"\begin{pmatrix}1\\2\end{pmatrix}", True),
        (r"A=\begin{pmatrix}1\\2\end{pmatrix}", r"B=\begin{pmatrix}1\\3\end{pmatrix}", False),
        (r"\begin{pmatrix}2&0\\0&3\end{pmatrix}", r"\operatorname{diag}(2, 3)", True), (r"\begin{pmatrix}2&0\\0&3\end{pmatrix}", "diag(3, 2)", False),
    ],
)  # fmt: skip
def test_a_sum_a_multiple_or_a_product_is_the_matrix_that_it_makes(truth: str, answer: str, right: bool) -> None:
    """Where the shapes fit; a determinant is its value, a letter before a point is its name."""
    assert compare(truth, answer).equal is right
