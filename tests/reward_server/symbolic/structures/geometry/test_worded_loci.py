"""Circles, lines and half-planes in words, by equations and by complex numbers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare

SPHERE = "(x-1)^2+y^2+(z+2)^2=5"


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("the circle with centre $(4,0)$ and radius $2$", "x^2+y^2-8x+12=0", True),
        ("the circle with centre $(4,0)$ and radius $2$", "x^2+y^2-8x-12=0", False),
        ("the circle with centre $(4,0)$ and radius $2$", "(x-4)^2+y^2=4", True),
        ("the circle with centre $(4,0)$ and radius $2$", "(x+4)^2+y^2=4", False),
        ("the circle with centre $(4,0)$ and radius $2$", r"(x-4)^2+y^2\le4", False),
        ("(x-4)^2+y^2=4", r"\text{circle of radius } 2 \text{ centered at } (4,0)", True),
        ("(x-4)^2+y^2=4", r"\text{circle of radius } 4 \text{ centered at } (4,0)", False),
        ("(x-4)^2+y^2=4", r"\text{Circle with center } (4,0), \text{ radius } 2", True),
        ("the circle with center $2i$ and radius $3$", "|z+2i|=3", False),
        ("the circle with center $2i$ and radius $3$", r"\text{a circle centered at } (0,2) \text{ with radius } 3", True),
        ("the circle with center $2i$ and radius $3$", r"\text{a circle centered at } (2,0) \text{ with radius } 3", False),
        ("the imaginary axis", r"\operatorname{Re}z=0", True), ("the imaginary axis", r"\operatorname{Im}z=0", False),
        ("the imaginary axis", "x=0", True), ("the real axis", r"\operatorname{Im}z=0", True), ("the unit circle", "|z|=1", True),
        ("the unit circle", "|z|=2", False), ("the upper half-plane", r"\operatorname{Im}z>0", True), ("the closed upper half-plane", "y>0", False),
        ("|z-1|=2", "(x-1)^2+y^2=4", True),
        ("|z-1|=2", "(x-1)^2+y^2=2", False),
        ("|z-1|<2", "(x-1)^2+y^2<4", True),
        ("|z-1|<2", r"(x-1)^2+y^2\le4", False),
        ("y=-x", r"\text{the line } x-y=0", False),
        ("y=-x", r"\text{The line } y = -x", True),
        ("The open half-plane $x+y>0$, where $z=x+iy$", r"\{z\in\mathbb{C} : \operatorname{Re} z\ge-\operatorname{Im} z\}", False),
        ("The open half-plane $x+y>0$, where $z=x+iy$", r"\{z\in\mathbb{C} : \operatorname{Re} z<-\operatorname{Im} z\}", False),
        ("The open half-plane $x+y>0$, where $z=x+iy$", "x+y>0", True),
        ("The open half-plane $x+y>0$, where $z=x+iy$", "y>-x", True),
        ("The open half-plane $x+y>0$", r"\text{the closed half-plane } x+y\ge0", False),
        ("The closed disc with centre $1+i$ and radius $2$", r"|z-1-i|\le2", True),
        ("The closed disc with centre $1+i$ and radius $2$", "|z-1-i|<2", False),
        ("The closed disc with centre $1+i$ and radius $2$", r"|z-1+i|\le2", False),
        ("The sphere with center (1,2,3) and radius 2", "(x-1)^2+(y-2)^2+(z-3)^2=4", True),
        ("The sphere with center (1,2,3) and radius 2", "(x-1)^2+(y-2)^2+(z+3)^2=4", False),
        ("a circle with center at the origin and radius 5", "x^2+y^2=25", True),
        ("x=2", r"\operatorname{Re}(z)=2", True),
        ("0", r"\text{the line } x+y=0", False),
        ("x+y=0", r"\text{the line } x+y=0", True),
        ("the parabola $y^2=4x$", "y^2=4x", True),
        ("the parabola $y^2=4x$", "x^2=4y", False),
        ("the line $x=2$", "x=2", True),
        ("the line $x=2$", "2", False),
    ],
)  # fmt: skip
def test_a_locus_is_the_same_in_words_and_by_a_relation(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("|z-2i|=3", False),
        (r"x^2+(y-2)^2=9 \text{ where } z=x+iy", True),
        (r"x^2+(y+2)^2=9 \text{ where } z=x+iy", False),
    ],
)
def test_the_locus_of_the_prompt_repeated_is_no_answer(answer: str, right: bool) -> None:
    prompt = "Describe the set of complex numbers $z$ with $|z-2i|=3$."
    assert compare("the circle with center $2i$ and radius $3$", answer, prompt=prompt).equal is right


def test_a_long_text_of_these_words_ends() -> None:
    text = "the circle with centre " + "a and radius " * 14 + "1"
    assert not compare("x^2+y^2=1", text).equal


def test_in_space_an_axis_is_no_plane() -> None:
    verdicts = [compare("the x-axis", "y=0", prompt=prompt) for prompt in ("In the plane.", r"In $\mathbb{R}^3$.")]
    assert [one.equal for one in verdicts] == [True, False]


@pytest.mark.parametrize(
    ("answer", "right"),
    [(r"\operatorname{Re}w>0", True), (r"\{w:\Re(w)>0\}", True), (r"\operatorname{Re}w<0", False), (r"\operatorname{Im}w>0", False), (r"\operatorname{Re}w\ge0", False)],
)  # fmt: skip
def test_images_lie_in_the_plane_of_w(answer: str, right: bool) -> None:
    assert compare("right half-plane", answer).equal is right


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        (r"\text{the circle with centre }-\frac53\text{ and radius }\frac43", r"3x^2+3y^2+10x+3=0,\ z=x+iy", True),
        (r"\text{the circle with centre }-\frac53\text{ and radius }\frac43", r"3x^2+3y^2-10x+3=0,\ z=x+iy", False),
        (SPHERE, r"\|\vec r-(1,0,-2)\|=\sqrt5", True), (SPHERE, r"|\mathbf x-(1,0,-2)|^2=5", True), (SPHERE, r"\|\vec r-(1,0,-2)\|=5", False),
        (SPHERE, r"\|\vec r-(1,0,2)\|=\sqrt5", False), (SPHERE, r"\|\vec r-(1,0,-2)\|\le\sqrt5", False),
        (r"\{w:\operatorname{Im}w>0\}", r"v>0\text{ where }w=u+iv", True), (r"\{w:\operatorname{Im}w>0\}", r"u>0\text{ where }w=u+iv", False),
    ],
)  # fmt: skip
def test_distances_of_points_and_parts_of_an_image(truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer).equal is right
