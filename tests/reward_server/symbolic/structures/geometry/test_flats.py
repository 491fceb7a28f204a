"""Lines, planes and solutions of linear systems."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

SYMMETRIC = r"\frac{x-1}{2}=\frac{y-2}{-1}=\frac{z-3}{2}"
PARAMETERS = r"(x,y,z)=(2-t,\,1,\,t),\ t\in\mathbb{R}"
PLANE = r"(1-s-t,s,t), s,t\in\mathbb{R}"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SYMMETRIC, r"\frac{x-3}{2}=\frac{y-1}{-1}=\frac{z-5}{2}", True), (SYMMETRIC, r"\frac{x-1}{4}=\frac{y-2}{-2}=\frac{z-3}{4}", True),
        (SYMMETRIC, r"\frac{x-1}{4}=\frac{y-2}{-2}=\frac{z-3}{2}", False), (SYMMETRIC, r"\frac{x-1}{2}=\frac{y+2}{-1}=\frac{z-3}{2}", False),
        (SYMMETRIC, r"\vec r=(3,1,5)+t(-2,1,-2),\ t\in\mathbb{R}", True), (SYMMETRIC, r"\vec r=(3,1,5)+t(-2,1,2),\ t\in\mathbb{R}", False),
        (SYMMETRIC, r"\begin{cases}x=1+2t\\y=2-t\\z=3+2t\end{cases}", True), (SYMMETRIC, r"\begin{cases}x=1+2t\\y=2-t\\z=3-2t\end{cases}", False),
        (SYMMETRIC, r"\begin{pmatrix}x\\y\\z\end{pmatrix}=\begin{pmatrix}1\\2\\3\end{pmatrix}+\lambda\begin{pmatrix}2\\-1\\2\end{pmatrix}", True),
        (SYMMETRIC, r"\vec r=\langle 1,2,3\rangle+t\langle 2,-1,2\rangle", True), (SYMMETRIC, r"\vec r=\langle 1,2,3\rangle+t\langle 2,-1,1\rangle", False),
        (r"\frac{x-1}{2}=\frac{z-3}{4},\ y=2", r"(1,2,3)+t(1,0,2)", True), (r"\frac{x-1}{2}=\frac{z-3}{4},\ y=2", r"(1,2,3)+t(1,1,2)", False),
        ("x=y=z", "(t,t,t)", True), ("x=y=z", "(t,t,-t)", False),
        (PARAMETERS, r"\{(s,1,2-s): s\in\mathbb{R}\}", True), (PARAMETERS, r"\{(s,1,2+s): s\in\mathbb{R}\}", False), (PARAMETERS, "x=2-z, y=1", True),
        (PARAMETERS, "y=1, z=2-x", True), (PARAMETERS, "x+y+z=3, x-y+z=1", False), (PARAMETERS, "x+z=2, y=1", False),
        (PARAMETERS, "(2,1,0)", False), (PARAMETERS, "(2-t,1,t), t>0", False), (PARAMETERS, r"(2-t,1,t), t\in\mathbb{Z}", False),
        (PLANE, r"\{(u,v,1-u-v): u,v\in\mathbb{R}\}", True), (PLANE, r"\{(u,v,1-u+v): u,v\in\mathbb{R}\}", False), (PLANE, "(1,0,0)+s(-1,1,0)+t(-1,0,1)", True),
        (PLANE, "(1,0,0)+s(-1,1,0)", False), (PLANE, "(1,0,0)+s(-1,1,0)+t(-2,2,0)", False), ("x+y+z=1", PLANE, True), ("x+y+z=2", PLANE, False),
        (r"\{(t,2t): t\in\mathbb{R}\}", "y=2x", True), (r"\{(t,2t): t\in\mathbb{R}\}", "x=2y", False),
        (r"(t,\sqrt2 t), t\in\mathbb{R}", r"(\sqrt2 s, 2s)", True), (r"(t,\sqrt2 t), t\in\mathbb{R}", r"(\sqrt3 s, 2s)", False),
        ("y=2x+1, y=3x", "y=3x, y=2x+1", True),
    ],
)  # fmt: skip
def test_a_line_and_a_plane_are_the_same_by_parameters_and_by_equations(truth: str, answer: str, right: bool) -> None:
    """Symmetric ones, and a value of each coordinate; a system that is still to be solved is none."""
    assert compare(truth, answer).equal is right


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


SYMMETRIC_OF_A_POINT = r"\frac{x-1}{2}=\frac{y+1}{-3}=z"
PLANE_OF_A_POINT = "2x-y+z=3"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (SYMMETRIC_OF_A_POINT, "x=1+2t, y=-1-3t, z=t", True),
        (SYMMETRIC_OF_A_POINT, r"(x,y,z)=(1,-1,0)+t(2,-3,1), t\in\mathbb{R}", True),
        (SYMMETRIC_OF_A_POINT, "(3,-4,1)+t(-4,6,-2)", True),
        (SYMMETRIC_OF_A_POINT, r"\frac{x-3}{4}=\frac{y+4}{-6}=\frac{z-1}{2}", True),
        (SYMMETRIC_OF_A_POINT, r"\frac{x-1}{2}=\frac{y+1}{3}=z", False),
        (SYMMETRIC_OF_A_POINT, r"\frac{x+1}{2}=\frac{y-1}{-3}=z", False),
        (SYMMETRIC_OF_A_POINT, "x=1+2t, y=-1-3t, z=1+t", False),
        (SYMMETRIC_OF_A_POINT, "(1,-1,0)", False),
        (r"\frac{x-1}{2}=\frac{y+1}{3}, z=5", "x=1+2t, y=-1+3t, z=5", True),
        (r"\frac{x-1}{2}=\frac{y+1}{3}, z=5", "x=1+2t, y=-1+3t, z=4", False),
        ("x=1+2t, y=-1-3t, z=t", SYMMETRIC_OF_A_POINT, True),
        (r"(2-t, 1, t), t\in\mathbb{R}", r"\{(s,1,2-s): s\in\mathbb{R}\}", True),
        (r"(2-t, 1, t), t\in\mathbb{R}", r"\{(s,1,2+s): s\in\mathbb{R}\}", False),
        ("y=2x+1", "x=t, y=2t+1", True),
        ("y=2x+1", "(0,1)+t(1,2)", True),
        ("y=2x+1", "(0,1)+t(2,1)", False),
        ("y=2x+1", "2x-y+1=0", True),
        ("y=0.33x+1", r"y=\frac{x}{3}+1", True),
        ("(2t, t)", "x=2y", False),
        (PLANE_OF_A_POINT, "(x,y,z)=(0,0,3)+s(1,0,-2)+t(0,1,1)", True),
        (PLANE_OF_A_POINT, "(s, t, 3-2s+t)", True),
        (PLANE_OF_A_POINT, "(s, t, 3-2s-t)", False),
        (PLANE_OF_A_POINT, "(s, s, 3-s)", False),
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


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"x=y=\frac{3-s}{2},\ z=s,\ s\in\mathbb{R}", True), (r"x=y=t,\ z=3-2t,\ t\in\mathbb{R}", True), (r"x=y,\ z=3-2y,\ y\in\mathbb{R}", True),
        (r"x=y=\frac{3+s}{2},\ z=s,\ s\in\mathbb{R}", False), (r"x=y=s,\ z=s,\ s\in\mathbb{R}", False), (r"x=y=t,\ z=3-t,\ t\in\mathbb{R}", False), (r"x=t,\ y=3-2t,\ t\in\mathbb{R}", False),
    ],
)  # fmt: skip
def test_coordinates_may_be_chained(answer: str, right: bool) -> None:
    """x = y = t, and a coordinate that is left free."""
    assert (
        compare(r"$(t,t,3-2t),\ t\in\mathbb{R}$", answer, prompt="Find all solutions of $x+y+z=3$, $x-y=0$.").equal
        is right
    )
