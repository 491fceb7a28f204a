"""Lines and conics by what makes them."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the perpendicular bisector of } AB', True),
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the perpendicular bisector of the segment joining } (1,2) \\text{ and } (3,6)', True),
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the perpendicular bisector of the segment joining } (1,2) \\text{ and } (6,3)', False),
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the line through } A \\text{ and } B', False),
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the perpendicular bisector of } AC', False),
        ('Find the locus of points equidistant from $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the circle with diameter } AB', False),
        ('Find the equation of the perpendicular bisector of $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the perpendicular bisector of } AB', False),
        ('Find the equation of the perpendicular bisector of $A(1,2)$ and $B(3,6)$.', 'x + 2y = 10', '\\text{the line } y=5-\\frac x2', True),
        ('Let $A=(0,0)$, $B=(2,0)$. Find the locus of $P$ with $\\angle APB=90^\\circ$ or $P\\in\\{A,B\\}$.', '\\text{the circle with diameter } AB', 'x^2+y^2=2x', True),
        ('Let $A=(0,0)$, $B=(2,0)$. Find the locus of $P$ with $\\angle APB=90^\\circ$ or $P\\in\\{A,B\\}$.', '\\text{the circle with diameter } AB', '(x-1)^2+y^2=1', True),
        ('Let $A=(0,0)$, $B=(2,0)$. Find the locus of $P$ with $\\angle APB=90^\\circ$ or $P\\in\\{A,B\\}$.', '\\text{the circle with diameter } AB', 'x^2+y^2=2y', False),
        ('Let $A=(0,0)$, $B=(2,0)$. Find the locus of $P$ with $\\angle APB=90^\\circ$ or $P\\in\\{A,B\\}$.', '\\text{the circle with diameter } AB', '(x-1)^2+y^2=4', False),
        ('Points as far from $(0,2)$ as from $y=-2$?', '\\text{the parabola with focus } (0,2) \\text{ and directrix } y=-2', 'x^2=8y', True),
        ('Points as far from $(0,2)$ as from $y=-2$?', '\\text{the parabola with focus } (0,2) \\text{ and directrix } y=-2', 'y^2=8x', False),
        ('Points as far from $(0,2)$ as from $y=-2$?', '\\text{the parabola with focus } (0,2) \\text{ and directrix } y=-2', 'x^2=4y', False),
        ('Points as far from $(0,2)$ as from $y=-2$?', '\\text{the parabola with focus } (0,2) \\text{ and directrix } y=-2', 'x^2=-8y', False),
        ('Points whose distances to $(\\pm3,0)$ add up to 10?', '\\text{the ellipse with foci } (-3,0) \\text{ and } (3,0) \\text{ and major axis of length } 10', '\\frac{x^2}{25}+\\frac{y^2}{16}=1', True),
        ('Points whose distances to $(\\pm3,0)$ add up to 10?', '\\text{the ellipse with foci } (-3,0) \\text{ and } (3,0) \\text{ and major axis of length } 10', '\\frac{x^2}{16}+\\frac{y^2}{25}=1', False),
        ('Points whose distances to $(\\pm3,0)$ add up to 10?', '\\text{the ellipse with foci } (-3,0) \\text{ and } (3,0) \\text{ and major axis of length } 10', '\\frac{x^2}{100}+\\frac{y^2}{91}=1', False),
        ('Points whose distances to $(\\pm3,0)$ add up to 10?', '\\text{the ellipse with foci } (-3,0) \\text{ and } (3,0) \\text{ and major axis of length } 10', '\\frac{x^2}{25}-\\frac{y^2}{16}=1', False),
        ('Which line is tangent?', '\\text{the line through } (1,1) \\text{ with slope } 2', 'y=2x-1', True),
        ('Which line is tangent?', '\\text{the line through } (1,1) \\text{ with slope } 2', 'y=2x+1', False),
        ('Which line is tangent?', '\\text{the line through } (1,1) \\text{ with slope } 2', 'y=\\frac12x+\\frac12', False),
        ('Where do they lie?', '\\text{the line through } (1,1) \\text{ and } (3,5)', 'y=2x-1', True),
        ('Where do they lie?', '\\text{the line through } (1,1) \\text{ and } (3,5)', '2x-y=1', True),
        ('Where do they lie?', '\\text{the line through } (1,1) \\text{ and } (3,5)', 'y=2x', False),
        ('Where do they lie?', '\\text{the line through } (1,1) \\text{ and } (3,5)', 'x=2y-1', False),
        ('Where do they lie?', '\\text{the line through } (1,2) \\text{ perpendicular to } x+y=5', 'y=x+1', True),
        ('Where do they lie?', '\\text{the line through } (1,2) \\text{ perpendicular to } x+y=5', 'x+y=3', False),
        ('Where do they lie?', '\\text{the line through } (1,2) \\text{ perpendicular to } x+y=5', 'y=x-1', False),
    ],
)  # fmt: skip
def test_a_line_or_conic_is_what_makes_it(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
