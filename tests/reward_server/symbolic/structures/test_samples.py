"""Formulas of a sample are equal whatever the data."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.parse.grammar import parse
from reward_server.symbolic.structures.samples import written_out
from reward_server.symbolic.verdict import Undecided

VARIANCE = r"\frac{1}{n-1}\sum_{i=1}^n(x_i-\bar x)^2"
SLOPE = r"\frac{\sum_{i=1}^n(x_i-\bar x)(y_i-\bar y)}{\sum_{i=1}^n(x_i-\bar x)^2}"


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        (r"\hat\lambda=\bar X", r"\frac{X_1+X_2+\cdots+X_n}{n}", True), (r"\hat\lambda=\bar X", r"\frac{X_1+X_2+\cdots+X_n}{n-1}", False), (r"\hat\lambda=\bar X", r"\frac{X_1+X_3+\cdots+X_n}{n}", False),
        (VARIANCE, r"\frac{\sum_{i=1}^n x_i^2-n\bar x^2}{n-1}", True), (VARIANCE, r"\frac{\sum_{i=1}^n x_i^2-\bar x^2}{n-1}", False), (VARIANCE, r"\frac{1}{n}\sum_{i=1}^n(x_i-\bar x)^2", False),
        (SLOPE, r"\frac{n\sum_{i=1}^n x_iy_i-\sum_{i=1}^n x_i\sum_{i=1}^n y_i}{n\sum_{i=1}^n x_i^2-\left(\sum_{i=1}^n x_i\right)^2}", True),
        (SLOPE, r"\frac{n\sum_{i=1}^n x_iy_i-\sum_{i=1}^n x_i\sum_{i=1}^n y_i}{n\sum_{i=1}^n y_i^2-\left(\sum_{i=1}^n y_i\right)^2}", False),
        (r"\hat\sigma^2=\frac1n\sum_{i=1}^n(X_i-\bar X)^2", r"\frac1n\sum_{i=1}^n X_i^2-\bar X^2", True), (r"x_1^2+\cdots+x_n^2", r"\sum_{i=1}^n x_i^2", True), (r"x_1^2+\cdots+x_n^2", r"\sum_{i=1}^n x_i", False),
        (r"\frac{n\bar X+m\bar Y}{n+m}", r"\frac{\sum_{i=1}^n X_i+\sum_{j=1}^m Y_j}{n+m}", True), (r"\frac{n\bar X+m\bar Y}{n+m}", r"\frac{\sum_{i=1}^n X_i+\sum_{j=1}^m Y_j}{2}", False),
        (r"\bar X", r"\frac1n\sum_{i=1}^n Y_i", False), (r"\sum_{i=1}^n\ln x_i", r"\ln\prod_{i=1}^n x_i", True), (r"\sum_{i=1}^n\ln x_i", r"\ln\prod_{i=1}^n 2x_i", False),
    ],
)  # fmt: skip
def test_formulas_of_a_sample(truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt="Give the estimator.").equal is equal
    except Undecided:
        assert not equal


def test_only_formulas_of_data_are_written_out() -> None:
    cases = [
        (r"\sum_{i=1}^n i", "n"),
        ("x", "y"),
        (r"\bar z", "a"),
        ("+".join(["x"] * 200), r"\bar x"),
        (r"\bar x, \bar y", r"\sum_{i=1}^n x_i"),
    ]
    for truth, answer in cases:
        assert written_out(parse(truth), parse(answer)) is None


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ("", r"\sigma^2=\frac1n\sum_{i=1}^n(x_i-\bar x)^2", r"\sigma^2=\frac1n\sum_{i=1}^n x_i^2-\bar x^2", True),
        ("", r"\sigma^2=\frac1n\sum_{i=1}^n(x_i-\bar x)^2", r"\frac1n\sum_{i=1}^n x_i^2-\bar x^2", True),
        ("", r"\sigma^2=\frac1n\sum_{i=1}^n(x_i-\bar x)^2", r"\sigma=\frac1n\sum_{i=1}^n x_i^2-\bar x^2", False),
        ("", r"\mu=\frac1n\sum_{i=1}^n x_i", r"\sigma=\bar x", False),
    ],
)  # fmt: skip
def test_of_one_estimator(prompt: str, truth: str, answer: str, right: bool) -> None:
    """The variance is no standard deviation."""
    try:
        assert compare(truth, answer, prompt=prompt).equal is right
    except Undecided:
        assert not right


MAXIMUM_LIKELIHOOD = "Let $X_1,\\dots,X_n$ be a sample. Find the maximum likelihood estimator."


@pytest.mark.parametrize(
    ("truth", "answer", "equal"),
    [
        ("X_{(n)}", r"\max(X_1,\dots,X_n)", True),
        ("X_{(n)}", r"\max(X_1,\dots,X_{n-1})", False),
        ("X_{(n)}", r"\max(X_2,\dots,X_n)", False),
        ("X_{(n)}", r"\min(X_1,\dots,X_n)", False),
        (r"\frac{n+1}{n}X_{(n)}", r"\frac{n+1}{n}\max_i X_i", True),
        (r"\frac{n+1}{n}X_{(n)}", r"\frac{n+1}{n}\max_i Y_i", False),
        ("X_{(n)}-X_{(1)}", r"\max X_i-\min X_i", True),
        ("X_{(n)}-X_{(1)}", r"\max X_i-\min(X_i, Y_i)", False),
        (r"1/\bar X", r"\frac{n}{\sum_{i=1}^{n}X_i}", True),
        (r"1/\bar X", r"\frac{1}{\sum_{i=1}^{n}X_i}", False),
        (r"1/\bar X", r"\frac{n}{\sum_{i=1}^{n}Y_i}", False),
        (r"\frac1n\sum_{i=1}^n X_i", r"\bar X", True),
        (r"\frac1n\sum_{i=1}^n X_i", r"\bar Y", False),
    ],
)
def test_extremes_and_means_of_a_sample(truth: str, answer: str, equal: bool) -> None:
    assert compare(truth, answer, prompt=MAXIMUM_LIKELIHOOD).equal is equal
