"""Lines in parameters."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

LINE = r"(1,0,2) + t(2,4,-1), t \in \mathbb{R}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (LINE, r"(3,4,1) + s(-2,-4,1),\ s \in \mathbb{R}", True),
        (LINE, "(1,0,2) + t(4,8,-2)", True),
        (LINE, r"(x,y,z) = (3,4,1) + s(2,4,-1), s\in\mathbb{R}", True),
        (LINE, "x = 1 + 2t, y = 4t, z = 2 - t", True),
        (LINE, r"x = 3 + 2t, y = 4 + 4t, z = 2 - t, t\in\mathbb{R}", False),
        (LINE, r"(3,4,1) + s(-2,-4,2), s\in\mathbb{R}", False),
        (LINE, r"(2,4,-1) + t(1,0,2), t\in\mathbb{R}", False),
        (LINE, r"(1,0) + t(2,4), t\in\mathbb{R}", False),
        (LINE, r"(1,0,2) + t(2,4,-1), t\in\mathbb{Z}", False),
        (r"\begin{pmatrix}1\\0\end{pmatrix} + t\begin{pmatrix}1\\2\end{pmatrix}, t\in\mathbb{R}",
         r"\begin{pmatrix}2\\2\end{pmatrix} + s\begin{pmatrix}-1\\-2\end{pmatrix}, s\in\mathbb{R}", True),
        (r"(2t, t^2), t\in\mathbb{R}", r"(4t, 2t), t\in\mathbb{R}", False),
        (r"(1,2) + t(1,1), t\in\mathbb{R}", r"(1,2) + t(0,0), t\in\mathbb{R}", False),
        ("(2t, t)", "(4t, 2t)", False),
    ],
)  # fmt: skip
def test_a_line_is_the_same_from_any_point_along_any_multiple(truth: str, answer: str, right: bool) -> None:
    """If either side says that its parameter is any real number; else the parameter may be a time."""
    assert compare(truth, answer).equal is right
