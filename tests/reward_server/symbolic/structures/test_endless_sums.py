"""Series by their first terms and dots, beside those with a sign."""

from __future__ import annotations

from contextlib import suppress

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

ODD = r"\sum_{n=0}^{\infty} (-1)^n x^{2n+1}"
LOG = r"(x-1)-\frac{(x-1)^2}{2}+\frac{(x-1)^3}{3}-\cdots"
EXP = r"1+x+\frac{x^2}{2!}+\frac{x^3}{3!}+\cdots+\frac{x^n}{n!}+\cdots"
WAVE = r"\frac{\pi}{2}-\frac{4}{\pi}\sum_{k=0}^\infty\frac{\cos((2k+1)x)}{(2k+1)^2}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ODD, r"x - x^3 + x^5 - x^7 + \cdots"), (ODD, r"x-x^3+x^5-\dots+(-1)^n x^{2n+1}+\dots"), (ODD, r"x(1-x^2+x^4-x^6+\dots)"),
        (ODD, r"x-x^3+x^5-\dots+(-1)^{n-1} x^{2n-1}+\dots"), (LOG, r"\sum_{n=1}^\infty \frac{(-1)^{n+1}}{n}(x-1)^n"),
        (LOG, r"\sum_{k=0}^\infty \frac{(-1)^{k}(x-1)^{k+1}}{k+1}"), (EXP, r"1+\sum_{n=1}^\infty \frac{x^n}{n!}"), (EXP, r"\sum_{n=0}^\infty \frac{x^n}{n!}"),
        (EXP, r"1+x+\frac{x^2}{2}+\frac{x^3}{6}+\frac{x^4}{24}+\cdots"),
        (WAVE, r"\frac{\pi}{2}-\frac{4}{\pi}\left(\cos x + \frac{\cos 3x}{9}+\frac{\cos 5x}{25}+\cdots\right)"),
        (r"\sum_{n=1}^\infty \frac{1-(-1)^n}{n}\sin nx", r"2\sin x+\frac23\sin 3x+\frac25\sin 5x+\dots"),
    ],
)  # fmt: skip
def test_three_terms_of_a_function_tell_the_series(one: str, other: str) -> None:
    """Whichever side has the dots, and wherever factors and terms stand that are not under the sign."""
    assert compare(one, other).equal
    assert compare(other, one).equal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ODD, r"x + x^3 + x^5 + x^7 + \cdots"), (ODD, "x - x^3 + x^5 - x^7"), (ODD, r"x-x^3+\cdots"), (ODD, r"x-\frac{x^3}{3}+\frac{x^5}{5}-\cdots"),
        (ODD, r"x-x^3+x^5-\dots+(-1)^{n+1} x^{2n+1}+\dots"), (LOG, r"\sum_{n=1}^\infty \frac{(-1)^{n}}{n}(x-1)^n"),
        (LOG, r"\sum_{n=1}^\infty \frac{(-1)^{n+1}}{n!}(x-1)^n"), (LOG, r"\sum_{n=1}^{10} \frac{(-1)^{n+1}}{n}(x-1)^n"),
        (EXP, r"\sum_{n=1}^\infty \frac{x^n}{n!}"), (EXP, r"1+x+\frac{x^2}{2}+\frac{x^3}{3}+\cdots"), (EXP, r"1+x+\frac{x^2}{2}+\frac{x^3}{6}+\cdots+\frac{x^n}{n}+\cdots"),
        (WAVE, r"\frac{\pi}{2}-\frac{4}{\pi}\left(\sin x + \frac{\sin 3x}{9}+\frac{\sin 5x}{25}+\cdots\right)"),
        (WAVE, r"\frac{\pi}{2}-\frac{4}{\pi}\left(\cos x + \frac{\cos 2x}{4}+\frac{\cos 3x}{9}+\cdots\right)"),
        (WAVE, r"\pi-\frac{4}{\pi}\left(\cos x + \frac{\cos 3x}{9}+\frac{\cos 5x}{25}+\cdots\right)"),
    ],
)  # fmt: skip
def test_another_term_sign_or_end_is_another_series(one: str, other: str) -> None:
    for truth, answer in ((one, other), (other, one)):
        with suppress(Undecided):
            assert not compare(truth, answer).equal


MODULUS = r"\frac\pi2-\frac4\pi\sum_{k=1}^\infty\frac{\cos((2k-1)x)}{(2k-1)^2}"


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (r"\frac\pi2+\frac2\pi\sum_{n=1}^\infty\frac{(-1)^n-1}{n^2}\cos nx", True),
        (r"\frac\pi2+\frac2\pi\sum_{n=1}^\infty\frac{(-1)^n+1}{n^2}\cos nx", False),
        (r"\frac\pi2+\frac4\pi\sum_{n=1}^\infty\frac{(-1)^n-1}{n^2}\cos nx", False),
        (r"\pi+\frac2\pi\sum_{n=1}^\infty\frac{(-1)^n-1}{n^2}\cos nx", False),
        (r"\frac\pi2+\frac2\pi\sum_{n=2}^\infty\frac{(-1)^n-1}{n^2}\cos nx", False),
    ],
)  # fmt: skip
def test_terms_that_are_zero_are_none(answer: str, right: bool) -> None:
    for one, other in ((MODULUS, answer), (answer, MODULUS)):
        try:
            assert compare(one, other).equal is right
        except Undecided:
            assert not right


def test_terms_that_the_ground_truth_does_not_show() -> None:
    assert not compare(r"x-x^3+x^5-\cdots", r"x-x^3+x^5-2x^7+\cdots").equal
