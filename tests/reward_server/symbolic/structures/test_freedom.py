"""What a prompt leaves to choose."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

EIGENVECTOR = r"Find an eigenvector of $\begin{pmatrix}4&1\\2&3\end{pmatrix}$ for the eigenvalue $2$."
EIGENVECTORS = "Find the eigenvectors of $A$."
NULL_SPACE = r"Find a basis of the null space of $\begin{pmatrix}1&2&3\\2&4&6\end{pmatrix}$."
VECTOR = r"\begin{pmatrix}1\\-2\end{pmatrix}"
BASIS = r"\{(-2,1,0),(-3,0,1)\}"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (EIGENVECTOR, VECTOR, r"\begin{pmatrix}-1\\2\end{pmatrix}", True),
        ("", VECTOR, r"\begin{pmatrix}-1\\2\end{pmatrix}", False),
        (EIGENVECTOR, VECTOR, "(-3,6)", True),
        (EIGENVECTOR, VECTOR, "(1,2)", False),
        (EIGENVECTOR, VECTOR, "(0,0)", False),
        (EIGENVECTOR, VECTOR, "(-2,1)", False),
        (EIGENVECTOR, VECTOR, r"\vec v = (2,-4)^T", True),
        (EIGENVECTOR, VECTOR, "t(1,-2)", True),
        (EIGENVECTOR, VECTOR, r"c\begin{pmatrix}1\\-2\end{pmatrix},\ c\ne 0", True),
        (EIGENVECTOR, VECTOR, r"c\begin{pmatrix}1\\2\end{pmatrix},\ c\ne 0", False),
        (EIGENVECTOR, VECTOR, r"\begin{pmatrix}\frac12\\-1\end{pmatrix}", True),
        (EIGENVECTOR, VECTOR, r"\begin{pmatrix}1\\-2\\0\end{pmatrix}", False),
        (EIGENVECTOR, VECTOR, r"\begin{pmatrix}\frac{1}{\sqrt5}\\-\frac{2}{\sqrt5}\end{pmatrix}", True),
        (EIGENVECTORS, "(1,0),(1,1)", "(2,2),(-1,0)", True),
        (EIGENVECTORS, "(1,0),(1,1)", "(2,2)", False),
        (EIGENVECTORS, "(1,0),(1,1)", "(1,0),(2,0)", False),
        (EIGENVECTORS, "(1,0),(1,1)", "(2,1),(0,1)", False),
        ("Find the unit eigenvector with positive first entry.", VECTOR, "(-1,2)", False),
        ("In which direction does f decrease most rapidly? Give a direction vector.", "(-2,3)", "(2,-3)", False),
        ("Find a direction vector of the line.", "(-2,3)", "(2,-3)", True),
        ("Find the eigenvector whose first component is 1.", VECTOR, "(2,-4)", False),
        ("Let $(1,2)$ be an eigenvector of $A$ for the eigenvalue 3. Find $A(1,2)^T$.", "(3,6)", "(1,2)", False),
        ("Find the image of the eigenvector $(1,2)$.", "(3,6)", "(1,2)", False),
        ("Find a unit vector perpendicular to $(4,-3)$.", r"\left(\frac35,\frac45\right)", r"\left(-\frac35,-\frac45\right)", True),
        ("Find a unit vector perpendicular to $(4,-3)$.", r"\left(\frac35,\frac45\right)", r"\left(3,4\right)", False),
        ("Find the unit vector in the direction of $(3,4)$.", r"\left(\frac35,\frac45\right)", r"\left(-\frac35,-\frac45\right)", False),
        ("Find a unit vector in the direction of $(3,4)$.", r"\left(\frac35,\frac45\right)", r"\left(-\frac35,-\frac45\right)", False),
        ("Find a vector perpendicular to both $(1,1,1)$ and $(1,2,3)$.", "(1,-2,1)", "(-2,4,-2)", True),
        ("Find a normal vector of the plane $x-2y+z=4$.", "(1,-2,1)", "(-2,4,-2)", True),
        ("Find a normal vector of the plane $x-2y+z=4$.", "(1,-2,1)", "(-2,4,2)", False),
        ("Compute the cross product.", "(1,-2,1)", "(-2,4,-2)", False),
        (NULL_SPACE, BASIS, r"\left\{\begin{pmatrix}2\\-1\\0\end{pmatrix},\begin{pmatrix}3\\0\\-1\end{pmatrix}\right\}", True),
        (NULL_SPACE, BASIS, r"\left\{\begin{pmatrix}2\\-1\\0\end{pmatrix},\begin{pmatrix}3\\0\\1\end{pmatrix}\right\}", False),
        (NULL_SPACE, BASIS, r"\left\{\begin{pmatrix}2\\-1\\0\end{pmatrix}\right\}", False),
        (NULL_SPACE, BASIS, "(2,-1,0),(-4,2,0)", False),
        (NULL_SPACE, BASIS, "(2,-1,0),(3,0,-1),(1,1,-1)", False),
        (NULL_SPACE, BASIS, "(1,1,-1), (-2,1,0)", True),
        ("Find the rows", BASIS, "(2,-1,0),(3,0,-1)", False),
        (NULL_SPACE, BASIS, r"v_1=(2,-1,0),\ v_2=(3,0,-1)", True),
        (r"Find a basis of the plane $x+y+z=0$ in $\mathbb{R}^3$.", r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,-1)\}", True),
        (r"Find a basis of the plane $x+y+z=0$ in $\mathbb{R}^3$.", r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,1)\}", False),
        ("Find a basis for the space of polynomials of degree at most 2 with $p(1)=0$.", r"\{x-1,x^2-1\}", r"\{x^2-x,x-1\}", True),
        ("Find a basis for the space of polynomials of degree at most 2 with $p(1)=0$.", r"\{x-1,x^2-1\}", r"\{x^2-x,x+1\}", False),
        ("Find a basis of the space of symmetric trace-zero matrices.", r"\begin{pmatrix}1&0\\0&-1\end{pmatrix},\begin{pmatrix}0&1\\1&0\end{pmatrix}", r"\begin{pmatrix}1&1\\1&-1\end{pmatrix},\begin{pmatrix}0&1\\1&0\end{pmatrix}", True),
        ("Find a basis of the space of symmetric trace-zero matrices.", r"\begin{pmatrix}1&0\\0&-1\end{pmatrix},\begin{pmatrix}0&1\\1&0\end{pmatrix}", r"\begin{pmatrix}1&1\\1&-1\end{pmatrix},\begin{pmatrix}0&1\\-1&0\end{pmatrix}", False),
        ("Find a basis for the line $y=2x$.", "(1,2)", "(2,4)", True),
        (r"Find a basis of $\mathbb{R}^2$ with respect to which the matrix is diagonal.", "(1,0),(0,1)", "(1,1),(1,-1)", False),
        ("Find the coordinates of the vector in the basis $(1,0),(0,1)$.", "(1,2)", "(2,4)", False),
        ("Find a vector perpendicular to both $(1,1,1)$ and $(1,2,3)$.", r"\mathbf i-2\mathbf j+\mathbf k", "(-1,2,-1)", True),
        ("Write the equation of the line through A and B.", r"\mathbf{r}=(1,2,3)+t(2,-1,2)", r"\mathbf{r}=(3,1,5)+s(4,-2,4)", True),
        ("Write the equation of the line through A and B.", r"\mathbf{r}=(1,2,3)+t(2,-1,2)", r"\mathbf{r}=(3,1,4)+s(4,-2,4)", False),
        ("Write the equation of the line through A and B.", r"\mathbf{r}(t)=\langle 1+2t,2-t,3+2t\rangle", r"\mathbf{r}(t)=\langle 3-2t,1+t,5-2t\rangle", True),
        ("Write the equation of the line through A and B.", r"\mathbf r=\mathbf i+2\mathbf j+3\mathbf k+t(2\mathbf i-\mathbf j+2\mathbf k)", r"(3,1,5)+s(4,-2,4)", True),
        ("Find parametric equations of the line through A and B.", "x=1+2t, y=2-t", "x=3-2s, y=1+s", True),
        ("Find parametric equations of the line through A and B.", "x=1+2t, y=2-t, z=3+2t", r"\frac{x-1}{2}=\frac{y-2}{-1}=\frac{z-3}{2}", False),
        ("Find symmetric equations of the line through A and B.", r"\frac{x-1}{2}=\frac{y-2}{-1}=\frac{z-3}{2}", "x=1+2t, y=2-t, z=3+2t", False),
        ("Find the Cartesian equation of the plane.", "x+y+z=1", r"(1-s-t,s,t), s,t\in\mathbb{R}", False),
        ("A particle moves along a line from (1,2) with velocity (3,4). Where is it at time t?", "(1,2)+t(3,4)", "(4,6)+t(3,4)", False),
        ("Find a parametrization of the segment from (1,2) to (4,6).", "(1,2)+t(3,4)", "(4,6)-t(3,4)", False),
    ],
)  # fmt: skip
def test_a_prompt_leaves_a_factor_a_sign_a_basis_or_a_parameter_to_choose(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    """Where it asks for an eigenvector, a unit normal, a basis or a line, and does not say which."""
    assert compare(truth, answer, prompt=prompt).equal is right


A_BASIS = "Find a basis of the null space of A."
AN_EIGENVECTOR = "Find an eigenvector of A for the eigenvalue 2."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (A_BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,-1)\}", True),
        (A_BASIS, r"\{(-2,1,0),(-3,0,1)\}", r"\begin{pmatrix}2\\-1\\0\end{pmatrix},\begin{pmatrix}3\\0\\-1\end{pmatrix}", True),
        (A_BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(2,-2,0)\}", False),
        (A_BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0),(0,1,1)\}", False),
        (A_BASIS, r"\{(1,-1,0),(1,0,-1)\}", r"\{(1,-1,0)\}", False),
        (A_BASIS, r"\{(1,-1),(1,0)\}", r"\{(1,-1,0),(0,1,-1)\}", False),
        ("Find an orthonormal basis.", "(1,0),(0,1)", "(1,1),(0,1)", False),
        ("Find the basis vectors.", "(1,0),(0,1)", "(1,1),(0,1)", False),
        (AN_EIGENVECTOR, "(1,-2)", r"\begin{pmatrix}-1\\2\end{pmatrix}", True),
        (AN_EIGENVECTOR, "(1,-2)", "(0,0)", False),
        (AN_EIGENVECTOR, "(1,-2)", "(2,1)", False),
        (AN_EIGENVECTOR, "(1,-2)", "(1,-2),(2,-4)", False),
        ("Find a unit eigenvector.", "(1,0)", "(2,0)", False),
        ("Find an eigenvector with first entry 1.", "(1,2)", "(2,4)", False),
        ("Find a basis of vectors of length 1.", "(1,0),(0,1)", "(2,0),(0,1)", False),
        ("Find the vector.", "(1,-2)", "(2,-4)", False),
    ],
)  # fmt: skip
def test_another_basis_or_multiple_is_right_where_any_is_asked_for(
    prompt: str, truth: str, answer: str, right: bool
) -> None:
    """It spans the same space, with as many vectors as it needs."""
    assert compare(truth, answer, prompt=prompt).equal is right


ORTHONORMAL = "Find an orthonormal basis of the plane $x+y+z=0$."
PLANE_BASIS = r"\frac1{\sqrt2}(1,-1,0),\ \frac1{\sqrt6}(1,1,-2)"


@pytest.mark.parametrize(
    ("prompt", "answer", "right"),
    [
        (ORTHONORMAL, r"\left\{\frac{1}{\sqrt2}(1,0,-1),\frac1{\sqrt6}(1,-2,1)\right\}", True),
        (ORTHONORMAL, r"\left(\frac{-1}{\sqrt2},\frac{1}{\sqrt2},0\right),\left(\frac{1}{\sqrt6},\frac{1}{\sqrt6},-\frac{2}{\sqrt6}\right)", True),
        (ORTHONORMAL, "(1,-1,0),(1,1,-2)", False), (ORTHONORMAL, r"\frac1{\sqrt2}(1,-1,0),\ \frac1{\sqrt2}(0,1,-1)", False),
        (ORTHONORMAL, r"\frac1{\sqrt2}(1,1,0),\ \frac1{\sqrt6}(1,-1,-2)", False), (ORTHONORMAL, r"\frac1{\sqrt2}(1,-1,0)", False),
        (ORTHONORMAL + " Use the Gram-Schmidt process.", r"\left\{\frac{1}{\sqrt2}(1,0,-1),\frac1{\sqrt6}(1,-2,1)\right\}", False),
    ],
)  # fmt: skip
def test_an_orthonormal_basis_is_any_of_the_same_space(prompt: str, answer: str, right: bool) -> None:
    assert compare(PLANE_BASIS, answer, prompt=prompt).equal is right
