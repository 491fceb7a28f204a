"""Integrals that are set up and not evaluated."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.structures.analysis.setups import same_setups
from reward_server.symbolic.verdict import Undecided

VOLUME = "Set up an integral for the volume of the solid under $z=4-x^2-y^2$ above the $xy$-plane (do not evaluate)."
POLAR = VOLUME + " Use polar coordinates."
OPEN = "Write the integral of $f$ over the region as an iterated integral."
PARABOLOID = r"\int_0^{2\pi}\int_0^2(4-r^2)r\,dr\,d\theta"
BETWEEN = r"\int_0^1\int_y^{\sqrt y}f(x,y)\,dx\,dy"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (VOLUME, PARABOLOID, r"\int_{-2}^{2}\int_{-\sqrt{4-x^2}}^{\sqrt{4-x^2}}(4-x^2-y^2)\,dy\,dx", True), (VOLUME, PARABOLOID, r"4\int_{0}^{\pi/2}\int_0^2(4r-r^3)\,dr\,d\theta", True),
        (VOLUME, PARABOLOID, r"\int_0^{2\pi}\int_0^2\int_0^{4-r^2}r\,dz\,dr\,d\theta", True), (VOLUME, PARABOLOID, r"V=\int_0^4\pi(4-z)\,dz", True),
        (VOLUME, PARABOLOID, r"\int_0^{2\pi}\int_0^2(4-r^2)\,dr\,d\theta", False), (VOLUME, PARABOLOID, r"\int_{-2}^{2}\int_{-2}^{2}(4-x^2-y^2)\,dy\,dx", False),
        (VOLUME, PARABOLOID, r"\int_0^{\pi}\int_0^2(4-r^2)r\,dr\,d\theta", False), (POLAR, PARABOLOID, r"\int_{-2}^{2}\int_{-\sqrt{4-x^2}}^{\sqrt{4-x^2}}(4-x^2-y^2)\,dy\,dx", False),
        (OPEN, BETWEEN, r"\int_0^1\int_{x^2}^x f(x,y)\,dy\,dx", True), (OPEN, BETWEEN, r"\int_{0}^{1}\int_{y}^{\sqrt{y}}f(x,y)dxdy", True),
        (OPEN, BETWEEN, r"\int_0^1\int_{x}^{x^2} f(x,y)\,dy\,dx", False), (OPEN, BETWEEN, r"\int_0^1\int_{x^2}^x f(y,x)\,dy\,dx", False),
        ("Reverse the order of integration.", BETWEEN, r"\int_0^1\int_{x^2}^x f(x,y)\,dy\,dx", False),
        ("Evaluate the integral.", r"\int_0^1 2x\,dx", r"\int_0^1 3x^2\,dx", False),
    ],
)  # fmt: skip
def test_the_same_value_in_the_way_that_is_asked_for(prompt: str, truth: str, answer: str, right: bool) -> None:
    """In other coordinates where none are asked for; a function that is left open stands in both."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


def test_hostile_texts_are_read_in_time() -> None:
    for piece in (r"\int_0^1", r"\int_0^1 x dx+", r"\int_0^{x}", "dx", r"\int_0^1 1/x^{99999999} dx +"):
        same_setups(piece * 20 + " x dx", piece * 20 + " x dx", VOLUME)
