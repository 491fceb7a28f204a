"""Readings that are tried where two expressions differ."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.second_readings import _positive

SPEED = "Write down the Lorentz factor for speed $v$, where $0\\le v<c$."
PLANE = "Find an equation of the plane through $(1,0,0)$, $(0,2,0)$, $(0,0,3)$."
ANGLES = r"In triangle $ABC$, $\angle A=40^\circ$ and $\angle B=65^\circ$. Find $\angle C$."
POLAR = "Give polar coordinates of the point $(-2,2)$; any valid representation is accepted."
POINT = r"\left(2\sqrt2,\frac{3\pi}{4}\right)"
TRIANGLE = "Express the area of a triangle by its circumradius $R$ and its angles $A,B,C$."
AREA = r"2R^2\sin A\sin B\sin C"
ABOVE_ONE = r"Find $\int\frac{dx}{x\sqrt{x^2-1}}$ for $x>1$."


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (SPEED, r"\frac{1}{\sqrt{1-v^2/c^2}}", r"\frac{c}{\sqrt{c^2-v^2}}", True),
        (SPEED, r"\frac{1}{\sqrt{1-v^2/c^2}}", r"\frac{v}{\sqrt{c^2-v^2}}", False),
        ("", r"\frac{1}{\sqrt{1-v^2/c^2}}", r"\frac{c}{\sqrt{c^2-v^2}}", False),
        ("Let $a>0$.", "|a|", "a", True),
        ("Let $a>0$.", "|a|", "-a", False),
        ("Let a be real.", "|a|", "a", False),
        ("", r"\sin\left(n+\frac12\right)x", r"\sin\left(\left(n+\frac12\right)x\right)", True),
        ("", r"\sin\left(n+\frac12\right)x", r"\sin\left(n+\frac{x}{2}\right)", False),
        (PLANE, "6x+3y+2z=6", r"\vec r\cdot(6,3,2)=6", True),
        (PLANE, "6x+3y+2z=6", r"(\mathbf r-(1,0,0))\cdot(6,3,2)=0", True),
        (PLANE, "6x+3y+2z=6", r"\begin{pmatrix}6\\3\\2\end{pmatrix}\cdot\begin{pmatrix}x-1\\y\\z\end{pmatrix}=0", True),
        (PLANE, "6x+3y+2z=6", r"\vec r\cdot(6,3,2)=3", False),
        (PLANE, "6x+3y+2z=6", r"\vec r\cdot(6,3,-2)=6", False),
        (PLANE, "6x+3y+2z=6", r"(\mathbf r-(1,1,0))\cdot(6,3,2)=0", False),
        (ANGLES, r"\angle C=75^\circ", r"\angle ACB=75^\circ", True),
        (ANGLES, r"\angle C=75^\circ", r"\angle BCA=75^\circ", True),
        (ANGLES.replace("triangle $", r"$\triangle "), r"\angle C=75^\circ", r"\angle ACB=75^\circ", True),
        (ANGLES, r"\angle C=75^\circ", r"\angle ABC=75^\circ", False),
        (ANGLES, r"\angle C=75^\circ", r"\angle ACD=75^\circ", False),
        (ANGLES, r"\angle C=75^\circ", r"\angle ACB=65^\circ", False),
        ("", r"e^{-t}\sin x", r"\sin x\,e^{-t}", True),
        ("", r"e^{t}\sin x", r"\sin x\,e^{-t}", False),
        ("", r"4x\pm 3y=0", r"y=\frac43x,\ y=-\frac43x", True),
        ("", r"4x\pm 3y=0", r"y = \pm\frac{4}{3}x", True),
        ("", r"4x-3y=0\text{ and }4x+3y=0", r"4x\pm 3y=0", True),
        ("", r"4x\pm 3y=0", r"y=\pm\frac34x", False),
        ("", r"4x\pm 3y=0", r"y=\frac43 x", False),
        ("", r"x=\pm 1,\ y=\mp 2", r"x=\pm 1,\ y=\pm 2", False),
        ("", r"\sin(x)x", r"\sin(x^2)", False),
        (POLAR, POINT, r"\left(-2\sqrt2,-\frac{\pi}{4}\right)", True),
        (POLAR, POINT, r"\left(2\sqrt2,\frac{11\pi}{4}\right)", True),
        (POLAR, POINT, r"\left(2\sqrt2,-\frac{\pi}{4}\right)", False),
        (POLAR, POINT, r"\left(-2\sqrt2,\frac{3\pi}{4}\right)", False),
        (POLAR + " Let $r>0$.", POINT, r"\left(-2\sqrt2,-\frac{\pi}{4}\right)", False),
        (POLAR, POINT, "(-2,2)", False),
        (TRIANGLE, AREA, r"\frac{R^2}{2}(\sin2A+\sin2B+\sin2C)", True),
        (TRIANGLE, AREA, r"\frac{R^2}{2}(\sin2A+\sin2B-\sin2C)", False),
        ("Simplify.", AREA, r"\frac{R^2}{2}(\sin2A+\sin2B+\sin2C)", False),
        (TRIANGLE, AREA, r"2R^2\sin A\sin B\sin(A+B)", True),
        (TRIANGLE, AREA, r"2R^2\sin A\sin B\sin(A-B)", False),
        ("Spherical " + TRIANGLE, AREA, r"2R^2\sin A\sin B\sin(A+B)", False),
        (TRIANGLE, r"C\sin A\sin B\sin C", r"C\sin A\sin B\sin(A+B)", False),
        (ABOVE_ONE, r"\operatorname{arcsec} x+C", r"C-\arctan\frac{1}{\sqrt{x^2-1}}", True),
        (ABOVE_ONE, r"\operatorname{arcsec} x+C", r"C+\arctan\frac{1}{\sqrt{x^2-1}}", False),
        ("Find the integral.", r"\operatorname{arcsec} x+C", r"C-\arctan\frac{1}{\sqrt{x^2-1}}", False),
        ("Simplify for $x>1$.", "|x-1|", "x-1", True),
        ("Simplify for $x>1$.", "|x-1|", "1-x", False),
        ("Simplify for $x>1$.", "|x-2|", "x-2", False),
        ("Solve $x^2>2$ for $x>1$.", r"x>\sqrt2", r"|x|>\sqrt2", False),
        ("Simplify for $2x>1$.", "|x-1|", "x-1", False),
        ("Simplify for $x>1/2$.", "|x-1|", "x-1", False),
        ("Simplify for $x+y>1$.", "|y-1|", "y-1", False),
        ("Let $f(x)=x-1$ for $x>1$ and $1-x$ for $x\\le1$.", "|x-1|", "x-1", False),
        ("", r"(3+\sqrt2)\text{ cm}", r"3+\sqrt2\text{ cm}", True),
        ("", r"3+\sqrt2\text{ cm}", r"30+10\sqrt2\text{ mm}", True),
        ("", r"(6-\sqrt2)\text{ cm}", r"6-\sqrt2\text{ cm}", True),
        ("", r"(3+\sqrt2)\text{ cm}", r"3-\sqrt2\text{ cm}", False),
        ("", r"(3+\sqrt2)\text{ cm}", r"3+\sqrt2\text{ m}", False),
        ("", r"(3+\sqrt2)\text{ cm}", r"3\text{ m}+\sqrt2\text{ cm}", False),
        ("", r"(1,1,1),\ (-2,-2,-2)", r"x=y=z\in\{1,-2\}", True),
        ("", r"(1,1,1),\ (-2,-2,-2)", r"x=y=z\in\{1,2\}", False),
        ("", r"(1,1,1),\ (-2,-2,-2)", r"x=y=z\in\{1\}", False),
        ("", r"(1,1,1),\ (-2,-2,-2)", r"x=y\in\{1,-2\}", False),
    ],
)
def test_another_reading_accepts_what_is_the_same_under_it(prompt: str, truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is equal


@pytest.mark.parametrize(
    ("prompt", "letters"),
    [
        ("Let a,b,c be positive real numbers.", "abc"),
        ("for positive constants $a$ and $b$", "ab"),
        ("a positive real number $x$", "x"),
        ("A ball of mass $m$ and radius $R$", "mR"),
        ("$0<a<b$", "ab"),
        ("where $x > 0$", "x"),
        ("where $x > 0.5$", ""),
        ("Let $a>0.", "a"),
        ("Simplify for $x > 0$ and for $x<0$.", ""),
        ("For $y>0$; for negative $x$ and $x > 0$.", "y"),
        ("Find a positive integer such that n is even.", ""),
        ("Find the mass a body has.", ""),
        ("the sides are equal", ""),
    ],
)
def test_letters_that_the_question_calls_positive(prompt: str, letters: str) -> None:
    assert _positive(prompt) == frozenset(letters)


def test_hostile_prompts_are_read_in_time() -> None:
    for piece in ("0<", "a,", "positive ", "length a, ", "0 \\le a \\le "):
        compare(r"\sqrt{a^2}", "a", prompt=piece * 2000)
