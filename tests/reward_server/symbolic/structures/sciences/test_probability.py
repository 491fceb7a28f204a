"""Signs of probability and statistics: the same is equal however it is written, and other values differ."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare
from reward_server.symbolic.verdict import Undecided

MLE, RANDOM = "Find the maximum likelihood estimator of the rate.", "Let X and Y be random variables."
COMBINED = r"a^2\operatorname{Var}(X)+b^2\operatorname{Var}(Y)+2ab\operatorname{Cov}(X,Y)"


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "equal"),
    [
        (MLE, r"-\frac{n}{\sum_{i=1}^n\ln X_i}", r"-\frac{n}{\ln(X_1X_2\cdots X_n)}", True), (MLE, r"-\frac{n}{\sum_{i=1}^n\ln X_i}", r"-\frac{n}{\ln(X_1+X_2+\cdots+X_n)}", False),
        (MLE, r"\frac1n\sum X_i^2", r"\frac1n\sum_{i=1}^n X_i^2", True), (MLE, r"\frac1n\sum X_i^2", r"\frac1n\sum_{i=1}^n X_i", False),
        (RANDOM, r"E[X^2]-(E[X])^2", r"\mathbb E(X^2)-\mathbb E(X)^2", True), (RANDOM, r"E[X^2]-(E[X])^2", r"E[X]^2-E[X^2]", False), (RANDOM, COMBINED, r"a^2V(X)+2ab\,\text{Cov}(Y,X)+b^2V(Y)", True), (RANDOM, COMBINED, r"a^2\sigma_X^2+2ab\,\text{Cov}(X,Y)+b^2\sigma_Y^2", True),
        (RANDOM, COMBINED, r"a^2V(X)-2ab\,\text{Cov}(X,Y)+b^2V(Y)", False), (RANDOM, COMBINED, r"a^2V(Y)+2ab\,\text{Cov}(X,Y)+b^2V(X)", False), (RANDOM, r"P(X>s+t\mid X>s)=P(X>t)", r"P(X>t)=P(X>t+s|X>s)", True), (RANDOM, r"P(X>s+t\mid X>s)=P(X>t)", r"P(X>s+t\mid X>t)=P(X>t)", False),
        (RANDOM, r"\frac{P(B\mid A)P(A)}{P(B)}", r"\frac{P(A)\,P(B|A)}{P(B)}", True), (RANDOM, r"\frac{P(B\mid A)P(A)}{P(B)}", r"\frac{P(A)\,P(A|B)}{P(B)}", False), (RANDOM, r"P(A\mid B)=0.4", r"P(B\mid A)=0.4", False), (RANDOM, "E(X)=3", "Var(X)=4", False),
    ],
)  # fmt: skip
def test_sums_over_samples_and_moments(prompt: str, truth: str, answer: str, equal: bool) -> None:
    try:
        assert compare(truth, answer, prompt=prompt).equal is equal
    except Undecided:
        assert not equal
