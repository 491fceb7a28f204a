"""Lines and planes."""

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


SYMMETRIC = r"\frac{x-1}{2}=\frac{y+1}{-3}=z"
PLANE = "2x-y+z=3"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SYMMETRIC, "x=1+2t, y=-1-3t, z=t", True),
        (SYMMETRIC, r"(x,y,z)=(1,-1,0)+t(2,-3,1), t\in\mathbb{R}", True),
        (SYMMETRIC, "(3,-4,1)+t(-4,6,-2)", True),
        (SYMMETRIC, r"\frac{x-3}{4}=\frac{y+4}{-6}=\frac{z-1}{2}", True),
        (SYMMETRIC, r"\frac{x-1}{2}=\frac{y+1}{3}=z", False),
        (SYMMETRIC, r"\frac{x+1}{2}=\frac{y-1}{-3}=z", False),
        (SYMMETRIC, "x=1+2t, y=-1-3t, z=1+t", False),
        (SYMMETRIC, "(1,-1,0)", False),
        (r"\frac{x-1}{2}=\frac{y+1}{3}, z=5", "x=1+2t, y=-1+3t, z=5", True),
        (r"\frac{x-1}{2}=\frac{y+1}{3}, z=5", "x=1+2t, y=-1+3t, z=4", False),
        ("x=1+2t, y=-1-3t, z=t", SYMMETRIC, True),
        (r"(2-t, 1, t), t\in\mathbb{R}", r"\{(s,1,2-s): s\in\mathbb{R}\}", True),
        (r"(2-t, 1, t), t\in\mathbb{R}", r"\{(s,1,2+s): s\in\mathbb{R}\}", False),
        ("y=2x+1", "x=t, y=2t+1", True),
        ("y=2x+1", "(0,1)+t(1,2)", True),
        ("y=2x+1", "(0,1)+t(2,1)", False),
        ("y=2x+1", "2x-y+1=0", True),
        ("y=0.33x+1", r"y=\frac{x}{3}+1", True),
        ("(2t, t)", "x=2y", False),
        (PLANE, "(x,y,z)=(0,0,3)+s(1,0,-2)+t(0,1,1)", True),
        (PLANE, "(s, t, 3-2s+t)", True),
        (PLANE, "(s, t, 3-2s-t)", False),
        (PLANE, "(s, s, 3-s)", False),
        ("(0,0,3)+s(1,0,-2)+t(0,1,1)", "(0,0,3)+s(1,1,-1)+t(0,1,1)", True),
        ("(0,0,3)+s(1,0,-2)+t(0,1,1)", "(0,0,3)+s(1,1,-1)+t(0,1,2)", False),
        ("(0,0,3)+s(1,0,-2)+t(0,1,1)", "(0,0,4)+s(1,1,-1)+t(0,1,1)", False),
        ("(a, b, a+b)", "(b, a, a+b)", False),
        ("(s, t, 0)", "(t, s, 0)", False),
        (r"\frac{x^2}{4}=\frac{y^2}{9}=z", r"\frac{x^2}{4}=\frac{y^2}{-9}=z", False),
    ],
)
def test_equations_of_lines_and_planes_are_what_a_point_moves_on(truth: str, answer: str, right: bool) -> None:
    """A point with letters of the question is none that moves, and a chain of equations no last value."""
    assert compare(truth, answer).equal is right
