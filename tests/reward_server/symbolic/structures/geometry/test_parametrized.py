"""Parametrized curves."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

ELLIPSE = r"Give a parametrization of the ellipse $\frac{x^2}{9}+\frac{y^2}{4}=1$."
TURNED = ELLIPSE + " Run through it counterclockwise."
ARC = "Parametrize the arc of the parabola."
TRUTH = r"x=3\cos t,\ y=2\sin t,\ 0\le t\le 2\pi"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        (ELLIPSE, TRUTH, r"(3\cos\theta,2\sin\theta),\ \theta\in[0,2\pi)", True), (ELLIPSE, TRUTH, r"x=3\sin t, y=2\cos t, t\in[0,2\pi]", True),
        (ELLIPSE, TRUTH, r"(x,y)=(3\sin\theta,\,-2\cos\theta),\ \theta\in[0,2\pi)", True), (ELLIPSE, TRUTH, r"\vec r(t)=\langle 3\cos t,2\sin t\rangle", True),
        (ELLIPSE, TRUTH, r"x=3\cos(2\pi s), y=2\sin(2\pi s), 0\le s\le 1", True), (ELLIPSE, TRUTH, r"x=2\cos t, y=3\sin t, 0\le t\le2\pi", False),
        (ELLIPSE, TRUTH, r"x=3\cos t, y=2\sin t, 0\le t\le\pi", False), (ELLIPSE, TRUTH, r"x=9\cos t, y=4\sin t, 0\le t\le 2\pi", False),
        (ELLIPSE, TRUTH, r"x=3\cos t, y=2\cos t, 0\le t\le2\pi", False), (ELLIPSE, TRUTH, r"x=3\cos t, y=2\sin 2t, 0\le t\le2\pi", False),
        (ELLIPSE, TRUTH, r"x=3\cos t+1, y=2\sin t, 0\le t\le2\pi", False), (TURNED, TRUTH, r"x=-3\sin t, y=2\cos t, 0\le t\le2\pi", True),
        (TURNED, TRUTH, r"x=3\sin t, y=2\cos t, 0\le t\le2\pi", False), (ELLIPSE + " Start at (3, 0).", TRUTH, r"x=-3\sin t, y=2\cos t, 0\le t\le2\pi", False),
        (ARC, r"(t,t^2),\ 0\le t\le 2", r"x=2s,y=4s^2, 0\le s\le 1", True), (ARC, r"(t,t^2),\ 0\le t\le 2", r"(2-t,(2-t)^2), 0\le t\le2", True),
        (ARC, r"(t,t^2),\ 0\le t\le 2", r"(t,t^2), 0\le t\le1", False), (ARC, r"(t,t^2),\ 0\le t\le 2", r"(t,2t^2), 0\le t\le2", False),
        (ARC, r"(t,t^2),\ 0\le t\le 2", "(t,t^2)", False), (ARC, r"(t,t^2),\ t\in\mathbb R", "(t^2,t^4)", False),
        ("Where is the particle?", TRUTH, r"(3\sin\theta,2\cos\theta),\ \theta\in[0,2\pi)", False),
    ],
)  # fmt: skip
def test_the_same_points(prompt: str, truth: str, answer: str, right: bool) -> None:
    """Once around, or over the same interval."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right
