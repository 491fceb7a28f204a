"""Fourier series by their coefficients."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

PROMPT = r"Find the Fourier series of $f$ on $(-\pi,\pi)$."
SINES = r"\sum_{n=1}^\infty \frac{2(-1)^{n+1}}{n}\sin nx"
COSINES = r"\frac\pi2-\frac4\pi\sum_{k=1}^\infty\frac{\cos((2k-1)x)}{(2k-1)^2}"
SHOWN = r"\frac{\pi}{2}-\frac{4}{\pi}\left(\cos x + \frac{\cos 3x}{9}+\frac{\cos 5x}{25}+\cdots\right)"
EVEN = r"a_0=\pi,\ a_n=\frac{2((-1)^n-1)}{\pi n^2},\ b_n=0"


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        (SINES, r"a_n = 0,\ b_n=\frac{2(-1)^{n+1}}{n}", True), (SINES, r"b_n=\frac{2(-1)^{n+1}}{n}", True),
        (SINES, r"a_0=0, a_n = 0,\ b_n=\frac{2(-1)^{n+1}}{n}", True), (SINES, r"a_n = \frac{2(-1)^{n+1}}{n},\ b_n=0", False),
        (SINES, r"a_n = 0,\ b_n=\frac{2(-1)^{n}}{n}", False), (SINES, r"a_0=1, b_n=\frac{2(-1)^{n+1}}{n}", False),
        (COSINES, EVEN, True), (SHOWN, EVEN, True), (COSINES, r"a_0=\frac\pi2,\ a_n=\frac{2((-1)^n-1)}{\pi n^2},\ b_n=0", False),
        (COSINES, r"a_n=\frac{2((-1)^n-1)}{\pi n^2},\ b_n=0", False), (COSINES, r"a_0=\pi,\ a_n=\frac{2((-1)^n+1)}{\pi n^2}", False),
    ],
)  # fmt: skip
def test_coefficients_make_the_series(one: str, other: str, right: bool) -> None:
    for truth, answer in ((one, other), (other, one)):
        try:
            assert compare(truth, answer, prompt=PROMPT).equal is right
        except Undecided:
            assert not right
