"""Two sums with the same terms are the same sum, however their index is named and wherever it begins."""

from __future__ import annotations

import pytest

from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.series import series

LOG = r"\sum_{n=1}^{\infty}\frac{(-1)^{n+1}2^n}{n}x^n"


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        (LOG, r"-\sum_{k=1}^{\infty}\frac{(-2x)^k}{k}"),
        (r"\sum_{n=1}^{\infty}\frac{x^n}{n}", r"\sum_{n=0}^{\infty}\frac{x^{n+1}}{n+1}"),
        (r"\sum_{n=0}^{\infty}(-1)^n x^{2n}", r"\sum_{m\ge 0}(-x^2)^m"),
        (r"3\sum_{k=1}^{n}k^2", r"\sum_{k=1}^{n}3k^2"),
        (r"\sum_{k=1}^{n}k^2", r"\sum_{k=0}^{n-1}(k+1)^2"),
        (r"f(x)=\sum_{n=0}^{\infty}\frac{x^n}{2^{n+1}}", r"\frac{1}{2}\sum_{n=0}^{\infty}\frac{x^n}{2^n}"),
    ],
)
def test_terms_that_are_the_same_make_the_same_sum(truth: str, answer: str) -> None:
    verdict = series(parse(truth), parse(answer))
    assert verdict is not None
    assert verdict.equal


@pytest.mark.parametrize(
    ("truth", "answer"),
    [
        (LOG, r"\sum_{k=1}^{\infty}\frac{(-2x)^k}{k}"),
        (r"\sum_{n=1}^{\infty}\frac{x^n}{n}", r"\sum_{n=0}^{\infty}\frac{x^n}{n+1}"),
        (r"\sum_{n=0}^{\infty}x^n", r"\sum_{n=1}^{\infty}x^n"),
        (r"\sum_{k=1}^{n}k^2", r"\sum_{k=0}^{n}(k+1)^2"),
        (r"\sum_{n=0}^{\infty}x^n", r"\sum_{n=0}^{9}x^n"),
        (r"\sum_{n=0}^{\infty}x^n", r"\frac{1}{1-x}"),
        (r"\sum_{n=0}^{\infty}x^n", r"1+\sum_{n=1}^{\infty}x^n"),
    ],
)
def test_other_terms_or_ends_decide_nothing(truth: str, answer: str) -> None:
    assert series(parse(truth), parse(answer)) is None
