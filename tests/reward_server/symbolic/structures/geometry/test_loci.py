"""Loci of complex numbers."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("truth", "answer", "right"),
    [
        ("|z-2i|=3", "x^2+(y-2)^2=9", True),
        ("x^2+(y-2)^2=9", "|z-2i|=3", True),
        ("|z-2i|=3", "x^2+y^2-4y-5=0", True),
        ("|z-2i|=3", "x^2+(y+2)^2=9", False),
        ("|z-2i|=3", "x^2+(y-2)^2=3", False),
        ("|z-1|=|z+i|", "y=-x", True),
        ("|z-1|=|z+i|", "y=x", False),
        ("|z-1|=|z+1|", "x=0", True),
        ("|z-1|=|z+1|", "y=0", False),
        ("|z-1|=2|z+1|", "3x^2+3y^2+10x+3=0", True),
        ("|z-1|=2|z+1|", "3x^2+3y^2-10x+3=0", False),
        (r"|z-1|\le 2", r"(x-1)^2+y^2\le 4", True),
        (r"|z-1|\le 2", "(x-1)^2+y^2<4", False),
        (r"|z-1|\le 2", r"(x-1)^2+y^2\ge 4", False),
        (r"\operatorname{Re} z = 2", "x=2", True),
        (r"\operatorname{Re} z = 2", "y=2", False),
        (r"\operatorname{Im}(z)>1", "y>1", True),
        (r"\operatorname{Im}(z)>1", "x>1", False),
        (r"\operatorname{Re} z>-\operatorname{Im} z", "x+y>0", True),
        ("|z|=-2", "x^2+y^2=4", False),
    ],
)
def test_a_locus_of_z_is_its_equation_in_x_and_y(truth: str, answer: str, right: bool) -> None:
    """Both sides are squared only where neither can be negative."""
    assert compare(truth, answer).equal is right
